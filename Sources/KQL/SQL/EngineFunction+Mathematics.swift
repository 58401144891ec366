// MARK: Mathematics

extension EngineFunction {
    /// The arc sine; NULL outside of -1 to 1.
    public static let arcSine = Self("kql_asin", [.double], result: .double)

    /// The arc cosine; NULL outside of -1 to 1.
    public static let arcCosine = Self("kql_acos", [.double], result: .double)

    /// The error function.
    public static let errorFunction = Self("kql_erf", [.double], result: .double)

    /// The complementary error function.
    public static let errorFunctionComplement = Self("kql_erfc", [.double], result: .double)

    /// The gamma function.
    public static let gamma = Self("kql_gamma", [.double], result: .double)

    /// The logarithm of the gamma function's magnitude.
    public static let logGamma = Self("kql_loggamma", [.double], result: .double)

    /// The cumulative beta distribution at x for alpha and beta; NaN outside of its domain.
    public static let betaDistribution = Self("kql_beta_cdf", [.double, .double, .double], result: .double)

    /// The density of the beta distribution at x for alpha and beta; NaN outside of its domain.
    public static let betaDensity = Self("kql_beta_pdf", [.double, .double, .double], result: .double)

    /// The x at which the cumulative beta distribution is a probability; NULL for what is
    /// no probability, NaN for an alpha or beta that is none.
    public static let betaInverse = Self("kql_beta_inv", [.double, .double, .double], result: .double)

    /// The two-sided probability of Welch's t-test by mean, variance and count of two samples.
    public static let welchTest = Self(
        "kql_welch_test", [.double, .double, .double, .double, .double, .double], result: .double)

    /// The bits moved up by an amount modulo 64; NULL for a negative amount.
    public static let shiftLeft = Self("kql_shl", [.int64, .int64], result: .int64)

    /// The bits moved down by an amount modulo 64, the sign kept; NULL for a negative amount.
    public static let shiftRight = Self("kql_shr", [.int64, .int64], result: .int64)

    /// An amount (second) of a quantity (first: `angle`, `length` …) from one unit (third) to another (fourth);
    /// NULL for a unit that is none.
    public static let convertUnit = Self("kql_convert_unit", [.text, .double, .text, .text], result: .double)

    /// A whole number rounded to decimal digits (second, negative before the point), half away from zero.
    public static let roundLong = Self("kql_round_long", [.int64, .int64], result: .int64)

    /// The product, at the end of the range where it is beyond.
    public static let saturatedMultiply = Self("kql_mul_saturated", [.int64, .int64], result: .int64)

    /// True; a false condition (first) fails the query with the message (second).
    public static let assert = Self("kql_assert", [.boolean, .text], result: .boolean, nulls: .seen)

    static let allMathematics: [Self] = [
        .arcSine, .arcCosine, .errorFunction, .errorFunctionComplement, .gamma, .logGamma, .betaDistribution,
        .betaDensity, .betaInverse, .welchTest, .shiftLeft, .shiftRight, .convertUnit, .roundLong,
        .saturatedMultiply, .assert,
    ]
}
