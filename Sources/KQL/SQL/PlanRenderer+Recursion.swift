extension PlanRenderer {
    /// Common tables, each in front of those that read it.
    func define(_ tables: [CommonTable]) {
        for table in tables where !state.common.contains(where: { $0.number == table.number }) {
            state.common.append((table.number, part(table.plan, table.columns)))
        }
    }

    /// A common table that reads itself.
    func recursion(_ recursion: Recursion) -> SQLSelect {
        if !state.common.contains(where: { $0.number == recursion.number }) {
            var base = part(recursion.base, recursion.baseColumns)
            base.unionAll = [part(recursion.step, recursion.stepColumns)]
            base.isRecursive = true
            state.common.append((recursion.number, base))
        }
        return common(
            recursion.number,
            zip(recursion.columns, recursion.baseColumns).map { (column: $0, source: $1.id) }
        )
    }

    /// A SELECT of exactly these columns in their order.
    private func part(_ plan: LogicalPlan, _ columns: [PlanColumn]) -> SQLSelect {
        var select = render(plan).select.wrapped
        select.outputs = columns.map { SQLOutput(alias: $0.id, expression: .column($0.id)) }
        return select
    }
}
