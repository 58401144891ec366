extension Binder {
    /// `mv-apply`: a pipeline over the elements of each row's arrays; KQL §10.
    ///
    /// A row whose arrays are all empty gives nothing, whatever the pipeline does.
    mutating func bindMvApply(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let body = node[.body] else { return nil }
        let row = makeColumn("", .long, isNullable: false)
        var outer = input
        outer.plan = .sequence(input.plan, row)
        guard let parts = bindExpansion(node, outer, keepsElements: true) else { return nil }
        let order = SortKey(column: row, isAscending: true, nullsFirst: false)
        let sorted = LogicalPlan.sort(
            parts.relation.plan,
            [
                order, SortKey(column: parts.index, isAscending: true, nullsFirst: false),
            ]
        )
        if let key = node[.key] { _ = bindExpression(key) }
        guard
            let result = bindSubPipeline(
                body.all(.operator), parts.relation, over: sorted, keys: [row], carried: input.scope.columns,
                order: order, at: body.span)
        else { return nil }
        // Columns that are expanded as they stand come from the pipeline or not at all.
        var columns = input.scope.columns.filter { !parts.expanded.contains($0.name) }
        for column in result.scope.columns {
            if let index = columns.firstIndex(where: { $0.name == column.name }) {
                columns[index] = column
            } else {
                columns.append(column)
            }
        }
        return BoundRelation(result.plan, columns)
    }

    /// `partition by key (pipeline)`: the pipeline over the rows of each key.
    mutating func bindPartition(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let keyNode = node[.key], let body = node[.body] else { return nil }
        if let scope = node.all(.option).first(where: { $0.kind != .namedParameter }) {
            report(
                .notSupported,
                "partition by … in (…) is not supported; keep the keys that are wanted with where before it.",
                at: scope.span
            )
            return nil
        }
        let key = bindExpression(keyNode)
        if key.isInvalid { return nil }
        guard keyNode.kind == .name || keyNode.kind == .bracketedName, case .column(let id) = key.node,
            let column = input.scope.columns.first(where: { $0.id == id })
        else {
            report(.scalarExpected, "Column name expected; compute the key with extend first.", at: keyNode.span)
            return nil
        }
        guard column.type != .dynamic else {
            report(
                .dynamicKey,
                "The value of type 'dynamic' is not allowed in this context; convert it with tostring().",
                at: keyNode.span
            )
            return nil
        }
        guard body.kind == .subPipeline else {
            report(
                .notSupported,
                "partition with a query in braces is not supported; write the operators in parentheses, without a "
                    + "table: partition by \(column.name) (…).",
                at: body.span
            )
            return nil
        }
        guard
            let result = bindSubPipeline(
                body.all(.operator), input, over: input.plan, keys: [column], carried: [], at: body.span)
        else { return nil }
        return BoundRelation(result.plan, result.scope.columns)
    }

    /// Operators over a table that stands for many, told apart by keys.
    mutating func bindSubPipeline(
        _ steps: [SyntaxNode],
        _ input: BoundRelation,
        over plan: LogicalPlan,
        keys: [PlanColumn],
        carried: [PlanColumn],
        order: SortKey? = nil,
        at span: Span
    ) -> BoundRelation? {
        let hole = nextHole
        nextHole += 1
        var relation = input.replacing(.hole(hole))
        for step in steps {
            guard let next = bindOpenStep(step, relation) else { return nil }
            relation = next
        }
        var partitioning = Partitioning(hole: hole, keys: keys, carried: carried, nextColumn: nextColumn)
        partitioning.order = order
        let lifted = partitioning.apply(relation.plan)
        nextColumn = partitioning.nextColumn
        if let obstacle = partitioning.obstacle {
            report(
                .notSupported,
                "'\(obstacle)' inside of this pipeline is not supported; do it before or behind.",
                at: span
            )
            return nil
        }
        relation.plan = lifted.filling(hole, with: plan)
        if partitioning.dropsOrder, let order { relation.plan = .sort(relation.plan, [order]) }
        return relation
    }
}
