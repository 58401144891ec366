extension Binder {
    /// `pivot(column [, aggregate [, key, …]])`: a column for each value; KQL §12.
    mutating func bindPivot(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard let first = plugin.arguments.first else {
            report(.wrongArgumentCount, "The plugin 'pivot' expects at least 1 argument.", at: plugin.span)
            return nil
        }
        guard let column = pluginColumn(first) else { return nil }
        guard column.type != .dynamic else {
            report(.dynamicKey, "pivot needs a column that is not dynamic; convert it with tostring().", at: first.span)
            return nil
        }
        let aggregateNode = plugin.arguments.dropFirst().first
        guard let call = pivotAggregate(aggregateNode) else { return nil }
        var keys: [PlanColumn] = []
        for node in plugin.arguments.dropFirst(2) {
            guard let key = pluginColumn(node) else { return nil }
            keys.append(key)
        }
        if plugin.arguments.count <= 2 {
            var read: Set<ColumnID> = [column.id]
            for argument in call.arguments { argument.forEachColumn { read.insert($0) } }
            call.filter?.forEachColumn { read.insert($0) }
            keys = input.scope.columns.filter { !read.contains($0.id) }
        }
        let text = Expression.column(column).converted(to: .string)
        guard let values = pivotValues(plugin, text, keys, input) else {
            var result = grouped(input, keys, [])
            result.scope.isOpen = true
            return result
        }
        guard values.count <= options.maximumDiscoveredColumns else {
            report(
                .invalidValue,
                "The data give \(values.count) columns, and \(options.maximumDiscoveredColumns) are allowed; filter "
                    + "the values of '\(column.name)' first.",
                at: plugin.span
            )
            return nil
        }
        var namer = ColumnNamer()
        for key in keys { _ = namer.derived(key.name) }
        var calls: [AggregateCall] = []
        for value in values {
            var part = call
            let isValue = Expression(.operation(.equal, [text, .literal(.string(value))]), .bool, isNullable: false)
            part.filter =
                part.filter.map { Expression(.operation(.and, [$0, isValue]), .bool, isNullable: true) } ?? isValue
            let output = call.outputs[0]
            part.outputs = [makeColumn(namer.derived(value), output.type, isNullable: output.isNullable)]
            calls.append(part)
        }
        return grouped(input, keys, calls)
    }

    private mutating func grouped(
        _ input: BoundRelation,
        _ keys: [PlanColumn],
        _ calls: [AggregateCall]
    ) -> BoundRelation {
        let definitions = keys.map { key in
            Definition(column: makeColumn(key.name, key.type, isNullable: key.isNullable), expression: .column(key))
        }
        return BoundRelation(
            .aggregate(input.plan, keys: definitions, calls: calls),
            definitions.map(\.column) + calls.flatMap(\.outputs)
        )
    }

    /// The aggregate of each cell; by default the number of rows.
    private mutating func pivotAggregate(_ node: SyntaxNode?) -> AggregateCall? {
        guard let node else {
            let count = makeColumn("count_", .long, isNullable: false)
            return AggregateCall(kind: .count, arguments: [], outputs: [count])
        }
        guard isAggregateCall(node) else {
            report(.misplacedAggregate, "An aggregate function is expected here, such as count().", at: node.span)
            return nil
        }
        let saved = (mode, pendingCalls)
        mode = .aggregates
        pendingCalls = []
        defer { (mode, pendingCalls) = saved }
        guard let outputs = bindAggregateCall(node, keys: []), outputs.count == 1, pendingCalls.count == 1 else {
            if !sink.hasErrors {
                report(.notSupported, "pivot needs an aggregate that gives one value.", at: node.span)
            }
            return nil
        }
        return pendingCalls[0]
    }

    /// The values that become columns: those that the author declares, or those that a probe has found.
    private mutating func pivotValues(
        _ plugin: PluginCall,
        _ text: Expression,
        _ keys: [PlanColumn],
        _ input: BoundRelation
    ) -> [String]? {
        if let schema = plugin.schema {
            return schema.map(\.name).filter { name in !keys.contains { $0.name == name } }
        }
        let id = probeID(plugin.span)
        if let shape = options.shapes[id] { return shape.columns.isEmpty ? nil : shape.columns.map(\.name) }
        guard !input.scope.isOpen, !isUnsettled, !probes.contains(where: { $0.id == id }) else { return nil }
        let name = makeColumn("name", .string, isNullable: false)
        let type = makeColumn("type", .string, isNullable: false)
        let plan = LogicalPlan.extend(
            .aggregate(input.plan, keys: [Definition(column: name, expression: text)], calls: []),
            [Definition(column: type, expression: .literal(.string("string")))]
        )
        probes.append(
            PendingProbe(
                id: id,
                plan: .fetch(plan, Int64(options.maximumDiscoveredColumns) + 1),
                columns: [name, type]
            )
        )
        return nil
    }

    /// `narrow`: a row for each cell.
    mutating func bindNarrow(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard plugin.arguments.isEmpty, let pack = FunctionRegistry.scalars["pack_array"] else {
            report(.wrongArgumentCount, "The plugin 'narrow' expects no arguments.", at: plugin.span)
            return nil
        }
        let list = makeColumn("", .dynamic, isNullable: false)
        let cells = Expression(
            .call(
                pack, pack.signatures[0],
                input.scope.columns.map { .column($0).converted(to: .string) }
            ), .dynamic, isNullable: false)
        let collected = LogicalPlan.aggregate(
            input.plan, keys: [], calls: [AggregateCall(kind: .makeListWithNulls, arguments: [cells], outputs: [list])])
        let row = makeColumn("", .dynamic, isNullable: true)
        let number = makeColumn("Row", .long, isNullable: false)
        let cell = makeColumn("", .dynamic, isNullable: true)
        let place = makeColumn("", .long, isNullable: false)
        let rowsOf = LogicalPlan.expand(
            Expansion(
                input: collected, elements: [Definition(column: row, expression: .column(list))], index: number,
                bagsAsArrays: false, limit: nil))
        let cellsOf = LogicalPlan.expand(
            Expansion(
                input: rowsOf, elements: [Definition(column: cell, expression: .column(row))], index: place,
                bagsAsArrays: false, limit: nil))
        let column = makeColumn("Column", .string, isNullable: false)
        let value = makeColumn("Value", .string, isNullable: false)
        let titles = Expression.literal(.dynamic(JSONText.array(of: input.scope.names)))
        let title = Expression(.operation(.index, [titles, .column(place)]), .dynamic, isNullable: true)
        return BoundRelation(
            .extend(
                cellsOf,
                [
                    Definition(column: column, expression: title.converted(to: .string)),
                    Definition(column: value, expression: Expression.column(cell).converted(to: .string)),
                ]
            ),
            [number, column, value]
        )
    }
}
