import Foundation

@testable import KQL

/// The page that tells what of the language is offered, made of what the compiler says to the smallest use of each name.
enum SupportDocument {
    /// An operator with the least query that uses it.
    private static let operators: [(name: String, query: String)] = [
        ("as", "T | as x"), ("assert-schema", "T | count | assert-schema (Count: long)"), ("consume", "T | consume"),
        ("count", "T | count"), ("datatable", "datatable(a: int)[1]"), ("distinct", "T | distinct a"),
        ("evaluate", "T | evaluate narrow()"), ("extend", "T | extend x = 1"),
        ("externaldata", "externaldata(a: string)['https://localhost/a.csv']"), ("facet", "T | facet by a"),
        ("filter", "T | filter f"), ("find", "find in (T) where a == 1"), ("fork", "T | fork (count) (take 1)"),
        ("getschema", "T | getschema"), ("graph-match", graph("graph-match (x)-[y]->(z) project x.a")),
        ("graph-shortest-paths", graph("graph-shortest-paths (x)-[y*1..3]->(z) project x.a")),
        ("graph-to-table", graph("graph-to-table nodes")), ("invoke", "let f = (t: (*)) { t | count }; T | invoke f()"),
        ("join", "T | join kind=inner (U) on a"), ("limit", "T | limit 1"), ("lookup", "T | lookup (U) on a"),
        ("macro-expand", "macro-expand x as y (T)"), ("make-graph", graph("graph-to-table nodes")),
        ("make-series", "T | make-series count() on t from ago(1d) to now() step 1h"),
        ("mv-apply", "T | mv-apply x = e on (take 1)"), ("mv-expand", "T | mv-expand e"), ("order", "T | order by a"),
        ("parse", "T | parse b with 'x' y"), ("parse-kv", "T | parse-kv b as (k: string)"),
        ("parse-where", "T | parse-where b with 'x' y"), ("partition", "T | partition by a (take 1)"),
        ("print", "print 1"),
        ("project", "T | project a"), ("project-away", "T | project-away a"), ("project-keep", "T | project-keep a"),
        ("project-rename", "T | project-rename x = a"), ("project-reorder", "T | project-reorder b"),
        ("range", "range x from 1 to 3 step 1"), ("reduce", "T | reduce by b"), ("render", "T | render table"),
        ("sample", "T | sample 1"), ("sample-distinct", "T | sample-distinct 1 of a"),
        ("scan", "T | sort by t asc | scan with (step s: true;)"), ("search", "search in (T) 'x'"),
        ("serialize", "T | serialize"), ("sort", "T | sort by a"), ("summarize", "T | summarize count()"),
        ("take", "T | take 1"), ("top", "T | top 1 by a"), ("top-hitters", "T | top-hitters 1 of a"),
        ("top-nested", "T | top-nested 1 of a by count()"), ("union", "union T, T"), ("where", "T | where f"),
    ]

    private static func graph(_ end: String) -> String { "T | make-graph b --> b with T on b | " + end }

    static func text() -> String {
        """
        # What of KQL is offered

        Made by `SupportDocumentTests` out of what the compiler says; run it with `SALLYPORT_RECORD=kql-support` after
        a change. "Refused" names the reason that the error gives; everything else is offered with the meaning that the
        language gives it.

        ## Where meaning is ours
        - `dcount` counts exactly; percentiles are by nearest rank.
        - A comparison of text with another type reads the text as that type; the language does not say.
        - `parse_user_agent` knows the common families of programs and calls everything else `Other`.
        - `current_cluster_endpoint()`, `current_database()` and `current_principal()` are `localhost`, `hunting` and the
          empty text; `current_principal_is_member_of()` is false.
        - `estimate_data_size()` counts the width of numbers and times and the bytes of texts.
        - A literal whose text cannot be read is null, with a warning.
        - `hash` of a number or a time is that of its bytes, lowest first; the reference shows it for datetimes only.
        - `geo_polygon_to_h3cells` enlarges a polygon by testing each cell's middle against the distance from the polygon's
          boundary; an edge takes the shorter way around the globe, and a shell that goes around it encloses the nearer pole.
        - Sets of cells are listed in the order that recorded answers of the service have.
        - A regular expression whose brackets do not nest is read with brackets in classes standing for themselves.
        - Shapes on the globe that come within 13 nanometres of each other touch; a vertex that close to an edge lies on it.
          A polygon whose rings cross themselves or each other is not valid.
        - What two shapes have in common is one GeoJSON geometry, or a collection of one each for points, lines and
          polygons. Lines are cut where more than two meet. Rings of shells go counterclockwise, those of holes clockwise.
        - Simplification keeps vertices that are farther apart than the tolerance, chosen along the curve of S2 cells, and
          drops those that one edge passes within the tolerance; the service's choice may differ.
        - Buffers are the service's where they were compared with it. A buffer that reaches around the globe is null, and
          one beyond half of it has no ring that GeoJSON could tell from its outside. Tolerances below a millionth of the
          radius are null.
        - `geo_line_densify` reads longitudes up to 360, as the service does, and cuts lines at ±179.999999999999 degrees.
        - A graph's nodes are the rows of the node tables by identifier; of several rows of one identifier each property is
          that of a row which has it. A node that only edges name has its identifier in the key columns and nothing else.
          Null is an identifier like others. Identifiers of different types are compared as whole numbers or as text.
        - `cycles=unique_edges` holds for all edges of a match, in all sequences of the pattern, and `cycles=none` for all
          its nodes. An edge of variable length stands for 100 edges at most, its elements in the order of the text.
        - A condition on an edge of variable length as it stands holds for each of its edges, and in a projection a value
          is computed for each. What reads such an edge is dynamic, as the service's checker has it.
        - `graph-shortest-paths` counts all edges between the first node and the last. A node is joined with itself by a
          circle of directed edges, but not by edges that are walked both ways.
        - `graph-mark-components` numbers components by their first nodes.
        - What the compressing functions write is read by every reader of the format, but is not the service's byte for
          byte.
        - `sample` and `sample-distinct` draw lots of a row's number or value and of the query's instant.
        - `make_set` gives its values in order.
        - `basket` gives the closed patterns, `autocluster` and `diffpatterns` few patterns that cover the rows or the
          difference, chosen by rules of ours (`Sources/KQLEngine/Mining`); null and empty values are in no pattern.
        - `reduce` keeps a word that more than the threshold's share of the texts has at a place; groups that share half
          of their words, or the threshold's share where that is more, are one.
        - `sequence_detect` gives every way to choose rows that come one after the other; `funnel_sequence_completion`
          counts a state that nobody reaches as 0; in both a step comes later than the one before, not with it.


        """
            + table("Operators", operators.map { ($0.name, $0.query) }, areWhole: true)
            + table("Scalar functions", LanguageNames.scalars.map { ($0, use(of: $0)) })
            + table("Aggregate functions", LanguageNames.aggregates.map { ($0, "T | summarize x = \($0)()") })
            + table("Plugins", LanguageNames.plugins.map { ($0, "T | evaluate \($0)()") })
    }

    /// The least use of a scalar function.
    private static func use(of name: String) -> String {
        switch name {
        case "inner_nodes": graph("graph-match (x)-[y*1..2]->(z) project map(inner_nodes(y), a)")
        case "all", "any", "map": graph("graph-match (x)-[y*1..2]->(z) project \(name)(y, a == a)")
        case "labels", "node_id", "node_degree_in", "node_degree_out":
            graph("graph-match (x)-[y*1..2]->(z) project \(name)(x)")
        default: "T | extend x = \(name)()"
        }
    }

    private static func table(
        _ title: String,
        _ rows: [(name: String, query: String)],
        areWhole: Bool = false
    ) -> String {
        let refused = rows.compactMap { row in
            refusal(row.query, isWhole: areWhole).map { (name: row.name, reason: $0) }
        }
        let names = Set(refused.map(\.name))
        let offered = rows.map(\.name).filter { !names.contains($0) }
        var text = "## \(title)\n\(offered.count) of \(rows.count) are offered.\n\n"
        text += offered.map { "`\($0)`" }.joined(separator: " ") + "\n\n"
        guard !refused.isEmpty else { return text }
        text += "| refused | why |\n|---|---|\n"
        for row in refused { text += "| `\(row.name)` | \(row.reason) |\n" }
        return text + "\n"
    }

    /// Why the compiler refuses a query for what it uses.
    ///
    /// - Parameter isWhole: Whether the query is right, so that every fault is a refusal; else faults of its arguments
    ///   do not count.
    private static func refusal(_ query: String, isWhole: Bool) -> String? {
        let codes: [Diagnostic.Code] = [.notSupported, .unknownFunction, .unknownOperator, .misplacedAggregate]
        let faults = Fixtures.error(query)?.diagnostics ?? []
        guard let fault = faults.first(where: { isWhole || codes.contains($0.code) }) else { return nil }
        guard fault.code == .notSupported, !fault.message.contains("not supported yet") else {
            return "not modelled yet"
        }
        let parts = fault.message.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : fault.message
    }
}
