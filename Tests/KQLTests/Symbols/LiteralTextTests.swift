import Testing

@testable import KQL

/// KQL §2, datetime and timespan literals.
@Suite("Time literals: KQL §2")
struct LiteralTextTests {
    static let datetimeForms: [(String, String)] = [
        ("2020-01-01", "2020-01-01T00:00:00.0000000Z"), ("2020-01-01T10:20", "2020-01-01T10:20:00.0000000Z"),
        ("2020-01-01 10:20:30.1234567", "2020-01-01T10:20:30.1234567Z"),
        ("2020-01-01T10:20:30.5Z", "2020-01-01T10:20:30.5000000Z"),
        ("2020-01-01 10:00:00 +02:00", "2020-01-01T08:00:00.0000000Z"), ("2020", "2020-01-01T00:00:00.0000000Z"),
        ("2020-02-29", "2020-02-29T00:00:00.0000000Z"), ("2020, 1, 2", "2020-01-02T00:00:00.0000000Z"),
        ("02/17/2016 08:40:00", "2016-02-17T08:40:00.0000000Z"),
        ("2/7/2016 1:05 PM", "2016-02-07T13:05:00.0000000Z"),
        ("Sat, 8 Nov 2014 15:05:02 GMT", "2014-11-08T15:05:02.0000000Z"),
        ("Saturday, 08-Nov-14 15:05:02 UTC", "2014-11-08T15:05:02.0000000Z"),
        ("0001-01-01", "0001-01-01T00:00:00.0000000Z"),
        ("9999-12-31 23:59:59.9999999", "9999-12-31T23:59:59.9999999Z"),
    ]

    @Test("Datetime forms", arguments: datetimeForms)
    func datetimes(_ text: String, _ expected: String) throws {
        #expect(DatetimeText.text(try #require(DatetimeText.ticks(text))) == expected)
    }

    @Test(
        "No datetimes",
        arguments: ["2020-02-30", "2020-13-01", "x", "2020-01-01T25:00", "2020-01-01 10:00 x", "1/2", ""])
    func noDatetimes(_ text: String) {
        #expect(DatetimeText.ticks(text) == nil)
    }

    static let timespanForms: [(String, Int64)] = [
        ("1.02:03:04.0000005", 937_840_000_005), ("10:20", 372_000_000_000), ("-1:00:00", -36_000_000_000),
        ("2", 1_728_000_000_000), ("15 seconds", 150_000_000), ("1.5h", 54_000_000_000), ("3tick", 3),
        ("100nanos", 1),
    ]

    @Test("Timespan forms", arguments: timespanForms)
    func timespans(_ text: String, _ ticks: Int64) {
        #expect(TimespanText.ticks(text) == ticks)
    }

    @Test(
        "Timespans print",
        arguments: [(937_840_000_005, "1.02:03:04.0000005"), (-36_000_000_000, "-01:00:00"), (0, "00:00:00")]
            as [(Int64, String)])
    func printed(_ ticks: Int64, _ text: String) {
        #expect(TimespanText.text(ticks) == text)
    }

    @Test(
        "No timespans, however large",
        arguments: ["999999999.00:00", "999999999:00", "x", "", "1:60", "25:00", "99999999999999999999d", "9e99h", "-"]
    )
    func noTimespans(_ text: String) {
        #expect(TimespanText.ticks(text) == nil)
    }

    @Test("Every day of four centuries reads back")
    func days() throws {
        for day in stride(from: 0, to: 3_652_059, by: 911) {
            let ticks = Int64(day) * TimespanUnit.ticksPerDay
            #expect(DatetimeText.ticks(DatetimeText.text(ticks)) == ticks)
        }
    }
}
