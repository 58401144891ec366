import Foundation

/// Lengths and instants as people type them: `90s`, `30m`, `24h`, `7d`, `2026-11-01`, `2026-11-01T12:00:00Z`.
enum TimeSpan {
    /// A length such as `24h`; a bare number counts seconds. Units: `ms`, `s`, `m`, `h`, `d`, `w`.
    static func duration(parsing text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number < 1_000_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(number)
        case "", "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        case "d": return .seconds(number * 86400)
        case "w": return .seconds(number * 604_800)
        default: return nil
        }
    }

    /// An instant: an ISO 8601 date or date and time in UTC, or a length before `now`.
    static func instant(parsing text: String, now: Date) -> Date? {
        if let length = duration(parsing: text), text.last?.isLetter == true {
            return now.addingTimeInterval(-seconds(length))
        }
        let withTime = text.count == 10 ? text + "T00:00:00Z" : text
        if let date = try? Date(withTime, strategy: .iso8601) { return date }
        return try? Date(withTime, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The length as a number of seconds.
    static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// `812 ms`, `3.4 s`, `2 min 5 s`.
    static func text(_ duration: Duration) -> String {
        let seconds = seconds(duration)
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 100 { return "\(Double(Int(seconds * 10)) / 10) s" }
        return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    }
}
