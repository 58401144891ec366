extension Expression {
    /// Whether the value is one for all rows although only the data tell it, as `toscalar(T | count)` is.
    var isSettled: Bool {
        switch node {
        case .literal, .scalarSubquery: true
        case .operation(_, let operands): operands.allSatisfy(\.isSettled)
        case .convert(let inner): inner.isSettled
        case .call(_, _, let arguments): arguments.allSatisfy(\.isSettled)
        case .column, .inSubquery, .invalid: false
        }
    }
}

/// Values that the compiler must know although only the data tell them, as in `take toscalar(T | count)`: the data are
/// asked for them first, and the query is compiled once more.
extension Binder {
    /// The constant that an expression is, or that the data make of it; `nil` where rows decide.
    ///
    /// Until the data are asked, a value of the type stands for it.
    mutating func settled(_ expression: Expression, at span: Span) -> Literal? {
        if let constant = expression.constant { return constant }
        guard expression.isSettled, let transported = Self.transported(expression) else { return nil }
        let id = "value " + probeID(span)
        if let shape = options.shapes[id] { return Self.literal(shape.columns.first?.name, expression.type) }
        if !isUnsettled, !probes.contains(where: { $0.id == id }) {
            let name = makeColumn("name", .string, isNullable: true)
            let type = makeColumn("type", .string, isNullable: false)
            let plan = LogicalPlan.extend(
                .values([], rows: [[]]),
                [
                    Definition(column: name, expression: transported.converted(to: .string)),
                    Definition(column: type, expression: .literal(.string("string"))),
                ]
            )
            probes.append(PendingProbe(id: id, plan: plan, columns: [name, type]))
        }
        isUnsettled = true
        return standIn(expression.type).constant
    }

    /// A number that sees no row.
    mutating func settledInteger(_ node: SyntaxNode) -> Int64? {
        let value = bindWithoutRows(node)
        return settled(value, at: node.span)?.integer
    }

    /// The value in a form whose text is exact; `nil` for types that no place needs a constant of.
    private static func transported(_ expression: Expression) -> Expression? {
        switch expression.type {
        case .bool, .int, .datetime, .timespan: expression.converted(to: .long)
        case .long, .real, .string: expression
        default: nil
        }
    }

    private static func literal(_ text: String?, _ type: ScalarType) -> Literal {
        guard let text else { return .null(type) }
        switch type {
        case .string: return .string(text)
        case .real: return Double(text).map(Literal.real) ?? .null(type)
        case .bool: return Int64(text).map { .bool($0 != 0) } ?? .null(type)
        default: return Int64(text).map { Literal(type: type, value: .integer($0)) } ?? .null(type)
        }
    }
}
