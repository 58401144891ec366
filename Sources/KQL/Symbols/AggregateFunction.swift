/// What an aggregate computes; KQL §11.
enum AggregateKind: String, Sendable, Hashable {
    case count, sum, avg, min, max, distinctCount, makeList, makeListWithNulls, makeSet, makeBag
    case argMax, argMin, takeAny, passthrough
    /// One value at a fixed rank.
    case percentile
    /// One value at a rank that weights or the data decide.
    case rankedValue
    /// An array of values at ranks, with or without weights.
    case percentiles
    case stdev, stdevp, variance, variancep, covariance, covariancep
    case binaryAnd, binaryOr, binaryXor
    case schema, hll, hllMerge, tdigest, tdigestMerge
}

/// What an argument of an aggregate must be.
enum AggregateArgument: Sendable, Hashable {
    case any, notDynamic, orderable, summable, notRealOrBool, bag, array, integer

    func accepts(_ type: ScalarType) -> Bool {
        switch self {
        case .any: true
        case .notDynamic: type != .dynamic
        case .orderable: type != .dynamic && type != .guid
        case .summable: type.isNumeric || type == .timespan || type == .datetime
        case .notRealOrBool: type != .real && type != .bool
        case .bag, .array: type == .dynamic
        case .integer: type == .int || type == .long
        }
    }

    /// Whether a value is what the argument must be, by its type and by what is known of a dynamic.
    func accepts(_ value: Expression) -> Bool {
        guard accepts(value.type) else { return false }
        return switch self {
        case .bag: value.shape == nil || value.shape == .bag
        case .array: value.shape == nil || value.shape == .array
        default: true
        }
    }

    /// What is expected, for people.
    var text: String {
        switch self {
        case .any: "a value"
        case .notDynamic: "a value that is not dynamic (use tostring())"
        case .orderable: "orderable: a number, timespan, datetime, string or boolean"
        case .summable: "summable: a number, timespan or datetime"
        case .notRealOrBool: "neither a real nor a boolean"
        case .bag: "a dynamic bag"
        case .array: "a dynamic array"
        case .integer: "a whole number"
        }
    }
}

/// An aggregate function.
struct AggregateFunction: Sendable {
    /// What may follow the values and the condition.
    enum Option: Sendable, Hashable {
        /// The greatest number of elements.
        case size
        /// How exact an estimate is, a value of any plain type; what is exact needs none.
        case accuracy
        /// The same as a whole number.
        case precision
        /// How often the value counts.
        case weight
    }

    let name: String
    let kind: AggregateKind
    /// What the first arguments must be.
    let arguments: [AggregateArgument]
    /// A condition follows.
    let hasFilter: Bool
    let option: Option?
    /// The most elements where the author says nothing.
    let limit: Int64?
    /// The type of the result; `nil` for that of the argument.
    let result: ScalarType?
    /// How the call names a column when it stands inside of an expression.
    let naming: NameRule

    init(
        _ name: String,
        _ kind: AggregateKind,
        _ arguments: [AggregateArgument] = [],
        hasFilter: Bool = false,
        option: Option? = nil,
        limit: Int64? = nil,
        result: ScalarType? = nil,
        naming: NameRule? = nil
    ) {
        self.name = name
        self.kind = kind
        self.arguments = arguments
        self.hasFilter = hasFilter
        self.option = option
        self.limit = limit
        self.result = result
        self.naming = naming ?? .prefix(name)
    }
}
