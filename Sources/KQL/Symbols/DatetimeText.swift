/// Reads and writes instants as ticks of 100 ns since 0001-01-01T00:00:00Z.
enum DatetimeText {
    /// 9999-12-31T23:59:59.9999999.
    static let lastTick: Int64 = 3_155_378_975_999_999_999

    /// The ticks of a date; `nil` when there is no such day.
    static func ticks(year: Int, month: Int, day: Int) -> Int64? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= days(in: month, of: year) else {
            return nil
        }
        // Days of the years before, then of the months before.
        let before = year - 1
        var count = before * 365 + before / 4 - before / 100 + before / 400
        for earlier in 1..<month { count += days(in: earlier, of: year) }
        return Int64(count + day - 1) * TimespanUnit.ticksPerDay
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The ticks of a date text; KQL §2. `nil` when it is none.
    static func ticks(_ text: String) -> Int64? {
        var reader = TextReader(text)
        reader.skipBlanks()
        guard let result = iso(&reader) ?? parts(text) ?? slashes(text) ?? rfc(text), (0...lastTick).contains(result)
        else { return nil }
        return result
    }

    /// The ticks of a time alone, `h:mm[:ss[.fffffff]] [AM|PM]`, on the day that holds an instant.
    static func ticks(timeOfDay text: String, now: Int64) -> Int64? {
        var reader = TextReader(text)
        reader.skipBlanks()
        guard reader.isAtDigit, var time = timeOfDay(&reader) else { return nil }
        reader.skipBlanks()
        let hour = TimespanUnit.ticksPerDay / 24
        let isAfternoon = reader.take("P") || reader.take("p")
        if isAfternoon || reader.take("A") || reader.take("a") {
            guard reader.take("M") || reader.take("m"), time >= hour, time < 13 * hour else { return nil }
            time = time % (12 * hour) + (isAfternoon ? 12 * hour : 0)
        }
        reader.skipBlanks()
        return reader.isAtEnd ? now - now % TimespanUnit.ticksPerDay + time : nil
    }

    /// `yyyy[-MM[-dd[(T| )hh:mm[:ss[.fffffff]]]]][Z|±hh:mm]`.
    private static func iso(_ reader: inout TextReader) -> Int64? {
        guard let year = reader.number(digits: 4...4) else { return nil }
        var month = 1
        var day = 1
        if takeDash(&reader) {
            guard let value = reader.number(digits: 1...2) else { return nil }
            month = value
            if takeDash(&reader) {
                guard let value = reader.number(digits: 1...2) else { return nil }
                day = value
            }
        }
        guard var result = ticks(year: year, month: month, day: day) else { return nil }
        let hasSeparator = reader.take("T") || reader.take("t")
        let hasBlank = reader.skipBlanks()
        if hasSeparator || hasBlank, reader.isAtDigit {
            guard let time = timeOfDay(&reader) else { return nil }
            result += time
        }
        guard let offset = zone(&reader) else { return nil }
        reader.skipBlanks()
        return reader.isAtEnd ? result - offset : nil
    }

    /// A dash between the parts of a date, which may have blanks around it: `2017 - 08 - 01`.
    private static func takeDash(_ reader: inout TextReader) -> Bool {
        var ahead = reader
        ahead.skipBlanks()
        guard ahead.take("-") else { return false }
        ahead.skipBlanks()
        reader = ahead
        return true
    }

    static func timeOfDay(_ reader: inout TextReader) -> Int64? {
        guard let hour = reader.number(digits: 1...2), hour < 24, reader.take(":"),
            let minute = reader.number(digits: 1...2), minute < 60
        else { return nil }
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

    private static func zone(_ reader: inout TextReader) -> Int64? {
        reader.skipBlanks()
        if reader.isAtEnd || reader.take("Z") || reader.take("z") || reader.take("UTC") || reader.take("GMT") {
            return 0
        }
        let isPositive = reader.take("+")
        guard isPositive || reader.take("-"), let hours = reader.number(digits: 1...2) else { return nil }
        var minutes = 0
        if reader.take(":") || reader.isAtDigit {
            guard let value = reader.number(digits: 2...2) else { return nil }
            minutes = value
        }
        let offset = Int64(hours * 60 + minutes) * TimespanUnit.ticksPerMinute
        return isPositive ? offset : -offset
    }

    /// `2020, 1, 2[, hour, minute, second]`.
    private static func parts(_ text: String) -> Int64? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            Int(part.filter { $0 != " " })
        }
        guard (2...7).contains(parts.count), let year = parts[0], let month = parts[1] else { return nil }
        let numbers = parts.compactMap { $0 }
        guard numbers.count == parts.count,
            var result = ticks(year: year, month: month, day: parts.count > 2 ? numbers[2] : 1)
        else { return nil }
        let units = [TimespanUnit.ticksPerHour, TimespanUnit.ticksPerMinute, TimespanUnit.ticksPerSecond]
        let limits = [24, 60, 60]
        for index in 3..<max(3, numbers.count) {
            guard index < 6, (0..<limits[index - 3]).contains(numbers[index]) else { return nil }
            result += Int64(numbers[index]) * units[index - 3]
        }
        return result
    }

    /// `M/d/yyyy [h:mm[:ss[.f]] [AM|PM]]`.
    private static func slashes(_ text: String) -> Int64? {
        var reader = TextReader(text)
        reader.skipBlanks()
        guard let month = reader.number(digits: 1...2) else { return nil }
        let separator = reader.take("-") ? "-" : "/"
        guard separator == "-" || reader.take("/"), let day = reader.number(digits: 1...2),
            reader.take(separator), let year = reader.number(digits: 4...4),
            var result = ticks(year: year, month: month, day: day)
        else { return nil }
        if reader.skipBlanks(), reader.isAtDigit {
            guard let time = timeOfDay(&reader) else { return nil }
            result += time
            reader.skipBlanks()
            let hour = time / TimespanUnit.ticksPerHour
            if reader.take("PM") || reader.take("pm") {
                guard hour <= 12 else { return nil }
                if hour < 12 { result += 12 * TimespanUnit.ticksPerHour }
            } else if reader.take("AM") || reader.take("am"), hour == 12 {
                result -= 12 * TimespanUnit.ticksPerHour
            }
        }
        reader.skipBlanks()
        return reader.isAtEnd ? result : nil
    }

    /// `[Sat, ]8 Nov 2014 15:05:02 [GMT|UTC]` and `Saturday, 08-Nov-14 15:05:02 UTC`.
    private static func rfc(_ text: String) -> Int64? {
        var rest = Substring(text)
        if let comma = rest.firstIndex(of: ",") { rest = rest[rest.index(after: comma)...] }
        let words = rest.split { $0 == " " || $0 == "-" }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard words.count >= 3, let day = Int(words[0]), let month = months.firstIndex(of: String(words[1])),
            var year = Int(words[2])
        else { return nil }
        if words[2].count == 2 { year += year < 50 ? 2000 : 1900 }
        guard var result = ticks(year: year, month: month + 1, day: day) else { return nil }
        if words.count > 3 {
            var reader = TextReader(String(words[3]))
            guard let time = timeOfDay(&reader), reader.isAtEnd else { return nil }
            result += time
        }
        if words.count > 4, !["GMT", "UTC", "Z"].contains(words[4]) { return nil }
        return words.count <= 5 ? result : nil
    }

    /// `yyyy-MM-ddTHH:mm:ss.fffffffZ`.
    static func text(_ ticks: Int64) -> String {
        var day = Int(ticks / TimespanUnit.ticksPerDay)
        let time = ticks % TimespanUnit.ticksPerDay
        var year = 1
        // 400, 100, 4 and 1 years at a time.
        for (length, years) in [(146_097, 400), (36_524, 100), (1_461, 4), (365, 1)] {
            let most = years == 100 || years == 1 ? 3 : Int.max
            let count = min(day / length, most)
            year += count * years
            day -= count * length
        }
        var month = 1
        while day >= days(in: month, of: year) {
            day -= days(in: month, of: year)
            month += 1
        }
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let hours = padded(time / TimespanUnit.ticksPerHour, 2)
        let minutes = padded(time / TimespanUnit.ticksPerMinute % 60, 2)
        let seconds = padded(time / TimespanUnit.ticksPerSecond % 60, 2)
        let fraction = padded(time % TimespanUnit.ticksPerSecond, 7)
        return padded(Int64(year), 4) + "-" + padded(Int64(month), 2) + "-" + padded(Int64(day + 1), 2)
            + "T\(hours):\(minutes):\(seconds).\(fraction)Z"
    }
}
