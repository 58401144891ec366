internal import DuckDB
internal import KQL

// MARK: What is found out about series, kql.md §1.6

extension FunctionLibrary {
    static let seriesAnalysis: [FunctionBody] = [
        FunctionBody(.seriesOutliers) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard let series = input.series(0, row) else {
                    output.setNull(row)
                    continue
                }
                func number(_ column: Int, _ otherwise: Double) -> Double {
                    input[column].isNull(row) ? otherwise : input[column].double(row)
                }
                let isPlain = !input[1].isNull(row) && input[1].text(row).string == "tukey"
                let scores = SeriesStatistics.outliers(
                    series,
                    percentiles: isPlain ? (25, 75) : (number(3, 10), number(4, 90)),
                    ignored: input.json(2, row).flatMap { NumberSeries.element($0).number },
                    testPoints: input[5].isNull(row) ? 0 : points(input[5].int64(row))
                )
                output.set(row, NumberSeries(scores).text)
            }
        },
        FunctionBody(.seriesStats) { input, output in
            input.forEachRow(output) { row in
                output.set(
                    row,
                    input.series(0, row).map {
                        SeriesStatistics.results(
                            $0, ignoresNonFinite: input[1].bool(row), asBag: input[2].bool(row))
                    }
                )
            }
        },
        FunctionBody(.seriesFitLine) { input, output in
            input.forEachRow(output) { row in
                output.set(row, input.numbers(0, row).map { LineFit($0).results(asBag: input[1].bool(row)) })
            }
        },
        FunctionBody(.seriesFitTwoLines) { input, output in
            input.forEachRow(output) { row in
                output.set(row, input.numbers(0, row).flatMap { LineFit.twoLines($0, asBag: input[1].bool(row)) })
            }
        },
        FunctionBody(.seriesFitPolynomial) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), let y = input.numbers(0, row),
                    let x = input[1].isNull(row) ? (1...y.count).map(Double.init) : input.numbers(1, row)
                else {
                    output.setNull(row)
                    continue
                }
                let degree = input[2].isNull(row) ? 1 : Int(clamping: input[2].int64(row))
                output.set(row, PolynomialFit.results(y, x, degree: degree))
            }
        },
        FunctionBody(.seriesFourier) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[2].isNull(row), let real = input.series(0, row)?.numbers,
                    let imaginary = input[1].isNull(row) ? real.map({ _ in 0 }) : input.series(1, row)?.numbers,
                    real.count == imaginary.count
                else {
                    output.setNull(row)
                    continue
                }
                let transform = FourierTransform(real: real, imaginary: imaginary, isInverse: input[2].bool(row))
                output.set(
                    row, JSONArray.text([NumberSeries(transform.real).text, NumberSeries(transform.imaginary).text]))
            }
        },
        FunctionBody(.seriesPeriodsDetect) { input, output in
            input.forEachRow(output) { row in
                guard let numbers = input.numbers(0, row) else {
                    output.setNull(row)
                    return
                }
                let count = min(max(Int(clamping: input[3].int64(row)), 0), 1_024)
                let found = SeriesPeriods(numbers).detected(
                    from: input[1].double(row), to: input[2].double(row), count: count)
                let rest = Array(repeating: 0.0, count: count - found.count)
                let results = [found.map { Double($0.period) } + rest, found.map(\.score) + rest]
                output.set(row, JSONArray.text(results.map { NumberSeries($0).text }))
            }
        },
        FunctionBody(.seriesPeriodsValidate) { input, output in
            input.forEachRow(output) { row in
                guard let numbers = input.numbers(0, row), let wanted = input.series(1, row)?.numbers else {
                    output.setNull(row)
                    return
                }
                let periods = SeriesPeriods(numbers)
                let scores = wanted.map { period -> Double in
                    guard period >= Double(SeriesPeriods.shortest), 2 * period <= Double(numbers.count) else {
                        return 0
                    }
                    return periods.score(of: Int(period.rounded()))
                }
                output.set(row, JSONArray.text([NumberSeries(wanted).text, NumberSeries(scores).text]))
            }
        },
        FunctionBody(.seriesSeasonal) { input, output in
            input.forEachRow(output) { row in
                guard let numbers = input.numbers(0, row) else {
                    output.setNull(row)
                    return
                }
                let season = SeriesDecomposition.season(
                    numbers.count, Array(numbers.dropLast(points(input[2].int64(row)))),
                    period: Int(clamping: input[1].int64(row)), threshold: 0.7)
                output.set(row, NumberSeries(season).text)
            }
        },
        FunctionBody(.seriesDecompose) { input, output in
            try input.forEachRow(output) { row in
                guard let numbers = input.numbers(0, row) else {
                    output.setNull(row)
                    return
                }
                let decomposition = SeriesDecomposition(
                    numbers, period: Int(clamping: input[1].int64(row)), trend: try trend(input[2].text(row)),
                    testPoints: points(input[3].int64(row)), threshold: input[4].double(row))
                output.set(row, decomposition.results)
            }
        },
        FunctionBody(.seriesAnomalies) { input, output in
            try input.forEachRow(output) { row in
                guard let numbers = input.numbers(0, row) else {
                    output.setNull(row)
                    return
                }
                let testPoints = points(input[4].int64(row))
                let decomposition = SeriesDecomposition(
                    numbers, period: Int(clamping: input[2].int64(row)), trend: try trend(input[3].text(row)),
                    testPoints: testPoints, threshold: input[6].double(row))
                let isPlain = input[5].text(row).string == "tukey"
                output.set(
                    row,
                    decomposition.anomalies(
                        threshold: input[1].double(row), percentiles: isPlain ? (25, 75) : (10, 90),
                        testPoints: testPoints)
                )
            }
        },
    ]

    private static func points(_ count: Int64) -> Int { max(Int(clamping: count), 0) }

    private static func trend(_ text: ByteView) throws -> SeriesDecomposition.Trend {
        guard let trend = SeriesDecomposition.Trend(rawValue: text.string) else {
            throw FunctionFailure("the trend of a series is 'avg', 'linefit' or 'none', not '\(text.string)'")
        }
        return trend
    }
}

extension FunctionInput {
    /// The numbers of a series that has some and nothing else.
    fileprivate func numbers(_ column: Int, _ row: Int) -> [Double]? {
        series(column, row)?.numbers.flatMap { $0.isEmpty || !$0.allSatisfy(\.isFinite) ? nil : $0 }
    }
}
