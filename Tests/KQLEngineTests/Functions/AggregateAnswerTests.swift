import Testing

/// What aggregates answer, on inline data; KQL §11.
@Suite("Aggregates answer as KQL §11 says", .needsEngine)
struct AggregateAnswerTests {
    /// Queries that give one row, and its values.
    static let answers: [(String, [String?])] = [
        // Nothing to aggregate.
        (
            "range x from 1 to 3 step 1 | where x > 5 | summarize count(), sum(x), avg(x), min(x), dcount(x), make_list(x), "
                + "make_set(x), stdev(x), percentile(x, 50), take_any(x), make_bag(pack('a', x)), percentiles_array(x, 5)",
            ["0", "0", "nan", nil, "0", "[]", "[]", "0.0", nil, nil, "{}", nil]
        ),
        // Sums wrap around as additions do.
        ("datatable(l: long)[9223372036854775807, 1] | summarize sum(l)", ["-9223372036854775808"]),
        // One row has no spread; what is not finite has none that is a number.
        ("print r = 1.5 | summarize stdev(r), variance(r), covariance(r, r)", ["0.0", "0.0", "0.0"]),
        ("datatable(r: real)[1.0, real(+inf)] | summarize stdev(r)", ["nan"]),
        // Lists leave nulls out and follow the order of the rows.
        (
            "datatable(i: int)[1, int(null), 3] | summarize make_list(i), make_list_with_nulls(i)",
            ["[1,3]", "[1,null,3]"]
        ),
        (
            "range x from 1 to 4 step 1 | sort by x desc | summarize make_list(x), make_list(x, 2)",
            ["[4,3,2,1]", "[4,3]"]
        ),
        (
            "range x from 1 to 300 step 1 | summarize array_length(makelist(x)), array_length(make_list(x))",
            ["128", "300"]
        ),
        ("datatable(s: string)['a\"', ''] | summarize make_list(s)", [#"["a\"",""]"#]),
        // Percentiles are by nearest rank.
        ("range x from 1 to 100 step 1 | summarize percentiles(x, 0, 7, 7.5, 100)", ["1", "7", "8", "100"]),
        ("range x from 1 to 10 step 1 | summarize percentiles_array(x, 5, 50), percentilew(x, x, 50)", ["[1,5]", "7"]),
        ("datatable(s: string)['b', 'a', 'c'] | summarize percentile(s, 50)", ["b"]),
        ("datatable(e: dynamic)[3, 1, 2] | summarize percentile(e, 50)", ["2"]),
        // An extreme that is null everywhere still gives a row.
        ("datatable(i: int, s: string)[int(null), 'x'] | summarize arg_max(i, s)", [nil, "x"]),
        ("datatable(r: real, s: string)[real(null), 'x', 1.0, 'y'] | summarize arg_min(r, s)", ["1.0", "y"]),
        // Any value is one that is there, if there is one.
        ("datatable(s: string)['', 'x'] | summarize take_any(s)", ["x"]),
        ("datatable(x: long, y: long)[1, long(null)] | summarize take_any(x, y)", ["1", nil]),
        ("datatable(b: bool, l: long)[true, 6, false, 3] | summarize maxif(l, not(b)), binary_all_and(l)", ["3", "2"]),
        (
            #"datatable(e: dynamic)[dynamic({"x":1}), dynamic({"x":"a","z":[1]})] | summarize buildschema(e)"#,
            [#"{"x":["long","string"],"z":{"`indexer`":"long"}}"#]
        ),
    ]

    @Test("Values of aggregates", arguments: answers)
    func values(_ query: String, _ expected: [String?]) throws {
        #expect(try answer(query) == [expected])
    }

    static let sketches: [(String, [String?])] = [
        (
            "range x from 1 to 500 step 1 | summarize h = hll(x) by x % 7 | summarize h = hll_merge(h) | project dcount_hll(h)",
            ["500"]
        ),
        ("print h = dynamic([1]) | project dcount_hll(h), hll_isvalid(h, 1)", [nil, "false"]),
        (
            "range x from 1 to 1000 step 1 | summarize h = tdigest(x) by x % 3 | summarize h = tdigest_merge(h) | project "
                + "rank_tdigest(h, 685), percentrank_tdigest(h, 685), percentile_tdigest(h, 50, typeof(long)), "
                + "percentiles_array_tdigest(h, 5, 95)",
            ["685.0", "68.5", "500", "[50,950]"]
        ),
        (
            "datatable(v: real, w: long)[1.0, 1, 2.0, 2] | summarize h = tdigest(v, w) | project percentile_tdigest(h, 50)",
            ["2.0"]
        ),
        ("print percentile_tdigest(dynamic([[7],[30,10,20],[1,1,1]]), 50)", ["20"]),
    ]

    @Test("Sketches give what they were made of", arguments: sketches)
    func values(ofSketch query: String, _ expected: [String?]) throws {
        #expect(try answer(query) == [expected])
    }

    @Test("A sketch of many values is within two per cent, a digest of many ranks within a thousandth")
    func estimates() throws {
        let row = try answer(
            "range x from 1 to 100000 step 1 | summarize h = hll(x), d = tdigest(x) "
                + "| project dcount_hll(h), percentile_tdigest(d, 50, typeof(long))")[0]
        let count = try #require(row[0].flatMap(Double.init))
        #expect((count - 100_000).magnitude < 2_000)
        let median = try #require(row[1].flatMap(Double.init))
        #expect((median - 50_000).magnitude < 100)
    }
}
