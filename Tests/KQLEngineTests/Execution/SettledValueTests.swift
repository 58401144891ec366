import KQL
import Testing

@testable import KQLEngine

@Suite("Values that the data tell before a query can be compiled", .needsEngine)
struct SettledValueTests {
    private static let tables = [
        TableSchema(name: "Files", columns: [ColumnSchema("Name", .string), ColumnSchema("Size", .long)]),
        TableSchema(name: "Log", columns: [ColumnSchema("Id", .long), ColumnSchema("ID", .string)]),
        TableSchema(name: "LOG", columns: [ColumnSchema("Bag", .dynamic)]),
    ]
    private static let rows = [
        "Files": "a|1\nb|2\nc|3\n", "Log": "7|x\n", "LOG": "{\"k\":1}\n{\"k\":2}\n",
    ]

    @Test(arguments: [
        RunnerCase(
            "Files | sort by Name asc | take toscalar(LOG | count)", #"[{"Name":"a","Size":1},{"Name":"b","Size":2}]"#),
        RunnerCase("let n = toscalar(LOG | count); Files | top n by Size | project Size", #"[{"Size":3},{"Size":2}]"#),
        RunnerCase(
            "let n = toscalar(LOG | count) - 1; Files | top-nested n of Name by max(Size) | project Name",
            #"[{"Name":"c"}]"#),
        RunnerCase("range x from 1 to toscalar(LOG | count) step 1", #"[{"x":1},{"x":2}]"#),
        // What is asked later is asked of what is known by then.
        RunnerCase("LOG | take toscalar(LOG | count) | evaluate bag_unpack(Bag) | summarize sum(k)", #"[{"sum_k":3}]"#),
        RunnerCase("let p = toscalar(print 'b'); Files | where Name matches regex p | project Size", #"[{"Size":2}]"#),
        RunnerCase("let p = toscalar(print '(.)'); print extract(p, 1, 'xy')", #"[{"print_0":"x"}]"#),
        // Names that differ in case alone.
        RunnerCase("Log | where ID == 'x' | project Id, ID", #"[{"Id":7,"ID":"x"}]"#),
        RunnerCase("Log | extend k = toscalar(LOG | count) | project Id, k", #"[{"Id":7,"k":2}]"#),
        // A merged column of a union keeps the values of all tables.
        RunnerCase(
            "union (print x='a', n=1), (print x='b', n=2), (print x=7, n=3) | sort by n asc | project x, x_long",
            #"[{"x":"a","x_long":null},{"x":"b","x_long":null},{"x":"7","x_long":7}]"#),
        RunnerCase(
            "union isfuzzy=true Missing, Files | where isempty(Gone) and isnotempty(coalesce(Gone, Name)) and Name == 'a' | project a = coalesce(Name, Gone), b = iff(Size == 1, Name, Gone), c = strcat(Name, Gone)",
            #"[{"a":"a","b":"a","c":"a"}]"#),
        RunnerCase(
            "print a = extract_json(\"$['k'][8]#text\", '{\"k\":1}'), b = extractjson('$.k', '{\"k\":1}', typeof(long))",
            #"[{"a":"","b":1}]"#),
    ])
    func answers(item: RunnerCase) async throws {
        let world = try RunnerWorld(Self.tables, rows: Self.rows)
        #expect(try await world.answer(item.text) == item.rows)
    }
}
