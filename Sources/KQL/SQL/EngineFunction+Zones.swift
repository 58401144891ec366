// MARK: Epoch and time zones

extension EngineFunction {
    /// Ticks of days, hours, minutes and seconds; NULL where hours are not below 24, or minutes or seconds not
    /// below 60.
    public static let makeTimespan = Self("kql_make_timespan", [.int64, .int64, .int64, .int64], result: .int64)

    /// The datetime so many (first) units of ticks (second) after 1970-01-01; NULL out of range.
    public static let ticksOfUnixTime = Self("kql_unixtime", [.double, .int64], result: .int64)

    /// A datetime in UTC as the clocks of a time zone (second, a name of the tz database) show it; NULL for an
    /// unknown zone.
    public static let utcToLocal = Self("kql_utc_to_local", [.int64, .text], result: .int64)

    /// The datetime in UTC at which the clocks of a time zone show the first; NULL for an unknown zone.
    public static let localToUTC = Self("kql_local_to_utc", [.int64, .text], result: .int64)

    /// The names of all time zones as a JSON array.
    public static let listTimeZones = Self("kql_timezones", [], result: .text)

    static let allZones: [Self] = [
        .makeTimespan, .ticksOfUnixTime, .utcToLocal, .localToUTC, .listTimeZones,
    ]
}
