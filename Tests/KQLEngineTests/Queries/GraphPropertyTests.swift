import Testing

@testable import KQLEngine

/// Random small graphs and patterns, answered by the engine and by trying everything.
@Suite("Graphs: a pattern's matches are those that trying everything finds", .needsEngine)
struct GraphPropertyTests {
    @Test(arguments: 0..<150)
    func matches(seed: Int) throws {
        var random = SmallRandom(seed: UInt64(seed))
        let graph = SmallGraph(&random)
        let pattern = SmallPattern(&random)
        let found = try rows(
            "\(graph.text) | graph-match cycles=\(pattern.cycles) \(pattern.text) \(pattern.projection)")
        #expect(found == graph.matches(of: pattern).map(\.row).sorted(), "\(graph.text) \(pattern.text)")
    }

    @Test(arguments: 0..<80)
    func shortestPaths(seed: Int) throws {
        var random = SmallRandom(seed: UInt64(seed) &+ 1_000)
        let graph = SmallGraph(&random)
        var pattern = SmallPattern(&random)
        pattern.edges = [SmallPattern.Edge(name: "e0", arrow: pattern.edges[0].arrow, range: random.next(3)...3)]
        pattern.nodes = ["n0", "n1"]
        pattern.cycles = "unique_edges"
        pattern.kind = pattern.kind.flatMap { $0.place < 2 ? $0 : nil }
        // There and back again is no path from a node to itself.
        let all = graph.matches(of: pattern).filter {
            pattern.edges[0].arrow != "-" || $0.length == 0 || $0.visited[0] != $0.visited[$0.length]
        }
        var least: [String: Int] = [:]
        for match in all { least[match.ends] = min(least[match.ends] ?? .max, match.length) }
        let shortest = all.filter { $0.length == least[$0.ends] }
        let query = "\(graph.text) | graph-shortest-paths output=OUTPUT \(pattern.text) \(pattern.projection)"
        #expect(
            try rows(query.replacing("OUTPUT", with: "all")) == shortest.map(\.row).sorted(),
            "\(graph.text) \(pattern.text)")
        // Of each pair one of its shortest paths.
        let any = try rows(query.replacing("OUTPUT", with: "any"))
        #expect(any.count == least.count && Set(any).isSubset(of: shortest.map(\.row)), "\(graph.text) \(pattern.text)")
    }

    @Test(arguments: 0..<40)
    func components(seed: Int) throws {
        var random = SmallRandom(seed: UInt64(seed) &+ 2_000)
        let graph = SmallGraph(&random)
        for kind in ["weak", "strong"] {
            let found = try rows(
                "\(graph.text) | graph-mark-components kind=\(kind) | graph-to-table nodes | project a = id, c = ComponentId"
            )
            let expected = graph.components(isStrong: kind == "strong")
            #expect(found == expected.map { #"{"a":\#($0.key),"c":\#($0.value)}"# }.sorted(), "\(graph.text) \(kind)")
        }
    }

    private func rows(_ query: String) throws -> [String] {
        let text = try InlineQuery.rows(query).dropFirst().dropLast()
        return text.replacing("},{", with: "}\n{").split(separator: "\n").map(String.init).sorted()
    }
}

/// Numbers that are the same for the same seed on every machine.
struct SmallRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}

/// Up to five nodes, and edges whose weights are their numbers.
struct SmallGraph {
    var kinds: [Int] = []
    var edges: [(from: Int, to: Int)] = []

    init(_ random: inout SmallRandom) {
        for _ in 0..<(2 + random.next(4)) { kinds.append(random.next(2)) }
        for _ in 0..<(1 + random.next(7)) { edges.append((random.next(kinds.count), random.next(kinds.count))) }
    }

    var text: String {
        let nodes = kinds.indices.map { "\($0), \(kinds[$0])" }.joined(separator: ", ")
        let rows = edges.indices.map { "\(edges[$0].from), \(edges[$0].to), \($0)" }.joined(separator: ", ")
        return "datatable(s:long, t:long, w:long)[\(rows)] "
            + "| make-graph s --> t with datatable(id:long, k:long)[\(nodes)] on id"
    }

    struct Match {
        var names: [String: Int] = [:]
        var paths: [[Int]] = []
        /// Every edge, and every node but those that a name brings again.
        var used: [Int] = []
        var visited: [Int] = []
        var row = ""
        var ends = ""
        var length: Int { used.count }
    }

    func matches(of pattern: SmallPattern) -> [Match] {
        var result: [Match] = []
        for node in kinds.indices where allows(pattern, 0, node) {
            var match = Match()
            match.names[pattern.nodes[0]] = node
            match.visited = [node]
            extend(match, 0, node, pattern, &result)
        }
        if pattern.cycles == "none", Set(pattern.nodes).count <= pattern.edges.count { return [] }
        return result
    }

    private func allows(_ pattern: SmallPattern, _ place: Int, _ node: Int) -> Bool {
        pattern.kind.map { $0.place != place || kinds[node] == $0.kind } ?? true
    }

    private func extend(
        _ match: Match, _ place: Int, _ node: Int, _ pattern: SmallPattern, _ result: inout [Match]
    ) {
        guard place < pattern.edges.count else {
            var match = match
            let names = Set(pattern.nodes).sorted().map { #""\#($0)":\#(match.names[$0] ?? -1)"# }
            let paths = match.paths.enumerated().map { #""p\#($0.offset)":\#($0.element)"#.replacing(" ", with: "") }
            match.row = "{\((names + paths).joined(separator: ","))}"
            match.ends = "\(match.names[pattern.nodes[0]] ?? -1) \(node)"
            result.append(match)
            return
        }
        let edge = pattern.edges[place]
        walk(match, [], node, edge, pattern) { match, path, end in
            var match = match
            let name = pattern.nodes[place + 1]
            if let known = match.names[name] {
                guard known == end else { return }
            } else {
                guard allows(pattern, place + 1, end) else { return }
                match.names[name] = end
            }
            match.paths.append(path)
            extend(match, place + 1, end, pattern, &result)
        }
    }

    /// All ways along an edge of the pattern.
    private func walk(
        _ match: Match, _ path: [Int], _ node: Int, _ edge: SmallPattern.Edge, _ pattern: SmallPattern,
        _ body: (Match, [Int], Int) -> Void
    ) {
        if edge.range.contains(path.count) { body(match, path, node) }
        guard path.count < edge.range.upperBound else { return }
        for index in edges.indices {
            if pattern.cycles == "unique_edges", match.used.contains(index) { continue }
            var ends: [Int] = []
            if edge.arrow != "<", edges[index].from == node { ends.append(edges[index].to) }
            if edge.arrow != ">", edges[index].to == node, !(edge.arrow == "-" && edges[index].from == edges[index].to)
            {
                ends.append(edges[index].from)
            }
            for end in ends {
                if pattern.cycles == "none", match.visited.contains(end) { continue }
                var next = match
                next.used.append(index)
                next.visited.append(end)
                walk(next, path + [index], end, edge, pattern, body)
            }
        }
    }

    func components(isStrong: Bool) -> [Int: Int] {
        var reach = kinds.indices.map { a in kinds.indices.map { $0 == a } }
        for edge in edges {
            reach[edge.from][edge.to] = true
            if !isStrong { reach[edge.to][edge.from] = true }
        }
        for k in kinds.indices {
            for a in kinds.indices where reach[a][k] {
                for b in kinds.indices where reach[k][b] { reach[a][b] = true }
            }
        }
        var result: [Int: Int] = [:]
        var count = 0
        for node in kinds.indices where result[node] == nil {
            for other in kinds.indices where reach[node][other] && reach[other][node] { result[other] = count }
            count += 1
        }
        return result
    }
}

/// A chain of up to three edges, whose end may meet its beginning.
struct SmallPattern {
    struct Edge {
        var name: String
        var arrow: String
        var range: ClosedRange<Int>
        var isVariable = true

        var text: String {
            let content = isVariable ? "\(name)*\(range.lowerBound)..\(range.upperBound)" : name
            return "\(arrow == "<" ? "<" : "")-[\(content)]-\(arrow == ">" ? ">" : "")"
        }
    }

    var nodes: [String]
    var edges: [Edge] = []
    var cycles: String
    /// A condition on the kind of a node.
    var kind: (place: Int, kind: Int)?

    init(_ random: inout SmallRandom) {
        let count = 1 + random.next(3)
        cycles = ["unique_edges", "all", "none"][random.next(3)]
        for index in 0..<count {
            let isVariable = random.next(2) == 0
            let least = cycles == "none" ? 1 : random.next(2)
            let range = isVariable ? least...(least + random.next(3)) : 1...1
            let arrow = [">", "<", "-"][random.next(3)]
            edges.append(Edge(name: "e\(index)", arrow: arrow, range: range, isVariable: isVariable))
        }
        nodes = (0...count).map { "n\($0)" }
        if count > 1, random.next(4) == 0 { nodes[count] = "n0" }
        let place = random.next(count + 1)
        if random.next(2) == 0, nodes[place] == "n\(place)" { kind = (place, random.next(2)) }
    }

    var text: String {
        var result = "(\(nodes[0]))"
        for (edge, node) in zip(edges, nodes.dropFirst()) { result += edge.text + "(\(node))" }
        return result + (kind.map { " where n\($0.place).k == \($0.kind)" } ?? "")
    }

    var projection: String {
        let names = Set(nodes).sorted().map { "\($0) = \($0).id" }
        let paths = edges.enumerated().map { index, edge in
            "p\(index) = \(edge.isVariable ? "map(\(edge.name), w)" : "pack_array(\(edge.name).w)")"
        }
        return "project " + (names + paths).joined(separator: ", ")
    }
}
