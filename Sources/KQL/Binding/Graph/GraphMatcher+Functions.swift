/// `all()`, `any()` and `map()` over the paths of matches.
extension GraphMatcher {
    /// Adds the result of a function over a path to each match: the path's elements become rows beside the match, what is
    /// asked of each is computed, and collected again.
    mutating func compute(_ function: PathFunction, _ tables: GraphTables, _ binder: inout Binder) {
        guard !pushed.contains(function.output.id) else { return }
        let list = elementList(of: function)
        let row = binder.makeColumn("", .long, isNullable: false)
        let listed = binder.makeColumn("", .dynamic, isNullable: false)
        let numbered = LogicalPlan.sequence(.extend(plan, [Definition(column: listed, expression: list)]), row)
        let known = columns + [row, listed]
        let matches = binder.makeTable(numbered, known)
        var names: [ColumnID: PlanColumn] = [:]
        for column in columns + [row] { names[column.id] = column }
        let main = binder.read(matches, as: names)
        // What the body reads of the match keeps its columns; the number and the list are this reading's own.
        names[row.id] = nil
        let side = binder.read(matches, as: names)
        let sideRow = side.columns[row.id] ?? row

        let element = binder.makeColumn("", .long, isNullable: false)
        let position = binder.makeColumn("", .long, isNullable: false)
        var expansion = Expansion(
            input: side.plan,
            elements: [Definition(column: element, expression: .column(side.columns[listed.id] ?? listed))],
            index: position,
            bagsAsArrays: false,
            limit: nil
        )
        expansion.isNative = true
        let reading =
            function.isOverNodes
            ? binder.readNodes(tables, as: function.nodeValues) : binder.readEdges(tables, as: function.edgeValues)
        let key = reading.columns[(function.isOverNodes ? tables.node : tables.edge).id] ?? element
        let joined = binder.inner(.expand(expansion), reading.plan, [(element, key)])
        let sorted = LogicalPlan.sort(joined, [SortKey(column: position, isAscending: true, nullsFirst: false)])
        let group = binder.makeColumn("", .long, isNullable: false)
        let collected = binder.makeColumn("", function.kind == .map ? .dynamic : .long, isNullable: true)
        let grouped = LogicalPlan.aggregate(
            sorted,
            keys: [Definition(column: group, expression: .column(sideRow))],
            calls: [call(function, collected, binder)]
        )
        let shown = binder.makeColumn("", collected.type, isNullable: true)
        plan = .join(
            Join(
                kind: .leftouter,
                left: main.plan,
                right: grouped,
                keys: [(row, group)],
                outputs: [(shown, collected)]
            )
        )
        plan = .extend(plan, [Definition(column: function.output, expression: result(function, shown, binder))])
        columns.append(function.output)
    }

    /// The numbers of the elements that a function goes over.
    private func elementList(of function: PathFunction) -> Expression {
        if let path = paths[function.edge] {
            if !function.isOverNodes { return .column(path.edges) }
            if let inner = path.inner { return .column(inner) }
        } else if let edge = edges[function.edge], !function.isOverNodes {
            return InternalFunctions.listCall(InternalFunctions.path, [.column(edge)])
        }
        return InternalFunctions.listCall(InternalFunctions.emptyPath, [])
    }

    private func call(_ function: PathFunction, _ output: PlanColumn, _ binder: Binder) -> AggregateCall {
        guard function.kind != .map else {
            return AggregateCall(kind: .makeListWithNulls, arguments: [function.body], outputs: [output])
        }
        let isTrue = binder.firstPresent([function.body, .literal(.bool(false))], .bool)
        return AggregateCall(
            kind: .count,
            arguments: [],
            filter: function.kind == .any ? isTrue : Self.not(isTrue),
            outputs: [output]
        )
    }

    /// What the collected gives: nothing is true of all and false of any, and maps to an empty array.
    private func result(_ function: PathFunction, _ collected: PlanColumn, _ binder: Binder) -> Expression {
        guard function.kind != .map else {
            return binder.firstPresent([.column(collected), .literal(.dynamic("[]"))], .dynamic)
        }
        let count = binder.firstPresent([.column(collected), .literal(.long(0))], .long)
        return Expression(
            .operation(function.kind == .any ? .greater : .equal, [count, .literal(.long(0))]),
            .bool,
            isNullable: false
        )
    }
}
