extension PlanRenderer {
    // MARK: Join

    func join(_ join: Join) -> SQLSelect {
        var left = render(join.left).select
        let right = render(join.right).select
        if join.kind == .innerunique, !Uniqueness.holds(of: join.left, on: join.keys.map(\.left.id)) {
            left = firstOfEach(left, join.keys.map(\.left.id))
        }
        let condition = joinCondition(join.keys)
        let word: StaticString
        var sources = (SQLSource.select(left), SQLSource.select(right))
        var outputs = left.outputs + right.outputs
        switch join.kind {
        case .inner, .innerunique: word = "INNER JOIN"
        case .leftouter: word = "LEFT JOIN"
        case .rightouter: word = "RIGHT JOIN"
        case .fullouter: word = "FULL JOIN"
        case .leftsemi, .leftanti:
            word = join.kind == .leftsemi ? "SEMI JOIN" : "ANTI JOIN"
            outputs = left.outputs
        case .rightsemi, .rightanti:
            word = join.kind == .rightsemi ? "SEMI JOIN" : "ANTI JOIN"
            outputs = right.outputs
            sources = (sources.1, sources.0)
        }
        var columns = outputs.map { SQLOutput(alias: $0.alias, expression: .column($0.alias)) }
        for output in join.outputs {
            // The strings of a row that is missing are empty, not null.
            let value = SQLExpression.column(output.source.id)
            columns.append(
                SQLOutput(alias: output.column.id, expression: output.column.type == .string ? value.orEmpty : value)
            )
        }
        return SQLSelect(
            outputs: columns,
            source: .join(SQLJoin(kind: word, left: sources.0, right: sources.1, condition: condition))
        ).wrapped
    }

    /// Null matches null; KQL §5.
    private func joinCondition(_ keys: [(left: PlanColumn, right: PlanColumn)]) -> SQLExpression {
        let tests = keys.map { key -> SQLExpression in
            let sides = [SQLExpression.column(key.left.id), .column(key.right.id)]
            return .infix(key.left.isNullable && key.right.isNullable ? "IS NOT DISTINCT FROM" : "=", sides)
        }
        return tests.count == 1 ? tests[0] : .infix("AND", tests)
    }

    /// One row for each value of some columns. The engine keeps the first row that it meets for all columns alike, nulls
    /// included, so that they come from one row.
    private func firstOfEach(_ select: SQLSelect, _ keys: [ColumnID]) -> SQLSelect {
        var result = select.wrapped
        result.outputs = result.outputs.map { output in
            guard !keys.contains(output.alias) else { return output }
            let first = SQLAggregate(function: "first", arguments: [.column(output.alias)])
            return SQLOutput(alias: output.alias, expression: .aggregate(first))
        }
        result.groups = keys.map { .column($0) }
        return result
    }

    // MARK: Union

    func union(_ branches: [UnionBranch], _ columns: [PlanColumn]) -> SQLSelect {
        var selects = branches.map { branch -> SQLSelect in
            var select = render(branch.plan).select.wrapped
            let lowering = lowering(over: select)
            select.outputs = zip(columns, branch.columns).map { column, expression in
                SQLOutput(alias: column.id, expression: lowering.lower(expression))
            }
            return select
        }
        var first = selects.removeFirst()
        first.unionAll = selects
        return first
    }

    // MARK: Expansion

    func expand(_ expansion: Expansion) -> Rendered {
        let input = render(expansion.input)
        var inner = open(input.select, for: expansion.elements.map(\.expression))
        let lowering = lowering(over: inner)
        let kept = inner.outputs.filter { output in
            expansion.kept?.contains(output.alias) ?? true || input.order.contains { $0.column.id == output.alias }
        }
        .map { SQLOutput(alias: $0.alias, expression: .column($0.alias)) }
        var lists: [ColumnID] = []
        for element in expansion.elements {
            var list: SQLExpression
            if expansion.isNative {
                list = lowering.lower(element.expression)
            } else {
                let source = lowering.dynamicSource(element.expression)
                list = .engineCall(
                    element.column.type == .string ? .expandTexts : .expand,
                    [source.text, source.path, expansion.bagsAsArrays ? .true : .false])
            }
            if let limit = expansion.limit { list = .call("list_slice", [list, .value(1), .value(limit)]) }
            let alias = state.makeColumn()
            lists.append(alias)
            inner.outputs.append(SQLOutput(alias: alias, expression: list))
        }
        var outer = SQLSelect(outputs: kept, source: .select(inner))
        for (element, list) in zip(expansion.elements, lists) {
            outer.outputs.append(SQLOutput(alias: element.column.id, expression: .call("unnest", [.column(list)])))
        }
        // Elements of one row keep their order where rows have one.
        var order = input.order
        let index =
            expansion.index
            ?? (order.isEmpty ? nil : PlanColumn(id: state.makeColumn(), name: "", type: .long, isNullable: false))
        if let index {
            if !order.isEmpty { order.append(SortKey(column: index, isAscending: true, nullsFirst: false)) }
            let lengths = lists.map { SQLExpression.call("len", [.column($0)]) }
            let length = lengths.count == 1 ? lengths[0] : .call("greatest", lengths)
            outer.outputs.append(
                SQLOutput(alias: index.id, expression: .call("unnest", [.call("range", [length])]))
            )
        }
        outer.expandsRows = true
        return Rendered(select: outer, order: order)
    }
}

/// What a plan says about repeated rows.
enum Uniqueness {
    /// Whether no two rows can agree on these columns: they hold all keys of a group.
    static func holds(of plan: LogicalPlan, on columns: [ColumnID]) -> Bool {
        switch plan {
        case .aggregate(_, let keys, _): keys.allSatisfy { columns.contains($0.column.id) }
        case .filter(let input, _), .extend(let input, _), .project(let input, _), .sort(let input, _),
            .fetch(let input, _):
            holds(of: input, on: columns)
        default: false
        }
    }
}
