/// Instants as KQL counts them: ticks of 100 ns since 0001-01-01T00:00:00Z.
package enum Ticks {
    package static let perSecond: Int64 = 10_000_000
    package static let perMinute = 60 * perSecond
    package static let perDay = 86_400 * perSecond

    /// Ticks at 1970-01-01T00:00:00Z.
    package static let unixEpoch: Int64 = 621_355_968_000_000_000

    /// The instant of a calendar date and time; the date in the proleptic Gregorian calendar.
    package static func at(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, fraction: Int64 = 0
    ) -> Int64 {
        // Days since 0001-01-01, by years that begin in March, so that the leap day is the last.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 306
        return Int64(days) * perDay + Int64(hour * 3600 + minute * 60 + second) * perSecond + fraction
    }

    /// The instant of a time as recordings spell it; `nil` when the text is none of these.
    ///
    /// Taken are ISO 8601 with `T` or a space, up to nine digits of a second (the last two cut off), and `Z`, an offset
    /// or nothing at the end; `10/23/2020 2:36:43 AM` as American tools write it; and a number of seconds or
    /// milliseconds since 1970. A time without zone is taken for UTC.
    package static func parse(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { buffer in
            buffer.baseAddress.flatMap { parse($0, count: buffer.count) }
        }
    }

    static func parse(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int64? {
        var cursor = Cursor(bytes: bytes, count: count)
        guard let first = cursor.number(atMost: 13) else { return nil }
        if cursor.isAtEnd {
            switch cursor.position {
            case 10: return unixEpoch + Int64(first) * perSecond
            case 13: return unixEpoch + Int64(first) * 10_000
            default: return nil
            }
        }
        if cursor.take(0x2F) { return american(month: first, &cursor) }
        guard cursor.position == 4, cursor.take(0x2D), let month = cursor.number(exactly: 2), cursor.take(0x2D),
            let day = cursor.number(exactly: 2)
        else { return nil }
        if cursor.isAtEnd { return valid(first, month, day, 0, 0, 0, 0) }
        guard cursor.take(0x54) || cursor.take(0x20), let hour = cursor.number(exactly: 2), cursor.take(0x3A),
            let minute = cursor.number(exactly: 2)
        else { return nil }
        var second = 0
        var fraction: Int64 = 0
        if cursor.take(0x3A) {
            guard let value = cursor.number(exactly: 2) else { return nil }
            second = value
            if cursor.take(0x2E) {
                guard let value = cursor.fraction() else { return nil }
                fraction = value
            }
        }
        guard let zone = cursor.zone(), cursor.isAtEnd,
            let instant = valid(first, month, day, hour, minute, second, fraction)
        else { return nil }
        return instant - Int64(zone) * perMinute
    }

    private static func american(month: Int, _ cursor: inout Cursor) -> Int64? {
        guard let day = cursor.number(atMost: 2), cursor.take(0x2F), let year = cursor.number(exactly: 4),
            cursor.take(0x20), var hour = cursor.number(atMost: 2), cursor.take(0x3A),
            let minute = cursor.number(exactly: 2)
        else { return nil }
        var second = 0
        if cursor.take(0x3A) {
            guard let value = cursor.number(exactly: 2) else { return nil }
            second = value
        }
        if cursor.take(0x20) {
            let isAfternoon = cursor.take(0x50)
            guard isAfternoon || cursor.take(0x41), cursor.take(0x4D), (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        return cursor.isAtEnd ? valid(year, month, day, hour, minute, second, 0) : nil
    }

    private static func valid(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int, _ fraction: Int64
    ) -> Int64? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        return at(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, fraction: fraction
        )
    }

    /// The instant as ISO 8601 with seven digits, as the service prints it.
    package static func iso8601(_ ticks: Int64) -> String {
        let days = Int(ticks / perDay)
        let rest = ticks % perDay
        let (year, month, day) = civil(days)
        let seconds = Int(rest / perSecond)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T" + padded(seconds / 3600, 2) + ":"
            + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + "." + padded(Int(rest % perSecond), 7)
            + "Z"
    }

    /// Year, month and day of a count of days since 0001-01-01.
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 306
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// A place in the bytes of a time.
    private struct Cursor {
        let bytes: UnsafePointer<UInt8>
        let count: Int
        var position = 0

        init(bytes: UnsafePointer<UInt8>, count: Int) {
            self.bytes = bytes
            self.count = count
        }

        var isAtEnd: Bool { position == count }

        mutating func take(_ byte: UInt8) -> Bool {
            guard position < count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        mutating func number(atMost width: Int) -> Int? {
            var value = 0
            let start = position
            while position < count, position - start < width, bytes[position] >= 0x30, bytes[position] <= 0x39 {
                value = value * 10 + Int(bytes[position] - 0x30)
                position += 1
            }
            return position > start ? value : nil
        }

        mutating func number(exactly width: Int) -> Int? {
            let start = position
            guard let value = number(atMost: width), position - start == width else { return nil }
            return value
        }

        /// Digits of a second as ticks; digits after the seventh are dropped.
        mutating func fraction() -> Int64? {
            let start = position
            guard var value = number(atMost: 7) else { return nil }
            var digits = position - start
            while digits < 7 {
                value *= 10
                digits += 1
            }
            if position < count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
                guard number(atMost: 2) != nil else { return nil }
            }
            return Int64(value)
        }

        /// Minutes east of UTC.
        mutating func zone() -> Int? {
            if isAtEnd || take(0x5A) { return 0 }
            let isEast = take(0x2B)
            guard isEast || take(0x2D), let hours = number(exactly: 2) else { return nil }
            _ = take(0x3A)
            guard let minutes = number(exactly: 2), hours < 15, minutes < 60 else { return nil }
            return (isEast ? 1 : -1) * (hours * 60 + minutes)
        }
    }
}
