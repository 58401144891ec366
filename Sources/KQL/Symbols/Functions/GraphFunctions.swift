/// The functions that only `graph-match` and `graph-shortest-paths` know.
enum GraphFunctions {
    /// Each with the number of arguments that it takes, and how it is called.
    static let all: [String: (counts: ClosedRange<Int>, signature: String)] = [
        "all": (2...2, "all(edge | inner_nodes(edge), bool) → bool"),
        "any": (2...2, "any(edge | inner_nodes(edge), bool) → bool"),
        "map": (2...2, "map(edge | inner_nodes(edge), any) → dynamic"),
        "inner_nodes": (1...1, "inner_nodes(edge), in all(), any() and map()"),
        "labels": (0...1, "labels([node | edge]) → dynamic"),
        "node_id": (0...1, "node_id([node]) → string"),
        "node_degree_in": (0...1, "node_degree_in([node]) → long"),
        "node_degree_out": (0...1, "node_degree_out([node]) → long"),
    ]
}
