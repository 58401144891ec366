/// A clause of `top-nested`, as far as it does not depend on the rows it works on.
private struct NestedLevel {
    var aggregate: SyntaxNode
    var count: Int64?
    var isAscending: Bool
    var nullsFirst: Bool
    /// The value of the row that stands for all others; `nil` where there is none.
    var others: Expression?
    var valueName: String
    var totalName: String
    var valueType: ScalarType
}

extension Binder {
    /// `top-nested`: for each level the values with the greatest aggregates within each value of the level above.
    ///
    /// The row of all others at a level gets the values that the lower levels' `others` say, and nothing where
    /// they say none.
    mutating func bindTopNested(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        var levels: [NestedLevel] = []
        var definitions: [Definition] = []
        var names: Set<String> = []
        func unique(_ base: String) -> String {
            var name = base
            var number = 1
            while !names.insert(name).inserted {
                name = "\(base)\(number)"
                number += 1
            }
            return name
        }
        for clause in node.all(.element) {
            guard let valueNode = clause[.value], let ordered = clause[.key], let byNode = ordered[.value] else {
                return nil
            }
            let inner = valueNode.kind == .namedExpression ? valueNode[.value] ?? valueNode : valueNode
            let value = bindExpression(inner)
            if value.isInvalid { return nil }
            guard value.type != .dynamic else {
                report(
                    .notSupported,
                    "top-nested of a dynamic value is not supported; convert it with tostring().",
                    at: inner.span
                )
                return nil
            }
            var others: Expression?
            if let othersNode = clause[.limit] {
                let bound = bindExpression(othersNode)
                guard !bound.isInvalid else { return nil }
                guard SQLConversion.convert(.null, from: bound.type, to: value.type) != nil || bound.type == value.type
                else {
                    report(
                        .notSupported,
                        "The value for others must be of type \(value.type.rawValue), that of the level.",
                        at: othersNode.span
                    )
                    return nil
                }
                others = bound.converted(to: value.type)
            }
            var count: Int64?
            if let countNode = clause[.count] {
                guard let number = bindRowCount(countNode) else { return nil }
                count = number
            }
            let valueName = unique(explicitNames(valueNode).first ?? derivedName(inner) ?? "")
            let isAscending = ordered.token(.direction).map { source.text($0.span) } == "asc"
            levels.append(
                NestedLevel(
                    aggregate: byNode,
                    count: count,
                    isAscending: isAscending,
                    nullsFirst: ordered.token(.nulls).map { source.text($0.span) == "first" } ?? isAscending,
                    others: others,
                    valueName: valueName,
                    totalName: unique(explicitNames(byNode).first ?? "aggregated_\(valueName)"),
                    valueType: value.type
                )
            )
            definitions.append(Definition(column: makeColumn("", for: value), expression: value))
        }
        guard !levels.isEmpty else { return nil }
        var base = BoundRelation(
            .extend(input.plan, definitions),
            input.scope.columns + definitions.map(\.column)
        )
        base.scope.aliases = input.scope.aliases
        return nest(levels, share(base))
    }

    /// A table that is computed once and read several times.
    private struct SharedTable {
        var number: Int
        var relation: BoundRelation
    }

    private mutating func share(_ relation: BoundRelation) -> SharedTable {
        defer { nextShared += 1 }
        return SharedTable(number: nextShared, relation: relation)
    }

    private mutating func read(_ table: SharedTable) -> BoundRelation {
        let pairs = table.relation.scope.columns.map { column in
            (column: makeColumn(column.name, column.type, isNullable: column.isNullable), source: column.id)
        }
        var relation = BoundRelation(
            .shared(table.number, table.relation.plan, columns: pairs),
            pairs.map(\.column)
        )
        relation.scope.aliases = table.relation.scope.aliases
        return relation
    }

    private mutating func nest(_ levels: [NestedLevel], _ base: SharedTable) -> BoundRelation? {
        // The columns of each table here: value, total, value, total, … down to its level.
        var parents: SharedTable?
        var branches: [(plan: LogicalPlan, columns: [Expression])] = []
        for depth in levels.indices {
            guard let members = bindMembers(levels, depth, base, parents) else { return nil }
            let table = share(members)
            if levels[depth].others != nil {
                guard let rest = bindOthers(levels, depth, base, parents, table) else { return nil }
                branches.append(rest)
            }
            parents = table
        }
        guard let last = parents else { return nil }
        let result = read(last)
        guard !branches.isEmpty else { return result }
        let columns = result.scope.columns.map { makeColumn($0.name, $0.type, isNullable: true) }
        let all = [(plan: result.plan, columns: result.scope.columns.map(Expression.column))] + branches
        return BoundRelation(
            .union(all.map { UnionBranch(plan: $0.plan, columns: $0.columns) }, columns),
            columns
        )
    }

    /// The rows of the table, with the values of the levels above where there are any.
    private mutating func joined(
        _ base: SharedTable,
        _ parents: SharedTable?,
        _ count: Int
    ) -> (rows: BoundRelation, values: [PlanColumn], above: [PlanColumn]) {
        var relation = read(base)
        let values = Array(relation.scope.columns.suffix(count))
        guard let parents else { return (relation, values, []) }
        let upper = read(parents)
        let keys = stride(from: 0, to: upper.scope.columns.count, by: 2).enumerated().map { index, place in
            (left: upper.scope.columns[place], right: values[index])
        }
        relation.plan = .join(
            Join(kind: .inner, left: upper.plan, right: relation.plan, keys: keys, outputs: [])
        )
        return (relation, values, upper.scope.columns)
    }

    private mutating func bindMembers(
        _ levels: [NestedLevel],
        _ depth: Int,
        _ base: SharedTable,
        _ parents: SharedTable?
    ) -> BoundRelation? {
        let level = levels[depth]
        let (relation, values, above) = joined(base, parents, levels.count)
        let keys = above + [values[depth]]
        guard let aggregate = bindTotals([level.aggregate], relation) else { return nil }
        let outputs = keys.map { makeColumn($0.name, $0.type, isNullable: $0.isNullable) }
        var plan = LogicalPlan.aggregate(
            relation.plan,
            keys: zip(outputs, keys).map { Definition(column: $0, expression: .column($1)) },
            calls: aggregate.calls
        )
        var total = makeColumn(level.totalName, for: aggregate.totals[0])
        plan = .extend(plan, [Definition(column: total, expression: aggregate.totals[0])])
        total.name = level.totalName
        if let count = level.count {
            plan = .sort(
                plan,
                [SortKey(column: total, isAscending: level.isAscending, nullsFirst: level.nullsFirst)]
            )
            var partitioning = Partitioning(
                hole: -1, keys: Array(outputs.dropLast()), carried: [], nextColumn: nextColumn)
            plan = partitioning.first(count, of: plan, by: Array(outputs.dropLast()))
            nextColumn = partitioning.nextColumn
        }
        var columns = outputs
        columns[columns.count - 1].name = level.valueName
        return BoundRelation(plan, columns + [total])
    }

    /// The rows that no value of a level holds, as one row for each value of the level above.
    private mutating func bindOthers(
        _ levels: [NestedLevel],
        _ depth: Int,
        _ base: SharedTable,
        _ parents: SharedTable?,
        _ members: SharedTable
    ) -> (plan: LogicalPlan, columns: [Expression])? {
        var (relation, values, above) = joined(base, parents, levels.count)
        let taken = read(members)
        let left = stride(from: 0, to: above.count, by: 2).map { above[$0] } + [values[depth]]
        let right = stride(from: 0, to: taken.scope.columns.count, by: 2).map { taken.scope.columns[$0] }
        relation.plan = .join(
            Join(
                kind: .leftanti,
                left: relation.plan,
                right: taken.plan,
                keys: zip(left, right).map { (left: $0, right: $1) },
                outputs: []
            )
        )
        let lower = levels.indices.filter { $0 == depth || $0 > depth && levels[$0].others != nil }
        guard var aggregate = bindTotals(lower.map { levels[$0].aggregate }, relation) else { return nil }
        let outputs = above.map { makeColumn($0.name, $0.type, isNullable: $0.isNullable) }
        let count = makeColumn("", .long, isNullable: false)
        aggregate.calls.append(AggregateCall(kind: .count, arguments: [], outputs: [count]))
        var plan = LogicalPlan.aggregate(
            relation.plan,
            keys: zip(outputs, above).map { Definition(column: $0, expression: .column($1)) },
            calls: aggregate.calls
        )
        let isThere = Expression(
            .operation(.greater, [.column(count), .literal(.long(0))]), .bool, isNullable: false)
        plan = .filter(plan, isThere)
        var columns = outputs.map(Expression.column)
        for index in levels.indices.dropFirst(depth) {
            let level = levels[index]
            if let place = lower.firstIndex(of: index), let others = level.others {
                columns += [others, aggregate.totals[place]]
            } else {
                let type = bindTotals([level.aggregate], relation)?.totals[0].type ?? .long
                columns += [.literal(.null(level.valueType)), .literal(.null(type))]
            }
        }
        return (plan, columns)
    }

    /// Aggregates over a table's rows: the calls, and what is computed from them.
    private mutating func bindTotals(
        _ nodes: [SyntaxNode],
        _ relation: BoundRelation
    ) -> (calls: [AggregateCall], totals: [Expression])? {
        let saved = (rows, mode, pendingCalls)
        defer { (rows, mode, pendingCalls) = saved }
        rows = relation.scope
        mode = .aggregates
        pendingCalls = []
        var totals: [Expression] = []
        for node in nodes {
            let inner = node.kind == .namedExpression ? node[.value] ?? node : node
            let total = bindExpression(inner)
            if total.isInvalid { return nil }
            totals.append(total)
        }
        return (pendingCalls, totals)
    }
}
