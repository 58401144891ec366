/// Calls of functions with columns that are known only once the data are seen. Where such a query runs, the data have no
/// such column, and functions that ask for what is missing, or do without it, give what they give for null.
extension Binder {
    /// A call that one of these signatures will suit.
    mutating func bindLateCall(
        _ function: ScalarFunction,
        _ name: String,
        _ candidates: [Signature],
        _ nodes: [SyntaxNode],
        _ values: [Expression?],
        at span: Span
    ) -> Expression {
        let fitting = candidates.filter { suits($0, values, toleratesUnknown: true) }
        let late = Expression.late(fitting.isEmpty ? candidates : fitting)
        let known = values.compactMap { $0 }
        switch function.name {
        case "isnull", "isempty", "isnotnull", "isnotempty":
            // What is computed from other values as well may be there.
            if let value = known.first, case .convert(let inner) = value.node {
                return called(function, [inner.converted(to: .dynamic)], nodes, at: span) ?? late
            }
            return .literal(.bool(function.name == "isnull" || function.name == "isempty"))
        case "strcat":
            return called(function, known.map { $0.type == .unknown ? .literal(.string("")) : $0 }, nodes, at: span)
                ?? late
        case "coalesce":
            let rest = known.filter { $0.type != .unknown }
            let value = rest.count > 1 ? called(function, rest, nodes, at: span) : rest.first
            return value.map { Self.unknown($0, late.type) } ?? late
        case "iff", "case":
            guard known.count == values.count, known.count >= 3 else { return late }
            let isLast = { (index: Int) in index == known.count - 1 }
            let arguments = known.enumerated().map { index, value -> Expression in
                let isCondition = function.name == "iff" ? index == 0 : index % 2 == 0 && !isLast(index)
                if isCondition { return value.type == .unknown ? .literal(.bool(false)) : value }
                return value.type == .unknown ? .literal(.null(.dynamic)) : value.converted(to: .dynamic)
            }
            return called(function, arguments, nodes, at: span).map { Self.unknown($0, late.type) } ?? late
        default: return late
        }
    }

    private mutating func called(
        _ function: ScalarFunction,
        _ values: [Expression],
        _ nodes: [SyntaxNode],
        at span: Span
    ) -> Expression? {
        guard let signature = function.signatures.first(where: { $0.acceptsCount(values.count) && suits($0, values) })
        else { return nil }
        let result = makeCall(function, function.name, signature, Array(nodes.prefix(values.count)), values, at: span)
        return result.isInvalid ? nil : result
    }

    /// A value in a column of which the service does not know the type.
    private static func unknown(_ value: Expression, _ type: ScalarType) -> Expression {
        if value.type == type || type != .unknown { return value.converted(to: type) }
        return Expression(value.converted(to: .dynamic).node, .unknown, isNullable: true)
    }
}
