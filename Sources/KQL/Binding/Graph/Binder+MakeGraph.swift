/// `make-graph`, and the steps that take a graph.
extension Binder {
    /// Whether an operator takes a graph.
    static func takesGraph(_ kind: SyntaxKind) -> Bool {
        switch kind {
        case .graphMatchOperator, .graphShortestPathsOperator, .graphToTableOperator, .graphMarkComponentsOperator: true
        default: false
        }
    }

    /// A graph operator on a graph, or a fault where one of them is missing.
    mutating func bindGraphStep(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        let span = node.token(.keyword)?.span ?? node.span
        guard let graph = input.graph else {
            report(
                .graphExpected,
                "'\(word(node))' needs a graph, and this is a table: make one of its rows first.",
                at: span,
                suggestions: ["make-graph Source --> Target"]
            )
            return nil
        }
        switch node.kind {
        case .graphMatchOperator, .graphShortestPathsOperator: return bindGraphMatch(node, graph)
        case .graphToTableOperator: return bindGraphToTable(node, graph)
        case .graphMarkComponentsOperator: return bindMarkComponents(node, graph)
        // A hint for a chart.
        case .renderOperator: return input
        case .unknownOperator: return nil
        default:
            report(
                .tableExpected,
                "'\(word(node))' needs a table, and this is a graph: take what is wanted out of it first, with "
                    + "graph-match (a)-[e]->(b) project …, or with graph-to-table nodes.",
                at: span,
                suggestions: ["graph-to-table nodes", "graph-to-table edges"]
            )
            return nil
        }
    }

    /// `make-graph source --> target with nodes on id`.
    mutating func bindMakeGraph(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        guard let sourceNode = node[.left], let targetNode = node[.right] else { return nil }
        if let sign = node.token(.direction) {
            report(
                .notSupported,
                "A graph whose edges have no direction is not supported: make it with '-->' and match its edges both "
                    + "ways, with -[edge]-.",
                at: sign.span,
                suggestions: ["-->"]
            )
            return nil
        }
        let source = resolveIdentifier(sourceNode)
        let target = resolveIdentifier(targetNode)
        let partitionNode = node[.body]
        let partition = partitionNode?[.key].flatMap { resolveIdentifier($0) }
        var tables: [BoundGraph.NodeTable] = []
        var isSound = true
        for element in node.all(.element) where element.kind == .graphNodeTable {
            guard let table = bindNodeTable(element, partitionNode?[.key]) else {
                isSound = false
                continue
            }
            tables.append(table)
        }
        guard isSound, let source, let target, partitionNode == nil || partition != nil else { return nil }
        var graph = BoundGraph(edges: BoundGraph.Rows(input), source: source, target: target, partition: partition)
        graph.nodeTables = tables
        graph.properties = Self.properties(of: tables)
        if let nameNode = node[.name], let name = name(of: nameNode) {
            if name.isEmpty {
                report(.emptyValue, "The name of the nodes' identifier must not be empty.", at: nameNode.span)
                return nil
            }
            graph.properties = [BoundGraph.Property(name: name, type: source.type, origin: .identifier)]
        }
        var result = BoundRelation(.values([], rows: []), [])
        result.graph = graph
        guard let partitionNode, let body = partitionNode[.body] else { return result }
        return bindGraphPartition(body, graph)
    }

    /// A column that can identify a node.
    private mutating func resolveIdentifier(_ node: SyntaxNode) -> PlanColumn? {
        guard let column = resolveColumn(node) else { return nil }
        guard column.type != .dynamic else {
            report(
                .dynamicIdentifier,
                "The identifiers of nodes cannot be dynamic, as '\(column.name)' is; convert them with tostring().",
                at: node.span,
                suggestions: ["extend \(column.name) = tostring(\(column.name))"]
            )
            return nil
        }
        return column
    }

    private mutating func bindNodeTable(_ node: SyntaxNode, _ partition: SyntaxNode?) -> BoundGraph.NodeTable? {
        guard let sourceNode = node[.source], sourceNode.kind != .missing else { return nil }
        guard let relation = bindNestedTable(sourceNode) else { return nil }
        let saved = rows
        rows = relation.scope
        defer { rows = saved }
        guard let keyNode = node[.key], let key = resolveIdentifier(keyNode) else { return nil }
        var table = BoundGraph.NodeTable(rows: BoundGraph.Rows(relation), key: key)
        if let partition, let name = name(of: partition) {
            guard let column = relation.scope.column(named: name) else {
                report(
                    .unknownName,
                    "The table of nodes has no column '\(name)', by which the graph is partitioned.",
                    at: sourceNode.span,
                    suggestions: Suggestions.closest(to: name, among: relation.scope.names)
                )
                return nil
            }
            table.partition = column
        }
        return table
    }

    /// The properties of nodes: those of all tables by name; one that has two types is dynamic.
    private static func properties(of tables: [BoundGraph.NodeTable]) -> [BoundGraph.Property] {
        var result: [BoundGraph.Property] = []
        for (index, table) in tables.enumerated() {
            for column in table.rows.scope.columns {
                guard let place = result.firstIndex(where: { $0.name == column.name }),
                    case .tables(let parts) = result[place].origin
                else {
                    result.append(
                        BoundGraph.Property(
                            name: column.name, type: column.type, origin: .tables([(table: index, column: column)])))
                    continue
                }
                result[place].origin = .tables(parts + [(table: index, column: column)])
                if result[place].type != column.type { result[place].type = .dynamic }
            }
        }
        return result
    }

    /// `partitioned-by key (operators)`: a graph for each value of the key, which no edge leaves.
    private mutating func bindGraphPartition(_ body: SyntaxNode, _ graph: BoundGraph) -> BoundRelation? {
        let steps = body.all(.operator)
        guard let first = steps.first else { return nil }
        guard first.kind == .graphMatchOperator || first.kind == .graphToTableOperator else {
            report(
                .notAllowedHere,
                "The operator '\(word(first))' is not allowed here: partitioned-by takes graph-match or "
                    + "graph-to-table, and operators on their rows.",
                at: first.token(.keyword)?.span ?? first.span
            )
            return nil
        }
        var input = BoundRelation(.values([], rows: []), [])
        input.graph = graph
        partitionColumn = nil
        guard let rows = bindGraphStep(first, input), let key = partitionColumn else { return nil }
        partitionColumn = nil
        guard steps.count > 1 else { return rows }
        guard
            let result = bindSubPipeline(
                Array(steps.dropFirst()), rows, over: rows.plan, keys: [key], carried: [], at: body.span)
        else { return nil }
        return BoundRelation(result.plan, result.scope.columns)
    }

    // MARK: Components

    /// `graph-mark-components [kind = weak | strong] [with_component_id = name]`.
    private mutating func bindMarkComponents(_ node: SyntaxNode, _ graph: BoundGraph) -> BoundRelation? {
        let hasKind = node.all(.option).contains { word($0) == "kind" }
        let kind = option("kind", of: node, among: ["weak", "strong"])
        if hasKind, kind == nil { return nil }
        var graph = graph
        graph.markings.append(BoundGraph.Marking(isStrong: kind == "strong"))
        let name = graphName("with_component_id", of: node) ?? "ComponentId"
        let property = BoundGraph.Property(
            name: name, type: .long, origin: .component(graph.markings.count - 1))
        // A property of the same name is hidden.
        graph.properties.removeAll { $0.name == name }
        graph.properties.append(property)
        var result = BoundRelation(.values([], rows: []), [])
        result.graph = graph
        return result
    }

    /// The name that a setting gives: a word, a text or a name in brackets.
    func graphName(_ setting: String, of node: SyntaxNode) -> String? {
        guard let option = node.all(.option).first(where: { word($0) == setting }), let token = option.token(.value)
        else { return nil }
        return token.kind == .string ? StringLiteral.value(source.bytes, token.span) : source.text(token.span)
    }

    // MARK: Tables

    /// `graph-to-table nodes …, edges …`.
    private mutating func bindGraphToTable(_ node: SyntaxNode, _ graph: BoundGraph) -> BoundRelation? {
        let outputs = node.all(.element)
        let keyword = node.token(.keyword)?.span ?? node.span
        guard outputs.count <= 2 else {
            report(.invalidValue, "graph-to-table gives nodes and edges, each once.", at: keyword)
            return nil
        }
        let kinds = outputs.map { word($0) }
        if outputs.count == 2 {
            guard Set(kinds) == ["nodes", "edges"] else {
                report(
                    .missingGraphPart, "Two results of graph-to-table must be one of nodes and one of edges.",
                    at: keyword)
                return nil
            }
            let nameless = outputs.filter { $0[.name] == nil }
            for output in nameless {
                report(
                    .aliasNeeded,
                    "Two results need names by which later statements read them.",
                    at: output.span,
                    suggestions: ["\(word(output)) as Name"]
                )
            }
            if !nameless.isEmpty { return nil }
        }
        let outer = graphTables
        graphTables = []
        defer { graphTables = outer }
        let tables = makeTables(
            graph,
            edgeProperties: kinds.contains("edges") ? Set(graph.edges.scope.columns.indices) : [],
            nodeValues: needed(of: graph, nodes: kinds.contains("nodes"), hashes: outputs)
        )
        var results: [(name: String?, relation: BoundRelation)] = []
        for output in outputs.sorted(by: { word($0) > word($1) }) {
            let relation = word(output) == "nodes" ? nodeRows(output, graph, tables) : edgeRows(output, graph, tables)
            results.append((output[.name].flatMap(name(of:)), relation))
        }
        guard results.count == 2 else { return results.first?.relation }
        for (name, relation) in results {
            guard let name else { continue }
            exports[name] = .shared(makeNumber(), relation)
        }
        sink.report(
            .severalResults,
            "'graph-to-table' gives two tables here; read them by their names in statements after this one.",
            at: keyword,
            severity: .warning
        )
        return results[0].relation
    }

    private func needed(of graph: BoundGraph, nodes: Bool, hashes: [SyntaxNode]) -> Set<NodeValue> {
        var result: Set<NodeValue> = []
        if nodes { result.formUnion(graph.properties.indices.map { NodeValue.property($0) }) }
        if hashes.contains(where: { !$0.all(.option).isEmpty }) { result.insert(.identifier) }
        if graph.partition != nil { result.insert(.partition) }
        return result
    }

    private func hash(_ column: PlanColumn?) -> Expression {
        column.flatMap { call("hash", [.column($0)]) } ?? .literal(.null(.long))
    }

    private mutating func nodeRows(_ output: SyntaxNode, _ graph: BoundGraph, _ tables: GraphTables) -> BoundRelation {
        var values: [NodeValue: PlanColumn] = [:]
        var columns: [PlanColumn] = []
        for (index, property) in graph.properties.enumerated() {
            let column = makeColumn(property.name, property.type, isNullable: true)
            values[.property(index)] = column
            columns.append(column)
        }
        let identifier = makeColumn("", .string, isNullable: false)
        values[.identifier] = identifier
        if let partition = graph.partition {
            let column = makeColumn("", partition.type, isNullable: true)
            values[.partition] = column
            partitionColumn = column
        }
        let reading = readNodes(tables, as: values)
        var plan = reading.plan
        if let name = graphName("with_node_id", of: output) {
            let value = hash(identifier)
            let column = makeColumn(name, for: value)
            plan = .extend(plan, [Definition(column: column, expression: value)])
            columns.insert(column, at: 0)
        }
        let order = reading.columns[tables.node.id].map { SortKey(column: $0, isAscending: true, nullsFirst: false) }
        return BoundRelation(.tables(graphTables, .sort(plan, [order].compactMap { $0 })), columns)
    }

    private mutating func edgeRows(_ output: SyntaxNode, _ graph: BoundGraph, _ tables: GraphTables) -> BoundRelation {
        var values: [Int: PlanColumn] = [:]
        var columns: [PlanColumn] = []
        for (index, source) in graph.edges.scope.columns.enumerated() {
            let column = makeColumn(source.name, source.type, isNullable: source.isNullable)
            values[index] = column
            columns.append(column)
            if source.id == graph.partition?.id { partitionColumn = column }
        }
        let reading = readEdges(tables, as: values)
        var plan = reading.plan
        var hashes: [PlanColumn] = []
        for (setting, end) in [("with_source_id", tables.from), ("with_target_id", tables.to)] {
            guard let name = graphName(setting, of: output), let node = reading.columns[end.id] else { continue }
            let identifier = makeColumn("", .string, isNullable: false)
            let nodes = readNodes(tables, as: [.identifier: identifier])
            plan = inner(plan, nodes.plan, [(node, nodes.columns[tables.node.id] ?? node)])
            let value = hash(identifier)
            let column = makeColumn(name, for: value)
            plan = .extend(plan, [Definition(column: column, expression: value)])
            hashes.append(column)
        }
        let order = reading.columns[tables.edge.id].map { SortKey(column: $0, isAscending: true, nullsFirst: false) }
        return BoundRelation(.tables(graphTables, .sort(plan, [order].compactMap { $0 })), hashes + columns)
    }
}
