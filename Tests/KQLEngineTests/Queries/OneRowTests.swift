import DuckDB
import Testing

@testable import KQLEngine

@Suite("Columns that must come from one row do", .needsEngine)
struct OneRowTests {
    /// Rows with ties and nulls in all columns; `n` tells the row.
    private static let table = """
        CREATE TEMP TABLE rows AS SELECT i AS n, (i * 7919) % 60 AS k,
            CASE WHEN hash(i) % 5 = 0 THEN NULL ELSE (hash(i + 1) % 20)::BIGINT END AS t,
            CASE WHEN hash(i + 2) % 3 = 0 THEN NULL ELSE i::VARCHAR END AS s,
            CASE WHEN hash(i + 3) % 3 = 0 THEN NULL ELSE i END AS l,
            CASE WHEN hash(i + 4) % 3 = 0 THEN NULL ELSE i::DOUBLE END AS r,
            CASE WHEN hash(i + 5) % 3 = 0 THEN NULL ELSE i % 2 = 0 END AS b
        FROM range(150000) x(i)
        """

    private static func isOneRow(_ select: String) throws -> [[String?]] {
        let connection = try functionConnection()
        try connection.execute("SET threads = 4")
        try connection.execute(table)
        return try connection.rows(
            """
            SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM rows WHERE rows.n = found.n AND rows.k = found.k
                AND rows.s IS NOT DISTINCT FROM found.s AND rows.l IS NOT DISTINCT FROM found.l
                AND rows.r IS NOT DISTINCT FROM found.r AND rows.b IS NOT DISTINCT FROM found.b)) FROM (\(select)) found
            """)
    }

    @Test(
        "arg_max and arg_min of each column",
        arguments: [
            ("arg_max_null", "coalesce(t, -9223372036854775808)"), ("arg_min_null", "coalesce(t, 9223372036854775807)"),
            ("arg_max_null", "t"), ("arg_max_null", "t::VARCHAR"), ("arg_min_null", "n"),
        ])
    func extremes(function: String, extreme: String) throws {
        let columns = ["n", "s", "l", "r", "b"].map { "\(function)(\($0), \(extreme)) AS \($0)" }
        #expect(
            try Self.isOneRow("SELECT k, \(columns.joined(separator: ", ")) FROM rows GROUP BY k") == [["60", "0"]])
    }

    @Test("the first row of each key, as an innerunique join takes it")
    func first() throws {
        let columns = ["n", "s", "l", "r", "b"].map { "first(\($0)) AS \($0)" }
        #expect(
            try Self.isOneRow("SELECT k, \(columns.joined(separator: ", ")) FROM rows GROUP BY k") == [["60", "0"]])
    }

    @Test(
        "in queries",
        arguments: [
            InlineQuery(
                """
                datatable(k: string, t: datetime, s: string, l: long)["a", datetime(2020-01-01), "x", 1, "a", datetime(null), "y", 2,
                "b", datetime(null), "z", long(null)] | summarize arg_max(t, *) by k | sort by k asc
                """,
                #"[{"k":"a","t":"2020-01-01T00:00:00.0000000Z","s":"x","l":1},{"k":"b","t":null,"s":"z","l":null}]"#),
            InlineQuery(
                """
                datatable(k: string, t: datetime, s: string)["a", datetime(2020-01-01), "", "a", datetime(2019-01-01), "y"]
                | summarize arg_max(t, s), arg_min(t, s), n = count() by k
                """,
                """
                [{"k":"a","t":"2020-01-01T00:00:00.0000000Z","s":"","t1":"2019-01-01T00:00:00.0000000Z","s1":"y","n":2}]
                """),
            InlineQuery(
                """
                datatable(k: string, v: dynamic)["a", dynamic([1, null, "x", {"q": [2]}]), "b", dynamic(null), "c", dynamic([])]
                | mv-expand v to typeof(string) | project k, v
                """,
                """
                [{"k":"a","v":"1"},{"k":"a","v":""},{"k":"a","v":"x"},{"k":"a","v":"{\\"q\\":[2]}"},{"k":"b","v":""}]
                """),
            InlineQuery(
                #"print x = '{"a": { "b" : [1, 2] }, "c": "\u00e4"}' | extend p = parse_json(x) | project tostring(p.a), p.a.b, p.c"#,
                #"[{"p_a":"{\"b\":[1,2]}","p_a_b":[1,2],"p_c":"ä"}]"#),
            InlineQuery(
                #"print x = '{"a": 1} and more' | project a = parse_json(x).a, t = tostring(parse_json(x)), l = tolong(parse_json(" 7 "))"#,
                #"[{"a":null,"t":"{\"a\": 1} and more","l":7}]"#),
        ])
    func queries(query: InlineQuery) throws { try query.check() }
}
