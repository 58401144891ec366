/// Turns a plan into SELECTs; KQL §10.
///
/// SQL drops the order of a subquery, so an order travels beside the SELECT and is written where rows are cut off, where
/// lists are made, and at the top.
struct PlanRenderer {
    /// A SELECT and the order that its rows have.
    struct Rendered {
        var select: SQLSelect
        var order: [SortKey] = []
    }

    /// What is collected while rendering.
    final class State {
        var nextColumn: Int
        var common: [(number: Int, select: SQLSelect)] = []

        init(nextColumn: Int) { self.nextColumn = nextColumn }

        func makeColumn() -> ColumnID {
            defer { nextColumn += 1 }
            return ColumnID(number: nextColumn)
        }
    }

    let dialect: any SQLDialect
    let state: State

    /// The SELECT for a whole query, with exactly these columns in this order.
    func query(_ plan: LogicalPlan, _ columns: [PlanColumn]) -> SQLSelect {
        let rendered = render(plan)
        var select = rendered.select
        if !select.isPlain || !rendered.order.isEmpty { select = select.wrapped }
        let outputs = select.outputs
        select.outputs = columns.map { column in
            outputs.first { $0.alias == column.id } ?? SQLOutput(alias: column.id, expression: .null)
        }
        // The rows are sorted by what the SELECT reads, which the columns that are shown need not hold.
        select.order = rendered.order.flatMap { self.order($0) { .column($0) } }
        return select
    }

    func render(_ plan: LogicalPlan) -> Rendered {
        switch plan {
        case .read(let read): return Rendered(select: self.read(read))
        case .values(let columns, let rows): return Rendered(select: values(columns, rows))
        case .range(let column, let from, let to, let step): return Rendered(select: range(column, from, to, step))
        case .filter(let input, let condition): return filter(render(input), condition)
        case .extend(let input, let definitions): return extend(render(input), definitions)
        case .project(let input, let columns): return project(render(input), columns)
        case .aggregate(let input, let keys, let calls):
            return Rendered(select: AggregateRenderer(renderer: self).render(render(input), keys, calls))
        case .sort(let input, let keys):
            var result = render(input)
            result.order = keys
            return result
        case .fetch(let input, let count): return fetch(render(input), count)
        case .join(let join): return Rendered(select: self.join(join))
        case .union(let branches, let columns): return Rendered(select: union(branches, columns))
        case .expand(let expansion): return expand(expansion)
        case .capture(let capture): return self.capture(capture)
        case .sequence(let input, let column): return sequence(render(input), column)
        case .window(let window): return self.window(window)
        case .scan(let scan): return self.scan(scan)
        // Every hole is filled by the step that made it.
        case .hole: return Rendered(select: SQLSelect(outputs: [], source: .none))
        case .recursion(let recursion): return Rendered(select: self.recursion(recursion))
        case .tables(let tables, let plan):
            define(tables)
            return render(plan)
        case .reading(let number, let columns): return Rendered(select: common(number, columns))
        case .shared(let number, let plan, let columns): return Rendered(select: shared(number, plan, columns))
        }
    }

    /// Lowers expressions that stand over a SELECT's source.
    func lowering(over select: SQLSelect) -> ExpressionLowering {
        ExpressionLowering(
            dialect: dialect,
            column: { select.simple($0) ?? .column($0) },
            select: { plan, column in subquery(plan, column) }
        )
    }

    private func subquery(_ plan: LogicalPlan, _ column: ColumnID) -> SQLSelect {
        let rendered = render(plan)
        var select = rendered.select.wrapped
        select.outputs = [SQLOutput(alias: column, expression: .column(column))]
        return select
    }

    /// A SELECT whose columns that these expressions read are columns as they stand, so that more can be put into it.
    func open(_ select: SQLSelect, for expressions: [Expression]) -> SQLSelect {
        guard select.isPlain else { return select.wrapped }
        var isSimple = true
        for expression in expressions {
            expression.forEachColumn { if select.simple($0) == nil { isSimple = false } }
        }
        return isSimple ? select : select.wrapped
    }

    // MARK: Sources

    private func read(_ read: TableRead) -> SQLSelect {
        SQLSelect(
            outputs: zip(read.columns, read.sourceNames).map { column, name in
                SQLOutput(alias: column.id, expression: .tableColumn(name))
            },
            source: .table(read.engineName)
        )
    }

    private func range(_ column: PlanColumn, _ from: Literal, _ to: Literal, _ step: Literal) -> SQLSelect {
        guard column.type == .real, let first = from.number, let last = to.number, let size = step.number else {
            let bounds = [from, to, step].map { SQLExpression.parameter($0.engineValue) }
            return SQLSelect(
                outputs: [SQLOutput(alias: column.id, expression: .column(column.id))],
                source: .series(column.id, bounds)
            )
        }
        let count = ((last - first) / size).rounded(.down)
        let index = state.makeColumn()
        let bounds: [SQLExpression] = [.value(0), .value(Int64(exactly: max(-1, count)) ?? -1), .value(1)]
        let value = SQLExpression.infix(
            "+",
            [.parameter(.double(first)), .infix("*", [.cast(.column(index), "DOUBLE"), .parameter(.double(size))])]
        )
        return SQLSelect(
            outputs: [SQLOutput(alias: column.id, expression: value)],
            source: .series(index, bounds)
        ).wrapped
    }

    private func shared(
        _ number: Int,
        _ plan: LogicalPlan,
        _ columns: [(column: PlanColumn, source: ColumnID)]
    ) -> SQLSelect {
        if !state.common.contains(where: { $0.number == number }) {
            var select = render(plan).select
            if !select.isPlain { select = select.wrapped }
            state.common.append((number, select))
        }
        return common(number, columns)
    }

    /// What a common table holds, under other columns.
    func common(_ number: Int, _ columns: [(column: PlanColumn, source: ColumnID)]) -> SQLSelect {
        SQLSelect(
            outputs: columns.map { SQLOutput(alias: $0.column.id, expression: .column($0.source)) },
            source: .common(number)
        ).wrapped
    }

    // MARK: Steps

    private func filter(_ input: Rendered, _ condition: Expression) -> Rendered {
        var result = input
        result.select = open(input.select, for: [condition])
        let lowering = lowering(over: result.select)
        // Each part of a conjunction is a condition of its own.
        if case .operation(.and, let parts) = condition.node {
            result.select.conditions += parts.map { lowering.lower($0, .filter) }
        } else {
            result.select.conditions.append(lowering.lower(condition, .filter))
        }
        return result
    }

    private func extend(_ input: Rendered, _ definitions: [Definition]) -> Rendered {
        var result = input
        result.select = open(input.select, for: definitions.map(\.expression))
        let lowering = lowering(over: result.select)
        result.select.outputs += definitions.map {
            SQLOutput(alias: $0.column.id, expression: lowering.lower($0.expression))
        }
        return result
    }

    private func project(_ input: Rendered, _ columns: [PlanColumn]) -> Rendered {
        let wanted = Set(columns.map(\.id) + input.order.map(\.column.id))
        var result = input
        if !result.select.unionAll.isEmpty { result.select = result.select.wrapped }
        result.select.outputs.removeAll { !wanted.contains($0.alias) }
        return result
    }

    private func fetch(_ input: Rendered, _ count: Int64) -> Rendered {
        var result = input
        // ORDER BY reads what the SELECT makes only from outside when that is computed.
        if !input.select.isPlain || !input.order.isEmpty { result.select = input.select.wrapped }
        result.select.order = input.order.flatMap { key in order(key) { .column($0) } }
        result.select.limit = count
        return result
    }

    /// A key of an order; NaN goes with the nulls.
    func order(_ key: SortKey, _ column: (ColumnID) -> SQLExpression) -> [SQLOrder] {
        let value = column(key.column.id)
        let plain = SQLOrder(expression: value, isAscending: key.isAscending, nullsFirst: key.nullsFirst)
        guard key.column.type == .real else { return [plain] }
        let isMissing = SQLExpression.call("coalesce", [.call("isnan", [value]), .true])
        return [SQLOrder(expression: isMissing, isAscending: !key.nullsFirst, nullsFirst: key.nullsFirst), plain]
    }
}
