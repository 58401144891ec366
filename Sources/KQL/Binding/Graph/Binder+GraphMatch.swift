/// `graph-match` and `graph-shortest-paths`: pattern, condition and projection.
extension Binder {
    /// The value of a column of the result and its name.
    typealias Projected = (name: String, expression: Expression)

    mutating func bindGraphMatch(_ node: SyntaxNode, _ graph: BoundGraph) -> BoundRelation? {
        let isShortest = node.kind == .graphShortestPathsOperator
        guard let pattern = bindPattern(node, isShortest: isShortest) else { return nil }
        guard !node.all(.argument).isEmpty else {
            report(
                .missingElement,
                "'\(word(node))' needs a projection, which says what columns a match becomes.",
                at: node.span,
                suggestions: ["project \(pattern.nodes.compactMap(\.name).first.map { "node_id(\($0))" } ?? "…")"]
            )
            return nil
        }
        let saved = (patternScope, rows, mode)
        patternScope = PatternScope(graph: graph, pattern: pattern)
        rows = RowScope(columns: [])
        mode = .row
        let outer = graphTables
        graphTables = []
        defer {
            (patternScope, rows, mode) = saved
            graphTables = outer
        }
        var conditions: [Expression] = []
        var isSound = true
        if let condition = node[.condition] {
            for part in conjuncts(condition) {
                guard let bound = bindPatternCondition(part, isAlone: part === condition) else {
                    isSound = false
                    continue
                }
                conditions.append(bound)
            }
        }
        let conditionFunctions = patternScope?.functions.count ?? 0
        guard let values = bindPatternProjection(node), isSound else { return nil }
        if graph.partition != nil { partitionColumn = nodeColumn(0, .partition) }
        guard let scope = patternScope else { return nil }
        var matcher = GraphMatcher(
            scope: scope,
            conditions: conditions,
            conditionFunctions: conditionFunctions,
            output: isShortest ? option("output", of: node, among: ["any", "all"]) ?? "any" : nil
        )
        var plan = matcher.match(&self)
        var columns: [PlanColumn] = []
        var definitions: [Definition] = []
        for (name, expression) in values {
            let column = makeColumn(name, for: expression)
            definitions.append(Definition(column: column, expression: expression))
            columns.append(column)
        }
        plan = extended(plan, definitions)
        return BoundRelation(.tables(graphTables, plan), columns)
    }

    /// The parts of a condition that must all hold.
    private func conjuncts(_ node: SyntaxNode) -> [SyntaxNode] {
        switch node.kind {
        case .and: node.all(.element).flatMap(conjuncts)
        case .parenthesized where node[.value]?.kind == .and: node[.value].map(conjuncts) ?? []
        default: [node]
        }
    }

    /// A condition; one on a path's edges as they stand holds for each of them.
    private mutating func bindPatternCondition(_ node: SyntaxNode, isAlone: Bool) -> Expression? {
        startPatternExpression()
        let bound = condition(bindExpression(node), at: node.span, takesDynamic: !isAlone)
        guard !bound.isInvalid else { return nil }
        return spread(bound, .all)
    }

    private mutating func bindPatternProjection(_ node: SyntaxNode) -> [Projected]? {
        var namer = ColumnNamer()
        var result: [Projected] = []
        var isSound = true
        for element in node.all(.argument) where element.kind != .missing {
            guard let value = element.kind == .namedExpression ? element[.value] : element else { continue }
            startPatternExpression()
            let bound = bindExpression(value)
            guard !bound.isInvalid else {
                isSound = false
                continue
            }
            let expression = spread(bound, .map)
            let values = columnValues(element, value, expression, &namer) { binder, namer in
                binder.graphColumnName(element, &namer)
            }
            if values.isEmpty { isSound = false }
            let namesPath = patternScope?.namesPath == true
            // Whatever reads a path is dynamic, as the service has it.
            result += values.map { ($0.name, namesPath ? $0.expression.converted(to: .dynamic) : $0.expression) }
        }
        return isSound ? result : nil
    }

    private mutating func startPatternExpression() {
        patternScope?.implicitEdge = nil
        patternScope?.implicitValues = [:]
        patternScope?.namesPath = false
    }

    /// An expression that names properties of a path's edges, as a function over the edges.
    private mutating func spread(_ expression: Expression, _ kind: PathFunction.Kind) -> Expression {
        guard let edge = patternScope?.implicitEdge else { return expression }
        var output = makeColumn("", kind == .map ? .dynamic : .bool, isNullable: false)
        if kind == .map { output.shape = .array }
        let function = PathFunction(
            kind: kind,
            edge: edge,
            isOverNodes: false,
            body: expression,
            edgeValues: patternScope?.implicitValues ?? [:],
            output: output
        )
        patternScope?.functions.append(function)
        return .column(output)
    }

    // MARK: Names of columns

    /// A member at the top of an element has the pattern's name in front, `a_name`.
    private mutating func graphColumnName(_ element: SyntaxNode, _ namer: inout ColumnNamer) -> String? {
        if element.kind == .namedExpression {
            guard let nameNode = element[.name], let name = explicitNames(element).first else { return nil }
            if let given = namer.declare(name) { return given }
            report(.duplicateColumn, "A column with the name '\(name)' is already declared.", at: nameNode.span)
            return nil
        }
        if let path = graphPathName(element) { return namer.derived(path) }
        return derivedName(element).map { namer.derived($0) } ?? generatedName(&namer)
    }

    private func graphPathName(_ node: SyntaxNode) -> String? {
        guard node.kind == .member || node.kind == .index, let base = node[.base], let own = lastName(node) else {
            return nil
        }
        let left = base.kind == .member || base.kind == .index ? graphPathName(base) : derivedName(base)
        return left.map { "\($0)_\(own)" } ?? own
    }

    /// The name of the last step of a path.
    private func lastName(_ node: SyntaxNode) -> String? {
        if node.kind == .member { return node[.argument] == nil ? node[.name].flatMap(name(of:)) : nil }
        guard let value = node[.value] else { return nil }
        return value.kind == .stringLiteral ? stringValue(value) : source.text(value.span)
    }

    // MARK: Patterns

    private mutating func bindPattern(_ node: SyntaxNode, isShortest: Bool) -> GraphPattern? {
        var pattern = GraphPattern()
        let hasCycles = node.all(.option).contains { word($0) == "cycles" }
        if hasCycles {
            let words = GraphPattern.Cycles.allCases.map(\.rawValue)
            guard let value = option("cycles", of: node, among: words),
                let cycles = GraphPattern.Cycles(rawValue: value)
            else { return nil }
            pattern.cycles = cycles
        }
        if isShortest, node.all(.option).contains(where: { word($0) == "output" }),
            option("output", of: node, among: ["any", "all"]) == nil
        {
            return nil
        }
        let sequences = node.all(.element)
        for sequence in sequences {
            guard bindSequence(sequence, &pattern) else { return nil }
        }
        guard !pattern.nodes.isEmpty else { return nil }
        if let detached = pattern.detachedNode {
            report(
                .notSupported,
                "All sequences of a pattern must hang together: let them share the name of a node.",
                at: pattern.nodes[detached].span
            )
            return nil
        }
        guard isShortest else { return pattern }
        guard sequences.count == 1 else {
            report(
                .notSupported, "graph-shortest-paths takes one sequence of nodes and edges.",
                at: sequences[1].span)
            return nil
        }
        guard pattern.edges.contains(where: \.isVariable) else {
            report(
                .notSupported,
                "graph-shortest-paths needs an edge of variable length; graph-match is for the others.",
                at: sequences[0].span,
                suggestions: ["(start)-[path*1..5]->(end)"]
            )
            return nil
        }
        return pattern
    }

    private mutating func bindSequence(_ sequence: SyntaxNode, _ pattern: inout GraphPattern) -> Bool {
        let elements = sequence.all(.element)
        guard !elements.contains(where: { $0.kind == .missing }) else { return false }
        var last: Int?
        var open: SyntaxNode?
        for (index, element) in elements.enumerated() {
            let expectsNode = index % 2 == 0
            guard element.kind == (expectsNode ? .graphNode : .graphEdge) else {
                let (wanted, found) = expectsNode ? ("node", "edge") : ("edge", "node")
                report(
                    .invalidGraphPattern,
                    "A pattern is nodes and edges in turn: a \(wanted) is expected here, and this is \(found == "edge" ? "an" : "a") "
                        + "\(found).",
                    at: element.span,
                    suggestions: [expectsNode ? "()" : "-->"]
                )
                return false
            }
            guard expectsNode else {
                open = element
                continue
            }
            guard let node = bindPatternNode(element, &pattern) else { return false }
            if let edge = open, let from = last {
                guard bindPatternEdge(edge, from, node, &pattern) else { return false }
            }
            last = node
            pattern.last = node
            open = nil
        }
        if let open {
            report(
                .invalidGraphPattern, "A pattern ends with a node, and this edge leads nowhere.",
                at: open.span, suggestions: ["\(source.text(open.span))()"])
            return false
        }
        return true
    }

    private mutating func bindPatternNode(_ node: SyntaxNode, _ pattern: inout GraphPattern) -> Int? {
        let name = node[.name].flatMap(name(of:))
        if node[.name] != nil, name == nil { return nil }
        if let name, let element = pattern.names[name] {
            if case .node(let index) = element { return index }
            report(.duplicateName, "'\(name)' is the name of an edge already.", at: node.span)
            return nil
        }
        pattern.nodes.append(GraphPattern.Node(name: name, span: node.span))
        if let name { pattern.names[name] = .node(pattern.nodes.count - 1) }
        return pattern.nodes.count - 1
    }

    private mutating func bindPatternEdge(
        _ node: SyntaxNode,
        _ left: Int,
        _ right: Int,
        _ pattern: inout GraphPattern
    ) -> Bool {
        let name = node[.name].flatMap(name(of:))
        if node[.name] != nil, name == nil { return false }
        if let name, pattern.names[name] != nil {
            report(
                .duplicateName,
                "The name '\(name)' is given already: each edge has a name of its own, and only nodes can be met twice.",
                at: node.span
            )
            return false
        }
        let isForward = node.token(.right) != nil
        let isBackward = node.token(.left) != nil
        var range: ClosedRange<Int64>?
        if let lower = node[.lower], let upper = node[.upper] {
            guard let bound = bindRange(lower, upper) else { return false }
            range = bound
        }
        let edge = GraphPattern.Edge(
            name: name,
            span: node.span,
            from: isBackward && !isForward ? right : left,
            to: isBackward && !isForward ? left : right,
            isUndirected: isForward == isBackward,
            isBackward: isBackward && !isForward,
            range: range
        )
        pattern.edges.append(edge)
        if let name { pattern.names[name] = .edge(pattern.edges.count - 1) }
        return true
    }

    /// The most edges that an edge of variable length can stand for.
    private static let pathLimit: Int64 = 100

    private mutating func bindRange(_ lower: SyntaxNode, _ upper: SyntaxNode) -> ClosedRange<Int64>? {
        guard lower.kind != .missing, upper.kind != .missing else { return nil }
        var bounds: [Int64] = []
        for node in [lower, upper] {
            let value = bindWithoutRows(node)
            if value.isInvalid { return nil }
            guard let number = value.constant?.integer, value.type == .long || value.type == .int, number >= 0 else {
                report(.wholeNumberExpected, "A constant whole number from 0 on is expected here.", at: node.span)
                return nil
            }
            bounds.append(number)
        }
        guard bounds[0] <= bounds[1] else {
            report(
                .invalidValue, "The least number of edges is greater than the greatest.",
                at: lower.span.union(upper.span), suggestions: ["\(bounds[1])..\(bounds[0])"])
            return nil
        }
        guard bounds[1] <= Self.pathLimit else {
            report(
                .invalidValue, "An edge can stand for \(Self.pathLimit) edges at most.",
                at: upper.span, suggestions: ["\(bounds[0])..\(Self.pathLimit)"])
            return nil
        }
        return bounds[0]...bounds[1]
    }
}
