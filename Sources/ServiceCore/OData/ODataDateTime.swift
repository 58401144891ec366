public import Foundation

/// Instants as texts, `Edm.DateTimeOffset`: ISO 8601 with up to seven fractional digits, as the services write them.
///
/// Inside, an instant is a count of ticks of 100 ns since 0001-01-01 (design 9), so that no digit gets lost.
public enum ODataDateTime {
    /// Ticks in a second.
    public static let ticksPerSecond: Int64 = 10_000_000

    /// Ticks from 0001-01-01 to 1970-01-01.
    public static let ticksAt1970: Int64 = 621_355_968_000_000_000

    /// Reads an instant; see ``ticks(parsing:)``.
    public static func parse(_ text: some StringProtocol) -> Date? {
        ticks(parsing: text).map(date(ticks:))
    }

    /// Writes an instant in UTC, for example `2026-03-02T09:20:11.1234567Z`.
    ///
    /// - Parameters:
    ///   - date: The instant, in the years 1 to 9999; others become the nearest of them.
    ///   - fractionDigits: Digits after the second, 0 to 7; further digits are cut off.
    public static func format(_ date: Date, fractionDigits: Int = 7) -> String {
        format(ticks: ticks(of: date), fractionDigits: fractionDigits)
    }

    /// The tick nearest to an instant.
    public static func ticks(of date: Date) -> Int64 {
        let interval = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
        let whole = interval.rounded(.down)
        let fraction = Int64(((interval - whole) * Double(ticksPerSecond)).rounded())
        return ticksAt1970 + Int64(whole) * ticksPerSecond + fraction
    }

    /// The instant of a tick, as exact as `Date` can be.
    public static func date(ticks: Int64) -> Date {
        let sinceEpoch = ticks - ticksAt1970
        let (seconds, rest) = sinceEpoch.quotientAndRemainder(dividingBy: ticksPerSecond)
        return Date(timeIntervalSince1970: Double(seconds) + Double(rest) / Double(ticksPerSecond))
    }

    /// Reads an instant.
    ///
    /// Accepted are `yyyy-MM-dd`, and `yyyy-MM-ddTHH:mm[:ss[.fraction]]` with `Z`, `±HH:mm` or nothing, which means UTC.
    /// Digits beyond the seventh are cut off.
    ///
    /// - Returns: `nil` when the text has another form or names no real day or time.
    public static func ticks(parsing text: some StringProtocol) -> Int64? {
        var reader = Reader(bytes: Array(text.utf8)[...])
        return reader.instant()
    }

    /// Writes an instant in UTC.
    ///
    /// - Parameter fractionDigits: Digits after the second, 0 to 7; further digits are cut off.
    public static func format(ticks: Int64, fractionDigits: Int = 7) -> String {
        let ticks = min(max(ticks, 0), 3_155_378_975_999_999_999)
        let seconds = ticks / ticksPerSecond
        let days = Int(seconds / 86_400)
        let rest = Int(seconds % 86_400)
        let (year, month, day) = Calendar.civil(daysSince1970: days - 719_162)
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
        text += "\(padded(rest / 3_600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
        let width = min(max(fractionDigits, 0), 7)
        if width > 0 { text += "." + padded(Int(ticks % ticksPerSecond), 7).prefix(width) }
        return text + "Z"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func digits(_ count: Int) -> Int? {
            guard bytes.count >= count else { return nil }
            var value = 0
            for byte in bytes.prefix(count) {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            bytes = bytes.dropFirst(count)
            return value
        }

        mutating func take(_ characters: String) -> Bool {
            guard let first = bytes.first, characters.utf8.contains(first) else { return false }
            bytes = bytes.dropFirst()
            return true
        }

        mutating func instant() -> Int64? {
            guard let year = digits(4), year > 0, take("-"), let month = digits(2), take("-"), let day = digits(2),
                (1...12).contains(month), (1...Calendar.days(ofMonth: month, year)).contains(day)
            else { return nil }
            let days = Calendar.daysSince1970(year, month, day) + 719_162
            guard !bytes.isEmpty else { return Int64(days) * 86_400 * ticksPerSecond }
            guard take("Tt "), let hour = digits(2), take(":"), let minute = digits(2), hour < 24, minute < 60
            else { return nil }
            var second = 0
            var fraction: Int64 = 0
            if take(":") {
                guard let value = digits(2), value < 60 else { return nil }
                second = value
                if take(".") {
                    guard let value = fractionTicks() else { return nil }
                    fraction = value
                }
            }
            guard let offset = offsetSeconds(), bytes.isEmpty else { return nil }
            let seconds = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
            return seconds * ticksPerSecond + fraction
        }

        private mutating func fractionTicks() -> Int64? {
            guard let first = digits(1) else { return nil }
            var value = Int64(first)
            var count = 1
            while let digit = digits(1) {
                if count < 7 {
                    value = value * 10 + Int64(digit)
                    count += 1
                }
            }
            while count < 7 {
                value *= 10
                count += 1
            }
            return value
        }

        private mutating func offsetSeconds() -> Int? {
            if bytes.isEmpty || take("Zz") { return 0 }
            let sign = bytes.first == UInt8(ascii: "-") ? -1 : 1
            // A plus sign that a query string turned into a space is still a plus sign.
            guard take("+- "), let hours = digits(2), hours < 15 else { return nil }
            _ = take(":")
            guard let minutes = digits(2), minutes < 60 else { return nil }
            return sign * (hours * 3_600 + minutes * 60)
        }
    }

    /// The proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March.
    private enum Calendar {
        static func days(ofMonth month: Int, _ year: Int) -> Int {
            switch month {
            case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }

        static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
            let shifted = month <= 2 ? year - 1 : year
            let era = (shifted >= 0 ? shifted : shifted - 399) / 400
            let yearOfEra = shifted - era * 400
            let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
            return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        }

        static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
            let shifted = days + 719_468
            let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
            let dayOfEra = shifted - era * 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let monthIndex = (5 * dayOfYear + 2) / 153
            let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
            let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
            return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
        }
    }
}
