extension Binder {
    /// `bin_auto(x)`: the size of the intervals, and where one begins, come from the options of the request.
    mutating func bindBinAuto(_ nodes: [SyntaxNode], at span: Span) -> Expression {
        guard nodes.count == 1 else {
            return refuse(.wrongArgumentCount, "The function 'bin_auto' expects 1 argument.", at: span)
        }
        let value = bindExpression(nodes[0])
        if value.isInvalid { return value }
        guard ParameterKind.measurable.accepts(value) else {
            return refuse(.summableExpected, "A number, timespan or datetime is expected here.", at: nodes[0].span)
        }
        guard let size = requestOptions["query_bin_auto_size"] else {
            return refuse(
                .notSupported,
                "bin_auto() needs the size of its intervals: begin the query with 'set query_bin_auto_size = 1h;', or "
                    + "use bin() with a size.",
                at: span
            )
        }
        let result =
            requestOptions["query_bin_auto_at"].map { call("bin_at", [value, size, $0]) } ?? call("bin", [value, size])
        return result
            ?? refuse(
                .incompatibleArguments,
                "The options of bin_auto() do not suit a value of type \(value.type.rawValue).",
                at: span
            )
    }

    /// A call of a function of the registry with values that are bound already; `nil` when they do not suit.
    func call(_ name: String, _ values: [Expression]) -> Expression? {
        guard let function = FunctionRegistry.scalars[name] else { return nil }
        for signature in function.signatures where signature.acceptsCount(values.count) {
            let kinds = values.indices.compactMap { signature.parameter(at: $0, of: values.count)?.kind }
            guard kinds.count == values.count, zip(kinds, values).allSatisfy({ $0.accepts($1) }) else { continue }
            let arguments = zip(kinds, values).map { kind, value in
                kind.target.map { value.converted(to: $0) } ?? value
            }
            let result: ScalarType
            switch signature.result {
            case .fixed(let type): result = type
            case .argument(let index): result = arguments[index].type
            case .widest: result = arguments.map(\.type).reduce(.long) { Self.widest($0, $1) }
            default: return nil
            }
            return Expression(.call(function, signature, arguments), result, isNullable: signature.isNullable)
        }
        return nil
    }
}
