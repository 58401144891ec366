/// Names and functions inside of `graph-match` and `graph-shortest-paths`.
extension Binder {
    /// The element of the pattern that a node of the tree names.
    func patternElement(_ node: SyntaxNode) -> GraphPattern.Element? {
        guard let scope = patternScope, node.kind == .name || node.kind == .bracketedName, let name = name(of: node),
            rows.column(named: name) == nil
        else { return nil }
        return scope.pattern.names[name]
    }

    // MARK: Properties

    /// `element.property`; `nil` where the base is no element of a pattern.
    mutating func bindPatternMember(_ base: SyntaxNode, _ name: String, at span: Span) -> Expression? {
        guard let element = patternElement(base) else { return nil }
        switch element {
        case .node(let index):
            guard let property = patternScope?.graph.property(named: name) else {
                return unknownProperty(name, patternScope?.graph.properties.map(\.name) ?? [], element, at: span)
            }
            return .column(nodeColumn(index, .property(property)))
        case .edge(let index):
            guard let property = patternScope?.graph.edges.scope.columns.firstIndex(where: { $0.name == name }) else {
                return unknownProperty(name, patternScope?.graph.edges.scope.names ?? [], element, at: span)
            }
            guard patternScope?.pattern.edges[index].isVariable == true else {
                return .column(edgeColumn(index, property))
            }
            return pathProperty(index, property, name, at: span)
        }
    }

    /// A property of each edge of a path: the expression around it is computed for each of them.
    private mutating func pathProperty(_ index: Int, _ property: Int, _ name: String, at span: Span) -> Expression {
        patternScope?.namesPath = true
        if patternScope?.inner != nil || (patternScope?.implicitEdge ?? index) != index {
            return refuse(
                .notSupported,
                "'\(name)' is of an edge of variable length, which has a value for each of its edges; take them with "
                    + "map(edge, \(name)) where one value is wanted.",
                at: span
            )
        }
        patternScope?.implicitEdge = index
        if let column = patternScope?.implicitValues[property] { return .column(column) }
        let column = edgeValueColumn(property)
        patternScope?.implicitValues[property] = column
        return .column(column)
    }

    private mutating func unknownProperty(
        _ name: String,
        _ names: [String],
        _ element: GraphPattern.Element,
        at span: Span
    ) -> Expression {
        if patternScope?.graph.edges.scope.isOpen == true, case .edge = element {
            lateNames.append(name)
            return .late(.unknown)
        }
        let isNode: Bool
        if case .node = element { isNode = true } else { isNode = false }
        let hint =
            isNode && names.isEmpty
            ? " The nodes of this graph have no properties: give them some with make-graph … with Table on Id, or "
                + "with_node_id=name."
            : ""
        return refuse(
            .unknownName,
            "The name '\(name)' does not refer to any known property of \(isNode ? "a node" : "an edge").\(hint)",
            at: span,
            suggestions: Suggestions.closest(to: name, among: names)
        )
    }

    /// The column that stands for what is asked of a node of the pattern.
    mutating func nodeColumn(_ index: Int, _ value: NodeValue) -> PlanColumn {
        if let column = patternScope?.pattern.nodes[index].values[value] { return column }
        let column = nodeValueColumn(value)
        patternScope?.pattern.nodes[index].values[value] = column
        patternScope?.owners[column.id] = .node(index)
        return column
    }

    mutating func edgeColumn(_ index: Int, _ property: Int) -> PlanColumn {
        if let column = patternScope?.pattern.edges[index].values[property] { return column }
        let column = edgeValueColumn(property)
        patternScope?.pattern.edges[index].values[property] = column
        patternScope?.owners[column.id] = .edge(index)
        return column
    }

    private mutating func nodeValueColumn(_ value: NodeValue) -> PlanColumn {
        switch value {
        case .property(let index):
            guard let property = patternScope?.graph.properties[index] else { break }
            return makeColumn(property.name, property.type, isNullable: true)
        case .identifier: return makeColumn("", .string, isNullable: false)
        case .degreeIn, .degreeOut: return makeColumn("", .long, isNullable: false)
        case .partition: return makeColumn("", patternScope?.graph.partition?.type ?? .string, isNullable: true)
        }
        return makeColumn("", .dynamic, isNullable: true)
    }

    private mutating func edgeValueColumn(_ property: Int) -> PlanColumn {
        guard let source = patternScope?.graph.edges.scope.columns[property] else {
            return makeColumn("", .dynamic, isNullable: true)
        }
        var column = makeColumn(source.name, source.type, isNullable: source.isNullable)
        column.shape = source.shape
        return column
    }

    // MARK: Whole elements

    /// A name of the pattern by itself: a bag of all properties, and of a path an array of them.
    mutating func bindPatternElement(_ element: GraphPattern.Element) -> Expression {
        switch element {
        case .node(let index):
            let properties = patternScope?.graph.properties.indices ?? 0..<0
            return bag(of: properties.map { nodeColumn(index, .property($0)) })
        case .edge(let index):
            let properties = patternScope?.graph.edges.scope.columns.indices ?? 0..<0
            guard patternScope?.pattern.edges[index].isVariable == true else {
                return bag(of: properties.map { edgeColumn(index, $0) })
            }
            patternScope?.namesPath = true
            if let column = patternScope?.wholePaths[index] { return .column(column) }
            var output = makeColumn("", .dynamic, isNullable: false)
            output.shape = .array
            var values: [Int: PlanColumn] = [:]
            for property in properties { values[property] = edgeValueColumn(property) }
            let body = bag(of: properties.compactMap { values[$0] })
            patternScope?.functions.append(
                PathFunction(
                    kind: .map, edge: index, isOverNodes: false, body: body, edgeValues: values, output: output))
            patternScope?.wholePaths[index] = output
            return .column(output)
        }
    }

    // MARK: Functions

    /// A call of a function that only graph operators know; `nil` where it is none.
    mutating func bindGraphCall(_ name: String, _ arguments: [SyntaxNode], at span: Span) -> Expression? {
        guard patternScope != nil, let counts = GraphFunctions.all[name]?.counts else { return nil }
        guard counts.contains(arguments.count) else {
            let text = counts.lowerBound == counts.upperBound ? "\(counts.lowerBound)" : "0 or 1"
            return refuse(
                .wrongArgumentCount,
                "The function '\(name)' expects \(text) argument\(text == "1" ? "" : "s"), not \(arguments.count).",
                at: span
            )
        }
        switch name {
        case "all", "any", "map": return bindPathFunction(name, arguments, at: span)
        case "inner_nodes":
            return refuse(
                .unknownFunction,
                "inner_nodes() can only be the first argument of all(), any() or map().",
                at: span,
                suggestions: ["map(inner_nodes(edge), property)"]
            )
        case "labels":
            if let node = arguments.first, patternElement(node) == nil { return elementExpected(name, node.span) }
            // A graph that make-graph makes has no labels.
            return .literal(.dynamic("[]"))
        default: return bindNodeFunction(name, arguments.first, at: span)
        }
    }

    private mutating func elementExpected(_ name: String, _ span: Span) -> Expression {
        refuse(
            .invalidValue,
            "'\(name)' needs the name of a node or an edge of the pattern.",
            at: span,
            suggestions: Array((patternScope?.pattern.names.keys.sorted() ?? []).prefix(3))
        )
    }

    private mutating func bindNodeFunction(_ name: String, _ argument: SyntaxNode?, at span: Span) -> Expression {
        let value: NodeValue =
            switch name {
            case "node_id": .identifier
            case "node_degree_in": .degreeIn
            default: .degreeOut
            }
        guard let argument else {
            guard patternScope?.inner?.isOverNodes == true else {
                return refuse(
                    .wrongArgumentCount,
                    "'\(name)()' without a node is for inner_nodes(); name a node of the pattern.",
                    at: span,
                    suggestions: ["\(name)(node)"]
                )
            }
            if let column = patternScope?.innerNodeValues[value] { return .column(column) }
            let column = nodeValueColumn(value)
            patternScope?.innerNodeValues[value] = column
            return .column(column)
        }
        guard case .node(let index)? = patternElement(argument) else {
            return refuse(
                .invalidValue, "'\(name)' needs the name of a node of the pattern.", at: argument.span)
        }
        return .column(nodeColumn(index, value))
    }

    /// `all(edge, condition)`, `map(inner_nodes(edge), value)` and their like.
    private mutating func bindPathFunction(_ name: String, _ arguments: [SyntaxNode], at span: Span) -> Expression {
        guard let kind = PathFunction.Kind(rawValue: name) else { return .invalid }
        if patternScope?.inner != nil {
            return refuse(.notSupported, "'\(name)' cannot stand inside of another function over a path.", at: span)
        }
        var target = arguments[0]
        var isOverNodes = false
        if target.kind == .call, word(target) == "inner_nodes", let node = target[.argument]?.all(.argument).first {
            target = node
            isOverNodes = true
        }
        guard let element = patternElement(target) else {
            if target.kind == .name, let text = self.name(of: target) {
                return refuse(
                    .unknownName,
                    "The name '\(text)' does not refer to any edge of the pattern.",
                    at: target.span,
                    suggestions: Suggestions.closest(
                        to: text, among: patternScope.map { Array($0.pattern.names.keys) } ?? [])
                )
            }
            return elementExpected(name, target.span)
        }
        guard case .edge(let edge) = element else {
            return refuse(
                .invalidValue,
                "'\(name)' goes over the edges or the inner nodes of an edge, and this is a node; name its properties "
                    + "by themselves: \(source.text(target.span)).property.",
                at: target.span
            )
        }
        if patternScope?.pattern.edges[edge].isVariable == true { patternScope?.namesPath = true }
        let body = bindPathBody(arguments[1], kind, edge, isOverNodes)
        guard let body, !body.isInvalid else { return .invalid }
        var output = makeColumn("", kind == .map ? .dynamic : .bool, isNullable: false)
        if kind == .map { output.shape = .array }
        let function = PathFunction(
            kind: kind,
            edge: edge,
            isOverNodes: isOverNodes,
            body: body,
            edgeValues: patternScope?.innerEdgeValues ?? [:],
            nodeValues: patternScope?.innerNodeValues ?? [:],
            output: output
        )
        patternScope?.functions.append(function)
        return .column(output)
    }

    /// Binds what is computed of each element, whose properties are named by themselves.
    private mutating func bindPathBody(
        _ node: SyntaxNode,
        _ kind: PathFunction.Kind,
        _ edge: Int,
        _ isOverNodes: Bool
    ) -> Expression? {
        guard let graph = patternScope?.graph else { return nil }
        let saved = rows
        defer {
            rows = saved
            patternScope?.inner = nil
        }
        patternScope?.inner = (edge, isOverNodes)
        patternScope?.innerEdgeValues = [:]
        patternScope?.innerNodeValues = [:]
        var columns: [PlanColumn] = []
        if isOverNodes {
            for index in graph.properties.indices {
                let column = nodeValueColumn(.property(index))
                patternScope?.innerNodeValues[.property(index)] = column
                columns.append(column)
            }
        } else {
            for index in graph.edges.scope.columns.indices {
                let column = edgeValueColumn(index)
                patternScope?.innerEdgeValues[index] = column
                columns.append(column)
            }
        }
        rows = RowScope(columns: columns)
        let value = bindExpression(node)
        guard !value.isInvalid else { return nil }
        var body = value
        if kind != .map {
            guard value.type == .bool else {
                return refuse(.wrongType, "A value of type bool is expected here.", at: node.span)
            }
            body = value
        }
        var used: Set<ColumnID> = []
        body.forEachColumn { used.insert($0) }
        for (key, column) in patternScope?.innerEdgeValues ?? [:] where !used.contains(column.id) {
            patternScope?.innerEdgeValues[key] = nil
        }
        for (key, column) in patternScope?.innerNodeValues ?? [:] where !used.contains(column.id) {
            patternScope?.innerNodeValues[key] = nil
        }
        return body
    }
}
