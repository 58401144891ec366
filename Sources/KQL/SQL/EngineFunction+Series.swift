// MARK: Series, which are JSON arrays of numbers

extension EngineFunction {
    /// A function (second: `abs`, `sin`, …) of each element; elements that are no numbers give null. NULL for what is no
    /// array, as in all functions of series.
    public static let seriesUnary = Self("kql_series_unary", [.text, .text], result: .text)

    /// An operation (third: `add`, `less`, …) on the elements of two operands (JSON), of which a number stands for as many
    /// as needed. Whole numbers stay whole but in quotients and powers.
    public static let seriesBinary = Self("kql_series_binary", [.text, .text, .text], result: .text)

    /// `sum`, `product` or `magnitude` (second) of the numbers.
    public static let seriesReduce = Self("kql_series_reduce", [.text, .text], result: .double)

    /// The sum of the products of two operands' elements; NULL where one is empty.
    public static let seriesDotProduct = Self("kql_series_dot", [.text, .text], result: .double)

    /// Pearson's correlation; NULL for series of different lengths or of what is not all numbers.
    public static let seriesCorrelation = Self("kql_series_pearson", [.text, .text], result: .double)

    /// The cosine between two series; their magnitudes (third, fourth) are computed where NULL.
    public static let seriesCosine = Self(
        "kql_series_cosine", [.text, .text, .double, .double], result: .double, nulls: .seen)

    /// Fills gaps (second: `forward`, `backward`, `const` or `linear`) that are marked by a JSON value (third, NULL for
    /// null); the fourth says whether `linear` fills the edges, the fifth (JSON) is the constant.
    public static let seriesFill = Self(
        "kql_series_fill", [.text, .text, .text, .boolean, .text], result: .text, nulls: .seen)

    /// A finite filter: series, coefficients, whether to normalize (NULL for: unless one is negative), whether centred.
    public static let seriesFinite = Self(
        "kql_series_fir", [.text, .text, .boolean, .boolean], result: .text, nulls: .seen)

    /// An infinite filter: series, numerators, denominators.
    public static let seriesInfinite = Self("kql_series_iir", [.text, .text, .text], result: .text)

    /// Scores of outliers: series, method (`tukey` or `ctukey`), JSON value to ignore or NULL, least and greatest
    /// percentile, points at the end to learn nothing from.
    public static let seriesOutliers = Self(
        "kql_series_outliers", [.text, .text, .text, .double, .double, .int64], result: .text, nulls: .seen)

    /// Statistics: series, whether to ignore what is not finite, whether a bag is wanted instead of an array.
    public static let seriesStats = Self("kql_series_stats", [.text, .boolean, .boolean], result: .text)

    /// The line through a series; whether a bag is wanted.
    public static let seriesFitLine = Self("kql_series_fit_line", [.text, .boolean], result: .text)

    /// The two lines through a series; whether a bag is wanted.
    public static let seriesFitTwoLines = Self("kql_series_fit_2lines", [.text, .boolean], result: .text)

    /// The polynomial through points: y, x (NULL for 1, 2, …), degree.
    public static let seriesFitPolynomial = Self(
        "kql_series_fit_poly", [.text, .text, .int64], result: .text, nulls: .seen)

    /// The Fourier transform: real and imaginary part (NULL for zeros), whether the inverse is wanted.
    public static let seriesFourier = Self(
        "kql_series_fft", [.text, .text, .boolean], result: .text, nulls: .seen)

    /// Periods and their scores, filled up with zeros: series, least and greatest period, how many.
    public static let seriesPeriodsDetect = Self(
        "kql_series_periods_detect", [.text, .double, .double, .int64], result: .text)

    /// A JSON array of periods (second) and their scores.
    public static let seriesPeriodsValidate = Self("kql_series_periods_validate", [.text, .text], result: .text)

    /// The season: series, period (-1 to find it), points at the end to learn nothing from.
    public static let seriesSeasonal = Self("kql_series_seasonal", [.text, .int64, .int64], result: .text)

    /// Baseline, season, trend and rest: series, period, trend (`avg`, `linefit`, `none`), points at the end to learn
    /// nothing from, least score of a period.
    public static let seriesDecompose = Self(
        "kql_series_decompose", [.text, .int64, .text, .int64, .double], result: .text)

    /// Flags, scores and baseline: series, threshold, then as ``seriesDecompose``, with the method (`tukey` or `ctukey`)
    /// before the last.
    public static let seriesAnomalies = Self(
        "kql_series_anomalies", [.text, .double, .int64, .text, .int64, .text, .double], result: .text)

    static let allSeries: [Self] = [
        .seriesUnary, .seriesBinary, .seriesReduce, .seriesDotProduct, .seriesCorrelation, .seriesCosine,
        .seriesFill, .seriesFinite, .seriesInfinite, .seriesOutliers, .seriesStats, .seriesFitLine,
        .seriesFitTwoLines, .seriesFitPolynomial, .seriesFourier, .seriesPeriodsDetect, .seriesPeriodsValidate,
        .seriesSeasonal, .seriesDecompose, .seriesAnomalies,
    ]
}
