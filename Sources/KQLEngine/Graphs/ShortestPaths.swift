/// Searches shortest paths breadth first, from one node after the other.
struct ShortestPaths {
    /// So many edges may be looked at in one search, which takes some seconds; one that needs more is refused.
    static let visitLimit = 500_000_000
    /// So many edges may the paths of a result have together.
    static let stepLimit = 50_000_000

    let edges: GraphEdges
    /// Nodes at which paths may end, and those that they may pass; `nil` for any.
    let ends: Set<Int32>?
    let inner: Set<Int32>?
    let least: Int
    let greatest: Int
    /// Whether all shortest paths of a pair are wanted.
    let wantsAll: Bool
    /// Whether a circle is a path from its node to itself: not where edges are walked both ways, since there and back
    /// again is none.
    let hasCircles: Bool

    private(set) var paths: [[UInt8]] = []
    private var visits = 0
    private var steps = 0

    init(
        edges: GraphEdges, ends: Set<Int32>?, inner: Set<Int32>?, least: Int, greatest: Int, wantsAll: Bool,
        hasCircles: Bool
    ) {
        self.hasCircles = hasCircles
        self.edges = edges
        self.ends = ends
        self.inner = inner
        self.least = least
        self.greatest = greatest
        self.wantsAll = wantsAll
        distances = Array(repeating: -1, count: edges.nodeCount + 1)
        origins = Array(repeating: [], count: edges.nodeCount + 1)
    }

    /// The number of edges from the node that is searched from; -1 where none lead there.
    private var distances: [Int32]
    /// The last edges of shortest paths to a node, with the nodes that they come from.
    private var origins: [[(node: Int32, edge: Int32)]]

    /// Adds the paths from a node.
    ///
    /// - Throws: ``FunctionFailure`` where the search or its result is too large.
    mutating func search(from start: Int32) throws {
        if least == 0, ends?.contains(start) != false { write(start, start, [], []) }
        guard Int(start) < distances.count, greatest > 0 else { return }
        var reached: [Int32] = []
        defer {
            for node in reached {
                distances[Int(node)] = -1
                origins[Int(node)] = []
            }
        }
        var missing = ends
        // The empty path is the shortest from a node to itself.
        if least == 0 || !hasCircles { missing?.remove(start) }
        var front = [start]
        var distance: Int32 = 0
        while !front.isEmpty, Int(distance) < greatest {
            if let missing, missing.isEmpty { break }
            distance += 1
            var next: [Int32] = []
            for node in front {
                if node == start ? distance > 1 : inner?.contains(node) == false { continue }
                for (end, edge) in edges.leaving(node) {
                    visits += 1
                    let known = distances[Int(end)]
                    if known == -1 {
                        distances[Int(end)] = distance
                        origins[Int(end)] = [(node, edge)]
                        reached.append(end)
                        next.append(end)
                    } else if known == distance, wantsAll {
                        origins[Int(end)].append((node, edge))
                    }
                }
            }
            guard visits <= Self.visitLimit else {
                throw FunctionFailure(
                    "graph-shortest-paths looks at more than 500,000,000 edges; narrow the nodes to begin at by where, or "
                        + "keep fewer edges before make-graph")
            }
            for node in next { missing?.remove(node) }
            front = next
        }
        for node in reached where ends?.contains(node) != false && !(node == start && (least == 0 || !hasCircles)) {
            try collect(start, node)
        }
    }

    /// Writes the paths to a node, walking back from it.
    private mutating func collect(_ start: Int32, _ end: Int32) throws {
        let length = Int(distances[Int(end)])
        // The place in `origins` of each node on the way back.
        var choices = [0]
        var way: [(node: Int32, edge: Int32)] = []
        var node = end
        while let choice = choices.last {
            let options = origins[Int(node)]
            guard choice < options.count else {
                choices.removeLast()
                guard !way.isEmpty else { break }
                way.removeLast()
                node = way.last?.node ?? end
                continue
            }
            choices[choices.count - 1] += 1
            way.append(options[choice])
            if way.count == length {
                steps += length
                guard steps <= Self.stepLimit else {
                    throw FunctionFailure(
                        "graph-shortest-paths finds paths of more than 50,000,000 edges together; ask for any of them "
                            + "(output=any), or narrow their ends by where")
                }
                let forward = way.reversed()
                write(start, end, forward.map(\.edge), forward.dropFirst().map(\.node))
                way.removeLast()
                node = way.last?.node ?? end
            } else {
                node = options[choice].node
                choices.append(0)
            }
        }
    }

    private mutating func write(_ start: Int32, _ end: Int32, _ edges: [Int32], _ inner: [Int32]) {
        var text: [UInt8] = []
        func list(_ numbers: [Int32]) {
            text.append(UInt8(ascii: "["))
            for (index, number) in numbers.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                text += Array(String(number).utf8)
            }
            text.append(UInt8(ascii: "]"))
        }
        text += Array("[\(start),\(end),".utf8)
        list(edges)
        text.append(UInt8(ascii: ","))
        list(inner)
        text += Array(",\(edges.count)]".utf8)
        paths.append(text)
    }
}
