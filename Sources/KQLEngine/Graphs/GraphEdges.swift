internal import DuckDB

/// The edges of a graph between nodes, by node: where each leads and its number.
///
/// Nodes are known by their numbers, which are whole numbers from 1 on without large gaps.
struct GraphEdges {
    /// For each node the place of its first edge in `ends`, and behind the last node where they end.
    private let starts: [Int32]
    private let ends: [(node: Int32, edge: Int32)]
    /// The greatest number of a node, and the number of edges.
    let nodeCount: Int
    let edgeCount: Int

    /// - Parameters:
    ///   - triples: Edges as number, from, to.
    ///   - isBothWays: Whether each edge also leads back; one from a node to itself counts once all the same.
    init(_ triples: [(edge: Int32, from: Int32, to: Int32)], nodeCount: Int, isBothWays: Bool) {
        let count = triples.reduce(nodeCount) { max($0, Int($1.from), Int($1.to)) }
        var starts = [Int32](repeating: 0, count: count + 2)
        for triple in triples {
            starts[Int(triple.from) + 1] += 1
            if isBothWays, triple.from != triple.to { starts[Int(triple.to) + 1] += 1 }
        }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var places = starts
        var ends = [(node: Int32, edge: Int32)](repeating: (0, 0), count: Int(starts[starts.count - 1]))
        func add(_ from: Int32, _ to: Int32, _ edge: Int32) {
            ends[Int(places[Int(from)])] = (to, edge)
            places[Int(from)] += 1
        }
        for triple in triples {
            add(triple.from, triple.to, triple.edge)
            if isBothWays, triple.from != triple.to { add(triple.to, triple.from, triple.edge) }
        }
        self.starts = starts
        self.ends = ends
        self.nodeCount = count
        edgeCount = triples.count
    }

    /// The edges that lead away from a node.
    func leaving(_ node: Int32) -> ArraySlice<(node: Int32, edge: Int32)> {
        guard node >= 0, Int(node) + 1 < starts.count else { return [] }
        return ends[Int(starts[Int(node)])..<Int(starts[Int(node) + 1])]
    }

    // MARK: Reading

    /// The triples of a JSON array of arrays of three whole numbers.
    ///
    /// - Throws: ``FunctionFailure`` where a number is too great.
    static func triples(_ text: ByteView) throws -> [(edge: Int32, from: Int32, to: Int32)] {
        let numbers = try wholeNumbers(text)
        return stride(from: 0, to: numbers.count - numbers.count % 3, by: 3).map {
            (numbers[$0], numbers[$0 + 1], numbers[$0 + 2])
        }
    }

    /// All whole numbers of a JSON text, however nested, in their order.
    ///
    /// - Throws: ``FunctionFailure`` where a number is too great.
    static func wholeNumbers(_ text: ByteView) throws -> [Int32] {
        var result: [Int32] = []
        var number = 0
        var isInside = false
        for byte in text.buffer {
            if byte &- UInt8(ascii: "0") < 10 {
                number = number * 10 + Int(byte &- UInt8(ascii: "0"))
                isInside = true
                guard number < Int(Int32.max) else {
                    throw FunctionFailure("the graph has too many edges or nodes; keep fewer before make-graph")
                }
            } else if isInside {
                result.append(Int32(number))
                number = 0
                isInside = false
            }
        }
        if isInside { result.append(Int32(number)) }
        return result
    }
}
