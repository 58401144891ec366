/// Edges of variable length.
extension GraphMatcher {
    /// A table of paths: where each begins and ends, and what is on the way.
    private struct PathTable {
        var plan: LogicalPlan
        var start: PlanColumn
        var end: PlanColumn
        var path: Path
    }

    /// Matches an edge of variable length.
    mutating func walk(_ index: Int, _ tables: GraphTables, _ binder: inout Binder) {
        let edge = pattern.edges[index]
        let isReversed = nodes[edge.from] == nil
        let (near, far) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
        guard let start = nodes[near] else { return }
        // The matches so far are read twice: for the nodes to begin at, and to be put beside the paths.
        let matches = binder.makeTable(plan, columns)
        var names: [ColumnID: PlanColumn] = [:]
        for column in columns { names[column.id] = column }
        let beginnings = binder.read(matches)
        plan = binder.read(matches, as: names).plan
        let first = beginnings.columns[start.id] ?? start
        let table: PathTable
        if isSearchable(index) {
            isSearched = true
            table = search(index, isReversed, (beginnings.plan, first), far, tables, &binder)
        } else {
            table = recur(index, isReversed, (beginnings.plan, first), tables, &binder)
        }
        attach(table, index, near, far, tables, &binder)
    }

    private mutating func attach(
        _ table: PathTable,
        _ index: Int,
        _ near: Int,
        _ far: Int,
        _ tables: GraphTables,
        _ binder: inout Binder
    ) {
        guard let start = nodes[near] else { return }
        var keys = [(left: start, right: table.start)]
        let known = nodes[far]
        if let known { keys.append((known, table.end)) }
        plan = binder.inner(plan, table.plan, keys)
        columns += [table.path.edges, table.path.length] + [table.path.inner].compactMap { $0 }
        switch pattern.cycles {
        case .all: break
        case .unique:
            for (_, other) in edges.sorted(by: { $0.key < $1.key }) {
                keep(Self.not(Self.holds(table.path.edges, other)))
            }
            for (_, other) in paths.sorted(by: { $0.key < $1.key }) {
                keep(Self.not(Self.meet(table.path.edges, other.edges)))
            }
        case .none:
            guard let inner = table.path.inner else { break }
            for (place, other) in nodes.sorted(by: { $0.key < $1.key }) where place != near && place != far {
                keep(Self.not(Self.holds(inner, other)))
            }
            for (_, other) in paths.sorted(by: { $0.key < $1.key }) {
                if let others = other.inner { keep(Self.not(Self.meet(inner, others))) }
            }
        }
        paths[index] = table.path
        if known == nil {
            bind(far, to: table.end, along: (near, table.path.length), tables, &binder)
        }
    }

    private static func meet(_ a: PlanColumn, _ b: PlanColumn) -> Expression {
        InternalFunctions.listCall(InternalFunctions.pathsMeet, [.column(a), .column(b)])
    }

    // MARK: Recursion

    /// One edge further: the columns that a round has, and those that it gets.
    private struct Round {
        var start: PlanColumn
        var end: PlanColumn
        var edges: PlanColumn
        var inner: PlanColumn?
        var length: PlanColumn

        var columns: [PlanColumn] { [start, end, edges, length] + [inner].compactMap { $0 } }
    }

    private func makeRound(_ hasInner: Bool, _ binder: inout Binder) -> Round {
        func long() -> PlanColumn { binder.makeColumn("", .long, isNullable: false) }
        func list() -> PlanColumn { binder.makeColumn("", .dynamic, isNullable: false) }
        return Round(start: long(), end: long(), edges: list(), inner: hasInner ? list() : nil, length: long())
    }

    private func recur(
        _ index: Int,
        _ isReversed: Bool,
        _ beginnings: (plan: LogicalPlan, node: PlanColumn),
        _ tables: GraphTables,
        _ binder: inout Binder
    ) -> PathTable {
        let edge = pattern.edges[index]
        let range = edge.range ?? 1...1
        let hasInner = needsInner(index)
        let start = binder.makeColumn("", .long, isNullable: false)
        let distinct = LogicalPlan.aggregate(
            beginnings.plan, keys: [Definition(column: start, expression: .column(beginnings.node))], calls: [])
        let starts = binder.makeTable(distinct, [start])
        var result = makeRound(hasInner, &binder)
        var plan = LogicalPlan.fetch(.values([], rows: [[]]), 0)
        if range.upperBound > 0 {
            let base = firstRound(edge, index, isReversed, starts, start, hasInner, tables, &binder)
            if range.upperBound == 1 {
                (plan, result) = (base.plan, base.round)
            } else {
                let number = binder.makeNumber()
                let step = nextRound(edge, index, isReversed, number, base.round, range.upperBound, tables, &binder)
                let recursion = Recursion(
                    number: number,
                    base: base.plan,
                    baseColumns: base.round.columns,
                    step: step.plan,
                    stepColumns: step.round.columns,
                    columns: result.columns
                )
                plan = .recursion(recursion)
            }
            if range.lowerBound > 1 {
                let test = Expression(
                    .operation(.greaterOrEqual, [.column(result.length), .literal(.long(range.lowerBound))]),
                    .bool,
                    isNullable: false
                )
                plan = .filter(plan, test)
            }
        }
        if range.lowerBound == 0 {
            (plan, result) = withEmptyPaths(
                range.upperBound == 0 ? nil : (plan, result), starts, start, hasInner, &binder)
        }
        return PathTable(
            plan: plan,
            start: result.start,
            end: result.end,
            path: Path(edges: result.edges, inner: result.inner, length: result.length)
        )
    }

    /// The conditions that each edge of a path must fulfil, over columns of their own.
    private func edgeConditions(
        _ index: Int,
        _ binder: inout Binder
    ) -> (values: [Int: PlanColumn], conditions: [Expression]) {
        var values: [Int: PlanColumn] = [:]
        var conditions: [Expression] = []
        for function in stepFunctions(index, overNodes: false) {
            var replacements: [ColumnID: Expression] = [:]
            for (property, column) in function.edgeValues {
                let own = values[property] ?? binder.copy(column)
                values[property] = own
                replacements[column.id] = .column(own)
            }
            // What holds a table cannot be given other columns, and is the only one then.
            guard let body = function.body.replacingColumns(replacements) else {
                for (property, column) in function.edgeValues { values[property] = column }
                conditions.append(function.body)
                continue
            }
            conditions.append(body)
        }
        return (values, conditions)
    }

    private func firstRound(
        _ edge: GraphPattern.Edge,
        _ index: Int,
        _ isReversed: Bool,
        _ starts: CommonTable,
        _ start: PlanColumn,
        _ hasInner: Bool,
        _ tables: GraphTables,
        _ binder: inout Binder
    ) -> (plan: LogicalPlan, round: Round) {
        let own = edgeConditions(index, &binder)
        let reading = readEdges(edge, own.values, own.conditions, isReversed: isReversed, tables, &binder)
        let beginnings = binder.read(starts)
        let node = beginnings.columns[start.id] ?? start
        var plan = binder.inner(beginnings.plan, reading.plan, [(node, reading.from)])
        if pattern.cycles == .none { plan = .filter(plan, Self.differ(reading.to, node)) }
        var round = makeRound(hasInner, &binder)
        (round.start, round.end) = (node, reading.to)
        var made = [
            Definition(
                column: round.edges,
                expression: InternalFunctions.listCall(InternalFunctions.path, [.column(reading.edge)])),
            Definition(column: round.length, expression: .literal(.long(1))),
        ]
        if let inner = round.inner {
            made.append(
                Definition(
                    column: inner, expression: InternalFunctions.listCall(InternalFunctions.emptyPath, [])))
        }
        return (.extend(plan, made), round)
    }

    private func nextRound(
        _ edge: GraphPattern.Edge,
        _ index: Int,
        _ isReversed: Bool,
        _ number: Int,
        _ before: Round,
        _ limit: Int64,
        _ tables: GraphTables,
        _ binder: inout Binder
    ) -> (plan: LogicalPlan, round: Round) {
        let last = makeRound(before.inner != nil, &binder)
        var plan = LogicalPlan.reading(
            number, columns: zip(last.columns, before.columns).map { (column: $0, source: $1.id) })
        plan = .filter(
            plan,
            Expression(
                .operation(.less, [.column(last.length), .literal(.long(limit))]), .bool, isNullable: false))
        for function in stepFunctions(index, overNodes: true) {
            let reading = binder.readNodes(tables, as: function.nodeValues)
            plan = binder.inner(
                plan, .filter(reading.plan, function.body),
                [(last.end, reading.columns[tables.node.id] ?? last.end)])
        }
        let own = edgeConditions(index, &binder)
        let reading = readEdges(edge, own.values, own.conditions, isReversed: isReversed, tables, &binder)
        plan = binder.inner(plan, reading.plan, [(last.end, reading.from)])
        switch pattern.cycles {
        case .all: break
        case .unique: plan = .filter(plan, Self.not(Self.holds(last.edges, reading.edge)))
        case .none:
            plan = .filter(plan, Self.differ(reading.to, last.start))
            plan = .filter(plan, Self.differ(reading.to, last.end))
            if let inner = last.inner { plan = .filter(plan, Self.not(Self.holds(inner, reading.to))) }
        }
        var round = makeRound(last.inner != nil, &binder)
        (round.start, round.end) = (last.start, reading.to)
        let adding = isReversed != edge.isBackward ? InternalFunctions.pathPrepending : InternalFunctions.pathAppending
        let length = Expression(
            .operation(.add, [.column(last.length), .literal(.long(1))]), .long, isNullable: false)
        var made = [
            Definition(
                column: round.edges,
                expression: InternalFunctions.listCall(adding, [.column(last.edges), .column(reading.edge)])),
            Definition(column: round.length, expression: length),
        ]
        if let inner = round.inner, let known = last.inner {
            made.append(
                Definition(
                    column: inner,
                    expression: InternalFunctions.listCall(adding, [.column(known), .column(last.end)])))
        }
        return (.extend(plan, made), round)
    }

    /// Paths and, of each node to begin at, the one that leads nowhere.
    private func withEmptyPaths(
        _ paths: (plan: LogicalPlan, round: Round)?,
        _ starts: CommonTable,
        _ start: PlanColumn,
        _ hasInner: Bool,
        _ binder: inout Binder
    ) -> (plan: LogicalPlan, round: Round) {
        let reading = binder.read(starts)
        let node = Expression.column(reading.columns[start.id] ?? start)
        let empty = InternalFunctions.listCall(InternalFunctions.emptyPath, [])
        var branches = [
            UnionBranch(
                plan: reading.plan,
                columns: [node, node, empty, .literal(.long(0))] + (hasInner ? [empty] : []))
        ]
        if let paths {
            branches.append(UnionBranch(plan: paths.plan, columns: paths.round.columns.map(Expression.column)))
        }
        let round = makeRound(hasInner, &binder)
        return (.union(branches, round.columns), round)
    }

    // MARK: Search

    /// Whether a function of ours can search the shortest paths: the pattern is one edge, and nothing but its ends and
    /// each of its steps by itself is asked for. A least number of edges above 1 would ask for detours.
    private func isSearchable(_ index: Int) -> Bool {
        guard output != nil, pattern.edges.count == 1, let range = pattern.edges[index].range, range.lowerBound <= 1
        else { return false }
        return scope.functions.prefix(conditionFunctions).allSatisfy { pushed.contains($0.output.id) }
    }

    private func search(
        _ index: Int,
        _ isReversed: Bool,
        _ beginnings: (plan: LogicalPlan, node: PlanColumn),
        _ far: Int,
        _ tables: GraphTables,
        _ binder: inout Binder
    ) -> PathTable {
        let edge = pattern.edges[index]
        let range = edge.range ?? 1...1
        let own = edgeConditions(index, &binder)
        var directed = edge
        directed.isUndirected = false
        let reading = readEdges(directed, own.values, own.conditions, isReversed: isReversed, tables, &binder)
        let any = Expression.literal(.dynamic("null"))
        var ends = any
        let endConditions = conditions.filter { elements(of: $0) == [.node(far)] }
        if nodes[far] == nil, !endConditions.isEmpty {
            let nodes = binder.readNodes(tables, as: pattern.nodes[far].values)
            ends = numbers(endConditions.reduce(nodes.plan) { .filter($0, $1) }, nodes.columns[tables.node.id], &binder)
        }
        var inner = any
        let steps = stepFunctions(index, overNodes: true)
        if !steps.isEmpty {
            let bare = binder.readNodes(tables)
            var plan = bare.plan
            let node = bare.columns[tables.node.id] ?? tables.node
            for function in steps {
                let nodes = binder.readNodes(tables, as: function.nodeValues)
                plan = binder.inner(
                    plan, .filter(nodes.plan, function.body), [(node, nodes.columns[tables.node.id] ?? node)])
            }
            inner = numbers(plan, node, &binder)
        }
        let flags = "[\(range.lowerBound),\(range.upperBound),\(output == "all" ? 1 : 0),\(edge.isUndirected ? 1 : 0)]"
        let list = InternalFunctions.listCall(
            InternalFunctions.shortestPaths,
            [
                binder.packedEdges(reading.plan, [reading.edge, reading.from, reading.to]),
                numbers(beginnings.plan, beginnings.node, &binder), ends, inner, .literal(.dynamic(flags)),
            ]
        )
        let text = binder.makeColumn("", .dynamic, isNullable: false)
        var expansion = Expansion(
            input: .values([], rows: [[]]),
            elements: [Definition(column: text, expression: list)],
            index: nil,
            bagsAsArrays: false,
            limit: nil
        )
        expansion.isNative = true
        return parts(of: text, .expand(expansion), isReversed != edge.isBackward, &binder)
    }

    /// The numbers of some nodes as a JSON array.
    private func numbers(_ plan: LogicalPlan, _ node: PlanColumn?, _ binder: inout Binder) -> Expression {
        guard let node else { return .literal(.dynamic("[]")) }
        return binder.collected(plan, Expression.column(node).converted(to: .dynamic))
    }

    /// Takes the texts of paths apart.
    private func parts(
        of text: PlanColumn,
        _ plan: LogicalPlan,
        _ isReversed: Bool,
        _ binder: inout Binder
    ) -> PathTable {
        func member(_ position: Int64) -> Expression {
            Expression(.operation(.path([.position(position)]), [.column(text)]), .dynamic, isNullable: true)
        }
        func list(_ position: Int64) -> Expression {
            let list = InternalFunctions.listCall(InternalFunctions.pathOfJSON, [member(position)])
            return isReversed ? InternalFunctions.listCall(InternalFunctions.pathReversed, [list]) : list
        }
        let round = makeRound(true, &binder)
        var made = [
            Definition(column: round.start, expression: member(0).converted(to: .long)),
            Definition(column: round.end, expression: member(1).converted(to: .long)),
            Definition(column: round.edges, expression: list(2)),
            Definition(column: round.length, expression: member(4).converted(to: .long)),
        ]
        if let inner = round.inner { made.append(Definition(column: inner, expression: list(3))) }
        return PathTable(
            plan: .extend(plan, made),
            start: round.start,
            end: round.end,
            path: Path(edges: round.edges, inner: round.inner, length: round.length)
        )
    }
}

extension Binder {
    /// A column like another one, under a number of its own.
    mutating func copy(_ column: PlanColumn) -> PlanColumn {
        var result = makeColumn(column.name, column.type, isNullable: column.isNullable)
        result.shape = column.shape
        return result
    }
}
