// MARK: Conversions of numbers

extension EngineFunction {
    /// Truncates toward zero and saturates at both ends; NaN gives NULL.
    public static let realToLong = Self("kql_real_tolong", [.double], result: .int64)

    /// Truncates toward zero and saturates at both ends; NaN gives NULL.
    public static let realToInt = Self("kql_real_toint", [.double], result: .int32)

    /// The low 32 bits, read as signed.
    public static let longToInt = Self("kql_long_toint", [.int64], result: .int32)

    /// The shortest decimal that reads back as the same double, as .NET prints it: an integral value below 1e15
    /// without point, `1E+15` and above and below 1e-5 with exponent, `NaN`, `∞` never: infinities print `Infinity`
    /// and `-Infinity`. NULL gives the empty text.
    public static let realToText = Self("kql_tostring_real", [.double], result: .text, nulls: .seen)

    /// `yyyy-MM-ddTHH:mm:ss.fffffffZ` with always seven digits. NULL gives the empty text.
    public static let datetimeToText = Self("kql_tostring_datetime", [.int64], result: .text, nulls: .seen)

    /// `[-][d.]hh:mm:ss[.fffffff]`: days only when not 0, fraction only when not 0 and then with seven digits. NULL
    /// gives the empty text.
    public static let timespanToText = Self("kql_tostring_timespan", [.int64], result: .text, nulls: .seen)

    static let allNumberConversions: [Self] = [
        .realToLong, .realToInt, .longToInt, .realToText, .datetimeToText, .timespanToText,
    ]
}
