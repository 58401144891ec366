/// A series taken apart into season, trend and rest, as the language's reference describes: the season is the median of
/// the points in one phase, the trend is taken of what the season leaves, and both together are the baseline.
struct SeriesDecomposition {
    enum Trend: String {
        case avg, linefit, none
    }

    private(set) var seasonal: [Double]
    private(set) var trend: [Double]
    private(set) var baseline: [Double]
    private(set) var residual: [Double]

    /// - Parameters:
    ///   - period: The length of a season; 0 for none, -1 to find it.
    ///   - testPoints: How many points at the end nothing is learned from.
    ///   - threshold: The least score of a period that is found.
    init(_ numbers: [Double], period: Int, trend kind: Trend, testPoints: Int, threshold: Double) {
        let learned = Array(numbers.dropLast(testPoints))
        seasonal = Self.season(numbers.count, learned, period: period, threshold: threshold)
        let rest = zip(learned, seasonal).map { $0 - $1 }
        switch kind {
        case .avg:
            let mean = rest.isEmpty ? 0 : SeriesStatistics.mean(rest)
            trend = numbers.map { _ in mean }
        case .linefit:
            let fit = LineFit(rest)
            trend = numbers.indices.map { fit.value(at: $0) }
        case .none: trend = numbers.map { _ in 0 }
        }
        baseline = zip(seasonal, trend).map { $0 + $1 }
        residual = zip(numbers, baseline).map { $0 - $1 }
    }

    /// The median of each phase, over as many points as wanted; zeros where there is no period.
    static func season(_ count: Int, _ learned: [Double], period: Int, threshold: Double) -> [Double] {
        var period = period
        if period < 0 {
            let best = SeriesPeriods(learned).detected(from: 0, to: Double(learned.count), count: 1).first
            period = best.map { $0.score >= threshold ? $0.period : 0 } ?? 0
        }
        guard period > 0, !learned.isEmpty else { return Array(repeating: 0, count: count) }
        let medians = (0..<min(period, learned.count)).map { phase in
            SeriesStatistics.median(stride(from: phase, to: learned.count, by: period).map { learned[$0] })
        }
        return (0..<count).map { $0 % period < medians.count ? medians[$0 % period] : 0 }
    }

    var results: [UInt8] {
        var results = SeriesResults()
        results.add("baseline", baseline)
        results.add("seasonal", seasonal)
        results.add("trend", trend)
        results.add("residual", residual)
        return results.text(asBag: false)
    }

    /// Flags, scores and baseline for anomalies.
    func anomalies(threshold: Double, percentiles: (Double, Double), testPoints: Int) -> [UInt8] {
        let scores = SeriesStatistics.outliers(
            NumberSeries(residual), percentiles: percentiles, ignored: nil, testPoints: testPoints)
        let flags = scores.map { SeriesElement.whole($0 > threshold ? 1 : $0 < -threshold ? -1 : 0) }
        return JSONArray.text([NumberSeries(flags).text, NumberSeries(scores).text, NumberSeries(baseline).text])
    }
}
