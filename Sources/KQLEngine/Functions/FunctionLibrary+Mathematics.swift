internal import DuckDB
internal import Foundation
internal import KQL

// MARK: Mathematics

extension FunctionLibrary {
    static let mathematics: [FunctionBody] = [
        real(.arcSine) { $0.magnitude <= 1 ? asin($0) : nil },
        real(.arcCosine) { $0.magnitude <= 1 ? acos($0) : nil },
        real(.errorFunction) { erf($0) },
        real(.errorFunctionComplement) { erfc($0) },
        real(.gamma) { tgamma($0) },
        real(.logGamma) { SpecialFunctions.logGamma($0) },
        reals(.betaDistribution) { SpecialFunctions.betaDistribution($0[0], $0[1], $0[2]) ?? .nan },
        reals(.betaDensity) { SpecialFunctions.betaDensity($0[0], $0[1], $0[2]) ?? .nan },
        reals(.betaInverse) { $0[1] > 0 && $0[2] > 0 ? SpecialFunctions.betaInverse($0[0], $0[1], $0[2]) : .nan },
        reals(.welchTest) {
            SpecialFunctions.welchTest(
                mean1: $0[0], variance1: $0[1], count1: $0[2], mean2: $0[3], variance2: $0[4], count2: $0[5])
        },
        longs(.shiftLeft) { $1 < 0 ? nil : $0 << ($1 & 63) },
        longs(.shiftRight) { $1 < 0 ? nil : $0 >> ($1 & 63) },
        longs(.roundLong, Arithmetic.rounded),
        longs(.saturatedMultiply) { left, right in
            let (product, isOver) = left.multipliedReportingOverflow(by: right)
            return isOver ? ((left < 0) == (right < 0) ? .max : .min) : product
        },
        FunctionBody(.convertUnit) { input, output in
            input.forEachRow(output) { row in
                output.set(
                    row,
                    UnitConversion.convert(
                        input[1].double(row), input[0].text(row).string, from: input[2].text(row).string,
                        to: input[3].text(row).string)
                )
            }
        },
        FunctionBody(.assert) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), input[0].bool(row) else {
                    throw FunctionFailure("assert() failed: \(input[1].isNull(row) ? "" : input[1].text(row).string)")
                }
                output.set(row, true)
            }
        },
    ]

    private static func real(
        _ function: EngineFunction, _ compute: @escaping @Sendable (Double) -> Double?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { output.set($0, compute(input[0].double($0))) }
        }
    }

    private static func reals(
        _ function: EngineFunction, _ compute: @escaping @Sendable ([Double]) -> Double?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { row in output.set(row, compute(input.columns.map { $0.double(row) })) }
        }
    }

    private static func longs(
        _ function: EngineFunction, _ compute: @escaping @Sendable (Int64, Int64) -> Int64?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { output.set($0, compute(input[0].int64($0), input[1].int64($0))) }
        }
    }
}

extension Arithmetic {
    /// A whole number rounded before the point where the digits are negative, half away from zero.
    static func rounded(_ value: Int64, _ digits: Int64) -> Int64? {
        guard digits < 0 else { return value }
        guard digits >= -18 else { return 0 }
        var scale: Int64 = 1
        for _ in 0..<(-digits) { scale *= 10 }
        let remainder = value % scale
        let down = value - remainder
        guard remainder.magnitude * 2 >= UInt64(scale) else { return down }
        return value < 0 ? down &- scale : down &+ scale
    }
}
