public import Foundation

/// An instant as the Defender services write it: UTC, counted in ticks of 100 nanoseconds.
///
/// `Date` cannot hold seven fractional digits of today's dates exactly, so a cursor such as `lastUpdateTime ge …` made
/// from a `Date` could skip or repeat an incident. This type keeps every digit.
public struct Timestamp: Sendable, Hashable, Comparable, Codable, LosslessStringConvertible {
    /// Ticks of 100 nanoseconds since 0001-01-01T00:00:00Z.
    public var ticks: Int64

    /// Ticks in one second.
    public static let ticksPerSecond: Int64 = 10_000_000

    /// Ticks from 0001-01-01 to 1970-01-01.
    static let unixEpochTicks: Int64 = 621_355_968_000_000_000

    /// Makes an instant of ticks since 0001-01-01T00:00:00Z.
    public init(ticks: Int64) { self.ticks = ticks }

    /// Makes the instant nearest to a date; a date holds today's instants to about 100 nanoseconds.
    ///
    /// Dates outside the years 1 to 9999 become the nearest of the two ends.
    public init(_ date: Date) {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        guard seconds > -62_135_596_800 else {
            self.init(ticks: 0)
            return
        }
        guard seconds < 253_402_300_800 else {
            self.init(ticks: 3_155_378_975_999_999_999)
            return
        }
        let fraction = ((date.timeIntervalSince1970 - seconds) * Double(Self.ticksPerSecond)).rounded()
        self.init(ticks: Self.unixEpochTicks + Int64(seconds) * Self.ticksPerSecond + Int64(fraction))
    }

    /// Reads an ISO 8601 instant with 0 to 7 fractional digits (further digits are dropped) and a zone, `Z` or `±hh:mm`.
    ///
    /// A text without a zone is taken as UTC, since some of the services' own values come so.
    public init?(_ description: String) {
        var scanner = TimestampScanner(bytes: Array(description.utf8))
        guard let ticks = scanner.ticks() else { return nil }
        self.init(ticks: ticks)
    }

    /// Reads the text form.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when the text is no ISO 8601 instant.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Timestamp(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no ISO 8601 instant.")
        }
        self = value
    }

    /// Writes the text form with seven fractional digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The nearest date.
    public var date: Date {
        let sinceEpoch = ticks - Self.unixEpochTicks
        let (seconds, rest) = sinceEpoch.quotientAndRemainder(dividingBy: Self.ticksPerSecond)
        return Date(timeIntervalSince1970: Double(seconds) + Double(rest) / Double(Self.ticksPerSecond))
    }

    /// The text form with seven fractional digits, `2026-03-02T09:14:33.4133333Z`.
    public var description: String {
        let (allSeconds, fraction) = ticks.quotientAndRemainder(dividingBy: Self.ticksPerSecond)
        let (days, second) = allSeconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = CivilDate.components(daysSinceYearOne: days)
        var text: [UInt8] = []
        text.reserveCapacity(28)
        func append(_ value: Int64, width: Int) {
            var digits = [UInt8](repeating: UInt8(ascii: "0"), count: width)
            var rest = value
            var index = width - 1
            while index >= 0 {
                digits[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                index -= 1
            }
            text += digits
        }
        append(year, width: 4)
        text.append(UInt8(ascii: "-"))
        append(month, width: 2)
        text.append(UInt8(ascii: "-"))
        append(day, width: 2)
        text.append(UInt8(ascii: "T"))
        append(second / 3600, width: 2)
        text.append(UInt8(ascii: ":"))
        append(second / 60 % 60, width: 2)
        text.append(UInt8(ascii: ":"))
        append(second % 60, width: 2)
        text.append(UInt8(ascii: "."))
        append(fraction, width: 7)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether the left instant is before the right one.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.ticks < right.ticks }
}

/// Days and the proleptic Gregorian calendar, from day arithmetic over eras of 400 years.
enum CivilDate {
    /// Days from 0001-01-01 to the date, or nil when the date is not in the calendar.
    static func daysSinceYearOne(year: Int64, month: Int64, day: Int64) -> Int64? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let lengths: [Int64] = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[Int(month - 1)] else { return nil }
        let before = year - 1
        let daysBeforeYear = before * 365 + before / 4 - before / 100 + before / 400
        return daysBeforeYear + lengths[..<Int(month - 1)].reduce(0, +) + day - 1
    }

    /// The date that lies `days` after 0001-01-01.
    static func components(daysSinceYearOne days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        // Years are counted from 1 March, so that the leap day is the last of its year.
        let shifted = days + 306
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    private static func isLeap(_ year: Int64) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}

/// Reads one ISO 8601 instant.
struct TimestampScanner {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func ticks() -> Int64? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
            let days = CivilDate.daysSinceYearOne(year: year, month: month, day: day)
        else { return nil }
        var seconds = days * 86_400
        var fraction: Int64 = 0
        if take("T") || take("t") || take(" ") {
            guard let hour = digits(2), take(":"), let minute = digits(2), hour < 24, minute < 60 else { return nil }
            seconds += hour * 3600 + minute * 60
            if take(":") {
                guard let second = digits(2), second < 60 else { return nil }
                seconds += second
                if take(".") {
                    guard let value = fractionTicks() else { return nil }
                    fraction = value
                }
            }
            guard let offset = offsetSeconds() else { return nil }
            seconds -= offset
        }
        guard position == bytes.count, seconds >= 0 else { return nil }
        return seconds * Timestamp.ticksPerSecond + fraction
    }

    private mutating func offsetSeconds() -> Int64? {
        if position == bytes.count || take("Z") || take("z") { return 0 }
        let sign: Int64
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hours = digits(2), take(":"), let minutes = digits(2), hours <= 14, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private mutating func fractionTicks() -> Int64? {
        var value: Int64 = 0
        var count = 0
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            if count < 7 { value = value * 10 + Int64(digit) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        while count < 7 {
            value *= 10
            count += 1
        }
        return value
    }

    private mutating func digits(_ count: Int) -> Int64? {
        guard position + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[position..<position + count] {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        position += count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
