/// What an aggregate computes; KQL §11.
enum AggregateKind: String, Sendable, Hashable {
    case count, sum, avg, min, max, distinctCount, makeList, makeSet, makeBag, argMax, argMin, takeAny
    case percentile, stdev, stdevp, variance, variancep, binaryAnd, binaryOr, binaryXor
}

/// An aggregate function.
struct AggregateFunction: Sendable {
    let name: String
    let kind: AggregateKind
    /// What the first argument must be; `nil` when there is none.
    let argument: ParameterKind?
    /// The second argument is a condition.
    let hasFilter: Bool
    /// A constant may follow: a size or an accuracy.
    let hasOption: Bool
    /// The type of the result; `nil` for that of the argument.
    let result: ScalarType?
    let naming: NameRule

    init(
        _ name: String,
        _ kind: AggregateKind,
        _ argument: ParameterKind?,
        hasFilter: Bool = false,
        hasOption: Bool = false,
        result: ScalarType? = nil,
        naming: NameRule? = nil
    ) {
        self.name = name
        self.kind = kind
        self.argument = argument
        self.hasFilter = hasFilter
        self.hasOption = hasOption
        self.result = result
        self.naming = naming ?? .prefix(name)
    }
}

/// The aggregate functions; the one place where one is added.
enum AggregateFunctions {
    static let all: [AggregateFunction] = [
        AggregateFunction("count", .count, nil, result: .long),
        AggregateFunction("countif", .count, nil, hasFilter: true, result: .long),
        AggregateFunction("sum", .sum, .summable),
        AggregateFunction("sumif", .sum, .summable, hasFilter: true),
        AggregateFunction("avg", .avg, .summable),
        AggregateFunction("avgif", .avg, .summable, hasFilter: true),
        AggregateFunction("min", .min, .orderable),
        AggregateFunction("minif", .min, .orderable, hasFilter: true),
        AggregateFunction("max", .max, .orderable),
        AggregateFunction("maxif", .max, .orderable, hasFilter: true),
        AggregateFunction("dcount", .distinctCount, .scalar, hasOption: true, result: .long),
        AggregateFunction("dcountif", .distinctCount, .scalar, hasFilter: true, hasOption: true, result: .long),
        AggregateFunction("count_distinct", .distinctCount, .notDynamic, result: .long),
        AggregateFunction("count_distinctif", .distinctCount, .notDynamic, hasFilter: true, result: .long),
        list("make_list"), list("makelist"), list("make_list_if", hasFilter: true),
        set("make_set"), set("makeset"), set("make_set_if", hasFilter: true),
        AggregateFunction(
            "make_bag", .makeBag, .dynamicValue, hasOption: true, result: .dynamic, naming: .prefix("bag")),
        AggregateFunction("arg_max", .argMax, .orderable, naming: NameRule.none),
        AggregateFunction("arg_min", .argMin, .orderable, naming: NameRule.none),
        AggregateFunction("argmax", .argMax, .orderable, naming: .prefix("max")),
        AggregateFunction("argmin", .argMin, .orderable, naming: .prefix("min")),
        AggregateFunction("take_any", .takeAny, .scalar, naming: .firstArgument),
        AggregateFunction("any", .takeAny, .scalar, naming: .prefix("any")),
        AggregateFunction("take_anyif", .takeAny, .scalar, hasFilter: true, naming: .firstArgument),
        AggregateFunction("anyif", .takeAny, .scalar, hasFilter: true, naming: .prefix("anyif")),
        AggregateFunction("percentile", .percentile, .summable),
        AggregateFunction("percentiles", .percentile, .summable, naming: .prefix("percentile")),
        AggregateFunction("stdev", .stdev, .summable, result: .real),
        AggregateFunction("stdevif", .stdev, .summable, hasFilter: true, result: .real),
        AggregateFunction("stdevp", .stdevp, .summable, result: .real),
        AggregateFunction("variance", .variance, .summable, result: .real),
        AggregateFunction("varianceif", .variance, .summable, hasFilter: true, result: .real),
        AggregateFunction("variancep", .variancep, .summable, result: .real),
        AggregateFunction("binary_all_and", .binaryAnd, .integer, result: .long, naming: .firstArgument),
        AggregateFunction("binary_all_or", .binaryOr, .integer, result: .long, naming: .firstArgument),
        AggregateFunction("binary_all_xor", .binaryXor, .integer, result: .long, naming: .firstArgument),
    ]

    private static func list(_ name: String, hasFilter: Bool = false) -> AggregateFunction {
        AggregateFunction(
            name,
            .makeList,
            .scalar,
            hasFilter: hasFilter,
            hasOption: true,
            result: .dynamic,
            naming: .prefix("list")
        )
    }

    private static func set(_ name: String, hasFilter: Bool = false) -> AggregateFunction {
        AggregateFunction(
            name,
            .makeSet,
            .scalar,
            hasFilter: hasFilter,
            hasOption: true,
            result: .dynamic,
            naming: .prefix("set")
        )
    }
}
