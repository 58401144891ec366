import Testing

@Suite("kql.md §7: conversions and arithmetic", .needsEngine)
struct ConversionTests {
    @Test(
        "texts convert only where their whole shape fits",
        arguments: [
            Case("kql_tolong('123')", "123"), Case("kql_tolong(' -5 ')", "-5"), Case("kql_tolong('5.7')", nil),
            Case("kql_tolong('1e3')", nil), Case("kql_tolong('12abc')", nil), Case("kql_tolong('')", nil),
            Case("kql_tolong('0x1F')", "31"), Case("kql_tolong('0xFFFFFFFFFFFFFFFF')", "-1"),
            Case("kql_tolong('9223372036854775807')", "9223372036854775807"),
            Case("kql_tolong('9223372036854775808')", nil),
            Case("kql_tolong('-9223372036854775808')", "-9223372036854775808"),
            Case("kql_toint('2147483648')", nil), Case("kql_toint('-2147483648')", "-2147483648"),
            Case("kql_toint('0xFFFFFFFF')", "-1"),
            Case("kql_todouble('1e3')", "1000.0"), Case("kql_todouble('0.1')", "0.1"),
            Case("kql_todouble('1.')", "1.0"),
            Case("kql_todouble('-inf')", "-inf"), Case("kql_todouble('NaN')", "nan"), Case("kql_todouble('abc')", nil),
            Case("kql_todouble('123456789012345678901234567890')", "1.2345678901234568e+29"),
            Case("kql_todouble('1e')", nil), Case("kql_todouble('.5')", "0.5"), Case("kql_todouble('0x10')", nil),
            Case("kql_tobool('TRUE')", "true"), Case("kql_tobool('0')", "false"), Case("kql_tobool('7')", "true"),
            Case("kql_tobool('yes')", nil), Case("kql_tobool('')", nil),
            Case("kql_toguid('{74BE27DE-1E4E-49D9-B579-FE0B331D3642}')", "74be27de-1e4e-49d9-b579-fe0b331d3642"),
            Case("kql_toguid('74be27de1e4e49d9b579fe0b331d3642')", "74be27de-1e4e-49d9-b579-fe0b331d3642"),
            Case("kql_toguid('74be27de')", nil),
        ])
    func fromText(item: Case) throws { try item.check() }

    @Test(
        "numbers truncate, saturate and wrap",
        arguments: [
            Case("kql_real_tolong(2.9)", "2"), Case("kql_real_tolong(-2.9)", "-2"),
            Case("kql_real_tolong(1e300)", "9223372036854775807"), Case("kql_real_tolong('nan'::DOUBLE)", nil),
            Case("kql_real_toint(-1e300)", "-2147483648"), Case("kql_long_toint(4294967297)", "1"),
            Case("kql_add(9223372036854775807, 1)", "-9223372036854775808"),
            Case("kql_mul(9223372036854775807, 2)", "-2"),
            Case("kql_sub(-9223372036854775807, 2)", "9223372036854775807"),
            Case("kql_div(-5, 2)", "-2"), Case("kql_div(5, 0)", nil),
            Case("kql_mod(-14, 12)", "10"), Case("kql_mod(14, -12)", "2"), Case("kql_mod(5, 0)", nil),
            Case("kql_mod_real(-5.5, 2.0)", "0.5"), Case("kql_mod_real(1.0, 0.0)", "nan"),
            Case("kql_bin(-7, 5)", "-10"), Case("kql_bin(7, 5)", "5"), Case("kql_bin(7, 0)", nil),
            Case("kql_bin(-10, 5)", "-10"), Case("kql_bin_real(-7.5, 5.0)", "-10.0"),
            Case("kql_bin_real(1.0, 0.0)", nil),
            Case("kql_round(2.5, 0)", "3.0"), Case("kql_round(-2.5, 0)", "-3.0"), Case("kql_round(1.25, 1)", "1.3"),
            Case("kql_round(1234.0, -2)", "1200.0"),
            Case("kql_tohex(255, 0)", "ff"), Case("kql_tohex(-1, 0)", "ffffffffffffffff"),
            Case("kql_tohex(10, 4)", "000a"),
        ])
    func numbers(item: Case) throws { try item.check() }

    @Test(
        "texts of values are KQL's",
        arguments: [
            Case("kql_tostring_real(1.0)", "1"), Case("kql_tostring_real(0.1)", "0.1"),
            Case("kql_tostring_real(1e15)", "1E+15"), Case("kql_tostring_real(123456789012345.0)", "123456789012345"),
            Case("kql_tostring_real(1e-5)", "1E-05"), Case("kql_tostring_real(0.0001)", "0.0001"),
            Case("kql_tostring_real(-1.5e300)", "-1.5E+300"), Case("kql_tostring_real('nan'::DOUBLE)", "NaN"),
            Case("kql_tostring_real('-inf'::DOUBLE)", "-Infinity"), Case("kql_tostring_real(NULL)", ""),
            Case("kql_tostring_real(100.0)", "100"), Case("kql_tostring_real(1.0/3)", "0.3333333333333333"),
            Case("kql_tostring_datetime(637134336000000000)", "2020-01-01T00:00:00.0000000Z"),
            Case("kql_tostring_datetime(0)", "0001-01-01T00:00:00.0000000Z"),
            Case("kql_tostring_datetime(3155378975999999999)", "9999-12-31T23:59:59.9999999Z"),
            Case("kql_tostring_datetime(NULL)", ""),
            Case("kql_tostring_timespan(36000000000)", "01:00:00"),
            Case("kql_tostring_timespan(-937840050000)", "-1.02:03:04.0050000"),
            Case("kql_tostring_timespan(1)", "00:00:00.0000001"), Case("kql_tostring_timespan(0)", "00:00:00"),
        ])
    func toText(item: Case) throws { try item.check() }
}
