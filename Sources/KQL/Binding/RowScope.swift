/// The columns that are visible at a step, in their order.
struct RowScope: Sendable {
    var columns: [PlanColumn]
    /// Further spellings of columns, as tables have them.
    var aliases: [String: String] = [:]
    /// Whether there may be columns that only the data tell.
    var isOpen = false
    /// Columns of other tables of the same search, which are null here.
    var absent: [String: ScalarType] = [:]
    /// Columns that are there for those who name them, and for no one else.
    var hidden: [String: PlanColumn] = [:]
    /// When the row reached the table, for `ingestion_time()`.
    var ingestionTime: PlanColumn?

    func column(named name: String) -> PlanColumn? {
        if let column = columns.first(where: { $0.name == name }) { return column }
        guard let other = aliases[name] else { return hidden[name] }
        return columns.first { $0.name == other }
    }

    var names: [String] { columns.map(\.name) }
}

/// A table as far as it is bound: a plan and which of its columns are visible.
struct BoundRelation: Sendable {
    var plan: LogicalPlan
    var scope: RowScope
    /// Whether the service knows an order of the rows, so that it lets functions look at neighbouring ones.
    var isSerialized = false
    /// Whether it is known to have no rows.
    var isKnownEmpty = false
    /// The table's name where it is a plain table, for `union withsource`.
    var tableName: String?
    /// The graph where it is one and no table at all.
    var graph: BoundGraph?

    init(_ plan: LogicalPlan, _ columns: [PlanColumn]) {
        self.plan = plan
        self.scope = RowScope(columns: columns)
    }
}

/// A query whose names and types are resolved.
struct BoundQuery: Sendable {
    var plan: LogicalPlan
    /// The columns of the result, in order, under their names.
    var columns: [PlanColumn]
    /// The hunting tables that the text reads.
    var tables: Set<String>
    /// The first number that no column has.
    var nextColumn: Int
    /// What `externaldata` reads.
    var externalSources: [ExternalSource]
    /// What must be asked of the data before the columns of the result are known.
    var probes: [PendingProbe]
}
