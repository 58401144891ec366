/// The units of a timespan literal; KQL §2.
enum TimespanUnit {
    static let ticksPerDay: Int64 = 864_000_000_000
    static let ticksPerHour: Int64 = 36_000_000_000
    static let ticksPerMinute: Int64 = 600_000_000
    static let ticksPerSecond: Int64 = 10_000_000

    /// The ticks in a unit; `nil` when the word is none.
    static func ticks(of word: ArraySlice<UInt8>) -> Double? {
        guard word.count <= 12 else { return nil }
        switch String(decoding: word, as: UTF8.self) {
        case "d", "day", "days": return Double(ticksPerDay)
        case "h", "hr", "hrs", "hour", "hours": return Double(ticksPerHour)
        case "m", "min", "minute", "minutes": return Double(ticksPerMinute)
        case "s", "sec", "second", "seconds": return Double(ticksPerSecond)
        case "ms", "milli", "millis", "millisec", "millisecond", "milliseconds": return 10_000
        case "micro", "micros", "microsec", "microsecond", "microseconds": return 10
        case "nano", "nanos", "nanosec", "nanosecond", "nanoseconds": return 0.01
        case "tick", "ticks": return 1
        default: return nil
        }
    }
}
