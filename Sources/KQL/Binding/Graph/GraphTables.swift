/// The tables that a graph becomes: nodes and edges by number, read as often as a pattern names them.
struct GraphTables {
    /// Holds the number of an edge, and the numbers of the nodes that it joins.
    let edge: PlanColumn
    let from: PlanColumn
    let to: PlanColumn
    /// Holds the number of a node, from 1 on without gaps.
    let node: PlanColumn
    fileprivate let edges: CommonTable
    fileprivate let nodes: CommonTable
    fileprivate let edgeProperties: [Int: PlanColumn]
    fileprivate let nodeValues: [NodeValue: PlanColumn]
}

/// One reading of a graph's nodes or edges under columns of its own.
struct GraphReading {
    var plan: LogicalPlan
    /// The column that stands for one of ``GraphTables``.
    var columns: [ColumnID: PlanColumn]
}

extension Binder {
    /// Makes the tables of a graph with what is needed of them.
    ///
    /// Nodes come in the order of the node tables, and those that only edges name behind them in the order of the
    /// edges; an identifier that is null is one like others, as it is for `join` and `summarize`.
    mutating func makeTables(
        _ graph: BoundGraph,
        edgeProperties: Set<Int>,
        nodeValues: Set<NodeValue>
    ) -> GraphTables {
        let type = graph.identifierType
        let edge = makeColumn("", .long, isNullable: false)
        var source = graph.source
        var target = graph.target
        var rawPlan = LogicalPlan.sequence(graph.edges.plan, edge)
        if source.type != type || target.type != type {
            let keys = [source, target].map { column -> Definition in
                let value = Expression.column(column).converted(to: type)
                return Definition(column: makeColumn("", for: value), expression: value)
            }
            (source, target) = (keys[0].column, keys[1].column)
            rawPlan = .extend(rawPlan, keys)
        }
        let wanted = edgeProperties.sorted().map { ($0, graph.edges.scope.columns[$0]) }
        var rawColumns = [edge, source, target] + [graph.partition].compactMap { $0 }
        for (_, column) in wanted where !rawColumns.contains(where: { $0.id == column.id }) {
            rawColumns.append(column)
        }
        let raw = makeTable(rawPlan, rawColumns)
        let nodeTables = makeNodeTables(graph, type, nodeValues)
        let identifiers = makeIdentifiers(graph, raw, source, target, nodeTables)

        // The numbers of the nodes beside each edge.
        let edges = read(raw)
        let first = read(identifiers.table)
        let second = read(identifiers.table)
        func keys(_ reading: GraphReading, _ end: PlanColumn) -> [(left: PlanColumn, right: PlanColumn)] {
            var result: [(left: PlanColumn, right: PlanColumn)] = []
            if let left = edges.columns[end.id], let right = reading.columns[identifiers.key.id] {
                result.append((left, right))
            }
            if let column = graph.partition, let left = edges.columns[column.id],
                let key = identifiers.partition, let right = reading.columns[key.id]
            {
                result.append((left, right))
            }
            return result
        }
        var plan = inner(edges.plan, first.plan, keys(first, source))
        plan = inner(plan, second.plan, keys(second, target))
        var properties: [Int: PlanColumn] = [:]
        for (index, column) in wanted { properties[index] = edges.columns[column.id] }
        let number = edges.columns[edge.id] ?? edge
        let from = first.columns[identifiers.node.id] ?? edge
        let to = second.columns[identifiers.node.id] ?? edge
        let edgeColumns = [number, from, to] + wanted.compactMap { properties[$0.0] }.uniqued
        let edgeTable = makeTable(plan, edgeColumns)
        let ends = (edge: number, from: from, to: to)
        let nodes = makeNodes(graph, identifiers, nodeTables, edgeTable, ends, nodeValues)
        return GraphTables(
            edge: number,
            from: from,
            to: to,
            node: nodes.node,
            edges: edgeTable,
            nodes: nodes.table,
            edgeProperties: properties,
            nodeValues: nodes.values
        )
    }

    /// The nodes under fresh columns, or under those that stand for values already.
    mutating func readNodes(_ tables: GraphTables, as values: [NodeValue: PlanColumn] = [:]) -> GraphReading {
        var names: [ColumnID: PlanColumn] = [:]
        for (value, column) in values {
            if let source = tables.nodeValues[value] { names[source.id] = column }
        }
        return read(tables.nodes, as: names)
    }

    /// The edges under fresh columns, or under those that stand for properties already.
    mutating func readEdges(_ tables: GraphTables, as properties: [Int: PlanColumn] = [:]) -> GraphReading {
        var names: [ColumnID: PlanColumn] = [:]
        var copies: [Definition] = []
        for (index, column) in properties {
            guard let source = tables.edgeProperties[index] else { continue }
            // Two properties may be one column of the input.
            if let present = names[source.id] {
                copies.append(Definition(column: column, expression: .column(present)))
            } else {
                names[source.id] = column
            }
        }
        var reading = read(tables.edges, as: names)
        reading.plan = extended(reading.plan, copies)
        return reading
    }

    // MARK: Shared tables

    /// A table that the operator being bound computes once.
    mutating func makeTable(_ plan: LogicalPlan, _ columns: [PlanColumn]) -> CommonTable {
        let table = CommonTable(number: makeNumber(), plan: .project(plan, columns), columns: columns)
        graphTables.append(table)
        return table
    }

    /// A number for a common table.
    mutating func makeNumber() -> Int {
        defer { nextShared += 1 }
        return nextShared
    }

    mutating func read(_ table: CommonTable, as names: [ColumnID: PlanColumn] = [:]) -> GraphReading {
        var columns: [ColumnID: PlanColumn] = [:]
        let pairs = table.columns.map { column -> (column: PlanColumn, source: ColumnID) in
            var fresh = names[column.id] ?? makeColumn(column.name, column.type, isNullable: column.isNullable)
            if names[column.id] == nil { fresh.shape = column.shape }
            columns[column.id] = fresh
            return (fresh, column.id)
        }
        return GraphReading(plan: .reading(table.number, columns: pairs), columns: columns)
    }

    func inner(
        _ left: LogicalPlan,
        _ right: LogicalPlan,
        _ keys: [(left: PlanColumn, right: PlanColumn)]
    ) -> LogicalPlan {
        .join(Join(kind: .inner, left: left, right: right, keys: keys, outputs: []))
    }

    // MARK: Nodes

    private struct Identifiers {
        var table: CommonTable
        var node: PlanColumn
        var key: PlanColumn
        var partition: PlanColumn?
    }

    private struct NodeSource {
        var table: CommonTable
        var key: PlanColumn
        var partition: PlanColumn?
    }

    private mutating func makeNodeTables(
        _ graph: BoundGraph,
        _ type: ScalarType,
        _ values: Set<NodeValue>
    ) -> [NodeSource] {
        graph.nodeTables.enumerated().map { index, table in
            var key = table.key
            var plan = table.rows.plan
            if key.type != type {
                let value = Expression.column(key).converted(to: type)
                key = makeColumn("", for: value)
                plan = .extend(plan, [Definition(column: key, expression: value)])
            }
            var columns = [key] + [table.partition].compactMap { $0 }
            for value in values {
                guard case .property(let number) = value, case .tables(let parts) = graph.properties[number].origin
                else { continue }
                for part in parts where part.table == index && !columns.contains(where: { $0.id == part.column.id }) {
                    columns.append(part.column)
                }
            }
            let shared = makeTable(plan, columns)
            return NodeSource(table: shared, key: key, partition: table.partition)
        }
    }

    /// All identifiers once, numbered.
    private mutating func makeIdentifiers(
        _ graph: BoundGraph,
        _ raw: CommonTable,
        _ source: PlanColumn,
        _ target: PlanColumn,
        _ nodeTables: [NodeSource]
    ) -> Identifiers {
        var branches: [UnionBranch] = []
        func place(_ row: Expression, _ factor: Int64, _ offset: Int64) -> Expression {
            let scaled = Expression(
                .operation(.multiply, [row, .literal(.long(factor))]), .long, isNullable: false)
            return Expression(.operation(.add, [scaled, .literal(.long(offset))]), .long, isNullable: false)
        }
        for (index, table) in nodeTables.enumerated() {
            let reading = read(table.table)
            let row = makeColumn("", .long, isNullable: false)
            let keys = [table.key, table.partition].compactMap { $0.flatMap { reading.columns[$0.id] } }
            branches.append(
                UnionBranch(
                    plan: .sequence(reading.plan, row),
                    columns: keys.map(Expression.column) + [place(.column(row), 1, Int64(index) << 48)]
                )
            )
        }
        for (end, offset) in [(source, Int64(0)), (target, 1)] {
            let reading = read(raw)
            let keys = [end, graph.partition].compactMap { $0.flatMap { reading.columns[$0.id] } }
            let row = reading.columns[raw.columns[0].id] ?? raw.columns[0]
            branches.append(
                UnionBranch(
                    plan: reading.plan,
                    columns: keys.map(Expression.column) + [place(.column(row), 2, Int64(1) << 60 + offset)]
                )
            )
        }
        let type = graph.identifierType
        var keys = [makeColumn("", type, isNullable: true)]
        if let partition = graph.partition { keys.append(makeColumn("", partition.type, isNullable: true)) }
        let position = makeColumn("", .long, isNullable: false)
        let first = makeColumn("", .long, isNullable: false)
        let made = keys.map { makeColumn("", $0.type, isNullable: $0.isNullable) }
        let distinct = LogicalPlan.aggregate(
            .union(branches, keys + [position]),
            keys: zip(made, keys).map { Definition(column: $0, expression: .column($1)) },
            calls: [AggregateCall(kind: .min, arguments: [.column(position)], outputs: [first])]
        )
        let node = makeColumn("", .long, isNullable: false)
        let order = SortKey(column: first, isAscending: true, nullsFirst: false)
        let plan = LogicalPlan.sequence(.sort(distinct, [order]), node)
        let columns = [node] + made
        return Identifiers(
            table: makeTable(plan, columns),
            node: node,
            key: made[0],
            partition: made.count > 1 ? made[1] : nil
        )
    }

    private mutating func makeNodes(
        _ graph: BoundGraph,
        _ identifiers: Identifiers,
        _ sources: [NodeSource],
        _ edges: CommonTable,
        _ ends: (edge: PlanColumn, from: PlanColumn, to: PlanColumn),
        _ wanted: Set<NodeValue>
    ) -> (table: CommonTable, node: PlanColumn, values: [NodeValue: PlanColumn]) {
        let reading = read(identifiers.table)
        var plan = reading.plan
        let node = reading.columns[identifiers.node.id] ?? identifiers.node
        let key = reading.columns[identifiers.key.id] ?? identifiers.key
        let partition = identifiers.partition.flatMap { reading.columns[$0.id] }
        var found: [Int: [ColumnID: PlanColumn]] = [:]
        let tables = Set(
            wanted.flatMap { value -> [Int] in
                guard case .property(let index) = value, case .tables(let parts) = graph.properties[index].origin
                else { return [] }
                return parts.filter { $0.column.id != graph.nodeTables[$0.table].key.id }.map(\.table)
            }
        )
        for index in tables.sorted() {
            plan = addTable(plan, sources[index], key, partition, &found[index, default: [:]])
        }
        var values: [NodeValue: PlanColumn] = [:]
        var definitions: [Definition] = []
        func define(_ value: NodeValue, _ expression: Expression) {
            let column = makeColumn("", for: expression)
            definitions.append(Definition(column: column, expression: expression))
            values[value] = column
        }
        for value in wanted.sorted(by: { $0.rank < $1.rank }) {
            switch value {
            case .identifier: define(value, Expression.column(key).converted(to: .string))
            case .partition: values[value] = partition
            case .degreeIn, .degreeOut:
                let degree = addDegree(plan, node, edges, value == .degreeIn ? ends.to : ends.from)
                plan = degree.plan
                define(value, degree.value)
            case .property(let index):
                let property = graph.properties[index]
                switch property.origin {
                case .identifier: define(value, Expression.column(key).converted(to: property.type))
                case .component(let mark):
                    let component = addComponents(plan, node, edges, ends, identifiers.table, graph.markings[mark])
                    plan = component.plan
                    define(value, component.value)
                case .tables(let parts):
                    let alternatives = parts.compactMap { part -> Expression? in
                        if part.column.id == graph.nodeTables[part.table].key.id { return .column(key) }
                        return found[part.table]?[part.column.id].map(Expression.column)
                    }
                    define(value, firstPresent(alternatives, property.type))
                }
            }
        }
        plan = extended(plan, definitions)
        let columns = [node] + values.values.sorted { $0.id.number < $1.id.number }
        return (makeTable(plan, columns), node, values)
    }

    /// One row for each identifier of a node table, beside the nodes. Of several rows each property has a value of one.
    private mutating func addTable(
        _ plan: LogicalPlan,
        _ source: NodeSource,
        _ key: PlanColumn,
        _ partition: PlanColumn?,
        _ found: inout [ColumnID: PlanColumn]
    ) -> LogicalPlan {
        let reading = read(source.table)
        let keys = [source.key, source.partition].compactMap { $0.flatMap { reading.columns[$0.id] } }
        let grouped = keys.map { makeColumn("", $0.type, isNullable: $0.isNullable) }
        var calls: [AggregateCall] = []
        var outputs: [(column: PlanColumn, source: PlanColumn)] = []
        let keyIDs = [source.key.id, source.partition?.id]
        for column in source.table.columns where !keyIDs.contains(column.id) {
            guard let input = reading.columns[column.id] else { continue }
            let output = makeColumn("", column.type, isNullable: column.isNullable)
            calls.append(AggregateCall(kind: .takeAny, arguments: [.column(input)], outputs: [output]))
            let shown = makeColumn("", column.type, isNullable: true)
            outputs.append((shown, output))
            found[column.id] = shown
        }
        if let own = source.partition, let partition { found[own.id] = partition }
        let rows = LogicalPlan.aggregate(
            reading.plan,
            keys: zip(grouped, keys).map { Definition(column: $0, expression: .column($1)) },
            calls: calls
        )
        let pairs = zip([key, partition].compactMap { $0 }, grouped).map { (left: $0, right: $1) }
        return .join(Join(kind: .leftouter, left: plan, right: rows, keys: pairs, outputs: outputs))
    }

    /// The first of several values that is there, in one type.
    func firstPresent(_ values: [Expression], _ type: ScalarType) -> Expression {
        let converted = values.map { $0.converted(to: type) }
        guard converted.count > 1 else { return converted.first ?? .literal(.null(type)) }
        guard let function = FunctionRegistry.scalars["coalesce"],
            let signature = function.signatures.first(where: { $0.acceptsCount(converted.count) })
        else { return converted[0] }
        return Expression(
            .call(function, signature, converted), type, isNullable: converted.allSatisfy(\.isNullable))
    }

    private mutating func addDegree(
        _ plan: LogicalPlan,
        _ node: PlanColumn,
        _ edges: CommonTable,
        _ end: PlanColumn
    ) -> (plan: LogicalPlan, value: Expression) {
        let reading = read(edges)
        let key = makeColumn("", .long, isNullable: false)
        let count = makeColumn("", .long, isNullable: true)
        let counts = LogicalPlan.aggregate(
            reading.plan,
            keys: [Definition(column: key, expression: .column(reading.columns[end.id] ?? end))],
            calls: [AggregateCall(kind: .count, arguments: [], outputs: [count])]
        )
        let value = firstPresent([.column(count), .literal(.long(0))], .long)
        return (.join(Join(kind: .leftouter, left: plan, right: counts, keys: [(node, key)], outputs: [])), value)
    }

    private mutating func addComponents(
        _ plan: LogicalPlan,
        _ node: PlanColumn,
        _ edges: CommonTable,
        _ ends: (edge: PlanColumn, from: PlanColumn, to: PlanColumn),
        _ nodes: CommonTable,
        _ marking: BoundGraph.Marking
    ) -> (plan: LogicalPlan, value: Expression) {
        let reading = read(edges)
        let packed = packedEdges(
            reading.plan, [ends.edge, ends.from, ends.to].map { reading.columns[$0.id] ?? $0 })
        let counted = read(nodes)
        let count = makeColumn("", .long, isNullable: false)
        let number = LogicalPlan.aggregate(
            counted.plan, keys: [], calls: [AggregateCall(kind: .count, arguments: [], outputs: [count])])
        let list = InternalFunctions.listCall(
            InternalFunctions.components,
            [
                packed, Expression(.scalarSubquery(number, count.id), .long, isNullable: false),
                .literal(.bool(marking.isStrong)),
            ]
        )
        let text = makeColumn("", .dynamic, isNullable: false)
        let index = makeColumn("", .long, isNullable: false)
        var expansion = Expansion(
            input: .values([], rows: [[]]),
            elements: [Definition(column: text, expression: list)],
            index: index,
            bagsAsArrays: false,
            limit: nil
        )
        expansion.isNative = true
        let key = Expression(.operation(.add, [.column(index), .literal(.long(1))]), .long, isNullable: false)
        let component = InternalFunctions.listCall(InternalFunctions.wholeNumber, [.column(text)])
        let keyColumn = makeColumn("", for: key)
        let componentColumn = makeColumn("", for: component)
        let rows = LogicalPlan.extend(
            .expand(expansion),
            [
                Definition(column: keyColumn, expression: key),
                Definition(column: componentColumn, expression: component),
            ]
        )
        return (inner(plan, rows, [(node, keyColumn)]), .column(componentColumn))
    }

    /// All edges as one JSON array for a function of ours: `[edge, from, to]`.
    mutating func packedEdges(_ plan: LogicalPlan, _ columns: [PlanColumn]) -> Expression {
        let item = call("pack_array", columns.map(Expression.column)) ?? .invalid
        return collected(plan, item)
    }

    /// All values of an expression over some rows as one JSON array.
    mutating func collected(_ plan: LogicalPlan, _ item: Expression) -> Expression {
        let list = makeColumn("", .dynamic, isNullable: false)
        let call = AggregateCall(kind: .makeListWithNulls, arguments: [item], outputs: [list])
        return Expression(
            .scalarSubquery(.aggregate(plan, keys: [], calls: [call]), list.id), .dynamic, isNullable: false)
    }
}

extension NodeValue {
    /// An order, so that the same query gives the same SQL.
    fileprivate var rank: Int {
        switch self {
        case .property(let index): index
        case .identifier: -1
        case .degreeIn: -2
        case .degreeOut: -3
        case .partition: -4
        }
    }
}

extension [PlanColumn] {
    /// Each column once.
    fileprivate var uniqued: [PlanColumn] {
        var seen: Set<ColumnID> = []
        return filter { seen.insert($0.id).inserted }
    }
}
