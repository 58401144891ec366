/// A polynomial through points by least squares.
enum PolynomialFit {
    /// - Returns: nil where there are fewer points than coefficients, or the points do not decide them.
    static func results(_ y: [Double], _ x: [Double], degree: Int) -> [UInt8]? {
        guard y.count == x.count, degree >= 0, degree < 64, y.count > degree else { return nil }
        guard let coefficients = coefficients(y, x, degree) else { return nil }
        let fit = x.map { value in coefficients.reduce(0) { $0 * value + $1 } }
        let variance = SeriesStatistics.variance(y)
        let residual = SeriesStatistics.variance(zip(y, fit).map { $0 - $1 })
        var results = SeriesResults()
        results.add("rsquare", LineFit.rSquare(variance, residual))
        results.add("coefficients", coefficients)
        results.add("variance", variance)
        results.add("rvariance", residual)
        results.add("poly_fit", fit)
        return results.text(asBag: false)
    }

    /// The coefficients, the highest power first, by Householder reflections (Golub and Van Loan, section 5.3).
    private static func coefficients(_ y: [Double], _ x: [Double], _ degree: Int) -> [Double]? {
        let width = degree + 1
        var rows = zip(x, y).map { value, target -> [Double] in
            var powers = [1.0]
            for _ in 0..<degree { powers.append((powers.last ?? 1) * value) }
            return powers.reversed() + [target]
        }
        for column in 0..<width {
            var norm = 0.0
            for row in column..<rows.count { norm += rows[row][column] * rows[row][column] }
            norm = norm.squareRoot()
            guard norm > 0 else { return nil }
            let pivot = rows[column][column]
            let head = pivot + (pivot < 0 ? -norm : norm)
            var reflector = (column..<rows.count).map { rows[$0][column] }
            reflector[0] = head
            let length = reflector.reduce(0) { $0 + $1 * $1 }
            for target in column...width {
                var product = 0.0
                for (index, factor) in reflector.enumerated() { product += factor * rows[column + index][target] }
                let scale = 2 * product / length
                for (index, factor) in reflector.enumerated() { rows[column + index][target] -= scale * factor }
            }
        }
        var result = Array(repeating: 0.0, count: width)
        for row in (0..<width).reversed() {
            var sum = rows[row][width]
            for column in row + 1..<max(width, row + 1) { sum -= rows[row][column] * result[column] }
            guard rows[row][row].magnitude > 1e-300 else { return nil }
            // Adding zero makes one of a negative zero.
            result[row] = sum / rows[row][row] + 0
        }
        return result
    }
}
