import DuckDB
import Testing

@testable import KQLEngine

@Suite("kql.md §8: time", .needsEngine)
struct TimeTests {
    @Test(
        "datetime texts",
        arguments: [
            ("2020-01-02T03:04:05.1234567Z", "2020-01-02T03:04:05.1234567Z"),
            ("2020-01-02T03:04:05.12345678Z", "2020-01-02T03:04:05.1234567Z"),
            ("2020-01-02 03:04:05", "2020-01-02T03:04:05.0000000Z"),
            ("2020-01-02 03:04", "2020-01-02T03:04:00.0000000Z"),
            ("2020-01-02", "2020-01-02T00:00:00.0000000Z"),
            ("2020-01", "2020-01-01T00:00:00.0000000Z"),
            ("2020-01-01 10:00:00 +02:00", "2020-01-01T08:00:00.0000000Z"),
            ("2020-01-01T10:00:00-0130", "2020-01-01T11:30:00.0000000Z"),
            ("02/17/2016 08:40:00", "2016-02-17T08:40:00.0000000Z"),
            ("2/7/2016 8:40:00 PM", "2016-02-07T20:40:00.0000000Z"),
            ("Sat, 8 Nov 2014 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z"),
            ("Saturday, 08-Nov-14 15:05:02 UTC", "2014-11-08T15:05:02.0000000Z"),
            ("8 Nov 2014", "2014-11-08T00:00:00.0000000Z"),
            ("2020-02-30", nil), ("2020-13-01", nil), ("", nil), ("yesterday", nil), ("2020-01-02T25:00", nil),
            ("2020-01-02T03:04:05X", nil), ("9999-12-31T23:59:59-01:00", nil),
        ] as [(String, String?)])
    func datetimeText(text: String, expected: String?) throws {
        let ticks = ByteView.with(text) { DatetimeParser.ticks($0) }
        #expect(ticks.map { String(decoding: TimeText.datetime($0), as: UTF8.self) } == expected)
    }

    @Test("every printed datetime reads back, over the whole range")
    func roundTrip() {
        for ticks in stride(from: Int64(0), through: CivilTime.lastTick, by: 31_557_000_123_456_7) {
            let text = TimeText.datetime(ticks)
            #expect(ByteView.with(text) { DatetimeParser.ticks($0) } == ticks)
        }
    }

    @Test(
        "timespan texts",
        arguments: [
            ("01:02:03", "01:02:03"), ("1.02:03:04.005", "1.02:03:04.0050000"), ("-00:00:01", "-00:00:01"),
            ("1d", "1.00:00:00"), ("1.5h", "01:30:00"), ("30s", "00:00:30"), ("5ms", "00:00:00.0050000"),
            ("1tick", "00:00:00.0000001"), ("7", "7.00:00:00"), ("15 seconds", "00:00:15"), ("02:30", "02:30:00"),
            ("25:00", nil), ("abc", nil), ("", nil), ("1.5", nil), ("1w", nil),
        ] as [(String, String?)])
    func timespanText(text: String, expected: String?) throws {
        let ticks = ByteView.with(text) { TimespanParser.ticks($0) }
        #expect(ticks.map { String(decoding: TimeText.timespan($0), as: UTF8.self) } == expected)
    }

    static func at(_ text: String) -> String { "kql_todatetime('\(text)')" }

    @Test(
        "calendar functions",
        arguments: [
            Case("kql_datetime_diff('day', \(at("2020-01-02T01:00")), \(at("2020-01-01T23:00")))", "1"),
            Case("kql_datetime_diff('year', \(at("2021-01-01")), \(at("2020-12-31")))", "1"),
            Case("kql_datetime_diff('month', \(at("2020-01-31")), \(at("2020-03-01")))", "-2"),
            Case("kql_datetime_diff('week', \(at("2020-01-05")), \(at("2020-01-04")))", "1"),
            Case("kql_datetime_diff('week', \(at("2020-01-06")), \(at("2020-01-05")))", "0"),
            Case("kql_datetime_diff('quarter', \(at("2020-04-01")), \(at("2020-03-31")))", "1"),
            Case("kql_datetime_diff('nanosecond', \(at("2020-01-01T00:00:00.0000001")), \(at("2020-01-01")))", "100"),
            Case(
                "kql_tostring_datetime(kql_datetime_add('month', 1, \(at("2020-01-31"))))",
                "2020-02-29T00:00:00.0000000Z"),
            Case(
                "kql_tostring_datetime(kql_datetime_add('year', -1, \(at("2020-02-29"))))",
                "2019-02-28T00:00:00.0000000Z"),
            Case("kql_datetime_add('year', 8000, \(at("2020-02-29")))", nil),
            Case("kql_datetime_part('week_of_year', \(at("2021-01-03")))", "53"),
            Case("kql_datetime_part('week_of_year', \(at("2021-01-04")))", "1"),
            Case("kql_datetime_part('dayofyear', \(at("2020-12-31")))", "366"),
            Case("kql_datetime_part('millisecond', \(at("2020-12-31T00:00:00.1234567")))", "123"),
            Case(
                "kql_tostring_datetime(kql_startof('week', \(at("2020-01-08T05:00")), 0))",
                "2020-01-05T00:00:00.0000000Z"),
            Case(
                "kql_tostring_datetime(kql_startof('month', \(at("2020-01-08T05:00")), -1))",
                "2019-12-01T00:00:00.0000000Z"),
            Case(
                "kql_tostring_datetime(kql_endof('day', \(at("2020-01-08T05:00")), 0))", "2020-01-08T23:59:59.9999999Z"),
            Case("kql_tostring_datetime(kql_endof('year', \(at("9999-05-05")), 0))", "9999-12-31T23:59:59.9999999Z"),
            Case(
                "kql_tostring_datetime(kql_make_datetime(2020, 2, 29, 12, 30, 15.1234567))",
                "2020-02-29T12:30:15.1234567Z"),
            Case("kql_make_datetime(2019, 2, 29, 0, 0, 0)", nil),
            Case("kql_add_ticks(3155378975999999999, 1)", nil), Case("kql_add_ticks(0, -1)", nil),
            Case("kql_scale_ticks(10, 2.5)", "25"), Case("kql_scale_ticks(1, 1e30)", nil),
            Case(
                "kql_tostring_datetime(kql_bin(\(at("2020-01-08T05:00")), 7 * 864000000000))",
                "2020-01-06T00:00:00.0000000Z"),
        ])
    func calendar(item: Case) throws { try item.check() }

    @Test(
        "formats",
        arguments: [
            Case(
                "kql_format_datetime(\(at("2020-01-02T15:04:05.0670000")), 'yyyy-MM-dd HH:mm:ss.fff')",
                "2020-01-02 15:04:05.067"),
            Case("kql_format_datetime(\(at("2020-01-02T15:04:05.0670000")), 'M/d/yy h:mm tt')", "1/2/20 3:04 PM"),
            Case("kql_format_datetime(\(at("2020-01-02T00:04:05.1200000")), 'hh_ss.FFFFFFF')", "12_05.12"),
            Case("kql_format_datetime(NULL, 'yyyy')", ""),
            Case("kql_format_timespan(937840050000, 'd.hh:mm:ss.fff')", "1.02:03:04.005"),
            Case("kql_format_timespan(937840050000, 'ddd hh')", "001 02"),
        ])
    func formats(item: Case) throws { try item.check() }

    @Test("an unknown letter in a format is a fault of the query")
    func badFormat() throws {
        #expect(try failure(of: "kql_format_datetime(5, 'yyyy Q')").contains(FunctionFailure.mark + "format_datetime"))
    }

    @Test("0001-01-01 is a Monday and 2000-03-01 follows the leap day")
    func origin() {
        #expect(CivilTime.weekday(ticks: 0) == 1)
        #expect(
            CivilTime(ticks: (CivilTime(year: 2000, month: 2, day: 29).ticks ?? 0) + CivilTime.ticksPerDay)
                == CivilTime(year: 2000, month: 3, day: 1))
    }
}
