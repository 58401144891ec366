import Testing

@testable import KQLEngine

@Suite("kql.md §10: order of rows and functions of neighbours", .needsEngine)
struct OrderTests {
    private static let flights = """
        datatable(p:string, l:string, n:long)[
            'S','A',3, 'S','B',100, 'S','C',3, 'S','D',2, 'M','E',1, 'M','F',1]
        | sort by p desc, n asc, l asc
        """

    @Test(
        "window functions",
        arguments: [
            InlineQuery(
                "range a from 1 to 3 step 1 | sort by a desc | extend n=row_number(), m=row_number(7), p=prev(a), x=next(a, 2, -1), c=row_cumsum(a)",
                #"[{"a":3,"n":1,"m":7,"p":null,"x":1,"c":3},{"a":2,"n":2,"m":8,"p":3,"x":-1,"c":5},{"a":1,"n":3,"m":9,"p":2,"x":-1,"c":6}]"#
            ),
            InlineQuery(
                flights
                    + "| project l, d=row_rank_dense(n, prev(p) != p), m=row_rank_min(n, prev(p) != p), r=row_number(1, prev(p) != p)",
                #"[{"l":"D","d":1,"m":1,"r":1},{"l":"A","d":2,"m":2,"r":2},{"l":"C","d":2,"m":2,"r":3},{"l":"B","d":3,"m":4,"r":4},{"l":"E","d":1,"m":1,"r":1},{"l":"F","d":1,"m":1,"r":2}]"#
            ),
            InlineQuery(
                flights + "| project l, c=row_cumsum(n, p != prev(p))",
                #"[{"l":"D","c":2},{"l":"A","c":5},{"l":"C","c":8},{"l":"B","c":108},{"l":"E","c":1},{"l":"F","c":2}]"#),
            InlineQuery("print s='x' | serialize p=prev(s), n=next(s)", #"[{"s":"x","p":"","n":""}]"#),
            // One function in another, in a condition, inside of an aggregate, and twice in a row.
            InlineQuery(
                "datatable(a:long)[1,1,2,2,1] | extend g=row_cumsum(iff(prev(a) == a, 0, 1)) | project g",
                #"[{"g":1},{"g":1},{"g":2},{"g":2},{"g":3}]"#),
            InlineQuery(
                "datatable(a:long)[1,1,2,2,1] | where a != prev(a) | extend n=row_number()",
                #"[{"a":1,"n":1},{"a":2,"n":2},{"a":1,"n":3}]"#),
            InlineQuery(
                "datatable(a:long)[1,5,2] | sort by a asc | summarize l=make_list(prev(a)), m=max(row_number())",
                #"[{"l":[1,2],"m":3}]"#),
            InlineQuery("datatable(a:long)[3,1,2] | top 2 by row_number() | project a", #"[{"a":2},{"a":1}]"#),
            InlineQuery(
                """
                datatable(k:string, t:datetime)[
                    '1', datetime(2024-01-01 10:00), '1', datetime(2024-01-01 10:04), '1', datetime(2024-01-01 10:08),
                    '1', datetime(2024-01-01 10:20), '2', datetime(2024-01-01 10:21)]
                | sort by k asc, t asc | project s=row_window_session(t, 6m, 5m, k != prev(k))
                """,
                #"[{"s":"2024-01-01T10:00:00.0000000Z"},{"s":"2024-01-01T10:00:00.0000000Z"},{"s":"2024-01-01T10:08:00.0000000Z"},{"s":"2024-01-01T10:20:00.0000000Z"},{"s":"2024-01-01T10:21:00.0000000Z"}]"#
            ),
        ])
    func windows(query: InlineQuery) throws { try query.check() }

    @Test(
        "an order survives where, extend, project, take and serialize, and lists follow it",
        arguments: [
            InlineQuery(
                "datatable(a:long, k:string)[1,'x',3,'y',2,'z'] | sort by a desc | where a > 1 | extend b=a | project k | serialize",
                #"[{"k":"y"},{"k":"z"}]"#),
            InlineQuery(
                "datatable(a:long, k:string)[1,'x',3,'y',2,'z'] | sort by a desc | take 2 | project k",
                #"[{"k":"y"},{"k":"z"}]"#),
            InlineQuery(
                "datatable(a:long, k:string)[1,'x',3,'y',2,'z'] | sort by a desc | extend b=a+1 | summarize l=make_list(k)",
                #"[{"l":["y","z","x"]}]"#),
        ])
    func order(query: InlineQuery) throws { try query.check() }
}
