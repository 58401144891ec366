internal import DuckDB

/// Digital filters; what lies outside of the series counts as zero.
enum SeriesFilter {
    /// A finite impulse response.
    ///
    /// - Parameters:
    ///   - normalizes: Whether the coefficients are divided by their sum; nil for: unless one is negative.
    ///   - isCentered: Whether the window lies around each point instead of before it.
    /// - Returns: nil where coefficients that may be negative shall be normalized.
    static func finite(
        _ series: [Double], _ coefficients: [Double], normalizes: Bool?, isCentered: Bool
    ) -> [Double]? {
        let hasNegative = coefficients.contains { $0 < 0 }
        let normalizes = normalizes ?? !hasNegative
        if normalizes, hasNegative { return nil }
        guard !coefficients.isEmpty else { return nil }
        let scale = normalizes ? coefficients.reduce(0, +) : 1
        let shift = isCentered ? (coefficients.count - 1) / 2 : 0
        return series.indices.map { index in
            // The time grows with the product of the lengths.
            if index & 63 == 0, Interruption.isWorkInVain { return 0 }
            var sum = 0.0
            for (place, coefficient) in coefficients.enumerated() {
                let source = index + shift - place
                if series.indices.contains(source) { sum += coefficient * series[source] }
            }
            return sum / scale
        }
    }

    /// An infinite impulse response; nil where the first denominator is zero or a list is empty.
    static func infinite(_ series: [Double], _ numerators: [Double], _ denominators: [Double]) -> [Double]? {
        guard let first = denominators.first, first != 0, !numerators.isEmpty else { return nil }
        var result: [Double] = []
        for index in series.indices {
            if index & 63 == 0, Interruption.isWorkInVain { return nil }
            var sum = 0.0
            for (place, coefficient) in numerators.enumerated() where index >= place {
                sum += coefficient * series[index - place]
            }
            for (place, coefficient) in denominators.enumerated().dropFirst() where index >= place {
                sum -= coefficient * result[index - place]
            }
            result.append(sum / first)
        }
        return result
    }
}
