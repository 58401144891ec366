/// A scalar function: its names, the ways to call it, and what each becomes.
///
/// The lists in `Symbols/Functions` are the one place where a function is added.
struct ScalarFunction: Sendable {
    let name: String
    /// Old spellings that mean the same.
    let aliases: [String]
    let naming: NameRule
    let signatures: [Signature]
    /// The results of a function that has several.
    var results: SeveralResults?
    /// What a dynamic result is known to hold.
    var shape: DynamicShape?
    /// Whether constants give a constant.
    var isFoldable = true

    init(
        _ name: String,
        aliases: [String] = [],
        naming: NameRule = .none,
        _ signatures: Signature...
    ) {
        self.init(name, aliases: aliases, naming: naming, signatures)
    }

    init(_ name: String, aliases: [String] = [], naming: NameRule = .none, _ signatures: [Signature]) {
        self.name = name
        self.aliases = aliases
        self.naming = naming
        self.signatures = signatures
    }

    /// Whether the function reads text as JSON, so that a path need not wait for its result.
    var readsJSON: Bool { name == "parse_json" || name == "todynamic" }

    /// The function with several results; its call gives them as a JSON array, a single one as it is.
    func giving(_ results: SeveralResults) -> ScalarFunction {
        var function = self
        function.results = results
        return function
    }

    /// The function whose dynamic result is known to be an array or a bag.
    func shaped(_ shape: DynamicShape) -> ScalarFunction {
        var function = self
        function.shape = shape
        return function
    }

    /// The function that is never a constant, whatever its arguments are.
    var unfoldable: ScalarFunction {
        var function = self
        function.isFoldable = false
        return function
    }
}

/// What a dynamic is known to hold while compiling.
enum DynamicShape: Sendable {
    case array
    case bag
    case text
    /// A number, a bool or a time.
    case primitive
}

/// The results of a function that has several, such as `array_sort_asc`.
struct SeveralResults: Sendable {
    /// Names and types of the results by the arguments, of which some have no name.
    let columns: @Sendable (_ arguments: [(name: String?, type: ScalarType)]) -> [(name: String, type: ScalarType)]
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
            ScalarFunctions.conversions + ScalarFunctions.conditions + ScalarFunctions.strings
            + ScalarFunctions.patterns + ScalarFunctions.texts + ScalarFunctions.codings + ScalarFunctions.hashes
            + ScalarFunctions.numbers + ScalarFunctions.mathematics + ScalarFunctions.bits + ScalarFunctions.units
            + ScalarFunctions.time + ScalarFunctions.clock + ScalarFunctions.arrays + ScalarFunctions.sets
            + ScalarFunctions.bags + ScalarFunctions.addresses + ScalarFunctions.environment
            + ScalarFunctions.sketches + ScalarFunctions.host + ScalarFunctions.series
            + ScalarFunctions.seriesAnalysis + ScalarFunctions.geo + ScalarFunctions.shapes + ScalarFunctions.hexagons
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
        "table", "externaldata", "invoke",
    ]
}
