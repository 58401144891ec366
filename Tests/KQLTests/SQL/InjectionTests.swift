import Testing

@testable import KQL

/// No text that a user writes becomes SQL; design decision 7.
@Suite("No user text in SQL")
struct InjectionTests {
    static let marker = "zq9marker"

    @Test(
        "In every place of a literal, a name or an option",
        arguments: [
            #"T | where b == "X""#, #"T | where b == 'X'"#, #"T | where b == @"X""#, "T | where b == ```X```",
            #"T | where b has "X""#, #"T | where b in ("X", "Y")"#, #"T | where b in~ ("X")"#,
            #"T | where b has_any ("X")"#,
            #"T | where b matches regex "X""#, #"T | extend x = e["X"]"#, #"T | extend ["X"] = 1"#,
            #"T | project ["X"] = b"#, #"T | summarize ["X"] = count() by b"#, #"print ["X"] = 1"#,
            #"T | extend x = extract("X", 1, b)"#, #"T | extend x = dynamic({"X": ["X"]})"#,
            #"datatable(['X']: string) ["X"]"#, #"let v = "X"; T | where b == v"#, #"range ['X'] from 1 to 2 step 1"#,
            #"T | extend x = strcat(b, "X")"#, #"T | summarize make_set("X")"#, #"T | where * has "X""#,
            #"union withsource=X T, U"#, #"T | project-rename ['X'] = a"#, #"T | sort by strcat(b, "X")"#,
            #"T | mv-expand ['X'] = e"#, #"T | extend x = format_datetime(t, "X")"#, #"T | count as ['X']"#,
            #"T | project a, ['X'] = b | join (T | project a, ['X'] = b) on a"#, #"set X = "X"; T"#, #"T | render X"#,
            #"T | as X"#, #"T | project ['X'] = a | getschema"#, #"T | where e.X == "X""#,
            #"T | extend x = tostring(e.X["X"])"#,
        ]
    )
    func everywhere(_ template: String) throws {
        for attack in ["'; DROP TABLE t; --", "\\\"; SELECT 1; /*", "$1) UNION SELECT 2 --", "*/ 1;"] {
            let isName = template.contains("=X") || template.contains(" X") || template.contains(".X")
            let text = isName ? Self.marker : Self.marker + attack
            var query = ""
            for character in template { query += character == "X" ? text : String(character) }
            // What breaks the literal is an error; what does not must stay out of the SQL.
            guard let compiled = try? Fixtures.compile(query) else { continue }
            #expect(!compiled.sql.contains(Self.marker), "\(compiled.sql)")
            #expect(!compiled.sql.contains("DROP"))
            #expect(!compiled.sql.contains("--"))
            #expect(!compiled.sql.contains(";"))
        }
    }

    @Test("The plain marker compiles everywhere, so that the test above tests something")
    func templatesAreSound() throws {
        let query = try Fixtures.compile(
            "T | where b == '\(Self.marker)' | extend ['\(Self.marker)'] = e['\(Self.marker)']")
        #expect(query.parameters.contains(.text(Self.marker)))
        #expect(query.columns.contains { $0.name == Self.marker })
    }

    @Test("Names of the catalogue are quoted")
    func catalogue() throws {
        let table = TableSchema(name: "a\"b;--", columns: [ColumnSchema("c\"d", .string)])
        let compiler = KQLCompiler(schema: SchemaCatalog(tables: [table]))
        let query = try compiler.compile("['a\"b;--'] | project x = ['c\"d']", options: Fixtures.options)
        #expect(query.sql == "SELECT \"c\"\"d\" AS c1\nFROM \"t_a\"\"b;--\"")
    }
}
