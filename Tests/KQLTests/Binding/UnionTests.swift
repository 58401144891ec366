import Testing

@testable import KQL

/// What the columns of unions are; the expectations are those of the vendor's binder.
@Suite("Unions: KQL §10")
struct UnionTests {
    static let results: [(String, String)] = [
        // The first two tables that have a name decide whether its types are told apart.
        ("union (print x=1), (print x='a'), (print x=2)", "x_long: long, x_string: string"),
        ("union (print x=1), (print x='a'), (print x=2.5)", "x_long: long, x_string: string, x_real: real"),
        ("union (print x=1), (print x=2), (print x='a')", "x: long"),
        ("union (print x=1), (print y=2), (print x='a')", "x_long: long, x_string: string, y: long"),
        ("print x=1 | union (print x=2), (print x='a'), (print x=1.5)", "x: long"),
        ("union withsource=S (print x=1), (print x=2), (print x='a') | where x == 1", "S: string, x: long"),
        ("union (print x=1), (print x=2), (print x='a') | extend y = x_string | project-away x", "y: string"),
        ("union (print x=1), (print x=2), (print x='a') | as V | count", "Count: long"),
        (
            "let A=view(){print x=1,z=1}; let B=view(){print x=2,z='q'}; let C=view(){print x='a',z=1}; "
                + "search in (A,B,C) 'a'",
            "$table: string, x: long, z_long: long, z_string: string"
        ),
        (
            "let A=view(){print x=1,z=1}; let B=view(){print x=2,z='q'}; let C=view(){print x='a',z=1}; "
                + "find in (A,B,C) where x == 1",
            "source_: string, x_dynamic: dynamic, x_long: long, z: dynamic"
        ),
        (
            "let A=view(){print x=1}; let B=view(){print x=2.5}; let C=view(){print x=2}; find in (A,B,C) where x == 1",
            "source_: string, x: real"
        ),
        // Tables that do not exist may have any column.
        ("union isfuzzy=true Missing, Absent | where X == 1 | project Y", "Y: unknown"),
        ("union isfuzzy=true Missing, (T | project a) | summarize count() by Q", "Q: unknown, count_: long"),
        (
            "union isfuzzy=true (Missing | project p, q), (T | project a) | where z == 1",
            "p: unknown, q: unknown, a: int, z: unknown"
        ),
        ("Missing | where p == 1 | union isfuzzy=true (T | project a)", "p: unknown, a: int"),
        ("union isfuzzy=true Missing(), Absent('x') | where X == 1 | project X", "X: unknown"),
        (
            "union isfuzzy=true Missing | make-series n=count() on t from p to q step 1h by k",
            "k: unknown, n: dynamic, t: dynamic"
        ),
        (
            "T | project t | union isfuzzy=true (Missing | summarize n=count() by bin_at(t, 1d, now()))",
            "t: datetime, n: long"
        ),
        ("let f = (n: string) { table(n) | where X == 1 }; f('Missing') | project Z", "Z: unknown"),
    ]

    @Test("columns", arguments: results)
    func columns(text: String, expected: String) throws {
        #expect(try Fixtures.columns(text).joined(separator: ", ") == expected)
    }

    @Test(
        "only tables of a tolerant union may be missing",
        arguments: [
            "union isfuzzy=false Missing, T", "union Missing, T", "table('Missing') | where X == 1",
            "let x = Missing; union isfuzzy=true x", "union isfuzzy=true T, U | where X == 1",
            "T | union isfuzzy=true U | join Missing on b", "T | count | where X == 1",
        ])
    func refused(text: String) { #expect(Fixtures.error(text) != nil) }

    @Test(
        "what is not there and what is converted is told",
        arguments: [
            ("union isfuzzy=true Missing, T", Diagnostic.Code.missingData),
            ("let f = (n: string) { table(n) }; f('Missing')", .missingData),
            ("union (print x=1), (print x=2), (print x='a')", .mixedTypes),
        ])
    func warned(text: String, code: Diagnostic.Code) throws {
        let diagnostics = try Fixtures.compile(text).diagnostics
        #expect(diagnostics.map(\.code) == [code])
        #expect(diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test("tables without rows are not read where many are, and give their columns all the same")
    func emptyTables() throws {
        var options = Fixtures.options
        options.tablesWithRows = ["U"]
        let some = try Fixtures.compile("union *", options: options)
        #expect(some.sql.contains("t_U") && !some.sql.contains("t_T"))
        #expect(some.columns.map(\.name) == (try Fixtures.compile("union *")).columns.map(\.name))
        options.tablesWithRows = []
        #expect(try Fixtures.compile("search 'x'", options: options).columns.count > 5)
    }

    @Test("tables and columns whose names differ in case alone are different ones")
    func namesInCase() throws {
        let first = TableSchema(name: "Log", columns: [ColumnSchema("Id", .long), ColumnSchema("ID", .string)])
        let second = TableSchema(name: "LOG", columns: [ColumnSchema("x", .long)])
        let catalog = SchemaCatalog(tables: [first, second])
        let tables = [catalog.table(named: "Log"), catalog.table(named: "LOG")].compactMap { $0 }
        #expect(Set(tables.map { $0.engineName.lowercased() }).count == 2)
        #expect(Set(tables[0].storedNames.map { $0.lowercased() }).count == 2)
        #expect(tables[0].engineName == "Log" && tables[0].storedNames[0] == "Id")
    }
}
