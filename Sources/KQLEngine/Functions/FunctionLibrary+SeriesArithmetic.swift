internal import DuckDB
internal import KQL

// MARK: Series, kql.md §1.6

extension FunctionLibrary {
    static let series: [FunctionBody] = [
        FunctionBody(.seriesUnary) { input, output in
            input.forEachRow(output) { row in
                let series = NumberSeries(JSONText(input[0].text(row)))
                output.set(row, series.flatMap { SeriesArithmetic.unary($0, input[1].text(row).string)?.text })
            }
        },
        FunctionBody(.seriesBinary) { input, output in
            input.forEachRow(output) { row in
                output.set(
                    row,
                    operands(input, row).flatMap { SeriesArithmetic.binary($0, $1, input[2].text(row).string) }
                )
            }
        },
        FunctionBody(.seriesReduce) { input, output in
            input.forEachRow(output) { row in
                guard let series = NumberSeries(JSONText(input[0].text(row))) else {
                    output.setNull(row)
                    return
                }
                switch input[1].text(row).string {
                case "product": output.set(row, SeriesArithmetic.product(series))
                case "magnitude": output.set(row, SeriesArithmetic.magnitude(series))
                default: output.set(row, SeriesArithmetic.sum(series))
                }
            }
        },
        FunctionBody(.seriesDotProduct) { input, output in
            input.forEachRow(output) { row in
                output.set(row, operands(input, row).flatMap { SeriesArithmetic.dotProduct($0, $1) })
            }
        },
        FunctionBody(.seriesCorrelation) { input, output in
            input.forEachRow(output) { row in
                let left = NumberSeries(JSONText(input[0].text(row)))
                let right = NumberSeries(JSONText(input[1].text(row)))
                output.set(row, left.flatMap { left in right.flatMap { SeriesArithmetic.correlation(left, $0) } })
            }
        },
        FunctionBody(.seriesCosine) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let left = input.series(0, row), let right = input.series(1, row),
                    let product = SeriesArithmetic.dotProduct(.series(left), .series(right))
                else {
                    output.setNull(row)
                    continue
                }
                let shorter = min(left.count, right.count)
                func magnitude(_ series: NumberSeries, _ column: Int) -> Double {
                    if !input[column].isNull(row) { return input[column].double(row) }
                    return SeriesArithmetic.magnitude(NumberSeries(Array(series.elements.prefix(shorter))))
                }
                output.set(row, product / (magnitude(left, 2) * magnitude(right, 3)))
            }
        },
        FunctionBody(.seriesFill) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let array = input.json(0, row), !input[1].isNull(row),
                    let filling = SeriesFilling(array, placeholder: input[2].isNull(row) ? nil : input[2].text(row))
                else {
                    output.setNull(row)
                    continue
                }
                let constant = input[4].isNull(row) ? nil : input[4].text(row)
                let filled: [[UInt8]]
                switch input[1].text(row).string {
                case "forward": filled = filling.forward
                case "backward": filled = filling.backward
                case "const": filled = filling.constant(constant?.bytes ?? Array("null".utf8))
                default:
                    filled = filling.linear(
                        fillsEdges: input[3].isNull(row) || input[3].bool(row),
                        constant: constant.flatMap { JSONText($0).map(NumberSeries.element) } ?? .none
                    )
                }
                output.set(row, JSONArray.text(filled))
            }
        },
        FunctionBody(.seriesFinite) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let series = input.series(0, row)?.numbers, let filter = input.series(1, row)?.numbers else {
                    output.setNull(row)
                    continue
                }
                let filtered = SeriesFilter.finite(
                    series, filter, normalizes: input[2].isNull(row) ? nil : input[2].bool(row),
                    isCentered: !input[3].isNull(row) && input[3].bool(row))
                output.set(row, filtered.map { NumberSeries($0).text })
            }
        },
        FunctionBody(.seriesInfinite) { input, output in
            input.forEachRow(output) { row in
                guard let series = input.series(0, row)?.numbers, let numerators = input.series(1, row)?.numbers,
                    let denominators = input.series(2, row)?.numbers
                else {
                    output.setNull(row)
                    return
                }
                let filtered = SeriesFilter.infinite(series, numerators, denominators)
                output.set(row, filtered.map { NumberSeries($0).text })
            }
        },
    ]

    private static func operands(
        _ input: FunctionInput, _ row: Int
    ) -> (SeriesArithmetic.Operand, SeriesArithmetic.Operand)? {
        func operand(_ column: Int) -> SeriesArithmetic.Operand? {
            guard let value = input.json(column, row) else { return nil }
            if let series = NumberSeries(value) { return .series(series) }
            return value.kind == .number || value.kind == .string ? .number(NumberSeries.element(value)) : nil
        }
        guard let left = operand(0), let right = operand(1) else { return nil }
        return (left, right)
    }
}

extension FunctionInput {
    /// A dynamic argument; nil for NULL.
    func json(_ column: Int, _ row: Int) -> JSONText? {
        columns[column].isNull(row) ? nil : JSONText(columns[column].text(row))
    }

    /// A series; nil for what is no array.
    func series(_ column: Int, _ row: Int) -> NumberSeries? { NumberSeries(json(column, row)) }
}
