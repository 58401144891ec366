internal import DuckDB
internal import KQL

// MARK: Decimals, kql.md §4

extension FunctionLibrary {
    static let decimals: [FunctionBody] = [
        pair(.decimalAdd) { $0 + $1 }, pair(.decimalSubtract) { $0 - $1 }, pair(.decimalMultiply) { $0 * $1 },
        pair(.decimalDivide) { $0.divided(by: $1) }, pair(.decimalModulo) { $0.modulo($1) },
        pair(.decimalBin) { $0.bin($1) },
        FunctionBody(.decimalAbs) { input, output in
            input.forEachRow(output) { output.set($0, stored: input.decimal(0, $0)?.magnitude) }
        },
        FunctionBody(.decimalCeiling) { input, output in
            input.forEachRow(output) { output.set($0, stored: input.decimal(0, $0)?.ceiling) }
        },
        FunctionBody(.decimalRound) { input, output in
            input.forEachRow(output) { row in
                let digits = Int(min(max(input[1].int64(row), -7000), 7000))
                output.set(row, stored: input.decimal(0, row)?.rounded(toDigits: digits))
            }
        },
        FunctionBody(.decimalOfText) { input, output in
            input.forEachRow(output) { row in
                output.set(row, stored: DecimalNumber(NumberText.trimmed(input[0].text(row)).buffer))
            }
        },
        FunctionBody(.decimalOfLong) { input, output in
            input.forEachRow(output) { output.set($0, stored: DecimalNumber(input[0].int64($0))) }
        },
        FunctionBody(.decimalOfReal) { input, output in
            input.forEachRow(output) { output.set($0, stored: DecimalNumber(input[0].double($0))) }
        },
        FunctionBody(.decimalToText) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                output.set(row, input[0].isNull(row) ? "" : input.decimal(0, row)?.text ?? "")
            }
        },
        FunctionBody(.decimalToReal) { input, output in
            input.forEachRow(output) { output.set($0, input.decimal(0, $0)?.double) }
        },
        FunctionBody(.decimalToLong) { input, output in
            input.forEachRow(output) { output.set($0, input.decimal(0, $0)?.long) }
        },
        FunctionBody(.jsonOfDecimal) { input, output in
            input.forEachRow(output) { output.set($0, input.decimal(0, $0).map { Array($0.text.utf8) }) }
        },
        FunctionBody(.decimalSum) { input, output in
            input.forEachRow(output) { row in
                let numbers = input[0].text(row).buffer.split(separator: UInt8(ascii: ","))
                output.set(row, stored: numbers.compactMap { DecimalNumber(stored: $0) }.reduce(.zero, +))
            }
        },
    ]

    private static func pair(
        _ function: EngineFunction,
        _ compute: @escaping @Sendable (DecimalNumber, DecimalNumber) -> DecimalNumber?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { row in
                guard let left = input.decimal(0, row), let right = input.decimal(1, row) else {
                    output.setNull(row)
                    return
                }
                output.set(row, stored: compute(left, right))
            }
        }
    }
}

extension FunctionInput {
    fileprivate func decimal(_ column: Int, _ row: Int) -> DecimalNumber? {
        DecimalNumber(stored: columns[column].text(row).buffer)
    }
}

extension FunctionOutput {
    fileprivate func set(_ row: Int, stored value: DecimalNumber?) {
        if let value { set(row, value.stored) } else { setNull(row) }
    }
}
