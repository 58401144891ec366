internal import DuckDB

/// A line through points at 1, 2, 3, … by least squares.
struct LineFit {
    var slope = 0.0
    var interception = 0.0
    var variance = 0.0
    /// The variance of what the line leaves.
    var residualVariance = 0.0
    var line: [Double] = []

    /// How much of the variance the line explains, from 0 to 1.
    var rSquare: Double { Self.rSquare(variance, residualVariance) }

    static func rSquare(_ variance: Double, _ residual: Double) -> Double {
        variance == 0 ? 1 : 1 - residual / variance
    }

    init(_ numbers: some Collection<Double>) {
        guard !numbers.isEmpty else { return }
        let count = Double(numbers.count)
        let meanX = (count + 1) / 2
        let meanY = SeriesStatistics.mean(numbers)
        var covariance = 0.0
        var spread = 0.0
        for (index, number) in numbers.enumerated() {
            let x = Double(index + 1) - meanX
            covariance += x * (number - meanY)
            spread += x * x
        }
        slope = spread == 0 ? 0 : covariance / spread
        interception = meanY - slope * meanX
        line = (0..<numbers.count).map { value(at: $0) }
        variance = SeriesStatistics.variance(numbers)
        residualVariance = SeriesStatistics.variance(zip(numbers, line).map { $0 - $1 })
    }

    /// The line's value at a place, the first of which is 0.
    func value(at index: Int) -> Double { slope * Double(index + 1) + interception }

    func results(asBag: Bool) -> [UInt8] {
        var results = SeriesResults()
        results.add("rsquare", rSquare)
        results.add("slope", slope)
        results.add("variance", variance)
        results.add("rvariance", residualVariance)
        results.add("interception", interception)
        results.add("line_fit", line)
        return results.text(asBag: asBag)
    }

    /// The split into two lines that together explain most.
    static func twoLines(_ numbers: [Double], asBag: Bool) -> [UInt8]? {
        guard numbers.count >= 2 else { return nil }
        let variance = SeriesStatistics.variance(numbers)
        var best: (split: Int, left: LineFit, right: LineFit, residual: Double)?
        for split in 1..<numbers.count {
            // The time grows with the square of the length.
            if Interruption.isWorkInVain { return nil }
            let left = LineFit(numbers[..<split])
            let right = LineFit(numbers[split...])
            let line = left.line + right.line
            let residual = SeriesStatistics.variance(zip(numbers, line).map { $0 - $1 })
            if best == nil || residual < (best?.residual ?? 0) { best = (split, left, right, residual) }
        }
        guard let best else { return nil }
        var results = SeriesResults()
        results.add("rsquare", rSquare(variance, best.residual))
        results.add("split_idx", .whole(Int64(best.split)))
        results.add("variance", variance)
        results.add("rvariance", best.residual)
        results.add("line_fit", best.left.line + best.right.line)
        for (side, fit) in [("right", best.right), ("left", best.left)] {
            results.add("\(side)_rsquare", fit.rSquare)
            results.add("\(side)_slope", fit.slope)
            results.add("\(side)_interception", fit.interception)
            results.add("\(side)_variance", fit.variance)
            results.add("\(side)_rvariance", fit.residualVariance)
        }
        return results.text(asBag: asBag)
    }
}
