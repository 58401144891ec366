import Testing

@testable import KQL

@Suite("Faults of graph queries say what to do")
struct GraphBindingTests {
    private static let graph = "T | make-graph a --> b with N on a | "

    private static let faults: [(String, Diagnostic.Code, String, String)] = [
        // Tables and graphs
        ("T | graph-match (x)-->(y) project x.a", .graphExpected, "graph-match", "make-graph"),
        ("T | graph-to-table nodes", .graphExpected, "graph-to-table", "make-graph"),
        ("T | graph-mark-components", .graphExpected, "graph-mark-components", "make-graph"),
        (graph + "where a == ''", .tableExpected, "where", "graph-match (a)-[e]->(b) project"),
        ("T | make-graph a --> b", .tableExpected, "T | make-graph a --> b", "graph-to-table"),
        ("T | join (T | make-graph a --> b) on a", .tableExpected, "(T | make-graph a --> b)", "graph-to-table"),
        ("graph('x') | graph-to-table nodes", .notSupported, "graph", "make-graph"),
        ("T | make-graph a -- b | graph-to-table edges", .notSupported, "-", "-->"),
        ("T | make-graph a --> e | graph-to-table edges", .dynamicIdentifier, "e", "tostring"),
        ("T | make-graph a --> zz | graph-to-table edges", .unknownName, "zz", "column"),
        ("T | make-graph a --> b with N on c partitioned-by b (graph-to-table nodes)", .unknownName, "N", "no column"),
        (
            "T | make-graph a --> b partitioned-by a (graph-mark-components)", .notAllowedHere,
            "graph-mark-components", "graph-match"
        ),
        (
            "macro-expand entity_group [cluster('a').database('b')] as X (X.T | count)", .notSupported, "macro-expand",
            "union"
        ),
        ("let G = entity_group [cluster('a').database('b')]; T", .notSupported, "entity_group", "union"),
        // Patterns
        (graph + "graph-match (x)-->(y)", .missingElement, "graph-match (x)-->(y)", "projection"),
        (graph + "graph-match (x)(y) project x.a", .invalidGraphPattern, "(y)", "edge is expected"),
        (graph + "graph-match -->(y) project y.a", .invalidGraphPattern, "-->", "node is expected"),
        (graph + "graph-match (x)--> project x.a", .invalidGraphPattern, "-->", "leads nowhere"),
        (graph + "graph-match (x)-->(y), (z)-->(v) project x.a", .notSupported, "(z)", "share the name"),
        (graph + "graph-match (x)-[x]->(y) project x.a", .duplicateName, "-[x]->", "given already"),
        (graph + "graph-match (x)-[p*3..1]->(y) project x.a", .invalidValue, "3..1", "greater"),
        (graph + "graph-match (x)-[p*1..1000]->(y) project x.a", .invalidValue, "1000", "100 edges"),
        (graph + "graph-match (x)-[p*1..'2']->(y) project x.a", .wholeNumberExpected, "'2'", "whole number"),
        (graph + "graph-match cycles=some (x)-->(y) project x.a", .expectedToken, "some", "unique_edges"),
        (graph + "graph-shortest-paths (x)-[p]->(y) project x.a", .notSupported, "(x)-[p]->(y)", "variable length"),
        (
            graph + "graph-shortest-paths (x)-[p*1..2]->(y), (y)-->(z) project x.a", .notSupported, "(y)-->(z)",
            "one sequence"
        ),
        // Names
        (graph + "graph-match (x)-->(y) where z.a == '' project x.a", .unknownName, "z", "known"),
        (graph + "graph-match (x)-->(y) project x.zz", .unknownName, "zz", "property of a node"),
        (graph + "graph-match (x)-[k]->(y) project k.zz", .unknownName, "zz", "property of an edge"),
        (
            "T | make-graph a --> b | graph-match (x)-->(y) project x.a", .unknownName, "a", "with_node_id"
        ),
        (graph + "graph-match (x)-->(y) where x.a project x.a", .conditionExpected, "x.a", "bool"),
        (graph + "graph-match (x)-->(y) project n = count()", .misplacedAggregate, "count", "aggregate"),
        // Functions over paths
        ("T | extend x = map(a, b)", .unknownFunction, "map", "graph-match"),
        (graph + "graph-match (x)-[p*1..2]->(y) project inner_nodes(p)", .unknownFunction, "inner_nodes", "map()"),
        (graph + "graph-match (x)-[p*1..2]->(y) project map(x, a)", .invalidValue, "x", "x.property"),
        (graph + "graph-match (x)-[p*1..2]->(y) project map(q, a)", .unknownName, "q", "edge of the pattern"),
        (graph + "graph-match (x)-[p*1..2]->(y) where all(p, a) project 1", .wrongType, "a", "bool"),
        (graph + "graph-match (x)-[p*1..2]->(y) project node_id(p)", .invalidValue, "p", "node of the pattern"),
        (
            graph + "graph-match (x)-[p*1..2]->(y) project node_degree_in()", .wrongArgumentCount, "node_degree_in",
            "inner_nodes"
        ),
        (graph + "graph-match (x)-[p*1..2]->(y)-[q*1..2]->(z) project p.l + q.l", .notSupported, "l", "map(edge, l)"),
        // Tables of a graph
        (graph + "graph-to-table nodes, edges", .aliasNeeded, "nodes", "names"),
        (graph + "graph-to-table nodes as A, nodes as B", .missingGraphPart, "graph-to-table", "one of edges"),
    ]

    private static let tables = [
        TableSchema(
            name: "T",
            columns: [
                ColumnSchema("a", .string), ColumnSchema("b", .string), ColumnSchema("l", .long),
                ColumnSchema("e", .dynamic),
            ]
        ),
        TableSchema(name: "N", columns: [ColumnSchema("a", .string), ColumnSchema("c", .string)]),
    ]

    @Test(arguments: faults)
    func aFaultHasItsPlace(fault: (text: String, code: Diagnostic.Code, place: String, hint: String)) throws {
        let compiler = KQLCompiler(schema: SchemaCatalog(tables: Self.tables))
        let found = compiler.check(fault.text, options: CompileOptions(now: 0)).filter { $0.severity == .error }
        let first = try #require(found.first { $0.code == fault.code }, "\(found)")
        let bytes = Array(fault.text.utf8)[first.span.start..<first.span.end]
        #expect(String(decoding: bytes, as: UTF8.self) == fault.place)
        let advice = first.message + first.suggestions.joined(separator: " ")
        #expect(advice.contains(fault.hint))
    }

    @Test(
        "columns have the names and types that the service gives them",
        arguments: [
            (
                "graph-match (x)-[k]->(y) project x.c, k.l, y.c, x.c",
                "x_c: string, k_l: long, y_c: string, x_c1: string"
            ),
            (
                "graph-match (x)-[k]->(y) project k.e.p.q, k.e[0], tostring(k.e.p), strlen(x.c)",
                "k_e_p_q: dynamic, k_e_0: dynamic, e_p: string, strlen_c: long"
            ),
            (
                "graph-match (x)-[p*1..2]->(y) project p.l, n = array_length(map(p, l)), map(inner_nodes(p), c)",
                "p_l: dynamic, n: dynamic, Column1: dynamic"
            ),
            (
                "graph-match (x)-[k]->(y) project node_id(x), node_degree_in(y), labels(k)",
                "Column1: string, Column2: long, Column3: dynamic"
            ),
            (
                "graph-mark-components | graph-to-table nodes with_node_id=h",
                "h: long, a: string, c: string, ComponentId: long"
            ),
            (
                "graph-to-table edges with_target_id=y with_source_id=x",
                "x: long, y: long, a: string, b: string, l: long, e: dynamic"
            ),
        ])
    func columns(steps: String, expected: String) throws {
        let compiler = KQLCompiler(schema: SchemaCatalog(tables: Self.tables))
        let query = try compiler.compile(Self.graph + steps, options: CompileOptions(now: 0))
        let found = query.columns.map { "\($0.name): \($0.type.rawValue)" }.joined(separator: ", ")
        #expect(found == expected)
    }

    /// Each of its tables is in the text once, however many elements and functions read it.
    @Test func aPatternGrowsTheTextNoFasterThanItself() throws {
        let compiler = KQLCompiler(schema: SchemaCatalog(tables: Self.tables))
        func length(_ count: Int) throws -> Int {
            let pattern = (0..<count).map { "(n\($0))-[p\($0)*1..3]->" }.joined() + "(n\(count))"
            let values = (0..<count).map { "map(p\($0), l)" }.joined(separator: ", ")
            return try compiler.compile(
                Self.graph + "graph-match \(pattern) project \(values)", options: CompileOptions(now: 0)
            ).sql.utf8.count
        }
        #expect(try length(8) < 8 * length(2))
    }
}
