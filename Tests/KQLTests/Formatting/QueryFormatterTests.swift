import Testing

@testable import KQL

@Suite("Formatting changes blanks only, once")
struct QueryFormatterTests {
    @Test(arguments: [
        ("DeviceEvents|where a==1|take 5", "DeviceEvents\n| where a == 1\n| take 5\n"),
        ("  print  x = 1 ,y=-2*3 ", "print x = 1, y = -2 * 3\n"),
        ("print x=1-2,z = a . b [ 0 ]", "print x = 1 - 2, z = a.b[0]\n"),
        (
            "let a=DeviceEvents|where x;let b = 5;a|join kind = inner(DeviceInfo|where y|take 3) on DeviceId",
            """
            let a =
                DeviceEvents
                | where x;
            let b = 5;
            a
            | join kind=inner(
                DeviceInfo
                | where y
                | take 3
            ) on DeviceId

            """
        ),
        (
            "datatable(a:long,b:string)[1,'x',2,'y']|sort by a asc,b",
            "datatable(a: long, b: string)[\n    1, 'x',\n    2, 'y'\n]\n| sort by a asc, b\n"
        ),
        ("let f=(x:long,y:string='a'){x+1};f(1)", "let f = (x: long, y: string = 'a') { x + 1 };\nf(1)\n"),
        ("T|where a in('x','y')and b between(1..3)", "T\n| where a in ('x', 'y') and b between (1 .. 3)\n"),
        ("T | project-away a*, b | project-reorder *", "T\n| project-away a*, b\n| project-reorder *\n"),
        ("T|render timechart with(title='x',kind = stacked)", "T\n| render timechart with(title='x', kind=stacked)\n"),
        ("print dynamic({'a':[1,2],\"b\":null})", "print dynamic({'a': [1, 2], \"b\": null})\n"),
        (
            "T|make-graph a-->b with N on id,M on k|graph-match cycles=none(x)-[e*1..3]->(y)<--( ),(y) -[f]- (z) where x.p==1 and all(e,w>2) project x.p,q=map(e,w)",
            """
            T
            | make-graph a --> b with N on id, M on k
            | graph-match cycles=none (x)-[e*1..3]->(y)<--(), (y)-[f]-(z)
                where x.p == 1 and all(e, w > 2)
                project x.p, q = map(e, w)

            """
        ),
        (
            "T|make-graph a --> b with_node_id = n|graph-to-table nodes",
            "T\n| make-graph a --> b with_node_id=n\n| graph-to-table nodes\n"
        ),
        ("", ""), ("T\n\n\n| take 1\n\n\n\n;\nT", "T\n\n| take 1;\nT\n"),
    ])
    func aStepIsALine(text: String, expected: String) {
        let result = QueryFormatter().format(text)
        #expect(result == expected)
        #expect(QueryFormatter().format(result) == result)
    }

    @Test func commentsStayWhereTheyWere() {
        let text = """
            // What it is about

            DeviceEvents // the table
              // before the filter
            | where a == 1 // why
                and b == 2
            | project a, // first
                b
            // at the end
            """
        let expected = """
            // What it is about

            DeviceEvents // the table
            // before the filter
            | where a == 1 // why
                and b == 2
            | project a, // first
                b
            // at the end

            """
        #expect(QueryFormatter().format(text) == expected)
        #expect(QueryFormatter().format(expected) == expected)
    }

    @Test func longLinesAreBrokenAtTheirLists() {
        let text = """
            DeviceProcessEvents | where FileName in~ ("a.exe","b.exe","c.exe","d.exe","e.exe","f.exe") and ProcessCommandLine \
            has_any ("one","two") and InitiatingProcessFileName =~ "x" | summarize Count=count(), Devices=make_set(DeviceName, \
            100), First=min(Timestamp) by FileName, ProcessCommandLine | project Timestamp, DeviceName, FileName, FolderPath, \
            SHA256, AccountName, AccountUpn
            """
        let expected = """
            DeviceProcessEvents
            | where FileName in~ ("a.exe", "b.exe", "c.exe", "d.exe", "e.exe", "f.exe")
                and ProcessCommandLine has_any ("one", "two")
                and InitiatingProcessFileName =~ "x"
            | summarize
                Count = count(),
                Devices = make_set(DeviceName, 100),
                First = min(Timestamp)
                by FileName, ProcessCommandLine
            | project Timestamp, DeviceName, FileName, FolderPath, SHA256, AccountName,
                AccountUpn

            """
        #expect(QueryFormatter(width: 80).format(text) == expected)
        #expect(QueryFormatter(width: 80).format(expected) == expected)
    }

    /// Queries of many forms, right and wrong.
    static let queries = [
        "T | where a == 'x' // c",
        "T | extend x = iff(a > 1, 'y', strcat('a', \"b\", @'c\\d')) | summarize count() by bin(t, 1h)",
        "union isfuzzy=true withsource=S (A | where x), B, C* | count", "let q = toscalar(T | count); print q",
        "T | parse kind=regex a with * 'x' b:long 'y' * | mv-expand c to typeof(string) limit 5",
        "T | evaluate bag_unpack(x) : (a:string, b:long)",
        "T | make-series n=count() default=0 on t from ago(1d) to now() step 1h by k",
        "T | where (a", "| |", "T | where a == 'unclosed", "let",
        "T | summarize arg_max(t, *) by d | project-rename x=y;",
        "T | where not(a) and (b or (c and d)) | top 5 by x desc nulls last",
        "print h'secret', 1.5e3, 10m, guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
        "print ```a\n  b```, 1 // two\n// three\n", "T\r\n| where x // y\r\n\r\n| count\r\n",
        "T | scan declare (a:long=0) with (step s: true => a = a + 1;)",
        "G | graph-match (a)-[e*1..3]->(b) where a.x == 1 project a.x", "T | fork (count) (take 5)",
        "T | where a has_all (dynamic(['a','b'])) | as R | invoke f(1)",
        "range x from 1 to 10 step 1 | extend y = x[0]['k'].z",
        "T | where a !in~ ('x') and b !has 'y' and c !between (1 .. 2)",
        "set notruncation; declare query_parameters(a:long=5); T | where x == a",
        "T | join kind=leftouter hint.strategy=shuffle (U) on $left.a == $right.b, c",
    ]

    @Test(arguments: queries)
    func onceIsEnoughAndTheTreeStays(text: String) {
        for width in [20, 60, 110] {
            let formatter = QueryFormatter(width: width)
            let once = formatter.format(text)
            #expect(formatter.format(once) == once)
            #expect(tokens(once) == tokens(text))
        }
    }

    /// All tokens as texts.
    private func tokens(_ text: String) -> [String] {
        let source = SourceText(text)
        var sink = DiagnosticSink(source: source)
        var lexer = Lexer(source: source)
        return lexer.tokens(into: &sink).map { source.text($0.span) }
    }

    @Test(
        "Texts with faults stay as they were laid out once",
        arguments: [
            "T | where x and not(a, b, \u{200B}", "T | where f(a,\u{FEFF}\n", "T | where f(a, '",
            "T | where f(a, \u{0}",
            "find in (A) where x == or 'y' invoke z and not(a, b, //", "T | where a == | extend (", "let x = ; ; T |",
            "// why\nfind in (A, B) where R ==\n    or \"I\" invoke datetime(2024-01-01) U\n    and not(D, A, F, \n",
        ])
    func textsWithFaults(_ text: String) {
        let formatter = QueryFormatter()
        let once = formatter.format(text)
        #expect(formatter.format(once) == once)
    }
}
