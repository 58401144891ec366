extension Binder {
    mutating func bindOrder(
        _ operation: Operation,
        _ sign: String,
        _ left: Expression,
        _ right: Expression,
        at span: Span
    ) -> Expression {
        guard let pair = unifyForOrder(left, right) else {
            let isTime = left.type == .datetime
            let isDynamic = left.type == .dynamic || right.type == .dynamic
            let isText = left.type == .string && right.type.isNumeric || left.type.isNumeric && right.type == .string
            return undefined(
                sign,
                left,
                right,
                at: span,
                suggestions: isTime
                    ? ["datetime(…)"] : isDynamic ? ["todatetime(…)", "tolong(…)"] : isText ? ["tolong(…)"] : []
            )
        }
        return Expression(
            .operation(operation, [pair.left, pair.right]),
            .bool,
            isNullable: pair.left.isNullable || pair.right.isNullable
        )
    }

    private func unifyForOrder(_ left: Expression, _ right: Expression) -> (left: Expression, right: Expression)? {
        func isOrdered(_ type: ScalarType) -> Bool { type.isNumeric || type == .datetime || type == .timespan }
        // A dynamic is compared with numbers and with dynamics; a time in it has to be converted.
        if left.type == .dynamic, right.type.isNumeric { return (left.converted(to: right.type), right) }
        if right.type == .dynamic, left.type.isNumeric { return (left, right.converted(to: left.type)) }
        if left.type == .dynamic, right.type == .dynamic { return (left, right) }
        // A bool is 0 or 1.
        if left.type == .bool, right.type == .bool || right.type.isNumeric {
            return unifyForOrder(left.converted(to: .long), right.type == .bool ? right.converted(to: .long) : right)
        }
        if right.type == .bool, left.type.isNumeric { return unifyForOrder(left, right.converted(to: .long)) }
        guard isOrdered(left.type), isOrdered(right.type) else { return nil }
        if left.type == right.type { return (left, right) }
        guard left.type.isNumeric, right.type.isNumeric else { return nil }
        let type = Self.widest(left.type, right.type)
        return (left.converted(to: type), right.converted(to: type))
    }

    /// Which types `between` has: numbers between numbers, or between two dynamics; a dynamic between two numbers of
    /// one type; times between times.
    private static func isBetween(_ value: ScalarType, _ lower: ScalarType, _ upper: ScalarType) -> Bool {
        if value.isNumeric {
            return lower.isNumeric && upper.isNumeric || lower == .dynamic && upper == .dynamic
        }
        switch value {
        case .dynamic: return lower.isNumeric && lower == upper
        case .datetime, .timespan: return value == lower && value == upper
        default: return false
        }
    }

    /// `x between (a .. b)`; a timespan above a datetime is counted from the lower end. KQL §8.
    mutating func bindBetween(_ node: SyntaxNode) -> Expression {
        guard let valueNode = node[.left], let lowerNode = node[.lower], let upperNode = node[.upper],
            let token = node.token(.operator)
        else { return .invalid }
        let value = bindExpression(valueNode)
        let lower = bindExpression(lowerNode)
        var upper = bindExpression(upperNode)
        if value.isInvalid || lower.isInvalid || upper.isInvalid { return .invalid }
        if [value, lower, upper].contains(where: { $0.type == .unknown }) { return .late(.bool) }
        if lower.type == .datetime, upper.type == .timespan {
            upper = ConstantFolding.fold(
                Expression(
                    .operation(.add, [lower, upper]), .datetime, isNullable: lower.isNullable || upper.isNullable)
            )
        }
        guard Self.isBetween(value.type, lower.type, upper.type), let first = unifyForOrder(value, lower),
            let second = unifyForOrder(first.left, upper),
            let again = unifyForOrder(second.left, first.right)
        else {
            return refuse(
                .undefinedOperator,
                "The operator 'between' is not defined for the operand types \(value.type.rawValue), "
                    + "\(lower.type.rawValue) and \(upper.type.rawValue).",
                at: token.span
            )
        }
        let operands = [again.left, again.right, second.right]
        return Expression(
            .operation(.between(isNegated: source.text(token.span) == "!between"), operands),
            .bool,
            isNullable: operands.contains(where: \.isNullable)
        )
    }
}
