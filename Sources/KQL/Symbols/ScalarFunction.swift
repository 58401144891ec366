/// A scalar function: its names, the ways to call it, and what each becomes.
///
/// The lists in `Symbols/Functions` are the one place where a function is added.
struct ScalarFunction: Sendable {
    let name: String
    /// Old spellings that mean the same.
    let aliases: [String]
    let naming: NameRule
    let signatures: [Signature]

    init(_ name: String, aliases: [String] = [], naming: NameRule = .none, _ signatures: Signature...) {
        self.name = name
        self.aliases = aliases
        self.naming = naming
        self.signatures = signatures
    }
}

extension Signature {
    /// A signature of exact parameter types.
    static func of(
        _ parameters: [Parameter],
        _ result: ResultRule,
        _ lowering: Lowering,
        isNullable: Bool = true
    ) -> Signature {
        Signature(parameters: parameters, result: result, lowering: lowering, isNullable: isNullable)
    }
}

/// All scalar functions by every name they have.
enum FunctionRegistry {
    static let scalars: [String: ScalarFunction] = {
        var result: [String: ScalarFunction] = [:]
        let all =
            ScalarFunctions.conversions + ScalarFunctions.strings + ScalarFunctions.numbers + ScalarFunctions.time
            + ScalarFunctions.dynamics + ScalarFunctions.conditions + ScalarFunctions.addresses
            + ScalarFunctions.sketches
        for function in all {
            result[function.name] = function
            for alias in function.aliases { result[alias] = function }
        }
        return result
    }()

    static let aggregates: [String: AggregateFunction] = {
        var result: [String: AggregateFunction] = [:]
        for function in AggregateFunctions.all { result[function.name] = function }
        return result
    }()

    /// Names that the language has and this compiler does not model yet.
    static let unsupported: Set<String> = [
        "geo_info_from_ip_address", "ingestion_time", "parse_command_line", "parse_path", "parse_csv", "parse_xml",
        "parse_user_agent", "parse_version", "series_decompose_anomalies", "series_fit_2lines", "series_stats", "prev",
        "next", "row_number", "row_cumsum", "row_rank_dense", "row_window_session", "rand", "new_guid", "pack_all",
        "bag_pack_columns", "zip", "repeat",
        "todecimal", "make_string", "unicode_codepoints_from_string", "translate",
        "ipv6_is_match", "parse_ipv6", "format_ipv4", "binary_and", "binary_or", "binary_xor", "binary_shift_left",
        "binary_shift_right", "estimate_data_size", "format_bytes", "current_principal", "table", "externaldata",
        "has_any_ipv4_prefix", "has_ipv4", "jaccard_index", "array_iff", "array_split", "indexof_regex",
        "has_any_index",
        "range", "bin_auto",
        "replace_strings", "unixtime_milliseconds_todatetime",
        "unixtime_seconds_todatetime", "zlib_decompress_from_base64_string", "series_fir", "series_iir", "treepath",
        "base64_decode_toarray", "regex_quote", "datetime_local_to_utc", "datetime_utc_to_local", "hash_sha512",
        "dynamic_to_json", "geo_distance_2points", "array_sort_desc_multi", "invoke", "cluster", "database",
    ]
}
