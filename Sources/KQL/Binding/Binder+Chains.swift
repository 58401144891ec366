extension Binder {
    /// Left-deep expressions may be this deep; whole numbers and reals in long chains are flat and do not count.
    private static let chainLimit = 200

    /// `a + b - c + …`, longer than people write: what is computed in one type is one flat operation.
    mutating func bindChain(_ node: SyntaxNode) -> Expression {
        let elements = node.all(.element)
        let signs = node.tokens(.operator)
        guard let first = elements.first else { return .invalid }
        var chain = Chain(bindExpression(first))
        var isSound = true
        for (token, element) in zip(signs, elements.dropFirst()) {
            let right = bindExpression(element)
            if !isSound { continue }
            if chain.type == .unknown || right.type == .unknown { return .late(.unknown) }
            let sign = source.text(token.span)
            if chain.isInvalid || right.isInvalid {
                isSound = false
            } else if right.resultCount > 1 || !chain.append(sign, right) {
                let left = chain.expression
                let joined =
                    left.resultCount > 1 || right.resultCount > 1
                    ? undefined(sign, left, right, at: token.span)
                    : bindArithmetic(sign, left, right, at: token.span)
                chain = Chain(joined, depth: chain.depth + (joined.constant == nil ? 1 : 0))
                isSound = !joined.isInvalid
            }
            guard chain.depth <= Self.chainLimit else {
                return refuse(
                    .nestedTooDeep,
                    "The query nests or chains more operators than the compiler reads; split it with let statements.",
                    at: token.span)
            }
        }
        return isSound ? chain.expression : .invalid
    }

    /// The left side of a chain so far.
    private struct Chain {
        private var operands: [Expression]
        private var operations: [Operation] = []
        let depth: Int

        init(_ first: Expression, depth: Int = 0) {
            operands = [first]
            self.depth = depth
        }

        var type: ScalarType { operands[0].type }
        var isInvalid: Bool { operands[0].isInvalid }

        /// Takes an operand that needs no other type than the chain has.
        mutating func append(_ sign: String, _ operand: Expression) -> Bool {
            guard type == .long || type == .real || type == .timespan, operands[0].resultCount == 1 else {
                return false
            }
            // Constants become one while they are joined.
            if operations.isEmpty, operands[0].constant != nil, operand.constant != nil { return false }
            let right = operand.type == .dynamic && type != .timespan ? operand.converted(to: type) : operand
            guard let rule = Binder.arithmetic(sign, type, right.type), rule.left == type, rule.result == type,
                type != .timespan || right.type == .timespan && (sign == "+" || sign == "-")
            else { return false }
            operations.append(rule.operation)
            operands.append(right.converted(to: rule.right))
            return true
        }

        var expression: Expression {
            guard let operation = operations.first else { return operands[0] }
            let isPartial = operations.contains { $0 == .divide || $0 == .modulo }
            return Expression(
                .operation(operations.count == 1 ? operation : .chain(operations), operands), type,
                isNullable: isPartial || operands.contains(where: \.isNullable))
        }
    }
}
