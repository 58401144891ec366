// MARK: Time

extension EngineFunction {
    /// How many boundaries of the part (first: `year quarter month week day hour minute second millisecond
    /// microsecond nanosecond`) lie from the third to the second: truncate both, subtract. Weeks begin on Sunday.
    public static let datetimeDiff = Self("kql_datetime_diff", [.text, .int64, .int64], result: .int64)

    /// The datetime (third) moved by an amount (second) of a part (first, as in ``datetimeDiff``); months and years
    /// by the calendar, the day clipped to the month's last. NULL when out of range.
    public static let datetimeAdd = Self("kql_datetime_add", [.text, .int64, .int64], result: .int64)

    /// A part of the datetime (second). Parts: `year quarter month week_of_year day dayofyear hour minute second
    /// millisecond microsecond nanosecond`; week_of_year by ISO 8601; millisecond, microsecond and nanosecond count
    /// inside the second.
    public static let datetimePart = Self("kql_datetime_part", [.text, .int64], result: .int32)

    /// The first tick of the unit (first: `day week month year`) that holds the datetime (second), moved by a
    /// number of such units (third). Weeks begin on Sunday. NULL when out of range.
    public static let startOf = Self("kql_startof", [.text, .int64, .int64], result: .int64)

    /// The last tick of the unit, as ``startOf``: the start of the next one less one tick.
    public static let endOf = Self("kql_endof", [.text, .int64, .int64], result: .int64)

    /// Ticks of year, month, day, hour, minute and second with fraction (truncated to ticks); NULL where a part is
    /// out of its range.
    public static let makeDatetime = Self(
        "kql_make_datetime", [.int64, .int64, .int64, .int64, .int64, .double], result: .int64)

    /// The datetime (first) by a format (second) of `d dd f…fffffff F…FFFFFFF h hh H HH m mm M MM s ss y yy yyyy
    /// tt` and the delimiters `/ - : , . _ [ ]` and blank. NULL gives the empty text; an unknown letter is an error
    /// of the query.
    public static let formatDatetime = Self("kql_format_datetime", [.int64, .text], result: .text, nulls: .seen)

    /// The timespan (first) by a format (second) of `d…dddddddd f…fffffff F…FFFFFFF H HH h hh m mm s ss` and the
    /// delimiters of ``formatDatetime``. NULL gives the empty text.
    public static let formatTimespan = Self("kql_format_timespan", [.int64, .text], result: .text, nulls: .seen)

    static let allTime: [Self] = [
        .datetimeDiff, .datetimeAdd, .datetimePart, .startOf, .endOf, .makeDatetime, .formatDatetime,
        .formatTimespan,
    ]
}
