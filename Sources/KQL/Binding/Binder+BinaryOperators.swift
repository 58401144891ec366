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
        if left.type == .unknown || right.type == .unknown {
            return .late(text != nil || ["==", "!=", "<>", "<", "<=", ">", ">="].contains(sign) ? .bool : .unknown)
        }
        if left.resultCount > 1 || right.resultCount > 1 { return undefined(sign, left, right, at: token.span) }
        if let text {
            if text.test == .matches { checkPattern(rightNode, right) }
            return bindText(text, left, right)
                ?? undefined(
                    text.keyword, left, right, at: token.span,
                    suggestions: left.type == .string || left.type == .dynamic
                        ? ["\"\(source.text(rightNode.span))\""] : ["tostring(\(source.text(leftNode.span)))"])
        }
        switch sign {
        case "==", "!=", "<>":
            return bindEquality(isNegated: sign != "==", left, right)
        case "<": return bindOrder(.less, sign, left, right, at: token.span)
        case "<=": return bindOrder(.lessOrEqual, sign, left, right, at: token.span)
        case ">": return bindOrder(.greater, sign, left, right, at: token.span)
        case ">=": return bindOrder(.greaterOrEqual, sign, left, right, at: token.span)
        default: return bindArithmetic(sign, left, right, at: token.span)
        }
    }

    mutating func undefined(
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
        // A term is a text; of a needle that is known to be none there is no term.
        if right.shape != nil, right.shape != .text, text.test.isOfTerms { return nil }
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
}
