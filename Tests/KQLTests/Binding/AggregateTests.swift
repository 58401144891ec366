import Testing

@testable import KQL

/// Names, types and refusals of aggregates; KQL §10 and §11.
@Suite("Aggregates bind as KQL §10 and §11 say")
struct AggregateTests {
    static let results: [(String, [String])] = [
        ("sum(a), avg(a), max(a), sumif(a, f)", ["sum_a: long", "avg_a: real", "max_a: int", "sumif_a: long"]),
        (
            "sum(t), avg(t), stdev(t), avg(s)",
            ["sum_t: datetime", "avg_t: datetime", "stdev_t: real", "avg_s: timespan"]
        ),
        ("binary_all_or(a), binary_all_and(r)", ["a: int", "r: real"]),
        (
            "percentiles(l, 5, 95.5), percentile(b, 50)",
            ["percentile_l_5: long", "percentile_l_95_5: long", "percentile_b_50: string"]
        ),
        ("percentile(l + 1, 5 + 5)", ["percentile__: long"]),
        (
            "percentiles_array(l, 5, 50), percentilesw_array(l, a, dynamic([5]))",
            ["percentiles_l: dynamic", "percentiles_l1: dynamic"]
        ),
        (
            "take_any(l + 1, b), any(l + 1), any(b, l)",
            ["any_arg0: long", "b: string", "any_: long", "any_b: string", "any_l: long"]
        ),
        ("arg_max(t, l + 1), argmax(l, b)", ["t: datetime", "max_t_arg1: long", "max_l: long", "max_l_b: string"]),
        (
            "make_bag_if(e, f), make_dictionary(e), buildschema(e)",
            ["bag_e: dynamic", "dictionary_e: dynamic", "schema_e: dynamic"]
        ),
        (
            "hll(b), hll_merge(e), tdigest_merge(e)",
            ["hll_b: dynamic", "hll_merge_e: dynamic", "merge_tdigests_e: dynamic"]
        ),
        ("covariance(l, r), covariancepif(l, r, f)", ["covariance_l: real", "covariancepif_l: real"]),
        ("round(percentile(l, 50), 1), tostring(arg_max(t))", ["Column1: long", "Column2: string"]),
        // What was named before keeps its name.
        (
            "sum(l), sum_l = count(), count_ = sum(a), count()",
            ["sum_l: long", "sum_l1: long", "count_: long", "count_1: long"]
        ),
        ("l = count(), arg_max(t, l)", ["l: long", "t: datetime", "l1: long"]),
    ]

    @Test("Columns of summarize", arguments: results)
    func columns(_ calls: String, _ expected: [String]) throws {
        #expect(try Fixtures.columns("T | summarize \(calls)") == expected)
    }

    static let refusals: [(String, Diagnostic.Code)] = [
        ("sum(b)", .summableExpected), ("max(g)", .orderableExpected), ("max(e)", .orderableExpected),
        ("countif(l)", .wrongType), ("take_anyif(l, e)", .wrongType), ("count(*)", .misplacedStar),
        ("sum(*)", .misplacedStar), ("any(l, *)", .misplacedStar), ("make_list(l, 1.5)", .wholeNumberExpected),
        ("dcount(l, e)", .dynamicKey), ("percentile(l, 'a')", .numberExpected), ("hll(r)", .wrongType),
        ("sum(max(l))", .misplacedAggregate), ("arg_max(t, l) - 1", .undefinedOperator),
        ("a = count(), a = sum(l)", .duplicateColumn), ("percentile(l)", .wrongArgumentCount),
    ]

    @Test("What summarize refuses", arguments: refusals)
    func refuses(_ calls: String, _ code: Diagnostic.Code) throws {
        let error = try #require(Fixtures.error("T | summarize \(calls)"))
        #expect(error.diagnostics.contains { $0.code == code }, "\(error)")
    }
}
