/// Statistics of numbers.
enum SeriesStatistics {
    static func mean(_ numbers: some Collection<Double>) -> Double {
        numbers.reduce(0, +) / Double(numbers.count)
    }

    /// The sample variance; zero for fewer than two.
    static func variance(_ numbers: some Collection<Double>) -> Double {
        guard numbers.count > 1 else { return 0 }
        let mean = mean(numbers)
        return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
    }

    static func median(_ numbers: [Double]) -> Double {
        let sorted = numbers.sorted()
        let half = sorted.count / 2
        if sorted.isEmpty { return 0 }
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    /// A percentile with interpolation between ranks.
    static func percentile(_ sorted: [Double], _ percentage: Double) -> Double {
        guard let last = sorted.last else { return .nan }
        let place = percentage / 100 * Double(sorted.count - 1)
        let lower = Int(place.rounded(.down))
        guard lower + 1 < sorted.count else { return last }
        return sorted[lower] + (sorted[lower + 1] - sorted[lower]) * (place - Double(lower))
    }

    /// Least, greatest, their places, mean, deviation, variance; with sum and length for the form that is a bag.
    static func results(_ series: NumberSeries, ignoresNonFinite: Bool, asBag: Bool) -> [UInt8] {
        let places = series.elements.indices.filter { series.elements[$0].number?.isFinite == true }
        let isComplete = places.count == series.count || ignoresNonFinite
        let numbers = isComplete ? places.map { series.elements[$0].number ?? 0 } : []
        var results = SeriesResults()
        let least = numbers.indices.min { numbers[$0] < numbers[$1] }
        let greatest = numbers.indices.max { numbers[$0] < numbers[$1] }
        let firstGreatest = greatest.flatMap { place in numbers.firstIndex(of: numbers[place]) }
        results.add("min", least.map { numbers[$0] })
        results.add("min_idx", least.map { .whole(Int64(places[$0])) } ?? .none)
        results.add("max", firstGreatest.map { numbers[$0] })
        results.add("max_idx", firstGreatest.map { .whole(Int64(places[$0])) } ?? .none)
        let variance = numbers.isEmpty ? nil : variance(numbers)
        results.add("avg", numbers.isEmpty ? nil : mean(numbers))
        results.add("stdev", variance?.squareRoot())
        results.add("variance", variance)
        if asBag {
            results.add("sum", numbers.isEmpty ? nil : numbers.reduce(0, +))
            results.add("len", .whole(Int64(series.count)))
        }
        return results.text(asBag: asBag)
    }

    /// How far each value lies outside of the range between two percentiles, in widths of that range: zero inside.
    static func outliers(
        _ series: NumberSeries, percentiles: (Double, Double), ignored: Double?, testPoints: Int
    ) -> [Double] {
        func isCounted(_ number: Double?) -> Bool { number?.isFinite == true && number != ignored }
        let learned = series.elements.dropLast(testPoints).compactMap(\.number).filter { isCounted($0) }.sorted()
        guard !learned.isEmpty else { return series.elements.map { _ in 0 } }
        let low = percentile(learned, percentiles.0)
        let high = percentile(learned, percentiles.1)
        return series.elements.map { element in
            guard let number = element.number, isCounted(number) else { return 0 }
            if number > high { return (number - high) / (high - low) }
            return number < low ? (number - low) / (high - low) : 0
        }
    }
}
