internal import DuckDB
internal import KQL

// MARK: Calendar, kql.md §8

extension FunctionLibrary {
    static let calendar: [FunctionBody] = [
        unit(.datetimeDiff) { unit, later, earlier in unit.boundaries(from: earlier, to: later) },
        unit(.datetimeAdd) { unit, amount, ticks in unit.adding(amount, to: ticks) },
        unit(.startOf) { unit, ticks, offset in unit.start(of: ticks, offset: offset) },
        unit(.endOf) { unit, ticks, offset in unit.end(of: ticks, offset: offset) },
        FunctionBody(.datetimePart) { input, output in
            var parts = PreparedArgument(input[0]) { try DatetimePart(named: $0.string) }
            try input.forEachRow(output) { row in
                output.set(row, try parts.value(row).value(of: input[1].int64(row)))
            }
        },
        FunctionBody(.makeDatetime) { input, output in
            input.forEachRow(output) { row in
                func part(_ index: Int) -> Int? { Int(exactly: input[index].int64(row)) }
                let seconds = input[5].double(row)
                guard let year = part(0), let month = part(1), let day = part(2), let hour = part(3),
                    let minute = part(4), seconds >= 0, seconds < 60
                else {
                    output.setNull(row)
                    return
                }
                let second = Int(seconds)
                // The fraction of a decimal text is a hair below or above it; a tick is 1e-7, so a shift of a
                // hundredth of a tick cannot change any other result.
                let fraction = min(Int((seconds - Double(second)) * 1e7 + 0.01), 9_999_999)
                let time = CivilTime(
                    year: year, month: month, day: day, hour: hour, minute: minute, second: second, fraction: fraction)
                output.set(row, time.ticks)
            }
        },
    ]

    static let timeFormats: [FunctionBody] = [
        FunctionBody(.formatDatetime) { input, output in
            var formats = PreparedArgument(input[1]) { try TimeFormat.datetime($0) }
            for row in 0..<input.count where !input.isStopped(output) {
                let isNull = input[0].isNull(row) || input[1].isNull(row)
                output.set(row, isNull ? [] : try formats.value(row).text(datetime: input[0].int64(row)))
            }
        },
        FunctionBody(.formatTimespan) { input, output in
            var formats = PreparedArgument(input[1]) { try TimeFormat.timespan($0) }
            for row in 0..<input.count where !input.isStopped(output) {
                let isNull = input[0].isNull(row) || input[1].isNull(row)
                output.set(row, isNull ? [] : try formats.value(row).text(timespan: input[0].int64(row)))
            }
        },
    ]

    private static func unit(
        _ function: EngineFunction, _ compute: @escaping @Sendable (CalendarUnit, Int64, Int64) -> Int64?
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            var units = PreparedArgument(input[0]) { text in
                guard let unit = CalendarUnit(rawValue: text.string.lowercased()) else {
                    throw FunctionFailure("'\(text.string)' is no part of a datetime")
                }
                return unit
            }
            try input.forEachRow(output) { row in
                output.set(row, compute(try units.value(row), input[1].int64(row), input[2].int64(row)))
            }
        }
    }
}

/// The parts that `datetime_part` reads.
enum DatetimePart: String {
    case year, quarter, month, weekOfYear = "week_of_year", day, dayOfYear = "dayofyear", hour, minute, second
    case millisecond, microsecond, nanosecond

    init(named name: String) throws(FunctionFailure) {
        guard let part = DatetimePart(rawValue: name.lowercased()) else {
            throw FunctionFailure("'\(name)' is no part of a datetime")
        }
        self = part
    }

    func value(of ticks: Int64) -> Int32 {
        let time = CivilTime(ticks: ticks)
        let value =
            switch self {
            case .year: time.year
            case .quarter: (time.month - 1) / 3 + 1
            case .month: time.month
            case .weekOfYear: time.isoWeek
            case .day: time.day
            case .dayOfYear: time.dayOfYear
            case .hour: time.hour
            case .minute: time.minute
            case .second: time.second
            case .millisecond: time.fraction / 10_000
            case .microsecond: time.fraction / 10
            case .nanosecond: time.fraction * 100
            }
        return Int32(value)
    }
}
