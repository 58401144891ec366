import Testing

@testable import KQL

/// What functions and operators accept, and the columns that they make.
@Suite("Scalar functions and operators bind")
struct ScalarBindingTests {
    static let columns: [(String, String)] = [
        // Names: of the first argument, behind a prefix, or none.
        ("bin(l, 2)", "l:long"), ("bin(a, 2)", "a:long"), ("round(a)", "a:int"), ("abs(a)", "a:long"),
        ("strlen(b)", "strlen_b:long"), ("strlen('x')", "strlen_:long"), ("gettype(l)", "type_l:string"),
        ("repeat(1, l)", "repeat_:dynamic"), ("treepath(e)", "tree_e:dynamic"), ("tolower(b)", "Column1:string"),
        ("make_datetime(b)", "b:datetime"), ("make_timespan(l, l)", "Column1:timespan"),
        // Types: the widest number, the common type, that of the other side of a dynamic.
        ("bin(l, 1.5)", "l:real"), ("bin(l, decimal(2))", "l:decimal"), ("max_of(a, l)", "Column1:long"),
        ("iff(f, 1, 2.0)", "Column1:real"), ("iff(f, 'a', 1)", "Column1:dynamic"), ("iff(f, 'a', e)", "Column1:string"),
        ("case(f, t, e)", "Column1:datetime"), ("e.x + 1", "Column1:long"), ("e.x + t", "Column1:datetime"),
        ("e.x - t", "Column1:timespan"), ("e.x * e.y", "Column1:dynamic"), ("-e", "Column1:dynamic"),
        ("t % 1d", "Column1:timespan"), ("t / 1d", "Column1:real"), ("s * decimal(2)", "Column1:timespan"),
        ("1.5 + decimal(1)", "Column1:decimal"), ("+a", "Column1:long"), ("column_ifexists('a', 1)", "a:long"),
        ("column_ifexists('zz', 1)", "Column1:long"), ("iscolumnexists('a')", "Column1:bool"),
        // A dynamic is a text where a text is wanted; a constant need not be a literal.
        ("replace_string(e, 'a', e.x)", "Column1:string"), ("extract(strcat('(', 'a)'), 1, b)", "Column1:string"),
        ("indexof(b, 'x', l, l, 1 + 1)", "Column1:long"), ("bin(roundTo = 2, value = l)", "roundTo:long"),
        // Several results.
        ("array_sort_asc(e, parse_json(b))", "e_sorted:dynamic,b_sorted:dynamic"),
        ("array_sort_desc(dynamic([1]), false)", "array0_sorted:dynamic"),
        // Every two types may be compared for equality.
        ("l == b", "Column1:bool"), ("t != g", "Column1:bool"), ("l in (b, t, f)", "Column1:bool"),
        ("e == e", "Column1:bool"), ("e < e", "Column1:bool"), ("f < 2", "Column1:bool"),
        ("b has_any (1, e, t)", "Column1:bool"), ("l between (e .. e)", "Column1:bool"),
    ]

    @Test("columns", arguments: columns)
    func made(_ expression: String, _ expected: String) throws {
        let query = try Fixtures.compile("T | project \(expression)")
        #expect(query.columns.map { "\($0.name):\($0.type.rawValue)" }.joined(separator: ",") == expected)
    }

    static let refusals: [(String, Diagnostic.Code)] = [
        ("strlen(l)", .wrongType), ("array_length(dynamic({}))", .wrongType), ("bag_keys(pack_array(1))", .wrongType),
        ("array_length(bag_pack('a', 1))", .wrongType), ("hash(e)", .wrongType), ("not(e)", .wrongType),
        ("todynamic(dynamic(1))", .wrongType), ("coalesce(e, 1)", .noCommonType),
        ("replace_regex(b, b, 'x')", .constantValueExpected),
        ("indexof(b, 'x', 0, 1, l)", .constantValueExpected), ("format_datetime(t, b)", .literalExpected),
        ("format_datetime(t, '')", .emptyValue), ("datetime_add('fortnight', 1, t)", .wordExpected),
        ("bag_pack_columns(e.x)", .columnExpected), ("strcat_delim('-', b)", .wrongArgumentCount),
        ("array_length(array_sort_asc(e, e))", .wrongType), ("b < b", .undefinedOperator),
        ("f + 1", .undefinedOperator),
        ("b has dynamic([1])", .undefinedOperator), ("l between (1 .. e)", .undefinedOperator),
        ("-g", .undefinedOperator),
        ("l in~ (b)", .undefinedOperator),
    ]

    @Test("refusals", arguments: refusals)
    func refused(_ expression: String, _ code: Diagnostic.Code) throws {
        let error = try #require(Fixtures.error("T | project x = \(expression)"))
        #expect(error.code == code, "\(error)")
    }

    @Test("More names than results are refused, fewer leave the results their own")
    func names() throws {
        #expect(try #require(Fixtures.error("T | extend (x, y, z) = array_sort_asc(e, e)")).code == .surplusName)
        let query = try Fixtures.compile("T | project (x) = array_sort_asc(e, e)")
        #expect(query.columns.map(\.name) == ["x", "e_sorted"])
    }

    @Test(
        "A literal that cannot be read is null and warns",
        arguments: ["long(9223372036854775808)", "datetime(2020-13-01)", "guid(12)", "bool(maybe)", "decimal(1,0)"])
    func unreadable(_ literal: String) throws {
        let query = try Fixtures.compile("print x = \(literal)")
        #expect(query.diagnostics.map(\.code) == [.invalidLiteral])
        #expect(query.diagnostics.allSatisfy { $0.severity == .warning })
    }
}
