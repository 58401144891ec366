/// Puts a shared part in the place of its only reader, so that its order, its pruning and its filters are not lost to
/// a table of its own.
enum SharedInlining {
    /// - Parameter uses: How often each number is read; too great a number does no harm.
    static func apply(_ plan: LogicalPlan, uses: [Int: Int]) -> LogicalPlan {
        guard uses.values.contains(1) else { return plan }
        return inline(plan, uses)
    }

    private static func inline(_ plan: LogicalPlan, _ uses: [Int: Int]) -> LogicalPlan {
        let inner = plan.mapInputs { inline($0, uses) }
        func mapped(_ expression: Expression) -> Expression { expression.mapPlans { plan, _ in inline(plan, uses) } }
        func mapped(_ definitions: [Definition]) -> [Definition] {
            definitions.map { Definition(column: $0.column, expression: mapped($0.expression)) }
        }
        switch inner {
        case .shared(let number, let plan, let columns):
            guard uses[number] == 1 else { return inner }
            let definitions = columns.map { pair in
                Definition(
                    column: pair.column,
                    expression: Expression(.column(pair.source), pair.column.type, isNullable: pair.column.isNullable)
                )
            }
            return .extend(plan, definitions)
        case .filter(let input, let condition): return .filter(input, mapped(condition))
        case .extend(let input, let definitions): return .extend(input, mapped(definitions))
        case .aggregate(let input, let keys, var calls):
            for index in calls.indices {
                calls[index].arguments = calls[index].arguments.map(mapped)
                calls[index].filter = calls[index].filter.map(mapped)
            }
            return .aggregate(input, keys: mapped(keys), calls: calls)
        case .expand(var expansion):
            expansion.elements = mapped(expansion.elements)
            return .expand(expansion)
        default: return inner
        }
    }
}
