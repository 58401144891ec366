/// Reads lengths of time as ticks of 100 ns.
enum TimespanText {
    /// The ticks of the text inside of `timespan(…)`; KQL §2. `nil` when it is none.
    static func ticks(_ text: String) -> Int64? {
        var reader = TextReader(text)
        reader.skipBlanks()
        let isNegative = reader.take("-")
        guard let first = reader.number(digits: 1...9) else { return nil }
        var result: Int64
        if reader.take(":") {
            guard let time = rest(hour: first, &reader) else { return nil }
            result = time
        } else if reader.peekIsDayFraction, reader.take(".") {
            guard first < longestDays, let hour = reader.number(digits: 1...2), reader.take(":"),
                let time = rest(hour: hour, &reader)
            else { return nil }
            result = Int64(first) * TimespanUnit.ticksPerDay + time
        } else {
            // A number with a unit, or a bare whole number of days.
            guard let value = amount(text) else { return nil }
            return value
        }
        reader.skipBlanks()
        guard reader.isAtEnd else { return nil }
        if isNegative { result = -result }
        return result
    }

    /// So many days do not fit into 64 bits of ticks.
    private static let longestDays = 10_675_199

    private static func rest(hour: Int, _ reader: inout TextReader) -> Int64? {
        guard hour < 24, let minute = reader.number(digits: 1...2), minute < 60 else { return nil }
        var result = Int64(hour) * TimespanUnit.ticksPerHour + Int64(minute) * TimespanUnit.ticksPerMinute
        if reader.take(":") {
            guard let second = reader.number(digits: 1...2), second < 60 else { return nil }
            result += Int64(second) * TimespanUnit.ticksPerSecond
            if reader.take(".") {
                guard let fraction = reader.fraction() else { return nil }
                result += fraction
            }
        }
        return result
    }

    /// `1.5h`, `15 seconds`, `3` (days), each with a sign.
    static func amount(_ text: String) -> Int64? {
        let bytes = Array(text.utf8.filter { $0 != 0x20 })
        let isNegative = bytes.first == UInt8(ascii: "-")
        var index = isNegative ? 1 : 0
        let start = index
        while index < bytes.count, CharacterClass.isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
            index += 1
        }
        let digits = String(decoding: bytes[start..<index], as: UTF8.self)
        let unit = bytes[index...]
        let ticks: Double
        if unit.isEmpty {
            guard Int(digits) != nil else { return nil }
            ticks = Double(TimespanUnit.ticksPerDay)
        } else {
            guard let value = TimespanUnit.ticks(of: unit) else { return nil }
            ticks = value
        }
        let result: Int64
        if let whole = Int64(digits), ticks >= 1 {
            let (product, overflow) = whole.multipliedReportingOverflow(by: Int64(ticks))
            guard !overflow else { return nil }
            result = product
        } else {
            guard let number = Double(digits), let value = Int64(exactly: (number * ticks).rounded()) else {
                return nil
            }
            result = value
        }
        return isNegative ? 0 - result : result
    }
}

/// Reads a short text from its beginning.
struct TextReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { index >= bytes.count }

    var isAtDigit: Bool { index < bytes.count && CharacterClass.isDigit(bytes[index]) }

    /// Whether a point, one or two digits and a colon follow: the days of a timespan end here.
    var peekIsDayFraction: Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return false }
        var cursor = index + 1
        while cursor < bytes.count, CharacterClass.isDigit(bytes[cursor]) { cursor += 1 }
        return cursor > index + 1 && cursor < bytes.count && bytes[cursor] == UInt8(ascii: ":")
    }

    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = index
        while index < bytes.count {
            let length = CharacterClass.blankLength(bytes, index)
            if length == 0 { break }
            index += length
        }
        return index > start
    }

    mutating func take(_ text: String) -> Bool {
        let wanted = text.utf8
        guard bytes[index...].starts(with: wanted) else { return false }
        index += wanted.count
        return true
    }

    /// A whole number of so many digits.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        var count = 0
        var value = 0
        while index + count < bytes.count, CharacterClass.isDigit(bytes[index + count]), count < digits.upperBound {
            value = value * 10 + Int(bytes[index + count] - UInt8(ascii: "0"))
            count += 1
        }
        guard digits.contains(count) else { return nil }
        index += count
        return value
    }

    /// Ticks of a fraction of a second; digits past the seventh are dropped.
    mutating func fraction() -> Int64? {
        var count = 0
        var value: Int64 = 0
        while isAtDigit {
            if count < 7 { value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0")) }
            count += 1
            index += 1
        }
        guard count > 0 else { return nil }
        while count < 7 {
            value *= 10
            count += 1
        }
        return value
    }
}

extension TimespanText {
    /// `[-][d.]hh:mm:ss[.fffffff]`.
    static func text(_ ticks: Int64) -> String {
        let magnitude = ticks.magnitude
        func padded(_ value: UInt64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let days = magnitude / UInt64(TimespanUnit.ticksPerDay)
        let hours = padded(magnitude / UInt64(TimespanUnit.ticksPerHour) % 24, 2)
        let minutes = padded(magnitude / UInt64(TimespanUnit.ticksPerMinute) % 60, 2)
        let seconds = padded(magnitude / UInt64(TimespanUnit.ticksPerSecond) % 60, 2)
        let fraction = magnitude % UInt64(TimespanUnit.ticksPerSecond)
        return (ticks < 0 ? "-" : "") + (days > 0 ? "\(days)." : "") + "\(hours):\(minutes):\(seconds)"
            + (fraction > 0 ? "." + padded(fraction, 7) : "")
    }
}
