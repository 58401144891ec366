/// Lists of whole numbers that the engine holds as such: the edges and the nodes of a path. In a plan they are columns
/// of type dynamic, which nothing but these functions reads.
extension InternalFunctions {
    private static func list(
        _ name: String,
        _ result: ScalarType,
        _ body: @escaping @Sendable (LoweredCall) -> SQLExpression
    ) -> ScalarFunction {
        ScalarFunction(
            name,
            .of([.repeated(.scalar)], .fixed(result), .custom(body), isNullable: false)
        )
    }

    /// A list without elements.
    static let emptyPath = list("empty path", .dynamic) { _ in .cast(.call("list_value", []), "BIGINT[]") }

    /// A list of these elements.
    static let path = list("path", .dynamic) { .call("list_value", $0.arguments) }

    /// A list and an element behind it.
    static let pathAppending = list("path appending", .dynamic) { .call("list_append", $0.arguments) }

    /// A list and an element in front of it.
    static let pathPrepending = list("path prepending", .dynamic) { .call("list_prepend", [$0[1], $0[0]]) }

    /// Whether a list has an element.
    static let pathHolds = list("path holds", .bool) { .call("list_contains", $0.arguments) }

    /// Whether two lists have an element in common.
    static let pathsMeet = list("paths meet", .bool) { .call("list_has_any", $0.arguments) }

    /// A list from its end to its beginning.
    static let pathReversed = list("path reversed", .dynamic) { .call("list_reverse", $0.arguments) }

    /// A list out of a JSON array of whole numbers.
    static let pathOfJSON = list("path of json", .dynamic) { .cast($0[0], "BIGINT[]") }

    /// A whole number out of a text of digits that a function of ours wrote.
    static let wholeNumber = list("whole number", .long) { .cast($0[0], "BIGINT") }

    /// Shortest paths, as ``EngineFunction/shortestPaths`` gives them: a list of texts.
    static let shortestPaths = list("shortest paths", .dynamic) { .engineCall(.shortestPaths, $0.arguments) }

    /// Components of nodes, as ``EngineFunction/components`` gives them: a list of texts.
    static let components = list("components", .dynamic) { .engineCall(.components, $0.arguments) }

    /// A call of one of these.
    static func listCall(_ function: ScalarFunction, _ arguments: [Expression]) -> Expression {
        let type: ScalarType =
            if case .fixed(let type) = function.signatures[0].result { type } else { .dynamic }
        return call(function, arguments, type)
    }
}
