import KQL
import Testing

@testable import KQLEngine

@Suite("kql.md §10: search, find, union, as", .needsEngine)
struct SearchQueryTests {
    private static let tables = [
        TableSchema(name: "Files", columns: [ColumnSchema("Name", .string), ColumnSchema("Size", .long)]),
        TableSchema(name: "Users", columns: [ColumnSchema("Name", .string), ColumnSchema("Bag", .dynamic)]),
        TableSchema(name: "Hosts", columns: [ColumnSchema("Address", .string)]),
    ]
    private static let rows = [
        "Files": "evil.exe|12\nreport.docx|7\n", "Users": "evil|{\"k\":\"report\"}\n", "Hosts": "10.0.0.7\n",
    ]

    @Test(arguments: [
        // A term is looked for in every column of every table.
        RunnerCase(
            "search 'evil' | project $table, Name | sort by $table asc",
            #"[{"$table":"Files","Name":"evil.exe"},{"$table":"Users","Name":"evil"}]"#),
        RunnerCase(
            "search 'report' | summarize count() by $table | sort by $table asc",
            #"[{"$table":"Files","count_":1},{"$table":"Users","count_":1}]"#),
        RunnerCase(
            "search in (F*, Hosts) '7' | project $table | sort by $table asc",
            #"[{"$table":"Files"},{"$table":"Hosts"}]"#),
        RunnerCase("search Name:'ev*' and Size > 10 | project Name", #"[{"Name":"evil.exe"}]"#),
        RunnerCase("search '*port*' and not('docx') | project Name", #"[{"Name":"evil"}]"#),
        RunnerCase("search 'ev*exe' | project Name", #"[{"Name":"evil.exe"}]"#),
        RunnerCase("search kind=case_sensitive 'EVIL' | count", #"[{"Count":0}]"#),
        RunnerCase("Files | search 'evil' | project $table", #"[{"$table":"Files"}]"#),
        RunnerCase("search * | count", #"[{"Count":4}]"#),
        RunnerCase(
            "let V = view () { print Name = 'evil' }; search in (V*) 'evil'", #"[{"$table":"V","Name":"evil"}]"#),
        // find keeps what matters and packs the rest.
        RunnerCase(
            "find where Name has 'evil' | sort by source_ asc",
            #"[{"source_":"Files","Name":"evil.exe","pack_":{"Size":12}},"#
                + #"{"source_":"Users","Name":"evil","pack_":{"Bag":{"k":"report"}}}]"#),
        RunnerCase(
            "find withsource=S in (Files, Users) where Name == 'evil' project Name, Size: string",
            #"[{"S":"Users","Name":"evil","Size":""}]"#),
        // Unions of what exists.
        RunnerCase("Missing | union isfuzzy=true Files | count", #"[{"Count":2}]"#),
        RunnerCase("union isfuzzy=true (Missing | where a == 1 | project Name = b), Files | count", #"[{"Count":2}]"#),
        RunnerCase(
            "union withsource=T F*, Hosts | summarize count() by T | sort by T asc",
            #"[{"T":"Files","count_":2},{"T":"Hosts","count_":1}]"#),
        RunnerCase(
            "let A = view () { print x = 1 }; let B = view () { print x = 2 }; union withsource=T A, B | sort by x asc",
            #"[{"T":"A","x":1},{"T":"B","x":2}]"#),
        // as names the rows so far for what follows.
        RunnerCase(
            "Files | as F | where Size > 10 | join kind=inner F on Name | project Name, Size1",
            #"[{"Name":"evil.exe","Size1":12}]"#),
        RunnerCase("range x from 1 to 2 step 1 | as R | union R | summarize sum(x)", #"[{"sum_x":6}]"#),
        RunnerCase("table('Files') | count", #"[{"Count":2}]"#),
        RunnerCase("let t = 'Hosts'; table(t)", #"[{"Address":"10.0.0.7"}]"#),
    ])
    func answers(_ query: RunnerCase) async throws {
        #expect(try await RunnerWorld(Self.tables, rows: Self.rows).answer(query.text) == query.rows)
    }
}
