import Testing

@testable import KQL

/// KQL §3, functions and tables that a query declares.
@Suite("Statements: KQL §3")
struct FunctionTests {
    @Test("A scalar function is put in with its arguments")
    func scalar() throws {
        let query = try Fixtures.compile(
            "let f = (x: long, y: long = 2) { let z = x * 10; z + y }; print a = f(1), b = f(1, y = 5)")
        #expect(query.columns.map(\.name) == ["a", "b"])
        #expect(query.parameters == [.int64(12), .int64(15)])
    }

    @Test("Arguments may be columns of the row around the call")
    func columns() throws {
        let query = try Fixtures.compile("let f = (x: string) { strlen(x) }; T | where f(b) > 3 | project n = f(b)")
        #expect(query.sql.contains("length(\"b\")"))
    }

    @Test("The body does not see the columns around the call")
    func hygiene() throws {
        let error = try #require(Fixtures.error("let f = (x: string) { strlen(b) }; T | project f(b)"))
        #expect(error.code == .unknownName)
    }

    @Test("A tabular function, called and invoked")
    func tabular() throws {
        let declaration = "let f = (R: (b: string), n: string) { R | where b == n | project b }; "
        #expect(try Fixtures.columns(declaration + "f(T, 'x')") == ["b: string"])
        #expect(try Fixtures.columns(declaration + "T | invoke f('x')") == ["b: string"])
        #expect(try Fixtures.columns("let v = view () { T | project a }; v | count") == ["Count: long"])
    }

    @Test("A column of the input wins over a let of the same name")
    func shadowing() throws {
        #expect(try Fixtures.compile("let l = 5; T | where l == 1 | count").sql.contains("\"l\" ="))
        #expect(try Fixtures.compile("let zz = 5; T | where l == zz | count").parameters == [.int64(5)])
    }

    @Test("extend sees the input only")
    func simultaneous() throws {
        #expect(Fixtures.error("T | extend x1 = a, x2 = x1") != nil)
        #expect(
            try Fixtures.compile("T | project a | extend a = a + 1, c = a | project c").columns.map(\.type) == [.int])
    }

    @Test("materialize is one common table however often it is read")
    func materialized() throws {
        let query = try Fixtures.compile("let m = materialize(T | project a, b); m | join kind=inner m on a")
        #expect(query.sql.components(of: "AS MATERIALIZED") == 1)
        #expect(query.sql.components(of: "FROM m1") == 2)
    }

    @Test("toscalar is a subquery of one row")
    func toscalar() throws {
        let query = try Fixtures.compile("let n = toscalar(T | summarize max(l)); T | where l == n | count")
        #expect(query.sql.contains("LIMIT"))
        #expect(query.sql.components(of: "FROM \"t_T\"") == 2)
    }

    @Test("column_ifexists is decided while compiling")
    func columnIfExists() throws {
        #expect(
            try Fixtures.columns("T | project column_ifexists('b', ''), column_ifexists('zz', 5)") == [
                "b: string", "Column1: long",
            ])
    }

    @Test("Names of a join keep clear of the right side's own")
    func joinNames() throws {
        let query = "datatable(a:int,a1:int)[] | join (datatable(a:int,a1:int)[]) on a"
        #expect(try Fixtures.columns(query) == ["a: int", "a1: int", "a2: int", "a11: int"])
    }

    @Test("extract_json takes constant paths")
    func extractJSON() throws {
        #expect(try Fixtures.compile("T | project x = extractjson('$.a[0]', b)").parameters == [.text(#"["a",0]"#)])
        #expect(Fixtures.error("T | project x = extractjson(b, b)") != nil)
        // A path that is none finds nothing, and its author is told.
        let query = try Fixtures.compile("T | project x = extractjson('$..a', b)")
        #expect(query.diagnostics.map(\.code) == [.invalidValue] && query.columns.map(\.type) == [.string])
    }

    @Test("The last statement is the result, and set options are taken silently")
    func statements() throws {
        #expect(try Fixtures.columns("set notruncation; set x = 5; print y = 1;") == ["y: long"])
        let query = try Fixtures.compile("print x = 1; print y = 2")
        #expect(query.columns.map(\.name) == ["y"])
        #expect(query.diagnostics.map(\.code) == [.hiddenResult])
        #expect(try #require(Fixtures.error("set x = y; print 1")).code == .unknownName)
    }
}
