import Testing

@testable import KQL

/// What `Sources/KQL/README.md` shows, run.
@Suite("The README of the library tells the truth")
struct ReadmeTests {
    let text =
        "let limit = 5; DeviceProcessEvents | where ProcessId > limit // a comment\n| summarize count() by FileName"

    @Test("Parsing finds nothing wrong, walking finds the calls, printing gives the text back")
    func parseWalkPrint() {
        let query = ParsedQuery(text)
        #expect(query.diagnostics.isEmpty)
        var calls: [String] = []
        query.root.walk { node in
            if node.kind == "call" { calls.append(query.text(of: node.span)) }
        }
        #expect(calls == ["count()"])
        #expect(query.printed == text)
        let laidOut = QueryFormatter(width: 100).format(text)
        #expect(laidOut.contains("// a comment"))
        #expect(laidOut.split(separator: "\n").count == 4)
    }

    @Test("Binding gives the columns and the tables")
    func bind() throws {
        let events = TableSchema(
            name: "DeviceProcessEvents",
            columns: [
                ColumnSchema("Timestamp", .datetime), ColumnSchema("FileName", .string),
                ColumnSchema("ProcessId", .long),
            ])
        let compiler = KQLCompiler(schema: SchemaCatalog(tables: [events]))
        let compiled = try compiler.compile(
            text, options: CompileOptions(now: 639_000_000_000_000_000, lookback: nil))
        #expect(compiled.columns.map { "\($0.name) \($0.type)" } == ["FileName string", "count_ long"])
        #expect(Array(compiled.tables) == ["DeviceProcessEvents"])
    }
}
