// MARK: Graphs, as the graph operators need them

extension EngineFunction {
    /// Shortest paths, each as a JSON array `[first node, last node, [edges], [inner nodes]]`.
    ///
    /// Edges (first) are a JSON array of arrays `[edge, from, to]` of whole numbers. Paths begin at the nodes of a JSON
    /// array (second) and end at those of another (third), and pass only through nodes of a fourth, each of which may
    /// be `null` for any node. The options (fifth) are a JSON array: the least number of edges, which is 0 or 1, the
    /// greatest, 1 where all shortest paths of a pair of nodes are wanted and not any one of them, and 1 where edges
    /// are walked both ways. A path leads from a node to itself where it is empty, or where it is a circle
    /// of edges that are walked one way.
    /// More than 500,000,000 visits of edges, or paths of more than 50,000,000 edges together, are an error of the query.
    public static let shortestPaths = Self(
        "kql_shortest_paths", [.text, .text, .text, .text, .text], result: .textList)

    /// The number of the component of each node from 1 on, counted from 0 by the first node of each, as decimal texts.
    /// Edges (first) are as in ``shortestPaths``, the nodes are 1 to the second argument; the third is true for
    /// components in which each node leads to each other.
    public static let components = Self("kql_graph_components", [.text, .int64, .boolean], result: .textList)

    static let allGraphs: [Self] = [.shortestPaths, .components]
}
