/// The pattern of `graph-match`: nodes, and edges between them.
struct GraphPattern {
    struct Node {
        /// What the condition and the projection call it; `nil` where no one can.
        var name: String?
        var span: Span
        /// The columns that stand for what is asked of it.
        var values: [NodeValue: PlanColumn] = [:]
    }

    struct Edge {
        var name: String?
        var span: Span
        /// The nodes that it joins, by their places in the pattern.
        var from: Int
        var to: Int
        /// Whether it may also be walked from `to` to `from`.
        var isUndirected: Bool
        /// Whether it is written from right to left: a path's elements stand in the order of the text.
        var isBackward = false
        /// How many edges of the graph it may stand for; `nil` for exactly one.
        var range: ClosedRange<Int64>?
        var values: [Int: PlanColumn] = [:]

        var isVariable: Bool { range != nil }
    }

    /// What a name of the pattern stands for.
    enum Element: Hashable {
        case node(Int)
        case edge(Int)
    }

    /// What a match may meet twice.
    enum Cycles: String, CaseIterable {
        /// Any edge and any node.
        case all
        /// No node.
        case none
        /// No edge.
        case unique = "unique_edges"
    }

    var nodes: [Node] = []
    var edges: [Edge] = []
    var names: [String: Element] = [:]
    var cycles = Cycles.unique
    /// The node at the end of the last sequence.
    var last = 0

    /// Whether the pattern itself closes a circle: it has an edge more than a tree.
    var hasCircle: Bool { edges.count >= nodes.count }

    /// A node that no sequence of edges joins with the first.
    var detachedNode: Int? {
        var reached: Set<Int> = [0]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for edge in edges where reached.contains(edge.from) != reached.contains(edge.to) {
                reached.formUnion([edge.from, edge.to])
                isGrowing = true
            }
        }
        return nodes.indices.first { !reached.contains($0) }
    }
}

/// `all()`, `any()` or `map()` over the edges or the inner nodes of a path.
struct PathFunction {
    enum Kind: String {
        case all, any, map
    }

    var kind: Kind
    /// The edge of the pattern that the path stands for.
    var edge: Int
    var isOverNodes: Bool
    /// What is computed of each element.
    var body: Expression
    /// The columns that stand for the element's own values in the body.
    var edgeValues: [Int: PlanColumn] = [:]
    var nodeValues: [NodeValue: PlanColumn] = [:]
    /// Takes the result.
    var output: PlanColumn

    /// The columns of the body that are the element's.
    var ownColumns: Set<ColumnID> {
        Set(edgeValues.values.map(\.id) + nodeValues.values.map(\.id))
    }

    /// Whether the body reads nothing but the element.
    var isSelfContained: Bool {
        let own = ownColumns
        var result = true
        body.forEachColumn { if !own.contains($0) { result = false } }
        return result
    }
}

/// What the expressions of a graph operator may name.
struct PatternScope {
    let graph: BoundGraph
    var pattern: GraphPattern
    var functions: [PathFunction] = []
    /// The elements that columns belong to.
    var owners: [ColumnID: GraphPattern.Element] = [:]
    /// What the body of a path function is being bound over.
    var inner: (edge: Int, isOverNodes: Bool)?
    /// The columns that stand for the values of the element of that body.
    var innerEdgeValues: [Int: PlanColumn] = [:]
    var innerNodeValues: [NodeValue: PlanColumn] = [:]
    /// The edge of variable length whose properties are named outside of a path function.
    var implicitEdge: Int?
    var implicitValues: [Int: PlanColumn] = [:]
    /// Whether an edge of variable length is named anywhere in the expression.
    var namesPath = false
    /// The bags of paths that are named as a whole.
    var wholePaths: [Int: PlanColumn] = [:]
}
