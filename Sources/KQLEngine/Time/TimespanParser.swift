internal import DuckDB

/// Reads the timespan texts that KQL accepts (kql.md §2, §8).
enum TimespanParser {
    /// Ticks of `[-][d.]hh:mm[:ss[.fffffff]]`, of a number glued to a unit, or of a bare integer as days.
    static func ticks(_ text: ByteView) -> Int64? {
        var text = NumberText.trimmed(text)
        guard !text.isEmpty, text.count <= 64 else { return nil }
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative { text = text[1..<text.count] }
        guard !text.isEmpty, let magnitude = clock(text) ?? quantity(text) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    private static func clock(_ text: ByteView) -> Int64? {
        let parts = split(text, at: UInt8(ascii: ":"))
        guard (2...3).contains(parts.count) else { return nil }
        var days: Int64 = 0
        var hours: ByteView = parts[0]
        let dayParts = split(parts[0], at: UInt8(ascii: "."))
        if dayParts.count == 2 {
            guard let count = whole(dayParts[0], upTo: 10_675_199) else { return nil }
            days = count
            hours = dayParts[1]
        } else if dayParts.count > 2 {
            return nil
        }
        guard hours.count <= 2, let hour = whole(hours, upTo: 23), parts[1].count <= 2,
            let minute = whole(parts[1], upTo: 59)
        else { return nil }
        var ticks = (days * 24 + hour) * 36_000_000_000 + minute * 600_000_000
        guard parts.count == 3 else { return ticks }
        let seconds = split(parts[2], at: UInt8(ascii: "."))
        guard seconds.count <= 2, seconds[0].count <= 2, let second = whole(seconds[0], upTo: 59) else { return nil }
        ticks += second * CivilTime.ticksPerSecond
        if seconds.count == 2 {
            guard (1...7).contains(seconds[1].count), let fraction = whole(seconds[1], upTo: 9_999_999) else {
                return nil
            }
            var scaled = fraction
            for _ in seconds[1].count..<7 { scaled *= 10 }
            ticks += scaled
        }
        return ticks
    }

    private static func quantity(_ text: ByteView) -> Int64? {
        var end = 0
        while end < text.count, text[end] &- 0x30 < 10 || text[end] == UInt8(ascii: ".") { end += 1 }
        guard end > 0, let number = NumberText.double(text[0..<end]) else { return nil }
        let unit = NumberText.trimmed(text[end..<text.count]).string
        if unit.isEmpty {
            guard !text.bytes.contains(UInt8(ascii: ".")) else { return nil }
            return whole(text, upTo: 10_675_199).map { $0 * CivilTime.ticksPerDay }
        }
        guard let size = ticks(ofUnit: unit) else { return nil }
        return Int64(exactly: (number * size).rounded())
    }

    private static func ticks(ofUnit unit: String) -> Double? {
        switch unit {
        case "d", "day", "days": 864_000_000_000
        case "h", "hr", "hrs", "hour", "hours": 36_000_000_000
        case "m", "min", "minute", "minutes": 600_000_000
        case "s", "sec", "second", "seconds": 10_000_000
        case "ms", "milli", "millis", "millisecond", "milliseconds": 10_000
        case "micro", "micros", "microsecond", "microseconds": 10
        case "nano", "nanos", "nanosecond", "nanoseconds": 0.01
        case "tick", "ticks": 1
        default: nil
        }
    }

    private static func whole(_ text: ByteView, upTo limit: Int64) -> Int64? {
        guard !text.isEmpty, text.count <= 18 else { return nil }
        var value: Int64 = 0
        for index in 0..<text.count {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return value <= limit ? value : nil
    }

    private static func split(_ text: ByteView, at separator: UInt8) -> [ByteView] {
        var parts: [ByteView] = []
        var start = 0
        for index in 0..<text.count where text[index] == separator {
            parts.append(text[start..<index])
            start = index + 1
        }
        parts.append(text[start..<text.count])
        return parts
    }
}
