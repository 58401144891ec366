import Testing

@testable import KQLEngine

@Suite("kql.md §10: ranges whose bounds the data tell, samples, and the row that stands for its key", .needsEngine)
struct OpenRangeTests {
    @Test(arguments: [
        InlineQuery("range x from 1 to toscalar(print 3) step 1", #"[{"x":1},{"x":2},{"x":3}]"#),
        InlineQuery("range x from toscalar(print 5) to 1 step -2", #"[{"x":5},{"x":3},{"x":1}]"#),
        InlineQuery("range x from toscalar(print 1) to 0 step 2", "[]"),
        InlineQuery("range x from toscalar(print 1) to 9 step 0", "[]"),
        InlineQuery("range x from toscalar(print long(null)) to 9 step 1", "[]"),
        InlineQuery("range x from 1 to toscalar(print 2.5) step 0.5 | count", #"[{"Count":4}]"#),
        InlineQuery(
            "let n = toscalar(range x from 1 to 3 step 1 | count); let f = (m:long) { range y from 1 to m step 1 }; f(n) | extend r = row_number()",
            #"[{"y":1,"r":1},{"y":2,"r":2},{"y":3,"r":3}]"#),
        InlineQuery(
            "range t from startofday(now()) to now() step 6h | summarize min(t), max(t), count()",
            #"[{"min_t":"2025-01-15T00:00:00.0000000Z","max_t":"2025-01-15T12:00:00.0000000Z","count_":3}]"#),
        InlineQuery(
            "range x from 1 to toscalar(print 1500000) step 1 | summarize count(), dcount(x), max(x)",
            #"[{"count_":1500000,"dcount_x":1500000,"max_x":1500000}]"#),
        InlineQuery("range t from 1h to toscalar(print 3h) step 1h | count", #"[{"Count":3}]"#),
    ])
    func ranges(query: InlineQuery) throws { try query.check() }

    @Test("A sample is drawn by lot, the same for the same rows at the same instant")
    func samples() throws {
        let text = "range x from 1 to 10000 step 1 | sample 100"
        #expect(try InlineQuery.rows(text + " | summarize count(), dcount(x)") == #"[{"count_":100,"dcount_x":100}]"#)
        #expect(
            try InlineQuery.rows(text + " | summarize max(x) > 5000, min(x) < 5000")
                == #"[{"Column1":true,"Column2":true}]"#)
        #expect(try InlineQuery.rows(text) == InlineQuery.rows(text))
        let distinct = "range x from 1 to 10000 step 1 | extend y = x % 1000 | sample-distinct 50 of y"
        #expect(
            try InlineQuery.rows(distinct + " | summarize count(), dcount(y), max(y) > 500")
                == #"[{"count_":50,"dcount_y":50,"Column1":true}]"#)
    }

    @Test(arguments: [
        InlineQuery(
            "datatable(k:long, v:string)[1,'a',1,'b'] | join kind=innerunique (datatable(k:long, w:string)[1,'x']) on k | where v == 'b' and w == 'x'",
            #"[{"k":1,"v":"b","k1":1,"w":"x"}]"#)
    ])
    func chooses(query: InlineQuery) throws { try query.check() }

    @Test(
        "Sets are sorted, sketches and schemas of nothing are null, and short texts are stored",
        arguments: [
            InlineQuery(
                "datatable(a:long, b:string)[5,'y',1,'x',5,'y'] | summarize make_set(a), make_set(b)",
                #"[{"set_a":[1,5],"set_b":["x","y"]}]"#),
            InlineQuery(
                "datatable(x:long)[] | summarize hll(x), tdigest(x), buildschema(todynamic(tostring(x)))",
                #"[{"hll_x":null,"tdigest_x":null,"schema_x":null}]"#),
            InlineQuery(
                "print zlib_compress_to_base64_string('1234567890qwertyuiop'), gzip_compress_to_base64_string('1234567890qwertyuiop')",
                #"[{"print_0":"eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw==","print_1":"H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA=="}]"#
            ),
            InlineQuery("print datetime(2017 - 08 - 01)", #"[{"print_0":"2017-08-01T00:00:00.0000000Z"}]"#),
        ])
    func small(query: InlineQuery) throws { try query.check() }

    @Test(
        "Patterns choose tables by texts; KQL §3",
        arguments: [
            InlineQuery(
                "declare pattern p = (a:string)[b:string] { ('x').['y'] = { print n = 1 }; ('x').['z'] = { print n = 2 }; }; p('x').z",
                #"[{"n":2}]"#),
            InlineQuery(
                "declare pattern p = (a:string) { ('x') = { let k = 3; print n = k }; ('y') = { print n = 2 }; }; union p('x'), p('y') | sort by n asc",
                #"[{"n":2},{"n":3}]"#),
        ])
    func patterns(query: InlineQuery) throws { try query.check() }
}
