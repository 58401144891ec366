internal import Foundation

/// Special functions of real numbers.
enum SpecialFunctions {
    /// The logarithm of the beta function.
    static func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

    static func logGamma(_ x: Double) -> Double { lgamma(x) }

    /// The regularised incomplete beta function, by the continued fraction of DLMF 8.17.22; nil outside of its domain.
    static func betaDistribution(_ x: Double, _ a: Double, _ b: Double) -> Double? {
        guard x >= 0, x <= 1, a > 0, b > 0 else { return nil }
        if x == 0 || x == 1 { return x }
        // The fraction converges fast on this side of the mean; the other follows by symmetry.
        if x > (a + 1) / (a + b + 2) { return betaDistribution(1 - x, b, a).map { 1 - $0 } }
        let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b)) / a
        return front * fraction(x, a, b)
    }

    /// Evaluates the continued fraction by the modified method of Lentz.
    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func guarded(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / guarded(1 - (a + b) * x / (a + 1))
        var result = d
        for step in 1...500 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / guarded(1 + even * d)
            c = guarded(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / guarded(1 + odd * d)
            c = guarded(1 + odd / c)
            let change = d * c
            result *= change
            if (change - 1).magnitude < 1e-16 { break }
        }
        return result
    }

    static func betaDensity(_ x: Double, _ a: Double, _ b: Double) -> Double? {
        guard x >= 0, x <= 1, a > 0, b > 0 else { return nil }
        return exp((a - 1) * log(x) + (b - 1) * log1p(-x) - logBeta(a, b))
    }

    /// The x at which the distribution has a value, by bisection down to neighbouring doubles.
    static func betaInverse(_ probability: Double, _ a: Double, _ b: Double) -> Double? {
        guard probability >= 0, probability <= 1, a > 0, b > 0 else { return nil }
        var low = 0.0
        var high = 1.0
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high, let value = betaDistribution(middle, a, b) else { return high }
            if value == probability { return middle }
            if value < probability { low = middle } else { high = middle }
        }
    }

    /// The two-sided probability of Welch's test of two samples.
    static func welchTest(
        mean1: Double, variance1: Double, count1: Double, mean2: Double, variance2: Double, count2: Double
    ) -> Double? {
        let (a, b) = (variance1 / count1, variance2 / count2)
        guard count1 > 1, count2 > 1, a + b > 0 else { return nil }
        let t = (mean1 - mean2) / (a + b).squareRoot()
        let freedom = (a + b) * (a + b) / (a * a / (count1 - 1) + b * b / (count2 - 1))
        return betaDistribution(freedom / (freedom + t * t), freedom / 2, 0.5)
    }
}
