/// A function that the engine must offer because SQL has no exact spelling of its meaning in KQL.
///
/// This list is the contract between the compiler, which emits calls by ``name``, and the engine's host, which
/// registers a vectorised function for every member of ``all``. Each member's comment says what the function
/// does, precisely enough to write it. Arguments that are constant in a query arrive as bound parameters:
/// implementations should prepare regular expressions, paths and needle lists once.
public struct EngineFunction: Sendable, Hashable {
    /// What happens when an argument is NULL.
    public enum Nulls: Sendable, Hashable {
        /// The result is NULL and the function need not be called.
        case propagate
        /// The function is called and its comment says what a NULL argument means.
        case seen
    }

    /// The name in SQL; all begin with `kql_`.
    public let name: String

    /// The types of the fixed arguments.
    public let arguments: [EngineType]

    /// The type of any number of further arguments; `nil` when there are none.
    public let variadic: EngineType?

    /// The type of the result.
    public let result: EngineType

    /// What happens when an argument is NULL.
    public let nulls: Nulls

    init(
        _ name: StaticString,
        _ arguments: [EngineType],
        variadic: EngineType? = nil,
        result: EngineType,
        nulls: Nulls = .propagate
    ) {
        self.name = name.description
        self.arguments = arguments
        self.variadic = variadic
        self.result = result
        self.nulls = nulls
    }

    /// Every function that a compiled query can call.
    public static let all: [EngineFunction] =
        [
            allTerms, allText, allTextConversions, allNumberConversions, allNumbers, allTime, allDynamic,
            allAddresses, allTextForms, allCodings, allArrays, allMathematics, allZones, allDecimals,
            allAggregation, allSketches, allSeries, allGeo, allShapes, allHexagons, allPatterns, allMining,
            allGraphs,
        ].flatMap(\.self)
}
