/// The aggregate functions; the one place where one is added.
enum AggregateFunctions {
    static let all: [AggregateFunction] =
        [
            AggregateFunction("count", .count, result: .long),
            AggregateFunction("cnt", .count, result: .long),
            AggregateFunction("countif", .count, hasFilter: true, result: .long),
            AggregateFunction("count_distinct", .distinctCount, [.notDynamic], result: .long),
            AggregateFunction("count_distinctif", .distinctCount, [.notDynamic], hasFilter: true, result: .long),
            AggregateFunction("dcount", .distinctCount, [.any], option: .accuracy, result: .long),
            AggregateFunction("dcountif", .distinctCount, [.any], hasFilter: true, option: .accuracy, result: .long),
            AggregateFunction("passthrough", .passthrough, [.any], naming: .firstArgument),
        ] + extremes + sums + spreads + collections + percentiles + sketches

    private static let extremes: [AggregateFunction] = [
        AggregateFunction("min", .min, [.orderable]),
        AggregateFunction("minif", .min, [.orderable], hasFilter: true),
        AggregateFunction("max", .max, [.orderable]),
        AggregateFunction("maxif", .max, [.orderable], hasFilter: true),
        AggregateFunction("arg_max", .argMax, [.orderable], naming: NameRule.none),
        AggregateFunction("arg_min", .argMin, [.orderable], naming: NameRule.none),
        AggregateFunction("argmax", .argMax, [.orderable], naming: NameRule.none),
        AggregateFunction("argmin", .argMin, [.orderable], naming: NameRule.none),
        AggregateFunction("take_any", .takeAny, [.any], naming: NameRule.none),
        AggregateFunction("any", .takeAny, [.any]),
        AggregateFunction("take_anyif", .takeAny, [.any], hasFilter: true, naming: .firstArgument),
        AggregateFunction("anyif", .takeAny, [.any], hasFilter: true),
    ]

    private static let sums: [AggregateFunction] = [
        AggregateFunction("sum", .sum, [.summable]),
        AggregateFunction("sumif", .sum, [.summable], hasFilter: true),
        AggregateFunction("avg", .avg, [.summable]),
        AggregateFunction("avgif", .avg, [.summable], hasFilter: true),
        AggregateFunction("binary_all_and", .binaryAnd, [.summable], naming: .firstArgument),
        AggregateFunction("binary_all_or", .binaryOr, [.summable], naming: .firstArgument),
        AggregateFunction("binary_all_xor", .binaryXor, [.summable], naming: .firstArgument),
    ]

    private static let spreads: [AggregateFunction] =
        pair("stdev", .stdev) + [AggregateFunction("stdevp", .stdevp, [.summable], result: .real)]
        + pair("variance", .variance) + pair("variancep", .variancep)
        + pair("covariance", .covariance, count: 2) + pair("covariancep", .covariancep, count: 2)

    private static func pair(_ name: String, _ kind: AggregateKind, count: Int = 1) -> [AggregateFunction] {
        let arguments = Array(repeating: AggregateArgument.summable, count: count)
        return [
            AggregateFunction(name, kind, arguments, result: .real),
            AggregateFunction(name + "if", kind, arguments, hasFilter: true, result: .real),
        ]
    }

    /// The most elements that a list or set can have, and the fewer that the old spellings give.
    private static let mostElements: Int64 = 1_048_576
    private static let fewElements: Int64 = 128

    private static let collections: [AggregateFunction] = [
        collection("make_list", .makeList, "list"), collection("make_list_if", .makeList, "list", hasFilter: true),
        collection("makelist", .makeList, "list", limit: fewElements),
        collection("make_set", .makeSet, "set"), collection("make_set_if", .makeSet, "set", hasFilter: true),
        collection("makeset", .makeSet, "set", limit: fewElements),
        AggregateFunction(
            "make_list_with_nulls", .makeListWithNulls, [.any], result: .dynamic, naming: .prefix("list")),
        collection("make_bag", .makeBag, "bag", of: .bag),
        collection("make_bag_if", .makeBag, "bag", of: .bag, hasFilter: true),
        collection("make_dictionary", .makeBag, "dictionary", of: .bag),
        AggregateFunction("buildschema", .schema, [.bag], result: .dynamic, naming: .prefix("schema")),
    ]

    private static func collection(
        _ name: String,
        _ kind: AggregateKind,
        _ prefix: String,
        of argument: AggregateArgument = .any,
        hasFilter: Bool = false,
        limit: Int64 = mostElements
    ) -> AggregateFunction {
        AggregateFunction(
            name,
            kind,
            [argument],
            hasFilter: hasFilter,
            option: .size,
            limit: limit,
            result: .dynamic,
            naming: .prefix(prefix)
        )
    }

    private static let percentiles: [AggregateFunction] = [
        AggregateFunction("percentile", .percentile, [.any], naming: NameRule.none),
        AggregateFunction("percentiles", .percentile, [.any], naming: NameRule.none),
        AggregateFunction("percentiles_array", .percentiles, [.any], naming: NameRule.none),
        AggregateFunction("percentilew", .percentile, [.any, .integer], naming: NameRule.none),
        AggregateFunction("percentilesw", .percentile, [.any, .integer], naming: NameRule.none),
        AggregateFunction("percentilesw_array", .percentiles, [.any, .integer], naming: NameRule.none),
    ]

    private static let sketches: [AggregateFunction] = [
        AggregateFunction("hll", .hll, [.notRealOrBool], option: .precision, result: .dynamic),
        AggregateFunction("hll_if", .hll, [.notRealOrBool], hasFilter: true, option: .precision, result: .dynamic),
        AggregateFunction("hll_merge", .hllMerge, [.array], result: .dynamic),
        AggregateFunction("tdigest", .tdigest, [.summable], option: .weight, result: .dynamic),
        AggregateFunction(
            "tdigest_merge", .tdigestMerge, [.array], result: .dynamic, naming: .prefix("merge_tdigests")),
        AggregateFunction(
            "merge_tdigest", .tdigestMerge, [.array], result: .dynamic, naming: .prefix("merge_tdigests")),
    ]
}
