extension Binder {
    mutating func bindEquality(
        isNegated: Bool,
        _ left: Expression,
        _ right: Expression
    ) -> Expression {
        let pair = unifyForEquality(left, right)
        return Expression(
            .operation(isNegated ? .notEqual : .equal, [pair.left, pair.right]),
            .bool,
            isNullable: pair.left.isNullable && pair.right.isNullable
        )
    }

    /// Both sides of an equality in one type; KQL §4 and §9. Every pair of types may be compared: text is read as the
    /// other side, times and numbers are compared as numbers, and what has nothing in common by its text.
    func unifyForEquality(_ left: Expression, _ right: Expression) -> (left: Expression, right: Expression) {
        let types = (left.type, right.type)
        if types.0 == types.1 { return (left, right) }
        if types.0 == .dynamic { return (left.converted(to: right.type), right) }
        if types.1 == .dynamic { return (left, right.converted(to: left.type)) }
        if types.0 == .string { return (parsed(left, as: types.1) ?? left.converted(to: types.1), right) }
        if types.1 == .string { return (left, parsed(right, as: types.0) ?? right.converted(to: types.0)) }
        if types.0 == .bool, types.1.isNumeric { return (left.converted(to: types.1), right) }
        if types.1 == .bool, types.0.isNumeric { return (left, right.converted(to: types.0)) }
        func isMeasure(_ type: ScalarType) -> Bool { type.isNumeric || type == .datetime || type == .timespan }
        guard isMeasure(types.0), isMeasure(types.1) else {
            return (left.converted(to: .string), right.converted(to: .string))
        }
        let type = Self.widest(types.0, types.1)
        return (left.converted(to: type), right.converted(to: type))
    }

    /// A constant text as a value of another type, where reading the text and printing the value give the same answer.
    private func parsed(_ expression: Expression, as type: ScalarType) -> Expression? {
        guard let text = expression.constant?.text else { return nil }
        switch type {
        case .int:
            guard let value = Int32(text), String(value) == text else { return nil }
            return .literal(Literal(type: .int, value: .integer(Int64(value))))
        case .long:
            guard let value = Int64(text), String(value) == text else { return nil }
            return .literal(.long(value))
        case .guid:
            let isCanonical = text.utf8.count == 36 && text == text.lowercased()
            return isCanonical ? .literal(Literal(type: .guid, value: .text(text))) : nil
        default: return nil
        }
    }

    /// The type that two numbers are compared or computed in.
    static func widest(_ left: ScalarType, _ right: ScalarType) -> ScalarType {
        if left == .decimal || right == .decimal { return .decimal }
        if left == .real || right == .real { return .real }
        return .long
    }
}
