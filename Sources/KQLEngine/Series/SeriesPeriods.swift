internal import DuckDB

/// Periods in a series, found by how much it resembles itself when shifted.
///
/// The service does not publish its score. This one is the lesser of the autocorrelations at the period and at twice the
/// period, each over the products that there are; what a series without any pattern reaches too is no period. It gives
/// every score and every decision that the language's reference prints.
struct SeriesPeriods {
    private let numbers: [Double]
    private let mean: Double
    private let variance: Double

    /// The shortest period that can be told.
    static let shortest = 4

    init(_ numbers: [Double]) {
        self.numbers = numbers
        mean = numbers.isEmpty ? 0 : SeriesStatistics.mean(numbers)
        let mean = mean
        variance = numbers.isEmpty ? 0 : numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
    }

    private func correlation(at lag: Int) -> Double {
        guard lag > 0, lag < numbers.count, variance > 0 else { return 0 }
        var sum = 0.0
        for index in 0..<numbers.count - lag { sum += (numbers[index] - mean) * (numbers[index + lag] - mean) }
        return sum / Double(numbers.count - lag) / variance
    }

    /// The autocorrelation that white noise of this length exceeds once in twenty times.
    private var noise: Double { 1.96 / Double(numbers.count).squareRoot() }

    /// How significant a period is, from 0 to 1.
    func score(of period: Int) -> Double {
        guard period >= Self.shortest, 2 * period <= numbers.count else { return 0 }
        return min(max(min(correlation(at: period), correlation(at: 2 * period)), 0), 1)
    }

    /// The most significant periods between two lengths, at most so many.
    func detected(from least: Double, to greatest: Double, count: Int) -> [(period: Int, score: Double)] {
        let first = max(Self.shortest, Int(least.rounded(.up)))
        let last = min(numbers.count / 2, Int(min(greatest, Double(numbers.count)).rounded(.down)))
        guard first <= last else { return [] }
        // The time grows with the square of the length.
        let correlations = (first - 1...last + 1).map { Interruption.isWorkInVain ? 0 : correlation(at: $0) }
        var found: [(period: Int, score: Double)] = []
        for period in first...last {
            let place = period - first + 1
            guard correlations[place] > correlations[place - 1], correlations[place] >= correlations[place + 1] else {
                continue
            }
            let score = score(of: period)
            if score > noise { found.append((period, score)) }
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.period < $1.period }
        // What repeats after a period repeats after its multiples too.
        var kept: [(period: Int, score: Double)] = []
        for candidate in found where !kept.contains(where: { candidate.period % $0.period == 0 }) {
            kept.append(candidate)
        }
        return Array(kept.prefix(count))
    }
}
