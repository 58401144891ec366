import Testing

@testable import KQL

/// No text that a user writes becomes SQL; design decision 7.
@Suite("No user text in SQL")
struct InjectionTests {
    static let marker = "zq9marker"

    /// Places of a literal: X stands for the text, in quotes of each kind.
    static let literalPlaces: [String] = [
        #"T | where b == "X""#, "T | where b == 'X'", #"T | where b == @"X""#, "T | where b == @'X'",
        "T | where b == ```X```", "T | where b == ~~~X~~~", #"T | where b == h"X""#, "T | where b == h'X'",
        #"T | where b == h@"X""#, #"T | where b == "a" "X" 'X'"#, #"T | where b =~ "X""#, #"T | where b != "X""#,
        #"T | where b in ("X", "Y")"#, #"T | where b !in ("X")"#,
        #"T | where b in~ ("X")"#, #"T | where b in (dynamic(["X"]))"#, #"T | where b has_any ("X", "Y")"#,
        #"T | where b has_all ("X", "Y")"#, #"T | where b matches regex "X""#, #"T | where * has "X""#,
        #"T | where e.a == "X""#, #"T | where e["X"] == 1"#, #"T | where e.a["X"][0] == 1"#,
        #"T | where e[strcat("X", b)] == 1"#,
        #"T | where a == int("X")"#, #"T | where l == long("X")"#, #"T | where g == guid("X")"#,
        #"T | where t > datetime("X")"#, #"T | where s > timespan("X")"#, #"T | where t > todatetime("X")"#,
        #"print dynamic("X")"#, #"print dynamic(["X", {"X": "X", "a": ["X"]}])"#, #"print dynamic({'X': 1})"#,
        #"datatable(c: string) ["X"]"#, #"datatable(c: dynamic) [dynamic({"X": "X"})]"#,
        #"let v = "X"; T | where b == v"#, #"let f = (p: string = "X") { T | where b == p }; f()"#,
        #"let f = (p: string) { T | where b == p }; f("X")"#,
        #"declare query_parameters(p: string = "X"); T | where b == p"#,
        #"set X = "X"; T"#, #"T | extend x = case(b == "X", "X", "Y")"#, #"T | extend x = extract("X", 1, b)"#,
        #"T | extend x = extract("(X)", 1, b, typeof(string))"#, #"T | extend x = extract_all("(X)", b)"#,
        #"T | extend x = replace_string(b, "X", "X")"#, #"T | extend x = replace_regex(b, "X", "X")"#,
        #"T | extend x = split(b, "X")"#, #"T | extend x = trim("X", b)"#, #"T | extend x = format_datetime(t, "X")"#,
        #"T | extend x = format_timespan(s, "X")"#, #"T | extend x = parse_json("X")"#,
        #"T | extend x = bag_pack("X", b)"#,
        #"T | extend x = bag_remove_keys(e, dynamic(["X"]))"#, #"T | extend x = extract_json("$.X", b)"#,
        #"T | extend x = iff(isempty(b), "X", b)"#, #"T | extend x = strcat_delim("X", b, b)"#,
        #"T | extend x = indexof(b, "X")"#, #"T | extend x = countof(b, "X", "regex")"#,
        #"T | extend x = translate("X", "X", b)"#,
        #"T | extend x = hash_sha256("X")"#, #"T | extend x = ipv4_is_in_range(b, "X")"#,
        #"T | extend x = has_any_index(b, dynamic(["X"]))"#,
        #"T | extend x = column_ifexists("X", "X")"#, #"T | summarize make_set("X")"#,
        #"T | summarize make_list_if(b, b has "X")"#,
        #"T | summarize countif(b == "X") by x = strcat(b, "X")"#, #"T | sort by strcat(b, "X")"#,
        #"T | top 5 by strcat("X", b)"#,
        #"T | parse b with "X" y "X" z"#, #"T | parse kind=regex b with "X" y"#, #"T | parse-where b with * "X" y"#,
        #"T | parse-kv b as (y: string) with (pair_delimiter="X", kv_delimiter="X", quote="'")"#, #"search "X""#,
        #"T | search b: "X""#, #"search b == "X""#, #"find in (T) where b has "X""#, #"T | search "X""#,
        #"T | lookup (U | extend y = "X") on a"#, #"T | join (U | where "X" == "Y") on a"#,
        #"union (T), (U | extend b = "X")"#,
        #"externaldata (c: string) ["https://h/X"] with (format="csv")"#,
        #"externaldata (c: string) [@"https://h/X"] with (format="X")"#,
        #"T | reduce by b with threshold=0.1"#, #"T | evaluate bag_unpack(e, "X")"#,
        #"T | evaluate pivot(b, count(), a)"#,
        #"T | extend x = toscalar(T | where b == "X" | project b)"#,
        #"T | where b in ((T | where b == "X" | project b))"#,
        #"T | serialize x = prev(b, 1, "X")"#, #"T | partition by b (where b == "X")"#,
        #"T | mv-apply e on (where tostring(e) == "X")"#,
        #"T | scan with (step s1: b == "X"; step s2: b == "X";)"#,
        #"T | render timechart with (title="X", ytitle='X')"#,
        #"T | top-nested 2 of b with others="X" by count()"#,
        #"T | fork (where b == "X") (count)"#, #"T | invoke FileProfile("X")"#,
    ]

    /// Places of a name, which takes any text in brackets: X stands for the text.
    static let namePlaces: [String] = [
        "T | extend ['X'] = 1", #"T | extend ["X"] = 1"#, "T | project ['X'] = b", "T | project-rename ['X'] = a",
        "T | extend ['X'] = 1 | project-away ['X']", "T | extend ['X'] = 1 | project-keep ['X']",
        "T | extend ['X'] = 1 | project-reorder ['X']", "T | extend ['X'] = b | where ['X'] == 'a'",
        "T | extend ['X'] = b | summarize count() by ['X']", "T | summarize ['X'] = count() by b",
        "T | summarize ['X'] = arg_max(t, *) by b", "T | summarize (['X'], y) = arg_max(t, b) by a", "print ['X'] = 1",
        "T | extend ['X'] = b | distinct ['X']", "T | extend ['X'] = b | sort by ['X']",
        "T | extend ['X'] = a | top 3 by ['X']",
        "datatable(['X']: string) ['a']", "range ['X'] from 1 to 2 step 1", "let ['X'] = 5; T | where a == ['X']",
        "let ['X'] = T; ['X'] | take 1", "let f = (['X']: long) { print ['X'] }; f(1)",
        "union withsource=['X'] T, U", "find withsource=['X'] in (T) where a == 1", "T | mv-expand ['X'] = e",
        "T | mv-apply ['X'] = e on (take 1)",
        "T | mv-expand with_itemindex=['X'] e", "T | project a, ['X'] = b | join (T | project a, ['X'] = b) on a",
        "T | extend ['X'] = a | join (U | extend ['X'] = a) on ['X']",
        "T | extend ['X'] = a | join (U) on $left.['X'] == $right.a",
        "T | extend ['X'] = a | lookup (U | extend ['X'] = a) on ['X']", "T | parse b with 'a' ['X']",
        "T | parse b with 'a' ['X']: long 'b'",
        "T | parse-kv b as (['X']: string)", "T | make-series ['X'] = count() on t from ago(1d) to now() step 1h",
        "T | extend ['X'] = b | make-series count() on t from ago(1d) to now() step 1h by ['X']", "T | count as X",
        "T | as X | take 1",
        "T | as ['X'] | take 1", "T | render X", "T | project ['X'] = a | getschema", "T | where e.X == 1",
        "T | where e.['X'] == 1",
        "T | extend x = tostring(e.X.X)", "T | serialize ['X'] = row_number()",
        "T | top-nested 2 of ['X'] = b by ['XY'] = count()",
        "T | extend ['X'] = b | top-hitters 2 of ['X']",
        "T | scan declare (['X']: long = 0) with (step s1: true => ['X'] = s1.['X'] + 1;)",
        "T | scan with_match_id=['X'] with (step s1: true;)", "T | scan with (step ['X']: true;)",
        "T | extend ['X'] = b | facet by ['X']",
        "T | extend ['X'] = b | partition by ['X'] (take 1)", "T | extend ['X'] = b | sample-distinct 2 of ['X']",
        "T | evaluate bag_unpack(e): (['X']: string)", "T | evaluate pivot(b, count()): (['X']: long)",
        "T | extend ['X'] = b | evaluate narrow()",
        "externaldata (['X']: string) ['https://h/a'] with (format='csv')",
        "externaldata (c: string) ['https://h/a'] with (X='csv')",
        "declare query_parameters(['X']: string = 'a'); print ['X']", "set X = 1; T",
        "T | extend x = bag_pack_columns(a) | extend ['X'] = pack_all()",
        "T | join hint.strategy=X (U) on a", "T | summarize hint.shufflekey=X count() by b",
        "T | union kind=outer (U | extend ['X'] = 1)",
        "T | project-by-names dynamic(['X', 'a'])", "T | invoke X()", "X | take 1", "table('X')", "T | evaluate X(e)",
        "T | extend x = X(b)",
    ]

    static let attacks = [
        "'; DROP TABLE t; --", #"\"; SELECT 1; /*"#, #"\\"; SELECT 1; /*"#, "$1) UNION SELECT 2 --", "*/ 1;", "');--",
        #"\"\""#, "%s ? $2",
        #"a\"b;--"#, "\\u0027;--", "\u{0}", "\u{2019}; DROP",
    ]

    @Test("In every place of a literal", arguments: literalPlaces)
    func literals(_ template: String) throws { try check(template) }

    @Test("In every place of a name or an option", arguments: namePlaces)
    func names(_ template: String) throws { try check(template) }

    /// What breaks the query is an error; what does not must stay out of the SQL.
    private func check(_ template: String) throws {
        for attack in [""] + Self.attacks {
            let query = String(template.flatMap { $0 == "X" ? Self.marker + attack : String($0) })
            guard let compiled = try? Fixtures.compile(query) else { continue }
            for sql in [compiled.sql] + compiled.probes.map(\.query.sql) {
                #expect(!sql.contains(Self.marker), "\(sql)")
                for word in ["DROP", "--", ";", "/*", "*/", "UNION SELECT"] { #expect(!sql.contains(word), "\(sql)") }
            }
        }
    }

    @Test("Each place exists, so that the tests above test something")
    func templatesCompile() {
        // Places that only a plain word of the language can fill, and places that are refused whatever stands there.
        let closed = [
            "render X", "(X=", "invoke X", "X |", "table('X')", "evaluate X", "= X(b)", "int(", "long(", "guid(",
            "datetime(", "timespan(",
        ]
        for template in Self.literalPlaces + Self.namePlaces where !closed.contains(where: template.contains) {
            let query = String(template.flatMap { $0 == "X" ? Self.marker : String($0) })
            #expect(throws: Never.self, "\(query)") { try Fixtures.compile(query) }
        }
    }

    @Test("In the values of parameters and in the names of columns that the data tell", arguments: attacks)
    func outside(_ attack: String) throws {
        let text = Self.marker + attack
        var options = Fixtures.options
        options.parameters = ["p": text]
        let query = try Fixtures.compile("declare query_parameters(p: string); T | where b == p", options: options)
        #expect(!query.sql.contains(Self.marker) && query.parameters.contains(.text(text)))
        for template in ["T | evaluate bag_unpack(e)", "T | evaluate pivot(b, count(), a)"] {
            let first = try Fixtures.compile(template)
            var options = Fixtures.options
            for probe in first.probes {
                options.shapes[probe.id] = DiscoveredShape(columns: [ColumnSchema(text, .string)])
            }
            let second = try Fixtures.compile(template, options: options)
            #expect(second.columns.contains { $0.name == text })
            #expect(!second.sql.contains(Self.marker), "\(second.sql)")
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
