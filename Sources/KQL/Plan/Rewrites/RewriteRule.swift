/// A change of a plan that keeps its rows and the columns that are asked of it.
protocol RewriteRule {
    /// The name, for explanations.
    static var name: String { get }

    /// The plan, changed; `required` are the columns that are read of it.
    static func apply(_ plan: LogicalPlan, required: Set<ColumnID>) -> LogicalPlan
}

/// The rules in the order in which they run.
enum Rewrites {
    static var all: [any RewriteRule.Type] { [PathFusion.self, PredicatePushdown.self, ColumnPruning.self] }

    static func apply(_ plan: LogicalPlan, required: Set<ColumnID>) -> LogicalPlan {
        all.reduce(plan) { $1.apply($0, required: required) }
    }
}
