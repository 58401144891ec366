internal import DuckDB

/// Reads the datetime texts that KQL accepts (kql.md §8): ISO 8601, US dates, RFC 822 and RFC 850.
struct DatetimeParser {
    private let text: ByteView
    private var position = 0

    private init(_ text: ByteView) { self.text = text }

    /// Ticks in UTC, nil for anything else.
    static func ticks(_ text: ByteView) -> Int64? {
        let text = NumberText.trimmed(text)
        guard !text.isEmpty, text.count <= 64 else { return nil }
        if let ticks = canonical(text) { return ticks }
        var iso = DatetimeParser(text)
        if let ticks = iso.isoDatetime() { return ticks }
        var american = DatetimeParser(text)
        if let ticks = american.americanDatetime() { return ticks }
        var mail = DatetimeParser(text)
        return mail.mailDatetime()
    }

    /// `yyyy-MM-ddTHH:mm:ss[.f…]Z`, the form that machines write, read without looking for anything else.
    private static func canonical(_ text: ByteView) -> Int64? {
        guard text.count >= 20, text.count <= 28, text[text.count - 1] == UInt8(ascii: "Z"),
            text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":")
        else { return nil }
        func number(_ range: Range<Int>) -> Int {
            var value = 0
            for index in range {
                let digit = text[index] &- 0x30
                // A value out of every range makes the whole time invalid.
                guard digit < 10 else { return -1_000_000_000 }
                value = value * 10 + Int(digit)
            }
            return value
        }
        var time = CivilTime(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        time.hour = number(11..<13)
        time.minute = number(14..<16)
        time.second = number(17..<19)
        if text.count > 20 {
            guard text.count > 21, text[19] == UInt8(ascii: ".") else { return nil }
            time.fraction = number(20..<text.count - 1)
            for _ in text.count - 21..<7 { time.fraction *= 10 }
        }
        return time.ticks
    }

    /// `yyyy-MM-dd`, then optionally `T` or a blank and a time; `yyyy-MM` and `yyyy/MM/dd` too.
    private mutating func isoDatetime() -> Int64? {
        guard let year = digits(4...4), let separator = next("-/") else { return nil }
        guard let month = digits(1...2) else { return nil }
        var time = CivilTime(year: year, month: month, day: 1)
        guard !isAtEnd else { return time.ticks }
        guard next([separator]) != nil, let day = digits(1...2) else { return nil }
        time.day = day
        guard !isAtEnd else { return time.ticks }
        if next("Tt ") == nil { return zoned(time) }
        skipBlanks()
        guard clock(into: &time, allowsMeridian: true) else { return nil }
        return zoned(time)
    }

    /// `M/d/yyyy` or `M-d-yyyy`, `[h:mm[:ss[.f]] [AM|PM]]`
    private mutating func americanDatetime() -> Int64? {
        guard let month = digits(1...2), let separator = next("/-"), let day = digits(1...2),
            next([separator]) != nil, let year = digits(4...4)
        else { return nil }
        var time = CivilTime(year: year, month: month, day: day)
        guard !isAtEnd else { return time.ticks }
        guard next(" ") != nil else { return nil }
        skipBlanks()
        guard clock(into: &time, allowsMeridian: true) else { return nil }
        return zoned(time)
    }

    /// `[Sat, ]8 Nov 2014 15:05[:02] [GMT|±hhmm]`, `Saturday, 08-Nov-14 15:05:02 UTC`
    private mutating func mailDatetime() -> Int64? {
        if let first = text.buffer.first, first > UInt8(ascii: "9") {
            guard let name = word(), Self.isWeekday(name), next(",") != nil else { return nil }
            skipBlanks()
        }
        guard let day = digits(1...2), let separator = next(" -"), let name = word(),
            let month = Self.monthNames.firstIndex(of: name.prefix(3).lowercased()), name.count == 3,
            next([separator]) != nil, var year = digits(2...4), year < 100 || year > 999
        else { return nil }
        if year < 100 { year += year < 50 ? 2000 : 1900 }
        var time = CivilTime(year: year, month: month + 1, day: day)
        skipBlanks()
        guard !isAtEnd else { return time.ticks }
        guard clock(into: &time, allowsMeridian: false) else { return nil }
        return zoned(time)
    }

    private static let monthNames = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let weekdayNames = [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]

    private static func isWeekday(_ name: String) -> Bool {
        let name = name.lowercased()
        return weekdayNames.contains { $0 == name || $0.prefix(3) == name }
    }

    /// `h:mm[:ss[.fffffff]]`, digits beyond the seventh are dropped.
    private mutating func clock(into time: inout CivilTime, allowsMeridian: Bool) -> Bool {
        guard let hour = digits(1...2), next(":") != nil, let minute = digits(2...2) else { return false }
        time.hour = hour
        time.minute = minute
        if next(":") != nil {
            guard let second = digits(2...2) else { return false }
            time.second = second
            if next(".,") != nil {
                guard let fraction = fraction() else { return false }
                time.fraction = fraction
            }
        }
        guard allowsMeridian else { return true }
        let mark = position
        skipBlanks()
        switch word()?.uppercased() {
        case "AM":
            guard (1...12).contains(hour) else { return false }
            time.hour = hour % 12
        case "PM":
            guard (1...12).contains(hour) else { return false }
            time.hour = hour % 12 + 12
        default: position = mark
        }
        return true
    }

    /// Applies `Z`, `UTC`, `GMT` or an offset at the end of the text; nothing means UTC.
    private mutating func zoned(_ time: CivilTime) -> Int64? {
        skipBlanks()
        guard let ticks = time.ticks else { return nil }
        if isAtEnd { return ticks }
        if let sign = next("+-") {
            guard let hours = digits(2...2) else { return nil }
            _ = next(":")
            let minutes = isAtEnd ? 0 : digits(2...2)
            guard let minutes, isAtEnd, hours <= 14, minutes < 60 else { return nil }
            let offset = Int64(hours * 60 + minutes) * 60 * CivilTime.ticksPerSecond
            return CivilTime.inRange(sign == UInt8(ascii: "+") ? ticks - offset : ticks + offset)
        }
        guard let zone = word()?.uppercased(), isAtEnd, ["Z", "UTC", "GMT", "UT"].contains(zone) else { return nil }
        return ticks
    }

    private var isAtEnd: Bool { position == text.count }

    private mutating func skipBlanks() {
        while position < text.count, text[position] == 0x20 { position += 1 }
    }

    private mutating func digits(_ count: ClosedRange<Int>) -> Int? {
        let start = position
        var value = 0
        while position < text.count, position - start < count.upperBound, text[position] &- 0x30 < 10 {
            value = value * 10 + Int(text[position] - 0x30)
            position += 1
        }
        let isFollowedByDigit = position < text.count && text[position] &- 0x30 < 10
        return position - start >= count.lowerBound && !isFollowedByDigit ? value : takeFixed(start, count, value)
    }

    /// Offsets such as `+0200` have no separator: a fixed width may be followed by more digits.
    private func takeFixed(_ start: Int, _ count: ClosedRange<Int>, _ value: Int) -> Int? {
        count.lowerBound == count.upperBound && count.lowerBound == 2 && position - start == 2 ? value : nil
    }

    private mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < text.count, text[position] &- 0x30 < 10 {
            if count < 7 { value = value * 10 + Int(text[position] - 0x30) }
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

    private mutating func next(_ accepted: String) -> UInt8? { next(Array(accepted.utf8)) }

    private mutating func next(_ accepted: [UInt8]) -> UInt8? {
        guard position < text.count, accepted.contains(text[position]) else { return nil }
        position += 1
        return text[position - 1]
    }

    private mutating func word() -> String? {
        let start = position
        while position < text.count, (text[position] | 0x20) &- 0x61 < 26 { position += 1 }
        return position > start ? text[start..<position].string : nil
    }
}
