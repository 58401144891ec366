internal import DuckDB
internal import KQL

// MARK: Arithmetic, kql.md §7

extension FunctionLibrary {
    static let arithmetic: [FunctionBody] = [
        whole(.add) { $0 &+ $1 },
        whole(.subtract) { $0 &- $1 },
        whole(.multiply) { $0 &* $1 },
        whole(.divide, Arithmetic.divide),
        whole(.modulo, Arithmetic.modulo),
        whole(.bin, Arithmetic.bin),
        whole(.addTicks) { ticks, span in
            let (sum, overflows) = ticks.addingReportingOverflow(span)
            return overflows ? nil : CivilTime.inRange(sum)
        },
        FunctionBody(.moduloReal) { input, output in
            input.forEachRow(output) { row in
                output.set(row, Arithmetic.modulo(input[0].double(row), input[1].double(row)))
            }
        },
        FunctionBody(.binReal) { input, output in
            input.forEachRow(output) { row in
                let size = input[1].double(row)
                output.set(row, size > 0 ? (input[0].double(row) / size).rounded(.down) * size : nil)
            }
        },
        FunctionBody(.round) { input, output in
            input.forEachRow(output) { row in
                output.set(row, Arithmetic.rounded(input[0].double(row), digits: input[1].int64(row)))
            }
        },
        FunctionBody(.toHex) { input, output in
            input.forEachRow(output) { row in
                output.set(row, Arithmetic.hexadecimal(input[0].int64(row), width: input[1].int64(row)))
            }
        },
        FunctionBody(.scaleTicks) { input, output in
            input.forEachRow(output) { row in
                let scaled = (Double(input[0].int64(row)) * input[1].double(row)).rounded(.toNearestOrEven)
                output.set(row, Int64(exactly: scaled))
            }
        },
        chain(.chain, { $0.int64($1) }, { $0.set($1, $2) }) { sign, left, right in
            switch sign {
            case UInt8(ascii: "+"): left &+ right
            case UInt8(ascii: "-"): left &- right
            case UInt8(ascii: "*"): left &* right
            case UInt8(ascii: "/"): Arithmetic.divide(left, right)
            default: Arithmetic.modulo(left, right)
            }
        },
        chain(.chainReal, { $0.double($1) }, { $0.set($1, $2) }) { sign, left, right in
            switch sign {
            case UInt8(ascii: "+"): left + right
            case UInt8(ascii: "-"): left - right
            case UInt8(ascii: "*"): left * right
            case UInt8(ascii: "/"): left / right
            default: Arithmetic.modulo(left, right)
            }
        },
        FunctionBody(.anyTrue) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                var hasNull = false
                let isTrue = input.columns.contains { column in
                    if column.isNull(row) {
                        hasNull = true
                        return false
                    }
                    return column.bool(row)
                }
                if isTrue || !hasNull { output.set(row, isTrue) } else { output.setNull(row) }
            }
        },
    ]

    /// Operands after a text with the signs between them, computed from the left; null as soon as something is.
    private static func chain<Number: Sendable>(
        _ function: EngineFunction, _ read: @escaping @Sendable (ColumnVector, Int) -> Number,
        _ write: @escaping @Sendable (FunctionOutput, Int, Number) -> Void,
        _ compute: @escaping @Sendable (UInt8, Number, Number) -> Number?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { row in
                let signs = input[0].text(row)
                var value: Number? = read(input[1], row)
                for index in 0..<min(signs.count, input.columns.count - 2) {
                    value = value.flatMap { compute(signs[index], $0, read(input[index + 2], row)) }
                }
                if let value { write(output, row, value) } else { output.setNull(row) }
            }
        }
    }

    private static func whole(
        _ function: EngineFunction, _ compute: @escaping @Sendable (Int64, Int64) -> Int64?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            let (left, right) = (input[0], input[1])
            input.forEachRow(output) { output.set($0, compute(left.int64($0), right.int64($0))) }
        }
    }
}

/// Arithmetic as KQL means it.
enum Arithmetic {
    /// Truncated toward zero; nothing by 0.
    static func divide(_ a: Int64, _ b: Int64) -> Int64? { b == 0 ? nil : b == -1 ? 0 &- a : a / b }

    /// The remainder is never negative: -14 by 12 is 10, 14 by -12 is 2.
    static func modulo(_ a: Int64, _ b: Int64) -> Int64? {
        if b == 0 { return nil }
        if b == -1 { return 0 }
        let remainder = a % b
        return remainder < 0 ? remainder &+ (b < 0 ? 0 &- b : b) : remainder
    }

    static func modulo(_ a: Double, _ b: Double) -> Double {
        // One NaN, whatever sign the machine gives it.
        if b == 0 { return .nan }
        let remainder = a.truncatingRemainder(dividingBy: b)
        return remainder < 0 ? remainder + b.magnitude : remainder
    }

    /// The greatest multiple of the size at or below the value; nothing for sizes of 0 and less.
    static func bin(_ value: Int64, _ size: Int64) -> Int64? {
        guard size > 0 else { return nil }
        let remainder = value % size
        guard remainder < 0 else { return value - remainder }
        let (result, overflows) = (value - remainder).subtractingReportingOverflow(size)
        return overflows ? nil : result
    }

    /// Half away from zero; a scale too large to matter leaves the value alone.
    static func rounded(_ value: Double, digits: Int64) -> Double {
        guard value.isFinite, digits < 16 else { return value }
        if digits == 0 { return value.rounded(.toNearestOrAwayFromZero) }
        if digits < -308 { return 0 }
        let scale = pow10(Int(digits.magnitude))
        guard digits > 0 else { return (value / scale).rounded(.toNearestOrAwayFromZero) * scale }
        let scaled = value * scale
        return scaled.isFinite ? scaled.rounded(.toNearestOrAwayFromZero) / scale : value
    }

    private static func pow10(_ exponent: Int) -> Double {
        if exponent < NumberText.powersOfTen.count { return NumberText.powersOfTen[exponent] }
        return Double("1e\(exponent)") ?? .infinity
    }

    /// Digits of the two's complement, at least as many as the width.
    static func hexadecimal(_ value: Int64, width: Int64) -> [UInt8] {
        let digits = Array(String(UInt64(bitPattern: value), radix: 16).utf8)
        let missing = Int(min(max(width, 0), 1024)) - digits.count
        return [UInt8](repeating: UInt8(ascii: "0"), count: max(missing, 0)) + digits
    }
}
