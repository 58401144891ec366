/// A datetime in its parts, proleptic Gregorian, UTC; and ticks of 100 ns since 0001-01-01 (design 9).
struct CivilTime: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    /// Ticks inside the second.
    var fraction = 0

    static let ticksPerSecond: Int64 = 10_000_000
    static let ticksPerDay: Int64 = 864_000_000_000
    /// 9999-12-31T23:59:59.9999999
    static let lastTick: Int64 = 3_155_378_975_999_999_999

    init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, fraction: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.fraction = fraction
    }

    /// The parts of ticks. Ticks outside year 1 to 9999 are not printed anywhere; they are clamped.
    init(ticks: Int64) {
        let ticks = min(max(ticks, 0), Self.lastTick)
        self.init(day: Int(ticks / Self.ticksPerDay))
        let inDay = Int(ticks % Self.ticksPerDay)
        hour = inDay / 36_000_000_000
        minute = inDay / 600_000_000 % 60
        second = inDay / 10_000_000 % 60
        fraction = inDay % 10_000_000
    }

    /// The date of a count of days since 0001-01-01, by eras of 400 years that begin in March.
    private init(day count: Int) {
        let shifted = count + 306
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 0001-01-01 to the date.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 306
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Ticks since 0001-01-01; nil where a part is out of its range.
    var ticks: Int64? {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.dayCount(year: year, month: month)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0..<10_000_000).contains(fraction)
        else { return nil }
        let days = Int64(Self.days(year: year, month: month, day: day))
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        return days * Self.ticksPerDay + seconds * Self.ticksPerSecond + Int64(fraction)
    }

    /// Ticks that stay inside the range of datetime, else nil.
    static func inRange(_ ticks: Int64) -> Int64? { (0...lastTick).contains(ticks) ? ticks : nil }

    /// 0 is Sunday; 0001-01-01 was a Monday.
    static func weekday(ticks: Int64) -> Int { Int((ticks / ticksPerDay + 1) % 7) }

    var dayOfYear: Int { Self.days(year: year, month: month, day: day) - Self.days(year: year, month: 1, day: 1) + 1 }

    /// The week of ISO 8601, 1 to 53.
    var isoWeek: Int {
        let days = Self.days(year: year, month: month, day: day)
        // The Thursday of the week decides which year the week belongs to.
        let thursday = days - days % 7 + 3
        let year = CivilTime(day: thursday).year
        return (thursday - Self.days(year: year, month: 1, day: 1)) / 7 + 1
    }
}
