import Testing

@Suite("Numbers, decimals and times answer as KQL §5 to §8 say", .needsEngine)
struct NumberAnswerTests {
    static let decimals: [(String, String)] = [
        ("decimal(1) / 3", "0.3333333333333333333333333333333333"),
        ("decimal(2) / 3", "0.6666666666666666666666666666666667"),
        ("decimal(0.1) + decimal(0.2)", "0.3"), ("decimal(1.50)", "1.5"), ("-decimal(2)", "-2"),
        ("decimal(12345678901234567890) * decimal(12345678901234567890)", "152415787532388367501905199875019100000"),
        ("decimal(9999999999999999999999999999999999) + 1", "10000000000000000000000000000000000"),
        ("decimal(1e5)", "100000"), ("decimal(1e-45)", "1E-45"), ("decimal(-5) % 3", "1"),
        ("bin(decimal(-7.5), 2)", "-8"),
        ("round(decimal(2.345), 2)", "2.35"), ("round(decimal(-2.5))", "-3"), ("ceiling(decimal(-1.5))", "-1"),
        ("abs(decimal(-1.5))", "1.5"), ("todecimal(1.1)", "1.1"), ("todecimal('x')", ""), ("decimal(1) / 0", ""),
        ("bin_at(decimal(6.5), 2.5, 7)", "4.5"),
    ]

    @Test("decimals keep 34 digits", arguments: decimals)
    func decimal(_ expression: String, _ expected: String) throws {
        #expect(try scalar("tostring(\(expression))") == expected)
    }

    @Test("decimals sort and aggregate by value")
    func decimalOrder() throws {
        let table =
            "datatable(d: decimal)[decimal(2), decimal(-1.5), decimal(10), decimal(0), decimal(-100), decimal(0.5)]"
        #expect(
            try answer(table + " | sort by d asc | project tostring(d)").map { $0[0] } == [
                "-100", "-1.5", "0", "0.5", "2", "10",
            ])
        #expect(
            try answer(table + " | summarize tostring(sum(d)), tostring(avg(d)), tostring(min(d)), tostring(max(d))")
                == [
                    ["-89", "-14.83333333333333333333333333333333", "-100", "10"]
                ])
        #expect(try answer(table + " | where d between (0 .. 2) | count") == [["3"]])
    }

    static let answers: [(String, String?)] = [
        // Integers wrap, divide toward zero, and give nothing over zero; remainders are never negative.
        ("9223372036854775807 + 1", "-9223372036854775808"), ("-7 / 2", "-3"), ("5 / 0", nil), ("5 % 0", nil),
        ("-14 % 12", "10"), ("14 % -12", "2"), ("1.5 % 1", "0.5"), ("5.0 / 0", "inf"),
        ("toint(3000000000)", "-1294967296"),
        ("tolong(1e30)", "9223372036854775807"), ("tolong(real(nan))", nil), ("tolong('5.7')", nil),
        ("toint(1e30)", "2147483647"),
        ("bin(-7, 5)", "-10"), ("bin(5, -1)", nil), ("round(2.5)", "3.0"), ("round(1250, -2)", "1300"),
        ("round(-1250, -2)", "-1300"),
        ("bin_at(6.5, 2.5, 7)", "4.5"),
        // Every pair of types may be compared: text is read as the other side.
        ("1 == '1'", "true"), ("1 == 'x'", "false"), ("1 != 'x'", "true"), ("true == 'true'", "true"),
        ("true == 1", "true"),
        ("datetime(2020-01-01) == '2020-01-01'", "true"), ("1d == 864000000000", "true"), ("1 in ('1', true)", "true"),
        ("5 !in ('x', 6)", "true"), ("'a' in~ ('A', 5)", "true"), ("true < 2", "true"),
        ("'x 5' has_any (5, dynamic(['q']))", "true"), ("'x' has_all (dynamic(['x']), 'y')", "false"),
        // A null side is unequal, two are neither.
        ("long(null) == 1", "false"), ("long(null) != 1", "true"), ("long(null) == long(null)", nil),
        ("long(null) in (1)", "false"), ("long(null) < 1", nil), ("not(bool(null))", nil),
        ("coalesce('', 'b')", "b"), ("coalesce(long(null), 0)", "0"), ("isempty('')", "true"), ("isnull('')", "false"),
        ("isempty(long(null))", "true"), ("isempty(dynamic([]))", "false"),
        // Times: remainders, quotients and what leaves the calendar.
        ("datetime(2020-01-01 13:00) % 1d == 13h", "true"), ("1d / 1h", "24.0"), ("1d / 3 == 8h", "true"),
        ("2.5 * 1d == 60h", "true"), ("1d * decimal(0.5) == 12h", "true"), ("datetime(9999-12-31) + 2d", nil),
        ("datetime(2020-01-02) between (datetime(2020-01-01) .. 1d)", "true"), ("1h between (1m .. 2h)", "true"),
        ("5 between (dynamic(1) .. dynamic(9))", "true"),
        ("around(5, 4, 1)", "true"), ("around(datetime(2020-01-01), datetime(2020-01-02), 1h)", "false"),
        // Texts of values.
        ("tostring(true)", "True"), ("tostring(1.0)", "1"), ("tostring(1e20)", "1E+20"), ("tostring(long(null))", ""),
        ("tostring(1d)", "1.00:00:00"), ("tostring(dynamic({'a': [1, 2]}))", #"{"a":[1,2]}"#),
        ("tostring(datetime(2020-01-01))", "2020-01-01T00:00:00.0000000Z"),
        ("gettype(1)", "long"), ("gettype(dynamic([1]))", "array"), ("gettype(decimal(1))", "decimal"),
    ]

    @Test("answers", arguments: answers)
    func value(_ expression: String, _ expected: String?) throws {
        #expect(try scalar(expression) == expected)
    }

    static let clocks: [(String, String)] = [
        ("make_timespan(1, 12, 30, 55)", "1.12:30:55"), ("make_timespan(1, 60, 0)", ""),
        ("make_datetime(2017, 10, 1, 12, 11, 0.1234567)", "2017-10-01T12:11:00.1234567Z"),
        ("unixtime_seconds_todatetime(1546300800)", "2019-01-01T00:00:00.0000000Z"),
        ("unixtime_milliseconds_todatetime(1546300800123)", "2019-01-01T00:00:00.1230000Z"),
        ("unixtime_microseconds_todatetime(1546300800000001)", "2019-01-01T00:00:00.0000010Z"),
        ("unixtime_nanoseconds_todatetime(1546300800000000000)", "2019-01-01T00:00:00.0000000Z"),
        ("unixtime_seconds_todatetime(9223372036854775807)", ""),
        ("datetime_utc_to_local(datetime(2022-07-11 22:18:48), 'US/Pacific')", "2022-07-11T15:18:48.0000000Z"),
        ("datetime_local_to_utc(datetime(2022-07-11 15:18:48), 'US/Pacific')", "2022-07-11T22:18:48.0000000Z"),
        // A time that the clocks skip counts by the offset behind it; of one that comes twice the first is meant.
        ("datetime_local_to_utc(datetime(2022-03-27 02:30), 'Europe/Berlin')", "2022-03-27T00:30:00.0000000Z"),
        ("datetime_local_to_utc(datetime(2022-10-30 02:30), 'Europe/Berlin')", "2022-10-30T00:30:00.0000000Z"),
        ("datetime_utc_to_local(datetime(2022-07-11), 'No/Where')", ""),
        ("todatetime(637134336000000000)", "2020-01-01T00:00:00.0000000Z"), ("totimespan(864000000000)", "1.00:00:00"),
        ("datetime(8:00 PM)", "0001-01-01T20:00:00.0000000Z"), ("datetime(nonsense)", ""),
    ]

    @Test("times and zones", arguments: clocks)
    func clock(_ expression: String, _ expected: String) throws {
        #expect(try scalar("tostring(\(expression))") == expected)
    }

    static let reals: [(String, Double)] = [
        ("erf(0.5)", 0.520_499_877_813_046_5), ("erfc(0.5)", 0.479_500_122_186_953_5), ("gamma(5)", 24),
        ("loggamma(5)", 3.178_053_830_347_946),
        ("beta_cdf(0.2, 10.0, 50.0)", 0.768_420_470_421_087_2), ("beta_inv(0.1, 10.0, 50.0)", 0.108_100_299_187_652_14),
        ("beta_pdf(0.5, 10.0, 2.0)", 0.107_421_875), ("atan2(1, 1)", 0.785_398_163_397_448_3),
        ("cot(1.0)", 0.642_092_615_934_330_8),
        ("exp10(2)", 100), ("log2(8)", 3), ("pow(2, 0.5)", 1.414_213_562_373_095_1),
        ("radians(180)", 3.141_592_653_589_793),
        ("convert_length(1.2, 'Foot', 'Yard')", 0.4), ("convert_temperature(1.2, 'Kelvin', 'DegreeCelsius')", -271.95),
        ("convert_angle(1.2, 'Degree', 'Arcminute')", 72), ("convert_mass(1.0, 'Kilogram', 'Gram')", 1000),
        ("convert_speed(1.2, 'MeterPerSecond', 'CentimeterPerSecond')", 120),
        ("convert_volume(1.2, 'CubicMeter', 'AcreFoot')", 0.000_972_857),
        ("convert_energy(1.2, 'Joule', 'BritishThermalUnit')", 0.001_137_380_544_8),
        ("convert_force(1.2, 'Newton', 'Decinewton')", 12),
    ]

    @Test("reals", arguments: reals)
    func real(_ expression: String, _ expected: Double) throws {
        let value = try #require(try scalar(expression).flatMap(Double.init))
        #expect((value - expected).magnitude <= expected.magnitude * 1e-6)
    }

    @Test(
        "outside of the domain there is nothing",
        arguments: [
            "asin(2)", "sqrt(-1)", "log(0)", "beta_inv(2.0, 1.0, 1.0)", "convert_mass(1.0, 'x', 'Gram')",
            "binary_shift_left(1, -1)",
        ])
    func domain(_ expression: String) throws {
        #expect(try scalar(expression) == nil)
    }

    @Test("assert fails the query with its message")
    func assertion() throws {
        #expect(throws: (any Error).self) { try scalar("assert(1 > 2, 'wrong')") }
        #expect(try scalar("assert(2 > 1, 'wrong')") == "true")
    }
}
