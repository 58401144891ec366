import Testing

@testable import KQLEngine

@Suite("kql.md §10: scan", .needsEngine)
struct ScanTests {
    private static let events = """
        datatable(t:timespan, u:string, e:string)[
            1m, 'a', 'in', 2m, 'b', 'in', 3m, 'a', 'out', 9m, 'b', 'out', 10m, 'a', 'in', 11m, 'a', 'out']
        | sort by t asc
        """

    @Test(
        "a step sees what the steps matched last, and a missing match as the default, null or the empty text",
        arguments: [
            InlineQuery(
                "range x from 1 to 3 step 1 | scan declare (c:long=0) with (step s: true => c = x + s.c;)",
                #"[{"x":1,"c":1},{"x":2,"c":3},{"x":3,"c":6}]"#),
            InlineQuery(
                "range x from 1 to 3 step 1 | scan declare (c:long, s:string, r:real=0.5) with (step a: true => c = iff(isnull(a.c), 10, a.c + 1), s = strcat(a.s, x), r = a.r * 2;)",
                #"[{"x":1,"c":10,"s":"1","r":1.0},{"x":2,"c":11,"s":"12","r":2.0},{"x":3,"c":12,"s":"123","r":4.0}]"#),
            // A column of the input may be assigned; other columns come from the row.
            InlineQuery(
                "range x from 1 to 3 step 1 | extend y=x*x | scan with (step a: y > a.y or isnull(a.y) => x = y - coalesce(a.y, 0);)",
                #"[{"x":1,"y":1},{"x":3,"y":4},{"x":5,"y":9}]"#),
        ])
    func state(query: InlineQuery) throws { try query.check() }

    @Test(
        "functions work on what a step has matched",
        arguments: [
            InlineQuery(
                "datatable(t:datetime)[datetime(2024-01-31), datetime(2024-02-29), datetime(2024-03-01)] | sort by t asc | scan declare (d:datetime, n:long) with (step a: true => d = datetime_add('month', 1, coalesce(a.d, t)), n = datetime_diff('day', t, a.d);) | project d, n",
                #"[{"d":"2024-02-29T00:00:00.0000000Z","n":null},{"d":"2024-03-29T00:00:00.0000000Z","n":0},{"d":"2024-04-29T00:00:00.0000000Z","n":-28}]"#
            ),
            InlineQuery(
                "datatable(k:string,v:string)['<b>','1', '<c>','<b>'] | serialize | scan declare (q:string='x<b><c>') with (step a: true => q = replace_string(a.q, k, v);) | project q",
                #"[{"q":"x1<c>"},{"q":"x1<b>"}]"#),
            InlineQuery(
                "range x from 1 to 3 step 1 | scan declare (l:dynamic=dynamic([]), n:long, s:string) with (step a: true => l = array_concat(a.l, pack_array(x)), n = array_length(a.l), s = strcat_delim('-', toupper(substring(strcat(a.s, 'ab'), 0, 3)), bin(a.n, 2));) | project l, n, s",
                #"[{"l":[1],"n":0,"s":"AB-"},{"l":[1,2],"n":1,"s":"AB--0"},{"l":[1,2,3],"n":2,"s":"AB--0"}]"#),
        ])
    func functions(query: InlineQuery) throws { try query.check() }

    @Test(
        "a row goes on from the step before, whose state moves up; the first step begins a sequence when it holds none",
        arguments: [
            InlineQuery(
                events
                    + "| scan with_match_id=m with (step i: u == 'a' and e == 'in'; step o: u == 'a' and e == 'out' and t - i.t < 5m;) | project t, m",
                #"[{"t":"00:01:00","m":0},{"t":"00:03:00","m":0},{"t":"00:10:00","m":1},{"t":"00:11:00","m":1}]"#),
            // Only the first step has matched.
            InlineQuery(
                events + "| scan with (step i output=none: e == 'in'; step x: e == 'never';) | count", #"[{"Count":0}]"#
            ),
            // `last` gives the last row of a series of matches.
            InlineQuery(
                "range x from 1 to 5 step 1 | scan with_match_id=m with (step a output=last: x < 3 or x == 5; step b output=last: x in (3, 4);)",
                #"[{"x":2,"m":0},{"x":4,"m":0},{"x":5,"m":1}]"#),
            // A row may end one sequence and begin another.
            InlineQuery(
                "datatable(t:timespan)[0m, 5m, 32m, 40m, 75m] | sort by t asc | scan with_match_id=m declare (f:timespan) with (step s: true => f = iff(isnull(s.f), t, s.f); step e output=none: t - s.f > 30m;)",
                #"[{"t":"00:00:00","f":"00:00:00","m":0},{"t":"00:05:00","f":"00:00:00","m":0},{"t":"00:32:00","f":"00:32:00","m":1},{"t":"00:40:00","f":"00:32:00","m":1},{"t":"01:15:00","f":"01:15:00","m":2}]"#
            ),
        ])
    func steps(query: InlineQuery) throws { try query.check() }

    @Test(
        "partitions have sequences of their own",
        arguments: [
            InlineQuery(
                events
                    + "| scan with_match_id=m partition by u declare (d:timespan) with (step i output=none: e == 'in'; step o: e == 'out' => d = t - i.t;) | project u, d, m",
                #"[{"u":"a","d":"00:02:00","m":0},{"u":"b","d":"00:07:00","m":0},{"u":"a","d":"00:01:00","m":1}]"#),
            InlineQuery(
                events
                    + "| partition by u (sort by t asc | scan declare (d:timespan) with (step i output=none: e == 'in'; step o: e == 'out' => d = t - i.t;) | project u, d)",
                #"[{"u":"a","d":"00:02:00"},{"u":"b","d":"00:07:00"},{"u":"a","d":"00:01:00"}]"#),
        ])
    func partitions(query: InlineQuery) throws { try query.checkUnordered() }

    @Test(
        "operators over what a step matched mean what they mean elsewhere",
        arguments: [
            ("s.b > 5", false), ("s.a == 3 and s.b == 2.5", true), ("s.t has 'foo' and s.t !has 'fo'", true),
            ("s.t contains_cs 'BAR'", false), ("s.t startswith 'FOO'", true), ("s.t matches regex '^f.o'", true),
            ("s.t =~ 'FOO BAR'", true), ("s.n == 1", false), ("s.n != 1", true), ("s.n < 1 or s.a < 4", true),
            ("s.a between (1 .. 3)", true), ("s.a !in (1, 2)", true), ("not(s.f)", false),
            ("s.a * 2 - 1 == 5 and -s.a == -3 and s.a % 2 == 1 and s.a / 2 == 1", true),
            ("s.d + 1d == datetime(2020-01-02) and s.d - datetime(2019-12-31) == 1d", true),
            ("tostring(s.d) == '2020-01-01T00:00:00.0000000Z' and tostring(s.a) == '3'", true),
            ("max_of(s.a, 7) == 7 and min_of(s.a, 7) == 3 and abs(s.a - 4) == 1 and strlen(s.t) == 7", true),
            ("case(s.a > 5, 'x', s.a > 2, 'y', 'z') == 'y' and isempty(s.t) == false", true),
        ] as [(String, Bool)])
    func operators(condition: String, holds: Bool) throws {
        let rows = try InlineQuery.rows(
            """
            datatable(k:int, a:long, b:real, t:string, n:long, f:bool, d:datetime)[
                1, 3, 2.5, 'foo bar', long(null), true, datetime(2020-01-01), 2, 0, 0.0, '', long(null), false, datetime(null)]
            | sort by k asc | scan with (step s output=none: k == 1; step e: k == 2 and (\(condition));) | count
            """
        )
        #expect(rows == (holds ? #"[{"Count":1}]"# : #"[{"Count":0}]"#))
    }
}
