// MARK: Decimals, in the form that DecimalNumber stores

extension EngineFunction {
    /// Sum of decimals.
    public static let decimalAdd = Self("kql_dec_add", [.text, .text], result: .text)

    /// Difference of decimals.
    public static let decimalSubtract = Self("kql_dec_sub", [.text, .text], result: .text)

    /// Product of decimals.
    public static let decimalMultiply = Self("kql_dec_mul", [.text, .text], result: .text)

    /// Quotient of decimals to 34 digits; NULL by zero.
    public static let decimalDivide = Self("kql_dec_div", [.text, .text], result: .text)

    /// As ``modulo`` for decimals.
    public static let decimalModulo = Self("kql_dec_mod", [.text, .text], result: .text)

    /// As ``bin`` for decimals.
    public static let decimalBin = Self("kql_dec_bin", [.text, .text], result: .text)

    /// The magnitude.
    public static let decimalAbs = Self("kql_dec_abs", [.text], result: .text)

    /// The least whole number that is not below.
    public static let decimalCeiling = Self("kql_dec_ceiling", [.text], result: .text)

    /// As ``round`` for decimals.
    public static let decimalRound = Self("kql_dec_round", [.text, .int64], result: .text)

    /// The number that the whole text (outer blanks allowed) spells; NULL for anything else.
    public static let decimalOfText = Self("kql_dec_of_text", [.text], result: .text)

    /// A whole number as a decimal.
    public static let decimalOfLong = Self("kql_dec_of_long", [.int64], result: .text)

    /// The decimal that the shortest text of a real spells; NULL for NaN and the infinities.
    public static let decimalOfReal = Self("kql_dec_of_real", [.double], result: .text)

    /// `tostring`. NULL gives the empty text.
    public static let decimalToText = Self("kql_dec_to_text", [.text], result: .text, nulls: .seen)

    /// The nearest real.
    public static let decimalToReal = Self("kql_dec_to_real", [.text], result: .double)

    /// Truncated toward zero and saturated.
    public static let decimalToLong = Self("kql_dec_to_long", [.text], result: .int64)

    /// The JSON number.
    public static let jsonOfDecimal = Self("kql_dec_json", [.text], result: .text)

    /// The sum of decimals in a text with commas between them; zero for the empty text.
    public static let decimalSum = Self("kql_dec_sum", [.text], result: .text)

    static let allDecimals: [Self] = [
        .decimalAdd, .decimalSubtract, .decimalMultiply, .decimalDivide, .decimalModulo, .decimalBin,
        .decimalAbs, .decimalCeiling, .decimalRound, .decimalOfText, .decimalOfLong, .decimalOfReal,
        .decimalToText, .decimalToReal, .decimalToLong, .jsonOfDecimal, .decimalSum,
    ]
}
