/// A graph as far as it is bound: where its edges and nodes come from. Its plan is made by the operator that reads it,
/// which knows what it needs.
struct BoundGraph: Sendable {
    /// Rows, and which of their columns are seen.
    struct Rows: Sendable {
        var plan: LogicalPlan
        var scope: RowScope

        init(_ relation: BoundRelation) {
            plan = relation.plan
            scope = relation.scope
        }
    }

    /// A table of nodes and its column of identifiers.
    struct NodeTable: Sendable {
        var rows: Rows
        var key: PlanColumn
        /// Tells which graph a row belongs to, where a graph is made for each value of a column.
        var partition: PlanColumn?
    }

    /// What the operator before the graph numbers the components by.
    struct Marking: Sendable {
        var isStrong: Bool
    }

    /// What a node has under a name.
    struct Property: Sendable {
        enum Origin: Sendable {
            /// Columns of node tables, of which the first that has a value gives it.
            case tables([(table: Int, column: PlanColumn)])
            case identifier
            case component(Int)
        }

        var name: String
        var type: ScalarType
        var origin: Origin
    }

    var edges: Rows
    var source: PlanColumn
    var target: PlanColumn
    /// Tells which graph an edge belongs to.
    var partition: PlanColumn?
    var nodeTables: [NodeTable] = []
    var markings: [Marking] = []
    var properties: [Property] = []

    /// The type in which identifiers are compared: their own where all have one, else whole numbers or text.
    var identifierType: ScalarType {
        let types = [source.type, target.type] + nodeTables.map(\.key.type)
        if types.allSatisfy({ $0 == types[0] }) { return types[0] }
        return types.allSatisfy { $0 == .int || $0 == .long } ? .long : .string
    }

    var hasIdentifierProperty: Bool {
        properties.contains { if case .identifier = $0.origin { true } else { false } }
    }

    func property(named name: String) -> Int? { properties.firstIndex { $0.name == name } }
}

/// What an operator can ask of a node.
enum NodeValue: Hashable, Sendable {
    case property(Int)
    case identifier
    case degreeIn
    case degreeOut
    /// The graph that the node belongs to, where there are several.
    case partition
}
