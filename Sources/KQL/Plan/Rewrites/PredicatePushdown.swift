/// Moves conditions toward the tables, past steps that neither make their columns nor count their rows.
enum PredicatePushdown: RewriteRule {
    static let name = "predicate pushdown"

    static func apply(_ plan: LogicalPlan, required: Set<ColumnID>) -> LogicalPlan { push(plan) }

    private static func push(_ plan: LogicalPlan) -> LogicalPlan {
        switch plan {
        case .filter(let input, let condition): return place(condition, over: push(input))
        default: return plan.mapInputs(push)
        }
    }

    /// A filter as far down as it goes.
    private static func place(_ condition: Expression, over plan: LogicalPlan) -> LogicalPlan {
        switch plan {
        case .extend(let input, let definitions):
            let made = Set(definitions.map(\.column.id))
            guard !reads(condition, made) else { return .filter(plan, condition) }
            return .extend(place(condition, over: input), definitions)
        case .sort(let input, let keys):
            return .sort(place(condition, over: input), keys)
        case .aggregate(let input, let keys, let calls):
            // A condition on keys alone drops whole groups.
            var plain: [ColumnID: Expression] = [:]
            for key in keys { plain[key.column.id] = key.expression }
            var isOnKeys = !keys.isEmpty
            condition.forEachColumn { if plain[$0] == nil { isOnKeys = false } }
            guard isOnKeys, let lowered = condition.replacingColumns(plain), lowered.extent.isSmall else {
                return .filter(plan, condition)
            }
            return .aggregate(place(lowered, over: input), keys: keys, calls: calls)
        case .join(var join) where join.kind == .innerunique:
            // Which row of the left side stands for its key is free, and the service chooses among those that pass.
            let right = join.right.made
            var parts = [condition]
            if case .operation(.and, let operands) = condition.node { parts = operands }
            let free = parts.filter { readsColumns($0) && !reads($0, right) }
            guard !free.isEmpty else { return .filter(plan, condition) }
            for part in free { join.left = place(part, over: join.left) }
            return parts.filter { !readsColumns($0) || reads($0, right) }.reduce(.join(join)) { .filter($0, $1) }
        default:
            return .filter(plan, condition)
        }
    }

    private static func readsColumns(_ expression: Expression) -> Bool {
        var result = false
        expression.forEachColumn { _ in result = true }
        return result
    }

    private static func reads(_ expression: Expression, _ columns: Set<ColumnID>) -> Bool {
        var result = false
        expression.forEachColumn { if columns.contains($0) { result = true } }
        return result
    }
}
