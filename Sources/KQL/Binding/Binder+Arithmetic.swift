extension Binder {
    mutating func bindArithmetic(
        _ sign: String,
        _ left: Expression,
        _ right: Expression,
        at span: Span
    ) -> Expression {
        var left = left
        var right = right
        // A dynamic takes the type of the other side; KQL §4.
        let isTimely = sign == "+" || sign == "-"
        func takes(_ type: ScalarType) -> Bool {
            type.isNumeric || isTimely && (type == .datetime || type == .timespan)
        }
        if left.type == .dynamic, takes(right.type) {
            left = left.converted(to: right.type == .int ? .long : right.type)
        } else if right.type == .dynamic, takes(left.type) {
            right = right.converted(to: left.type == .int ? .long : left.type)
        }
        guard let rule = Self.arithmetic(sign, left.type, right.type) else {
            let isConcatenation = sign == "+" && (left.type == .string || right.type == .string)
            let isTime = left.type == .datetime && right.type.isNumeric && isTimely
            return undefined(
                sign, left, right, at: span,
                suggestions: isConcatenation
                    ? ["strcat(…)"] : isTime ? ["\(sign) \(right.constant?.integer ?? 1)d"] : [])
        }
        let operands = [left.converted(to: rule.left), right.converted(to: rule.right)]
        let isPartial =
            rule.operation == .divide || rule.operation == .modulo || rule.result == .datetime
            || rule.result == .dynamic
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
        func rule(_ result: ScalarType, _ left: ScalarType, _ right: ScalarType) -> ArithmeticRule {
            ArithmeticRule(operation: operation, left: left, right: right, result: result)
        }
        if left.isNumeric, right.isNumeric {
            let type = widest(left, right)
            return rule(type, type, type)
        }
        if left == .dynamic, right == .dynamic { return rule(.dynamic, left, right) }
        func isTime(_ type: ScalarType) -> Bool { type == .datetime || type == .timespan }
        // Ticks are scaled by whole numbers or reals, and divided into remainders by whole numbers.
        func scale(_ type: ScalarType) -> ScalarType {
            type == .int || operation == .modulo ? .long : type == .decimal ? .real : type
        }
        switch operation {
        case .add where isTime(left) && isTime(right):
            return rule(left == .timespan && right == .timespan ? .timespan : .datetime, left, right)
        case .subtract where isTime(left) && isTime(right):
            return rule(left == right ? .timespan : .datetime, left, right)
        case .multiply where isTime(left) && right.isNumeric: return rule(left, left, scale(right))
        case .multiply where left.isNumeric && isTime(right): return rule(right, scale(left), right)
        case .multiply where left == .timespan && right == .timespan: return rule(.timespan, left, right)
        case .divide where isTime(left) && right.isNumeric, .modulo where isTime(left) && right.isNumeric:
            return rule(left, left, scale(right))
        case .divide where isTime(left) && (right == .timespan || right == left): return rule(.real, left, right)
        case .modulo where isTime(left) && (right == .timespan || right == left): return rule(.timespan, left, right)
        default: return nil
        }
    }
}
