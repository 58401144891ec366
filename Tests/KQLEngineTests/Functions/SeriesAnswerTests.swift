import Testing

@testable import KQLEngine

/// What functions of series answer; the inputs are ours, the rules the language's.
@Suite("Series: arithmetic, filters, fits, periods", .needsEngine)
struct SeriesAnswerTests {
    static let answers: [(String, String?)] = [
        // Whole numbers stay whole but in quotients and powers; what is missing gives null.
        ("series_add(dynamic([1, 2.5, 'a']), dynamic([1, 1, 1, 1]))", "[2,3.5,null,null]"),
        ("series_divide(dynamic([1, 2]), 0)", #"["Infinity","Infinity"]"#),
        ("series_pow(dynamic([2, 3]), 2)", "[4.0,9.0]"),
        ("series_less(1, dynamic([1, 2]))", "[false,true]"),
        ("series_subtract(dynamic(['2020-01-01T00:00:00.0000001Z']), 637134336000000000)", "[1]"),
        ("series_add(dynamic({'a': 1}).b, 1)", nil),
        ("series_floor(dynamic([-1.5, 1]))", "[-2.0,1.0]"), ("series_ceiling(dynamic([1, 2]))", "[1,2]"),
        ("series_sign(dynamic([-6, 0, 8.5]))", "[-1,0,1]"), ("series_abs(dynamic([-6, 0.5]))", "[6,0.5]"),
        ("tostring(series_sum(dynamic([1, 2, 'x'])))", "3"), ("tostring(series_product(dynamic([2, 3])))", "6"),
        ("tostring(series_magnitude(dynamic([3, 4])))", "5"),
        ("tostring(series_dot_product(dynamic([1, 2]), 3))", "9"),
        ("tostring(series_dot_product(dynamic([]), 3))", ""),
        ("tostring(series_pearson_correlation(dynamic([1, 2, 4]), dynamic([2, 4, 8])))", "1"),
        ("tostring(series_pearson_correlation(dynamic([1, 2]), dynamic([2])))", ""),
        ("tostring(series_cosine_similarity(dynamic([1, 0]), dynamic([3, 4])))", "0.6"),
        // Gaps are filled, other elements stay as they are written.
        ("series_fill_forward(dynamic([null, 1, null]))", "[null,1,1]"),
        ("series_fill_backward(dynamic([null, 1, null]))", "[1,1,null]"),
        ("series_fill_const(dynamic([1, 0, 2.5]), 9, 0)", "[1,9,2.5]"),
        ("series_fill_linear(dynamic([null, 1, null, 4, null]))", "[1,1,2,4,4]"),
        ("series_fill_linear(dynamic([1.0, null, null, 2.5]), real(null), false)", "[1.0,1.5,2.0,2.5]"),
        ("series_fill_linear(dynamic([null, null]), real(null), true, 3.5)", "[3.5,3.5]"),
        // Filters.
        ("series_fir(dynamic([0, 3, 0]), dynamic([1, 1, 1]))", "[0.0,1.0,1.0]"),
        ("series_fir(dynamic([0, 3, 0]), dynamic([1, 1, 1]), true, true)", "[1.0,1.0,1.0]"),
        ("series_fir(dynamic([1, 4]), dynamic([1, -1]))", "[1.0,3.0]"),
        ("series_fir(dynamic([1, 4]), dynamic([1, -1]), true)", nil),
        ("series_iir(dynamic([1, 2, 3]), dynamic([1]), dynamic([1, -1]))", "[1.0,3.0,6.0]"),
        ("series_iir(dynamic([1, 2, 3]), dynamic([1]), dynamic([0, -1]))", nil),
        // Season and outliers.
        ("series_seasonal(dynamic([1, 3, 5, 2, 4, 6]), 3)", "[1.5,3.5,5.5,1.5,3.5,5.5]"),
        (
            "series_seasonal(dynamic([1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6]))",
            "[0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]"
        ),
        ("series_outliers(dynamic([1, 2, 3, 4, 14]), 'tukey')", "[-0.5,0.0,0.0,0.0,5.0]"),
    ]

    @Test("Values", arguments: answers)
    func values(_ call: String, _ expected: String?) throws {
        #expect(try answer("print x = \(call)") == [[expected]])
    }

    static let several: [(String, [String?])] = [
        ("series_stats(dynamic([3, 1, 5]))", ["1.0", "1", "5.0", "2", "3.0", "2.0", "4.0"]),
        ("series_stats(dynamic([3, null]))", [nil, nil, nil, nil, nil, nil, nil]),
        ("series_stats(dynamic([3, null, 1]), true)", ["1.0", "2", "3.0", "0", "2.0", "1.4142135623730951", "2.0"]),
        // The first point of a line stands at 1.
        ("series_fit_line(dynamic([3, 5, 7]))", ["1.0", "2.0", "4.0", "0.0", "1.0", "[3.0,5.0,7.0]"]),
        (
            "series_fit_poly(dynamic([1, 4, 9, 16]), dynamic([1, 2, 3, 4]), int(0))",
            ["0.0", "[7.5]", "43.0", "43.0", "[7.5,7.5,7.5,7.5]"]
        ),
        ("series_fft(dynamic([1, 0, 0, 0]))", ["[1.0,1.0,1.0,1.0]", "[0.0,0.0,0.0,0.0]"]),
        ("series_periods_validate(dynamic([1, 2, 3, 4]), 4.0, 2.0)", ["[4.0,2.0]", "[0.0,0.0]"]),
        (
            "series_decompose(dynamic([1, 3, 2, 4]), 2)",
            ["[1.5,3.5,1.5,3.5]", "[1.5,3.5,1.5,3.5]", "[0.0,0.0,0.0,0.0]", "[-0.5,-0.5,0.5,0.5]"]
        ),
        (
            "series_decompose_forecast(dynamic([1, 2, 3, 0, 0]), 2, 0, 'linefit')",
            ["[1.0,2.0,3.0,4.0,5.0]", "[0.0,0.0,0.0,0.0,0.0]", "[1.0,2.0,3.0,4.0,5.0]", "[0.0,0.0,0.0,-4.0,-5.0]"]
        ),
        (
            "series_decompose_anomalies(dynamic([1, 2, 3, 4, 14]), 1.5, 0, 'none', 0, 'tukey')",
            ["[0,0,0,0,1]", "[-0.5,0.0,0.0,0.0,5.0]", "[0.0,0.0,0.0,0.0,0.0]"]
        ),
    ]

    @Test("Functions with several results", arguments: several)
    func results(_ call: String, _ expected: [String?]) throws {
        #expect(try answer("print \(call)") == [expected])
    }

    @Test("A split of two lines is found where they meet")
    func twoLines() throws {
        let row = try answer("print series_fit_2lines(dynamic([1, 2, 3, 4, 10, 8, 6, 4]))")[0]
        #expect(row[1] == "4")
        #expect(row[6].flatMap(Double.init).map { ($0 + 2).magnitude < 1e-9 } == true)
        #expect(row[11].flatMap(Double.init).map { ($0 - 1).magnitude < 1e-9 } == true)
    }

    @Test("A period is found once, its multiples and chance are not")
    func periods() throws {
        let numbers = (0..<60).map { Double([9, 1, 1, 1, 1, 2][$0 % 6]) + 0.1 * Double($0 * $0 % 3) }
        let found = SeriesPeriods(numbers).detected(from: 0, to: 30, count: 3)
        #expect(found.map(\.period) == [6])
        #expect(SeriesPeriods(Array(repeating: 3, count: 40)).detected(from: 0, to: 20, count: 3).isEmpty)
        #expect(SeriesPeriods([]).detected(from: 0, to: 20, count: 3).isEmpty)
    }

    @Test("A transform and its inverse give the series, whatever its length", arguments: [1, 2, 5, 8, 12, 31])
    func fourier(_ count: Int) {
        let real = (0..<count).map { Double($0 * $0 % 7) }
        let imaginary = (0..<count).map { Double($0 % 3) }
        let forth = FourierTransform(real: real, imaginary: imaginary, isInverse: false)
        let back = FourierTransform(real: forth.real, imaginary: forth.imaginary, isInverse: true)
        for index in 0..<count {
            #expect((back.real[index] - real[index]).magnitude < 1e-9)
            #expect((back.imaginary[index] - imaginary[index]).magnitude < 1e-9)
        }
    }
}
