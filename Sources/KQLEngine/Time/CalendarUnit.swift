/// The units of KQL's calendar functions (kql.md §8). Weeks begin on Sunday.
enum CalendarUnit: String, Sendable {
    case year, quarter, month, week, day, hour, minute, second, millisecond, microsecond, nanosecond

    /// Ticks of a unit of fixed length; nil for month and longer. A nanosecond is less than a tick.
    private var ticks: Int64? {
        switch self {
        case .year, .quarter, .month, .nanosecond: nil
        case .week: 7 * CivilTime.ticksPerDay
        case .day: CivilTime.ticksPerDay
        case .hour: 36_000_000_000
        case .minute: 600_000_000
        case .second: CivilTime.ticksPerSecond
        case .millisecond: 10_000
        case .microsecond: 10
        }
    }

    /// How many such units, counted from a fixed origin, begin at or before the ticks: the difference of two is
    /// the number of boundaries between them.
    private func ordinal(_ ticks: Int64) -> Int64 {
        let time = CivilTime(ticks: ticks)
        switch self {
        case .year: return Int64(time.year)
        case .quarter: return Int64(time.year * 4 + (time.month - 1) / 3)
        case .month: return Int64(time.year * 12 + time.month - 1)
        // 0001-01-01 was a Monday: one day more makes the multiples of seven Sundays.
        case .week: return (ticks / CivilTime.ticksPerDay + 1) / 7
        case .nanosecond: return ticks &* 100
        default: return ticks / (self.ticks ?? 1)
        }
    }

    /// How many boundaries lie from `start` to `end`.
    func boundaries(from start: Int64, to end: Int64) -> Int64 { ordinal(end) &- ordinal(start) }

    /// The datetime moved by an amount; nil when that leaves the range.
    func adding(_ amount: Int64, to ticks: Int64) -> Int64? {
        switch self {
        case .year: return Self.addingMonths(amount, times: 12, to: ticks)
        case .quarter: return Self.addingMonths(amount, times: 3, to: ticks)
        case .month: return Self.addingMonths(amount, times: 1, to: ticks)
        case .nanosecond: return CivilTime.inRange(ticks + amount / 100)
        default:
            let (distance, overflows) = amount.multipliedReportingOverflow(by: self.ticks ?? 1)
            let (sum, sumOverflows) = ticks.addingReportingOverflow(distance)
            return overflows || sumOverflows ? nil : CivilTime.inRange(sum)
        }
    }

    private static func addingMonths(_ amount: Int64, times: Int64, to ticks: Int64) -> Int64? {
        guard amount.magnitude < 200_000 else { return nil }
        var time = CivilTime(ticks: ticks)
        let month = time.year * 12 + time.month - 1 + Int(amount * times)
        guard month >= 12 else { return nil }
        time.year = month / 12
        time.month = month % 12 + 1
        guard time.year <= 9999 else { return nil }
        time.day = min(time.day, CivilTime.dayCount(year: time.year, month: time.month))
        return time.ticks
    }

    /// The first tick of the unit that holds the datetime, moved by a number of such units.
    func start(of ticks: Int64, offset: Int64) -> Int64? {
        guard let start = start(of: ticks) else { return nil }
        return offset == 0 ? start : adding(offset, to: start)
    }

    /// The last tick of the unit, as ``start(of:offset:)``.
    func end(of ticks: Int64, offset: Int64) -> Int64? {
        guard let start = start(of: ticks, offset: offset) else { return nil }
        // The last unit of the range has no next one.
        return adding(1, to: start).map { $0 - 1 } ?? CivilTime.lastTick
    }

    private func start(of ticks: Int64) -> Int64? {
        let time = CivilTime(ticks: ticks)
        switch self {
        case .year: return CivilTime(year: time.year, month: 1, day: 1).ticks
        case .quarter: return CivilTime(year: time.year, month: (time.month - 1) / 3 * 3 + 1, day: 1).ticks
        case .month: return CivilTime(year: time.year, month: time.month, day: 1).ticks
        case .week:
            let day = ticks / CivilTime.ticksPerDay
            return CivilTime.inRange((day - Int64(CivilTime.weekday(ticks: ticks))) * CivilTime.ticksPerDay)
        case .nanosecond: return ticks
        default:
            let size = self.ticks ?? 1
            return ticks / size * size
        }
    }
}
