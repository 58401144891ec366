import Testing

@testable import KQL

/// Columns and faults of operators over one table, as the vendor's binder has them.
@Suite("Shapes of tabular operators")
struct OperatorShapeTests {
    static let shapes: [(String, [String])] = [
        ("parse b with 'a' x ':' y:long", ["x: string", "y: long"]),
        ("parse-where kind=regex flags=i b with 'a' ['x y']:datetime 'b' *", ["x y: datetime"]),
        ("parse-kv b as (x:long, y:string) with (pair_delimiter=',', kv_delimiter=':')", ["x: long", "y: string"]),
        ("mv-expand e.y", ["e_y: dynamic"]),
        ("mv-expand x=e to typeof(long)", ["x: long"]),
        ("mv-expand dynamic([1,2])", ["Column1: dynamic"]),
        ("extend row_number(), prev(b), row_cumsum(a)", ["Column1: long", "Column2: string", "Column3: int"]),
    ]

    @Test("columns that are appended", arguments: shapes)
    func appended(text: String, expected: [String]) throws {
        let columns = try Fixtures.columns("T | \(text)")
        #expect(Array(columns.dropFirst(9)) == expected)
    }

    static let results: [(String, [String])] = [
        ("make-series count() on t step 1d", ["count_: dynamic", "t: dynamic"]),
        (
            "make-series c=count(), avg(l) on x=t step 1d by b, tolower(b)",
            ["b: string", "Column1: string", "c: dynamic", "avg_l: dynamic", "x: dynamic"]
        ),
        ("make-series count() on bin(t, 1d) step 1h by t", ["t: datetime", "count_: dynamic", "t1: dynamic"]),
        ("project a, e | mv-apply e on (where e > 1)", ["a: int", "e: dynamic"]),
        ("project a, e | mv-apply x=e to typeof(long) on (summarize s=sum(x))", ["a: int", "e: dynamic", "s: long"]),
        ("project a, e | mv-apply e to typeof(long) on (summarize s=sum(e))", ["a: int", "s: long"]),
        ("project a, e | mv-apply e on (extend a = 'x', z = 1)", ["a: string", "e: dynamic", "z: long"]),
        (
            "project a, e | mv-apply with_itemindex=i x=e, e.b on (top 2 by i | project x, a, y=i)",
            ["a: int", "e: dynamic", "x: dynamic", "y: long"]
        ),
        ("project a, b | partition by b (summarize sum(a))", ["sum_a: long"]),
        (
            "top-nested 2 of b by count(), top-nested 3 of a with others=5 by avg(l) asc",
            ["b: string", "aggregated_b: long", "a: int", "aggregated_a: real"]
        ),
        ("summarize max(q=a) by bin(m=t, 1d)", ["m: datetime", "max_q: int"]),
        ("project a10=a, a2=b, b | project-reorder a* granny-asc", ["a2: string", "a10: int", "b: string"]),
        ("project a10=a, a2=b, b | project-reorder a* granny-desc", ["a10: int", "a2: string", "b: string"]),
        ("top-hitters 2 of b by strlen(b)", ["b: string", "approximate_sum_strlen_b: long"]),
        ("sample-distinct 5 of b", ["b: string"]),
        (
            "project a | scan with_match_id=m declare (x:real) with (step s: a > s.a => x = 1;)",
            ["a: int", "x: real", "m: long"]
        ),
    ]

    @Test("columns of the result", arguments: results)
    func result(text: String, expected: [String]) throws {
        #expect(try Fixtures.columns("T | \(text)") == expected)
    }

    static let faults: [(String, Diagnostic.Code)] = [
        ("parse b with x:long y", .columnAfterLiteral), ("parse b with 'a' x:long * y", .literalAfterStar),
        ("parse b with 'a' x * 'y' z", .starAfterText), ("parse b with 'a' x 'b' x", .duplicateColumn),
        ("parse kind=foo b with 'a' x", .expectedToken), ("parse b with 'a' x:foo", .unknownType),
        ("parse kind=regex flags=q b with 'a' x", .invalidValue),
        ("parse-kv b as (x:long, x:long)", .duplicateColumn), ("parse-kv b as (x:long) with (foo=1)", .expectedToken),
        ("parse-kv b as (x:long) with (greedy=1)", .booleanExpected),
        ("mv-expand a", .conditionExpected), ("mv-expand e, e", .duplicateColumn),
        ("mv-expand kind=foo e", .expectedToken), ("mv-expand e to typeof(foo)", .unknownType),
        ("mv-apply a on (take 1)", .conditionExpected), ("mv-apply e on (T | take 1)", .unknownOperator),
        ("make-series count() on b step 1", .wrongType), ("make-series count() on t step 1", .wrongInterval),
        ("make-series count() on t from 1 step 1d", .conditionExpected),
        ("make-series count() on t step 0d", .invalidValue), ("make-series a on t step 1d", .columnNotAggregated),
        ("make-series x=count(), x=count() on t step 1d", .duplicateColumn),
        ("partition by e (take 1)", .dynamicKey), ("partition by b { T | take 1 }", .notSupported),
        ("partition by b in ('x') (take 1)", .notSupported),
        ("extend prev(strcat(b, 'x'))", .scalarExpected), ("extend row_cumsum(s)", .numberExpected),
        ("extend row_number(true)", .wrongType), ("extend row_rank_dense(e)", .dynamicKey),
        ("extend row_window_session(t, 1, 1h)", .wrongType), ("top-hitters 2 of tolower(b)", .scalarExpected),
        ("top-nested 2 of b by a", .columnNotAggregated), ("sample-distinct 5 of e", .dynamicKey),
        ("scan with (step s: s.q > 1;)", .unknownName), ("scan with (step s: a == 1 => q = 1;)", .unknownName),
        ("scan with (step s: a;)", .conditionExpected), ("scan with (step s: true; step s: true;)", .duplicateName),
        ("scan with (step s: hash(s.b) == 1;)", .notSupported), ("reduce by a", .conditionExpected),
        ("reduce kind=mine by b", .expectedToken),
        ("project a | assert-schema (a:long)", .schemaMismatch),
    ]

    @Test("faults", arguments: faults)
    func fault(text: String, code: Diagnostic.Code) {
        let codes = Fixtures.error("T | \(text)")?.diagnostics.map(\.code) ?? []
        #expect(codes.contains(code), "\(codes.map(\.rawValue))")
    }

    @Test(
        "neighbouring rows of a table without an order are warned of",
        arguments: [
            ("T | extend n=row_number()", true), ("T | sort by a | summarize count() by b | extend prev(b)", true),
            ("T | sort by a | where prev(a) > 1 | project next(b)", false), ("T | serialize n=row_number()", false),
            ("T | top 2 by a | extend n=row_number()", false), ("range x from 1 to 2 step 1 | extend prev(x)", false),
            ("let s = materialize(T | sort by a); s | extend prev(a)", false),
        ])
    func unordered(text: String, isWarned: Bool) throws {
        let codes = try Fixtures.compile(text).diagnostics.map(\.code)
        #expect(codes.contains(.unorderedRows) == isWarned)
    }

    @Test("all window functions of an operator share one order")
    func oneSequence() throws {
        let sql = try Fixtures.compile(
            "T | sort by t asc | extend p=prev(b), n=next(b) | where n != p | extend prev(a)"
        ).sql
        #expect(sql.ranges(of: "row_number()").count == 1)
    }
}
