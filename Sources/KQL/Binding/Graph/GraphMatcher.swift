/// Makes the plan of a pattern's matches.
///
/// The pattern is walked from the node with the most telling condition on. An edge is a join with the table of edges, one
/// of variable length a recursion from the nodes that are reached, and each condition is put where all that it names is
/// known. What two edges or nodes may not have in common is a condition too.
struct GraphMatcher {
    /// The columns of a path that a match has.
    struct Path {
        var edges: PlanColumn
        /// The nodes between the first and the last; absent where no one asks.
        var inner: PlanColumn?
        var length: PlanColumn
    }

    var scope: PatternScope
    /// What must hold, each by itself.
    var conditions: [Expression]
    /// How many of the scope's functions the conditions read.
    var conditionFunctions: Int
    /// `any` or `all` where only shortest paths are wanted.
    var output: String?

    var plan: LogicalPlan = .values([], rows: [[]])
    /// The columns of the plan that something may still read.
    var columns: [PlanColumn] = []
    /// The number of each node and edge that is matched so far.
    var nodes: [Int: PlanColumn] = [:]
    var edges: [Int: PlanColumn] = [:]
    var paths: [Int: Path] = [:]
    /// Functions that hold because the recursion asks for them.
    var pushed: Set<ColumnID> = []

    var pattern: GraphPattern { scope.pattern }

    init(scope: PatternScope, conditions: [Expression], conditionFunctions: Int, output: String?) {
        self.scope = scope
        self.conditions = conditions
        self.conditionFunctions = conditionFunctions
        self.output = output
    }

    mutating func match(_ binder: inout Binder) -> LogicalPlan {
        pushFunctions()
        let tables = makeTables(&binder)
        start(at: seed, tables, &binder)
        var rest = Set(pattern.edges.indices)
        while let next = nextEdge(rest) {
            rest.remove(next)
            if pattern.edges[next].isVariable {
                walk(next, tables, &binder)
            } else {
                join(next, tables, &binder)
            }
            applyConditions()
        }
        if pattern.cycles == .none, pattern.hasCircle { keep(.literal(.bool(false))) }
        let all = scope.functions
        for function in all.prefix(conditionFunctions) { compute(function, tables, &binder) }
        applyConditions()
        if let output, !isSearched { keepShortest(output, &binder) }
        for function in all.dropFirst(conditionFunctions) { compute(function, tables, &binder) }
        return plan
    }

    // MARK: What is needed

    private mutating func makeTables(_ binder: inout Binder) -> GraphTables {
        var properties: Set<Int> = []
        var values: Set<NodeValue> = []
        for node in pattern.nodes { values.formUnion(node.values.keys) }
        for edge in pattern.edges { properties.formUnion(edge.values.keys) }
        for function in scope.functions {
            values.formUnion(function.nodeValues.keys)
            properties.formUnion(function.edgeValues.keys)
        }
        return binder.makeTables(scope.graph, edgeProperties: properties, nodeValues: values)
    }

    /// Whether an edge's inner nodes are asked for.
    func needsInner(_ edge: Int) -> Bool {
        pattern.cycles == .none
            || scope.functions.contains { $0.edge == edge && $0.isOverNodes && !pushed.contains($0.output.id) }
    }

    /// Conditions that are a function over all elements of a path, and read nothing else, hold for each step.
    private mutating func pushFunctions() {
        for condition in conditions {
            guard case .column(let id) = condition.node,
                let function = scope.functions.first(where: { $0.output.id == id }), function.kind == .all,
                function.isSelfContained, pattern.edges[function.edge].isVariable
            else { continue }
            pushed.insert(id)
        }
        conditions.removeAll { condition in
            if case .column(let id) = condition.node { pushed.contains(id) } else { false }
        }
    }

    /// The functions that each step of an edge's path must fulfil.
    func stepFunctions(_ edge: Int, overNodes: Bool) -> [PathFunction] {
        scope.functions.filter { pushed.contains($0.output.id) && $0.edge == edge && $0.isOverNodes == overNodes }
    }

    // MARK: Order

    /// The node to begin at: the one whose conditions leave the fewest.
    private var seed: Int {
        var scores = [Int](repeating: 0, count: pattern.nodes.count)
        for condition in conditions {
            guard let elements = elements(of: condition), elements.count == 1, case .node(let index)? = elements.first
            else { continue }
            scores[index] += Self.weight(condition)
        }
        return scores.indices.max { scores[$0] < scores[$1] || scores[$0] == scores[$1] && $0 > $1 } ?? 0
    }

    private static func weight(_ condition: Expression) -> Int {
        switch condition.node {
        case .operation(.equal, _): 100
        case .operation(.inList(false, _), _), .inSubquery(_, _, _, false, _): 80
        case .operation(.text(let text), _) where !text.isNegated: 30
        default: 1
        }
    }

    /// The next edge at a node that is matched; edges of a fixed length first, since they cost less.
    private func nextEdge(_ rest: Set<Int>) -> Int? {
        let open = rest.sorted().filter { nodes[pattern.edges[$0].from] != nil || nodes[pattern.edges[$0].to] != nil }
        return open.first { !pattern.edges[$0].isVariable } ?? open.first
    }

    /// The elements that an expression reads; `nil` where it reads what a function over a path gives.
    func elements(of expression: Expression) -> Set<GraphPattern.Element>? {
        var result: Set<GraphPattern.Element> = []
        var isPlain = true
        expression.forEachColumn { id in
            if let owner = scope.owners[id] { result.insert(owner) } else { isPlain = false }
        }
        return isPlain ? result : nil
    }

    // MARK: Conditions

    mutating func keep(_ condition: Expression) { plan = .filter(plan, condition) }

    /// Applies the conditions all of whose elements are matched, and keeps the others.
    private mutating func applyConditions() {
        var rest: [Expression] = []
        let known = Set(columns.map(\.id))
        for condition in conditions {
            var isKnown = true
            condition.forEachColumn { if !known.contains($0) { isKnown = false } }
            if isKnown { keep(condition) } else { rest.append(condition) }
        }
        conditions = rest
    }

    /// Takes the conditions on one element out, to be put on its table.
    mutating func takeConditions(on element: GraphPattern.Element) -> [Expression] {
        let own = conditions.filter { elements(of: $0) == [element] }
        conditions = conditions.filter { elements(of: $0) != [element] }
        return own
    }

    static func not(_ condition: Expression) -> Expression {
        Expression(.operation(.not, [condition]), .bool, isNullable: false)
    }

    static func differ(_ a: PlanColumn, _ b: PlanColumn) -> Expression {
        Expression(.operation(.notEqual, [.column(a), .column(b)]), .bool, isNullable: false)
    }

    static func holds(_ list: PlanColumn, _ element: PlanColumn) -> Expression {
        InternalFunctions.listCall(InternalFunctions.pathHolds, [.column(list), .column(element)])
    }

    // MARK: Nodes and edges

    private mutating func start(at index: Int, _ tables: GraphTables, _ binder: inout Binder) {
        let reading = binder.readNodes(tables, as: pattern.nodes[index].values)
        plan = reading.plan
        let number = reading.columns[tables.node.id] ?? tables.node
        columns = [number] + pattern.nodes[index].values.values
        nodes[index] = number
        applyConditions()
    }

    /// Matches a node that an edge leads to: `number` holds its number.
    ///
    /// - Parameter path: The path that leads there from a node; where it has no edges the two are the same.
    mutating func bind(
        _ index: Int,
        to number: PlanColumn,
        along path: (start: Int, length: PlanColumn)? = nil,
        _ tables: GraphTables,
        _ binder: inout Binder
    ) {
        if pattern.cycles == .none {
            for (place, other) in nodes.sorted(by: { $0.key < $1.key }) {
                var test = Self.differ(number, other)
                if let path, path.start == place {
                    let isEmpty = Expression(
                        .operation(.equal, [.column(path.length), .literal(.long(0))]), .bool, isNullable: false)
                    test = Expression(.operation(.or, [isEmpty, test]), .bool, isNullable: false)
                }
                keep(test)
            }
            for (_, path) in paths.sorted(by: { $0.key < $1.key }) {
                if let inner = path.inner { keep(Self.not(Self.holds(inner, number))) }
            }
        }
        nodes[index] = number
        columns.append(number)
        let values = pattern.nodes[index].values
        guard !values.isEmpty else { return }
        let reading = binder.readNodes(tables, as: values)
        var right = reading.plan
        for condition in takeConditions(on: .node(index)) { right = .filter(right, condition) }
        plan = binder.inner(plan, right, [(number, reading.columns[tables.node.id] ?? number)])
        columns += values.values
    }

    /// The edges from one node to the other, or both ways.
    func readEdges(
        _ edge: GraphPattern.Edge,
        _ values: [Int: PlanColumn],
        _ conditions: [Expression],
        isReversed: Bool,
        _ tables: GraphTables,
        _ binder: inout Binder
    ) -> (plan: LogicalPlan, edge: PlanColumn, from: PlanColumn, to: PlanColumn) {
        func filtered(_ plan: LogicalPlan) -> LogicalPlan { conditions.reduce(plan) { .filter($0, $1) } }
        guard edge.isUndirected else {
            let reading = binder.readEdges(tables, as: values)
            func column(_ source: PlanColumn) -> PlanColumn { reading.columns[source.id] ?? source }
            return (
                filtered(reading.plan), column(tables.edge), column(isReversed ? tables.to : tables.from),
                column(isReversed ? tables.from : tables.to)
            )
        }
        var branches: [UnionBranch] = []
        let order = values.keys.sorted()
        for isTurned in [false, true] {
            var own: [Int: PlanColumn] = [:]
            for key in order { own[key] = binder.copy(values[key] ?? tables.edge) }
            let reading = binder.readEdges(tables, as: own)
            func column(_ source: PlanColumn) -> PlanColumn { reading.columns[source.id] ?? source }
            let ends = [column(tables.from), column(tables.to)]
            // An edge from a node to itself is one way only.
            let rows = isTurned ? LogicalPlan.filter(reading.plan, Self.differ(ends[0], ends[1])) : reading.plan
            let outputs = [column(tables.edge)] + (isTurned ? ends.reversed() : ends) + order.compactMap { own[$0] }
            branches.append(UnionBranch(plan: rows, columns: outputs.map(Expression.column)))
        }
        let made = [tables.edge, tables.from, tables.to].map { binder.copy($0) }
        let union = LogicalPlan.union(branches, made + order.compactMap { values[$0] })
        return (filtered(union), made[0], made[1], made[2])
    }

    private mutating func join(_ index: Int, _ tables: GraphTables, _ binder: inout Binder) {
        let edge = pattern.edges[index]
        let isReversed = nodes[edge.from] == nil
        let (near, far) = isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
        guard let start = nodes[near] else { return }
        let own = takeConditions(on: .edge(index))
        let reading = readEdges(edge, edge.values, own, isReversed: isReversed, tables, &binder)
        var keys = [(left: start, right: reading.from)]
        let known = nodes[far]
        if let known { keys.append((known, reading.to)) }
        plan = binder.inner(plan, reading.plan, keys)
        columns += [reading.edge] + edge.values.values
        if pattern.cycles == .unique {
            for (_, other) in edges.sorted(by: { $0.key < $1.key }) { keep(Self.differ(reading.edge, other)) }
            for (_, path) in paths.sorted(by: { $0.key < $1.key }) {
                keep(Self.not(Self.holds(path.edges, reading.edge)))
            }
        }
        edges[index] = reading.edge
        if known == nil { bind(far, to: reading.to, tables, &binder) }
    }

    // MARK: Shortest paths

    /// Of the matches from one node to another those with the fewest edges.
    private mutating func keepShortest(_ output: String, _ binder: inout Binder) {
        guard let first = pattern.edges.isEmpty ? nil : nodes[0], let last = nodes[pattern.last] else { return }
        // As in a search: there and back again is no path from a node to itself.
        if pattern.edges.count == 1, pattern.edges[0].isUndirected, let path = paths[0] {
            let isEmpty = Expression(
                .operation(.equal, [.column(path.length), .literal(.long(0))]), .bool, isNullable: false)
            keep(Expression(.operation(.or, [isEmpty, Self.differ(first, last)]), .bool, isNullable: false))
        }
        var total = Expression.literal(.long(Int64(pattern.edges.count { !$0.isVariable })))
        for (_, path) in paths.sorted(by: { $0.key < $1.key }) {
            total = Expression(.operation(.add, [total, .column(path.length)]), .long, isNullable: false)
        }
        let length = binder.makeColumn("", for: total)
        let sequence = binder.makeColumn("", .long, isNullable: false)
        let rank = binder.makeColumn("", .long, isNullable: false)
        let sorted = LogicalPlan.sort(
            .extend(plan, [Definition(column: length, expression: total)]),
            [SortKey(column: length, isAscending: true, nullsFirst: false)]
        )
        let call = WindowCall(
            kind: output == "any" ? .rowNumber : .denseRank,
            arguments: output == "any" ? [] : [.column(length)],
            output: rank
        )
        plan = .window(
            Window(
                input: .sequence(sorted, sequence),
                sequence: sequence,
                partition: [first, last],
                calls: [call]
            )
        )
        keep(Expression(.operation(.equal, [.column(rank), .literal(.long(1))]), .bool, isNullable: false))
    }

    /// Whether a function of ours searches the shortest paths, so that nothing is left to be chosen.
    var isSearched = false
}
