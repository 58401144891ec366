/// Rows matched to a sequence of steps; KQL §10.
struct Scan: Sendable {
    var input: LogicalPlan
    /// Holds the number of each row in the order.
    var sequence: PlanColumn
    /// Rows that differ in these belong to different sequences.
    var partition: [PlanColumn]
    /// What the steps read of a row.
    var row: [Expression]
    /// The steps, as the engine's function reads them.
    var program: String
    /// Takes the number of the match.
    var match: PlanColumn?
    /// The columns that take what the steps assign, each with its slot in the program.
    var outputs: [(column: PlanColumn, slot: Int)]

    /// The columns that it adds.
    var made: [PlanColumn] { outputs.map(\.column) + [match].compactMap { $0 } }
}
