/// Turns groups into SQL; KQL §11.
struct AggregateRenderer {
    let renderer: PlanRenderer

    func render(
        _ input: PlanRenderer.Rendered,
        _ keys: [Definition],
        _ calls: [AggregateCall]
    ) -> SQLSelect {
        var select = input.select
        // Keys that are computed become columns first, so that GROUP BY names columns only.
        let computed = keys.filter {
            if case .column = $0.expression.node { false } else { true }
        }
        if !computed.isEmpty {
            select = renderer.open(select, for: computed.map(\.expression))
            let lowering = renderer.lowering(over: select)
            select.outputs += computed.map {
                SQLOutput(alias: $0.column.id, expression: lowering.lower($0.expression))
            }
            select = select.wrapped
        }
        let keyExpressions = keys.map { key -> Expression in
            if case .column = key.expression.node { return key.expression }
            return .column(key.column)
        }
        let arguments = calls.flatMap { $0.arguments + [$0.filter].compactMap { $0 } }
        let sorted = input.order.map { Expression.column($0.column) }
        select = renderer.open(select, for: keyExpressions + arguments + sorted)
        let lowering = renderer.lowering(over: select)
        let groups = keyExpressions.map { lowering.lower($0) }
        var outputs = zip(keys, groups).map { SQLOutput(alias: $0.column.id, expression: $1) }
        var fields: [SQLOutput] = []
        var structures: Set<ColumnID> = []
        for call in calls where !call.outputs.isEmpty {
            let order = input.order.flatMap { key in renderer.order(key) { select.simple($0) ?? .column($0) } }
            let group = LoweredGroup(
                call: call,
                arguments: call.arguments.map { lowering.lower($0) },
                filter: call.filter.map { lowering.lower($0, .filter) },
                order: order
            )
            if let parts = group.parts {
                outputs += zip(call.outputs, parts).map { output, part in
                    SQLOutput(alias: output.id, expression: output.type == .string ? part.orEmpty : part)
                }
                continue
            }
            let value = group.value
            guard call.isStructure else {
                outputs.append(SQLOutput(alias: call.outputs[0].id, expression: value))
                continue
            }
            let alias = renderer.state.makeColumn()
            outputs.append(SQLOutput(alias: alias, expression: value))
            structures.insert(alias)
            for (index, output) in call.outputs.enumerated() {
                let field = SQLExpression.field(.column(alias), index)
                fields.append(SQLOutput(alias: output.id, expression: output.type == .string ? field.orEmpty : field))
            }
        }
        select.outputs = outputs
        select.groups = groups
        // Without keys there is one row, without aggregates the groups themselves.
        if !fields.isEmpty {
            var outer = select.wrapped
            outer.outputs.removeAll { structures.contains($0.alias) }
            outer.outputs += fields
            return outer
        }
        return select
    }
}

extension AggregateCall {
    /// Whether the outputs are members of one struct, so that they come from one row.
    var isStructure: Bool {
        outputs.count > 1 && (kind == .argMax || kind == .argMin || kind == .takeAny)
    }
}
