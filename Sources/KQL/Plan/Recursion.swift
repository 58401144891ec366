/// Rows that are made of rows: the base's first, and of each round's rows by the step those of the next, until a round
/// makes none.
struct Recursion: Sendable {
    /// Names the rows of the round before inside of the step.
    var number: Int
    var base: LogicalPlan
    var baseColumns: [PlanColumn]
    var step: LogicalPlan
    /// In the order of the base's columns.
    var stepColumns: [PlanColumn]
    /// What is seen of the rows from outside, in the same order.
    var columns: [PlanColumn]
}

/// A table that is computed once and read by its number.
struct CommonTable: Sendable {
    var number: Int
    var plan: LogicalPlan
    /// What can be read of it.
    var columns: [PlanColumn]
}
