/// Computes what is constant while compiling, so that the engine can prune by it; KQL §8.
///
/// Only what has one answer on every engine is folded: whole numbers, times and lengths of time.
enum ConstantFolding {
    /// The expression, or the literal that it always is. Looks one level deep: its operands are folded already.
    static func fold(_ expression: Expression) -> Expression {
        let folded: Literal?
        switch expression.node {
        case .operation(let operation, let operands):
            let constants = operands.compactMap(\.constant)
            guard constants.count == operands.count else { return expression }
            folded = compute(operation, constants, expression.type)
        case .convert(let inner):
            guard let constant = inner.constant else { return expression }
            folded = convert(constant, to: expression.type)
        default:
            return expression
        }
        return folded.map(Expression.literal) ?? expression
    }

    static func convert(_ literal: Literal, to type: ScalarType) -> Literal? {
        if literal.isNull { return type == .string ? nil : .null(type) }
        switch (literal.value, literal.type, type) {
        case (.integer(let value), .int, .long), (.integer(let value), .long, .long): return .long(value)
        case (.integer(let value), .int, .real), (.integer(let value), .long, .real): return .real(Double(value))
        case (.integer(let value), .long, .int):
            return Int32(exactly: value) == nil ? nil : Literal(type: .int, value: .integer(value))
        case (.integer(let value), .int, .decimal), (.integer(let value), .long, .decimal):
            return .decimal(DecimalNumber(value))
        case (.real(let value), .real, .decimal): return DecimalNumber(value).map(Literal.decimal)
        case (.text(let value), .string, .datetime): return DatetimeText.ticks(value).map(Literal.datetime)
        case (.text(let value), .string, .timespan): return TimespanText.ticks(value).map(Literal.timespan)
        case (.text(let value), .string, .dynamic): return .dynamic(JSONText.string(value))
        case (.integer(let value), .int, .dynamic), (.integer(let value), .long, .dynamic):
            return .dynamic(String(value))
        case (.bool(let value), .bool, .dynamic): return .dynamic(value ? "true" : "false")
        default: return nil
        }
    }

    private static func compute(_ operation: Operation, _ operands: [Literal], _ type: ScalarType) -> Literal? {
        if operands.contains(where: \.isNull) { return nil }
        if operation == .negate, operands.count == 1 {
            switch operands[0].value {
            case .integer(let value): return Literal(type: type, value: .integer(0 &- value))
            case .real(let value): return .real(-value)
            default: return nil
            }
        }
        guard operands.count == 2 else { return nil }
        if let left = operands[0].integer, let right = operands[1].integer {
            return computeIntegers(operation, left, right, operands.map(\.type), type)
        }
        guard let left = operands[0].number, let right = operands[1].number else { return nil }
        switch (operation, type) {
        case (.add, .real): return .real(left + right)
        case (.subtract, .real): return .real(left - right)
        case (.multiply, .real): return .real(left * right)
        case (.divide, .real): return .real(left / right)
        case (.multiply, .timespan): return ticks(left * right)
        case (.divide, .timespan): return ticks(left / right)
        default: return nil
        }
    }

    private static func ticks(_ value: Double) -> Literal? {
        Int64(exactly: value.rounded(.toNearestOrEven)).map(Literal.timespan)
    }

    private static func computeIntegers(
        _ operation: Operation,
        _ left: Int64,
        _ right: Int64,
        _ types: [ScalarType],
        _ type: ScalarType
    ) -> Literal? {
        let value: Int64
        switch operation {
        case .add: value = left &+ right
        case .subtract: value = left &- right
        case .multiply: value = left &* right
        case .divide:
            if type == .real { return .real(Double(left) / Double(right)) }
            guard right != 0, right != -1 else { return nil }
            value = left / right
        case .modulo:
            guard right != 0, right != Int64.min, left != Int64.min else { return nil }
            let remainder = left % abs(right)
            value = remainder < 0 ? remainder + abs(right) : remainder
        default: return nil
        }
        if type == .datetime, operation == .modulo || operation == .divide { return nil }
        if type == .datetime, value < 0 || value > DatetimeText.lastTick { return .null(.datetime) }
        guard type == .long || type == .datetime || type == .timespan else { return nil }
        return Literal(type: type, value: .integer(value))
    }
}
