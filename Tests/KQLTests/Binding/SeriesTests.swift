import Testing

@testable import KQL

@Suite("Series bind as KQL §10 says")
struct SeriesTests {
    static let results: [(String, [String])] = [
        (
            "series_stats(e)",
            [
                "series_stats_e_min: real", "series_stats_e_min_idx: long", "series_stats_e_max: real",
                "series_stats_e_max_idx: long", "series_stats_e_avg: real", "series_stats_e_stdev: real",
                "series_stats_e_variance: real",
            ]
        ),
        (
            "(marks, scores) = series_decompose_anomalies(e.x, 1.5, -1, 'linefit')",
            ["marks: dynamic", "scores: dynamic", "series_decompose_anomalies_e_x_baseline: dynamic"]
        ),
        (
            "series_fit_line_dynamic(e), series_add(e, 1), series_sum(e)",
            ["Column1: dynamic", "Column2: dynamic", "Column3: real"]
        ),
        ("series_fir(e, e), series_fill_linear(e), series_outliers(e)", ["e: dynamic", "e1: dynamic", "e2: dynamic"]),
        (
            "hll_merge(e, e), dcount_hll(e), percentile_tdigest(e, 50, typeof(long))",
            ["hll_merged_result: dynamic", "dcount_hll_e: long", "percentile_tdigest_e: long"]
        ),
    ]

    @Test("Columns of project", arguments: results)
    func columns(_ calls: String, _ expected: [String]) throws {
        #expect(try Fixtures.columns("T | project \(calls)") == expected)
    }

    @Test(
        "What is refused",
        arguments: [
            "series_sum(l)", "series_add(1, 1)", "series_stats(pack('a', 1))", "round(series_stats(e), 2)",
            "series_stats(e) + 1", "-series_stats(e)", "(a, c) = series_fit_line_dynamic(e)",
            "series_fit_poly(e, e, 5)",
        ]
    )
    func refuses(_ calls: String) {
        #expect(Fixtures.error("T | project \(calls)") != nil)
    }
}
