// MARK: Conversions of text

extension EngineFunction {
    /// The 64-bit integer that the whole text (outer blanks allowed) spells: optional sign and decimal digits, or
    /// `0x` and hexadecimal digits read as unsigned and wrapped. NULL for anything else, also for `5.7`, `1e3` and
    /// a number out of range.
    public static let toLong = Self("kql_tolong", [.text], result: .int64)

    /// As ``toLong`` for 32 bits; NULL when out of range.
    public static let toInt = Self("kql_toint", [.text], result: .int32)

    /// The number that the whole text (outer blanks allowed) spells in decimal, with optional fraction and
    /// exponent; also `NaN`, `inf`, `+inf`, `-inf` in any case. NULL for anything else.
    public static let toDouble = Self("kql_todouble", [.text], result: .double)

    /// `true` and `false` in any case; an integer text, which is false only when 0; NULL for anything else.
    public static let toBool = Self("kql_tobool", [.text], result: .boolean)

    /// Ticks since 0001-01-01 of a date text: ISO 8601 with `T` or a blank, seconds optional, fraction up to seven
    /// digits, `Z` or an offset (converted to UTC); `M/d/yyyy [h:mm[:ss] [AM|PM]]`; RFC 822 and RFC 850 forms. NULL
    /// for anything else, including the empty text.
    public static let toDatetime = Self("kql_todatetime", [.text], result: .int64)

    /// Ticks of `[-][d.]hh:mm[:ss[.fffffff]]`, or of a number glued to a unit (`15m`, `1.5h`, `2d`, `30s`, `5ms`,
    /// `1tick`); a bare integer is days. NULL for anything else.
    public static let toTimespan = Self("kql_totimespan", [.text], result: .int64)

    /// The identifier in lower case with dashes; the text may have dashes or none, and may stand in braces or
    /// parentheses. NULL for anything else.
    public static let toGUID = Self("kql_toguid", [.text], result: .text)

    static let allTextConversions: [Self] = [
        .toLong, .toInt, .toDouble, .toBool, .toDatetime, .toTimespan, .toGUID,
    ]
}
