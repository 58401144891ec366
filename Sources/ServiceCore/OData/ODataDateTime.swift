public import Foundation

/// Instants as texts, `Edm.DateTimeOffset`: ISO 8601 with up to seven fractional digits, as the services write them.
public enum ODataDateTime {
    /// Reads an instant.
    ///
    /// Accepted are `yyyy-MM-dd`, and `yyyy-MM-ddTHH:mm[:ss[.fraction]]` with `Z`, `±HH:mm` or nothing, which means UTC.
    ///
    /// - Returns: `nil` when the text has another form or names no real day or time.
    public static func parse(_ text: some StringProtocol) -> Date? {
        var bytes = Array(text.utf8)[...]
        func digits(_ count: Int) -> Int? {
            guard bytes.count >= count else { return nil }
            var value = 0
            for byte in bytes.prefix(count) {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            bytes = bytes.dropFirst(count)
            return value
        }
        func take(_ character: Character) -> Bool {
            guard let first = bytes.first, first == character.asciiValue else { return false }
            bytes = bytes.dropFirst()
            return true
        }
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
            (1...12).contains(month), (1...daysOfMonth(month, year)).contains(day)
        else { return nil }
        let days = Double(daysSince1970(year, month, day))
        if bytes.isEmpty { return Date(timeIntervalSince1970: days * 86_400) }
        guard take("T") || take("t") || take(" "), let hour = digits(2), take(":"), let minute = digits(2),
            hour < 24, minute < 60
        else { return nil }
        var second = 0
        var fraction = 0.0
        if take(":") {
            guard let value = digits(2), value < 61 else { return nil }
            second = value
            if take(".") {
                var scale = 0.1
                guard let first = bytes.first, (0x30...0x39).contains(first) else { return nil }
                while let digit = digits(1) {
                    fraction += Double(digit) * scale
                    scale /= 10
                }
            }
        }
        var offset = 0
        if !bytes.isEmpty, !take("Z"), !take("z") {
            let sign: Int
            if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
            guard let hours = digits(2), hours < 15 else { return nil }
            _ = take(":")
            guard let minutes = digits(2), minutes < 60 else { return nil }
            offset = sign * (hours * 3_600 + minutes * 60)
        }
        guard bytes.isEmpty else { return nil }
        let seconds = Double(hour * 3_600 + minute * 60 + second - offset)
        return Date(timeIntervalSince1970: days * 86_400 + seconds + fraction)
    }

    /// Writes an instant in UTC, for example `2026-03-02T09:20:11.1234567Z`.
    ///
    /// - Parameters:
    ///   - date: The instant, in the years 1 to 9999.
    ///   - fractionDigits: Digits after the second, 0 to 7; trailing zeros are kept.
    public static func format(_ date: Date, fractionDigits: Int = 7) -> String {
        let width = min(max(fractionDigits, 0), 7)
        var scale: Int64 = 1
        for _ in 0..<width { scale *= 10 }
        // Seconds and fraction are taken apart before scaling, so that no digit of a far date gets lost.
        let whole = date.timeIntervalSince1970.rounded(.down)
        var units = Int64(((date.timeIntervalSince1970 - whole) * Double(scale)).rounded())
        var seconds = Int64(min(max(whole, -62_135_596_800), 253_402_300_799))
        if units >= scale {
            units -= scale
            seconds += 1
        }
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let rest = Int(seconds - days * 86_400)
        let (year, month, day) = civil(daysSince1970: Int(days))
        func padded(_ value: Int, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
        text += "\(padded(rest / 3_600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
        if width > 0 { text += "." + padded(Int(units), width) }
        return text + "Z"
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func daysOfMonth(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Days in the proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(daysSince1970 days: Int) -> (Int, Int, Int) {
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
