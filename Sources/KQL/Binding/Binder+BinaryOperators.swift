extension Binder {
    mutating func bindBinary(_ node: SyntaxNode) -> Expression {
        guard let leftNode = node[.left], let rightNode = node[.right], let token = node.token(.operator) else {
            return .invalid
        }
        let sign = source.text(token.span)
        let text = TextOperator(keyword: sign)
        if leftNode.kind == .star { return bindAnyColumn(node, rightNode, sign, text) }
        let left = bindExpression(leftNode)
        let right = bindExpression(rightNode)
        if left.isInvalid || right.isInvalid { return .invalid }
        if let text {
            return bindText(text, left, right) ?? undefined(text.keyword, left, right, at: token.span)
        }
        switch sign {
        case "==", "!=", "<>":
            return bindEquality(isNegated: sign != "==", left, right, at: token.span)
        case "<": return bindOrder(.less, sign, left, right, at: token.span)
        case "<=": return bindOrder(.lessOrEqual, sign, left, right, at: token.span)
        case ">": return bindOrder(.greater, sign, left, right, at: token.span)
        case ">=": return bindOrder(.greaterOrEqual, sign, left, right, at: token.span)
        default: return bindArithmetic(sign, left, right, at: token.span)
        }
    }

    private mutating func undefined(
        _ sign: String,
        _ left: Expression,
        _ right: Expression,
        at span: Span,
        suggestions: [String] = []
    ) -> Expression {
        refuse(
            .undefinedOperator,
            "The operator '\(sign)' is not defined for the operand types \(left.type.rawValue) and "
                + "\(right.type.rawValue).",
            at: span,
            suggestions: suggestions
        )
    }

    // MARK: Text

    /// A test of text; a dynamic is seen as its text. `nil` when the types do not suit.
    func bindText(_ text: TextOperator, _ left: Expression, _ right: Expression) -> Expression? {
        func isText(_ type: ScalarType) -> Bool { type == .string || type == .dynamic }
        guard isText(left.type), isText(right.type) else { return nil }
        return Expression(
            .operation(.text(text), [left.converted(to: .string), right.converted(to: .string)]),
            .bool,
            isNullable: false
        )
    }

    /// `* has "x"`: the test of any column.
    private mutating func bindAnyColumn(
        _ node: SyntaxNode,
        _ rightNode: SyntaxNode,
        _ sign: String,
        _ text: TextOperator?
    ) -> Expression {
        let right = bindExpression(rightNode)
        if right.isInvalid { return .invalid }
        let isEquality = sign == "=="
        guard text?.isNegated == false || isEquality, right.type == .string, mode == .row, !rows.columns.isEmpty else {
            return refuse(
                .undefinedOperator,
                "'*' can only stand left of == or of a string operator that is not negated, with a string on the right.",
                at: node.span
            )
        }
        let tests: [Expression] = rows.columns.map { column in
            let value = Expression.column(column).converted(to: .string)
            if let text { return bindText(text, value, right) ?? .invalid }
            return Expression(.operation(.equal, [value, right]), .bool, isNullable: false)
        }
        return Expression(.operation(.or, tests), .bool, isNullable: false)
    }

    // MARK: Equality

    private mutating func bindEquality(
        isNegated: Bool,
        _ left: Expression,
        _ right: Expression,
        at span: Span
    ) -> Expression {
        switch unifyForEquality(left, right) {
        case .success(let pair):
            return Expression(
                .operation(isNegated ? .notEqual : .equal, [pair.left, pair.right]),
                .bool,
                isNullable: pair.left.isNullable && pair.right.isNullable
            )
        case .failure(let fault):
            return refuse(
                .notSupported,
                "Comparing \(left.type.rawValue) with \(right.type.rawValue) is not supported; \(fault.hint).",
                at: span
            )
        }
    }

    /// An equality that the language allows, but whose meaning is not known.
    struct UnclearEquality: Error {
        /// What an author can do instead.
        var hint: String
    }

    /// Both sides of an equality in one type; KQL §4 and §9.
    func unifyForEquality(
        _ left: Expression,
        _ right: Expression
    ) -> Result<(left: Expression, right: Expression), UnclearEquality> {
        let types = (left.type, right.type)
        if types.0 == types.1 {
            guard types.0 == .dynamic else { return .success((left, right)) }
            return .failure(UnclearEquality(hint: "convert one side with tostring() or tolong()"))
        }
        if types.0 == .dynamic { return .success((left.converted(to: right.type), right)) }
        if types.1 == .dynamic { return .success((left, right.converted(to: left.type))) }
        if types.0.isNumeric, types.1.isNumeric {
            let type = Self.widest(types.0, types.1)
            return .success((left.converted(to: type), right.converted(to: type)))
        }
        if types.0 == .bool, types.1 == .int || types.1 == .long {
            return .success((left.converted(to: types.1), right))
        }
        if types.1 == .bool, types.0 == .int || types.0 == .long {
            return .success((left, right.converted(to: types.0)))
        }
        if types.0 == .string, let literal = parsed(left, as: types.1) { return .success((literal, right)) }
        if types.1 == .string, let literal = parsed(right, as: types.0) { return .success((left, literal)) }
        if types.0 == .string || types.1 == .string {
            let other = types.0 == .string ? types.1 : types.0
            return .failure(
                UnclearEquality(
                    hint: "convert the \(other.rawValue) with tostring(), or the text with to\(other.rawValue)()"))
        }
        return .failure(UnclearEquality(hint: "convert one side to the type of the other"))
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

    // MARK: Order

    private mutating func bindOrder(
        _ operation: Operation,
        _ sign: String,
        _ left: Expression,
        _ right: Expression,
        at span: Span
    ) -> Expression {
        guard let pair = unifyForOrder(left, right) else {
            if left.type == .dynamic, right.type == .dynamic {
                return refuse(
                    .notSupported,
                    "Comparing two dynamic values is not supported; convert them with tolong() or todatetime().",
                    at: span
                )
            }
            let isTime = left.type == .datetime && right.type == .string
            let isDynamic = left.type == .dynamic || right.type == .dynamic
            return undefined(
                sign,
                left,
                right,
                at: span,
                suggestions: isTime ? ["datetime(…)"] : isDynamic ? ["todatetime(…)", "tolong(…)"] : []
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
        // A dynamic is compared with numbers only; a time in it has to be converted.
        if left.type == .dynamic, right.type.isNumeric { return (left.converted(to: right.type), right) }
        if right.type == .dynamic, left.type.isNumeric { return (left, right.converted(to: left.type)) }
        guard isOrdered(left.type), isOrdered(right.type) else { return nil }
        if left.type == right.type { return (left, right) }
        guard left.type.isNumeric, right.type.isNumeric else { return nil }
        let type = Self.widest(left.type, right.type)
        return (left.converted(to: type), right.converted(to: type))
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
        if lower.type == .datetime, upper.type == .timespan {
            upper = ConstantFolding.fold(
                Expression(
                    .operation(.add, [lower, upper]), .datetime, isNullable: lower.isNullable || upper.isNullable)
            )
        }
        guard let first = unifyForOrder(value, lower), let second = unifyForOrder(first.left, upper),
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

    // MARK: Arithmetic

    private mutating func bindArithmetic(
        _ sign: String,
        _ left: Expression,
        _ right: Expression,
        at span: Span
    ) -> Expression {
        var left = left
        var right = right
        // A dynamic takes the type of the other side; KQL §4.
        if left.type == .dynamic, right.type == .dynamic {
            return refuse(
                .notSupported,
                "Arithmetic on two dynamic values is not supported; convert them with tolong() or todouble().",
                at: span
            )
        }
        if left.type == .dynamic { left = left.converted(to: right.type == .int ? .long : right.type) }
        if right.type == .dynamic { right = right.converted(to: left.type == .int ? .long : left.type) }
        guard let rule = Self.arithmetic(sign, left.type, right.type) else {
            let isConcatenation = sign == "+" && (left.type == .string || right.type == .string)
            return undefined(sign, left, right, at: span, suggestions: isConcatenation ? ["strcat(…)"] : [])
        }
        let operands = [left.converted(to: rule.left), right.converted(to: rule.right)]
        let isPartial = rule.operation == .divide || rule.operation == .modulo || rule.result == .datetime
        return ConstantFolding.fold(
            Expression(
                .operation(rule.operation, operands),
                rule.result,
                isNullable: isPartial || operands.contains(where: \.isNullable)
            )
        )
    }

    struct ArithmeticRule {
        var operation: Operation
        var left: ScalarType
        var right: ScalarType
        var result: ScalarType
    }

    /// What an arithmetic operator does for two types; `nil` when they do not go together.
    static func arithmetic(_ sign: String, _ left: ScalarType, _ right: ScalarType) -> ArithmeticRule? {
        let operation: Operation
        switch sign {
        case "+": operation = .add
        case "-": operation = .subtract
        case "*": operation = .multiply
        case "/": operation = .divide
        case "%": operation = .modulo
        default: return nil
        }
        if left.isNumeric, right.isNumeric {
            let type = widest(left, right)
            return ArithmeticRule(operation: operation, left: type, right: type, result: type)
        }
        func number(_ type: ScalarType) -> ScalarType { type == .int ? .long : type }
        switch (operation, left, right) {
        case (.add, .datetime, .timespan), (.subtract, .datetime, .timespan):
            return ArithmeticRule(operation: operation, left: left, right: right, result: .datetime)
        case (.add, .timespan, .datetime):
            return ArithmeticRule(operation: operation, left: left, right: right, result: .datetime)
        case (.subtract, .datetime, .datetime):
            return ArithmeticRule(operation: operation, left: left, right: right, result: .timespan)
        case (.add, .timespan, .timespan), (.subtract, .timespan, .timespan), (.modulo, .timespan, .timespan):
            return ArithmeticRule(operation: operation, left: left, right: right, result: .timespan)
        case (.divide, .timespan, .timespan):
            return ArithmeticRule(operation: operation, left: left, right: right, result: .real)
        case (.multiply, .timespan, .int), (.multiply, .timespan, .long), (.multiply, .timespan, .real),
            (.divide, .timespan, .int), (.divide, .timespan, .long), (.divide, .timespan, .real):
            return ArithmeticRule(operation: operation, left: left, right: number(right), result: .timespan)
        case (.multiply, .int, .timespan), (.multiply, .long, .timespan), (.multiply, .real, .timespan):
            return ArithmeticRule(operation: operation, left: number(left), right: right, result: .timespan)
        default: return nil
        }
    }
}
