extension ScalarFunctions {
    /// IPv4 and IPv6 addresses; KQL §13.
    static let addresses: [ScalarFunction] = [
        .engine("parse_ipv4", [.string], .long, .parseIPv4),
        .engine("parse_ipv4_mask", [.string, .long], .long, .parseIPv4Mask),
        .engine("parse_ipv6", [.string], .string, .parseIPv6, defaults: [.int64(128)]),
        .engine("parse_ipv6_mask", [.string, .long], .string, .parseIPv6),
        .engine("ipv4_is_private", [.string], .bool, .ipv4IsPrivate),
        .engine("ipv4_is_in_range", [.string, .string], .bool, .ipv4IsInRange),
        anyRange("ipv4_is_in_any_range", .ipv4IsInAnyRange),
        .engine("ipv4_compare", [.string, .string, .maybeLong], .long, .ipv4Compare, defaults: [.int64(32)]),
        match("ipv4_is_match", .ipv4Compare, 32),
        .engine("ipv4_netmask_suffix", [.string], .long, .ipv4Suffix),
        .engine("ipv4_range_to_cidr_list", [.string, .string], .dynamic, .ipv4Prefixes),
        .engine("ipv6_is_in_range", [.string, .string], .bool, .ipv6IsInRange),
        anyRange("ipv6_is_in_any_range", .ipv6IsInAnyRange),
        .engine("ipv6_compare", [.string, .string, .maybeLong], .long, .ipv6Compare, defaults: [.int64(128)]),
        match("ipv6_is_match", .ipv6Compare, 128),
        .custom("format_ipv4", [.scalar, .maybeLong], .fixed(.string)) { call in
            .engineCall(.formatIPv4, [asText(call, 0), call.count > 1 ? call[1] : .value(32)])
        },
        .custom("format_ipv4_mask", [.scalar, .long], .fixed(.string)) {
            .engineCall(.formatIPv4Mask, [asText($0, 0), $0[1]])
        },
        ScalarFunction.engine("has_ipv4", [.stringOrDynamic, .string], .bool, .hasIPv4).unfoldable,
        ScalarFunction.engine("has_ipv4_prefix", [.stringOrDynamic, .string], .bool, .hasIPv4Prefix).unfoldable,
        anyText("has_any_ipv4", .hasAnyIPv4), anyText("has_any_ipv4_prefix", .hasAnyIPv4Prefix),
    ]

    private static func match(_ name: String, _ compare: EngineFunction, _ bits: Int64) -> ScalarFunction {
        .custom(name, [.string, .string, .maybeLong], .fixed(.bool)) { call in
            let prefix = call.count > 2 ? call[2] : .value(bits)
            return .infix("=", [.engineCall(compare, [call[0], call[1], prefix]), .value(0)])
        }
    }

    private static func anyRange(_ name: String, _ function: EngineFunction) -> ScalarFunction {
        anyOf(name, .required(.text), function)
    }

    private static func anyText(_ name: String, _ function: EngineFunction) -> ScalarFunction {
        anyOf(name, .stringOrDynamic, function)
    }

    /// A test against an array, or against texts one by one.
    private static func anyOf(_ name: String, _ first: Parameter, _ function: EngineFunction) -> ScalarFunction {
        ScalarFunction(
            name,
            .of([first, .array], .fixed(.bool), .engine(function)),
            .of(
                [first, .strings],
                .fixed(.bool),
                .custom { call in
                    let texts = call.arguments.dropFirst().map { SQLExpression.engineCall(.jsonOfText, [$0]) }
                    return .engineCall(function, [call[0], .engineCall(.packArray, texts)])
                }
            )
        ).unfoldable
    }
}
