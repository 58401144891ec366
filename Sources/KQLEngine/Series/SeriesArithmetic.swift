internal import Foundation

/// What functions do to each element of a series.
enum SeriesArithmetic {
    static func unary(_ series: NumberSeries, _ operation: String) -> NumberSeries? {
        func reals(_ body: (Double) -> Double) -> NumberSeries {
            NumberSeries(series.elements.map { $0.number.map(body) })
        }
        switch operation {
        case "abs":
            return NumberSeries(
                series.elements.map { element in
                    switch element {
                    case .none: .none
                    case .whole(let value): .whole(value < 0 ? 0 &- value : value)
                    case .real(let value): .real(value.magnitude)
                    }
                }
            )
        case "sign":
            return NumberSeries(
                series.elements.map { element in
                    guard let number = element.number, !number.isNaN else { return .none }
                    return .whole(number > 0 ? 1 : number < 0 ? -1 : 0)
                }
            )
        case "floor": return series.isWhole ? series : reals { $0.rounded(.down) }
        case "ceiling": return series.isWhole ? series : reals { $0.rounded(.up) }
        case "exp": return reals(exp)
        case "log": return reals(log)
        case "sin": return reals(sin)
        case "cos": return reals(cos)
        case "tan": return reals(tan)
        case "asin": return reals(asin)
        case "acos": return reals(acos)
        case "atan": return reals(atan)
        default: return nil
        }
    }

    /// The elements of two operands side by side: a series as it is, a number as often as needed.
    enum Operand {
        case series(NumberSeries)
        case number(SeriesElement)

        func element(_ index: Int) -> SeriesElement {
            switch self {
            case .series(let series): index < series.count ? series.elements[index] : .none
            case .number(let element): element
            }
        }

        var count: Int? {
            if case .series(let series) = self { series.count } else { nil }
        }
    }

    /// The JSON array of an operation on each pair.
    static func binary(_ left: Operand, _ right: Operand, _ operation: String) -> [UInt8]? {
        guard let count = [left.count, right.count].compactMap({ $0 }).max() else { return nil }
        var output: [UInt8] = [UInt8(ascii: "[")]
        for index in 0..<count {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(left.element(index), right.element(index), operation, to: &output)
        }
        output.append(UInt8(ascii: "]"))
        return output
    }

    private static func append(
        _ left: SeriesElement, _ right: SeriesElement, _ operation: String, to output: inout [UInt8]
    ) {
        guard let a = left.number, let b = right.number else {
            output.append(contentsOf: "null".utf8)
            return
        }
        func write(_ value: SeriesElement) { NumberSeries.append(value, to: &output) }
        func write(_ value: Bool) { output.append(contentsOf: (value ? "true" : "false").utf8) }
        if case .whole(let x) = left, case .whole(let y) = right {
            switch operation {
            case "add": return write(.whole(x &+ y))
            case "subtract": return write(.whole(x &- y))
            case "multiply": return write(.whole(x &* y))
            case "equals": return write(x == y)
            case "not_equals": return write(x != y)
            case "greater": return write(x > y)
            case "greater_equals": return write(x >= y)
            case "less": return write(x < y)
            case "less_equals": return write(x <= y)
            default: break
            }
        }
        switch operation {
        case "add": write(.real(a + b))
        case "subtract": write(.real(a - b))
        case "multiply": write(.real(a * b))
        case "divide": write(.real(a / b))
        case "pow": write(.real(pow(a, b)))
        case "equals": write(a == b)
        case "not_equals": write(a != b)
        case "greater": write(a > b)
        case "greater_equals": write(a >= b)
        case "less": write(a < b)
        case "less_equals": write(a <= b)
        default: write(.none)
        }
    }

    // MARK: One number of all

    static func sum(_ series: NumberSeries) -> Double { series.elements.reduce(0) { $0 + ($1.number ?? 0) } }

    static func product(_ series: NumberSeries) -> Double { series.elements.reduce(1) { $0 * ($1.number ?? 1) } }

    static func magnitude(_ series: NumberSeries) -> Double {
        series.elements.reduce(0) { $0 + ($1.number ?? 0) * ($1.number ?? 0) }.squareRoot()
    }

    /// The sum of the products of pairs; nil where a series is empty.
    static func dotProduct(_ left: Operand, _ right: Operand) -> Double? {
        guard let count = [left.count, right.count].compactMap({ $0 }).min(), count > 0 else { return nil }
        return (0..<count).reduce(0) { sum, index in
            guard let a = left.element(index).number, let b = right.element(index).number else { return sum }
            return sum + a * b
        }
    }

    /// The correlation of two series of numbers of one length; nil for others.
    static func correlation(_ left: NumberSeries, _ right: NumberSeries) -> Double? {
        guard let a = left.numbers, let b = right.numbers, a.count == b.count, !a.isEmpty else { return nil }
        let meanA = a.reduce(0, +) / Double(a.count)
        let meanB = b.reduce(0, +) / Double(b.count)
        var covariance = 0.0
        var varianceA = 0.0
        var varianceB = 0.0
        for (x, y) in zip(a, b) {
            covariance += (x - meanA) * (y - meanB)
            varianceA += (x - meanA) * (x - meanA)
            varianceB += (y - meanB) * (y - meanB)
        }
        return covariance / (varianceA * varianceB).squareRoot()
    }
}
