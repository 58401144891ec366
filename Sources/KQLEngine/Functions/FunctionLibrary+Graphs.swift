internal import DuckDB
internal import KQL

// MARK: Graphs

extension FunctionLibrary {
    static let graphs: [FunctionBody] = [
        FunctionBody(.shortestPaths) { input, output in
            for row in 0..<input.count {
                guard !input.columns.contains(where: { $0.isNull(row) }) else {
                    output.appendList(row, [])
                    output.setNull(row)
                    continue
                }
                let options = try GraphEdges.wholeNumbers(input[4].text(row))
                guard options.count == 4 else { throw FunctionFailure("shortest paths need four options") }
                func set(_ column: Int) throws -> Set<Int32>? {
                    let text = input[column].text(row)
                    return text.count > 0 && text[0] == UInt8(ascii: "n") ? nil : Set(try GraphEdges.wholeNumbers(text))
                }
                let edges = GraphEdges(
                    try GraphEdges.triples(input[0].text(row)), nodeCount: 0, isBothWays: options[3] == 1)
                var search = ShortestPaths(
                    edges: edges, ends: try set(2), inner: try set(3), least: Int(options[0]),
                    greatest: Int(options[1]), wantsAll: options[2] == 1, hasCircles: options[3] != 1)
                var seen: Set<Int32> = []
                for start in try GraphEdges.wholeNumbers(input[1].text(row)) where seen.insert(start).inserted {
                    try search.search(from: start)
                }
                output.appendList(row, search.paths)
            }
        },
        FunctionBody(.components) { input, output in
            for row in 0..<input.count {
                guard !input.columns.contains(where: { $0.isNull(row) }) else {
                    output.appendList(row, [])
                    output.setNull(row)
                    continue
                }
                let triples = try GraphEdges.triples(input[0].text(row))
                let count = Int(clamping: input[1].int64(row))
                let components =
                    input[2].bool(row)
                    ? GraphComponents.strong(triples, nodeCount: count)
                    : GraphComponents.weak(triples, nodeCount: count)
                output.appendList(row, components.map { Array(String($0).utf8) })
            }
        },
    ]
}
