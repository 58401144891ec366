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
        for call in calls where !call.outputs.isEmpty {
            let order = input.order.flatMap { key in renderer.order(key) { select.simple($0) ?? .column($0) } }
            let value = self.value(call, lowering, order)
            guard call.isStructure else {
                outputs.append(SQLOutput(alias: call.outputs[0].id, expression: value))
                continue
            }
            let alias = renderer.state.makeColumn()
            outputs.append(SQLOutput(alias: alias, expression: value))
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
            let structures = Set(outputs.map(\.alias)).subtracting(keys.map(\.column.id)).subtracting(
                calls.filter { !$0.isStructure }.flatMap { $0.outputs.map(\.id) }
            )
            outer.outputs.removeAll { structures.contains($0.alias) }
            outer.outputs += fields
            return outer
        }
        return select
    }

    private func value(_ call: AggregateCall, _ lowering: ExpressionLowering, _ order: [SQLOrder]) -> SQLExpression {
        let arguments = call.arguments.map { lowering.lower($0) }
        let filter = call.filter.map { lowering.lower($0, .filter) }
        func aggregate(
            _ function: StaticString,
            _ arguments: [SQLExpression],
            isDistinct: Bool = false,
            order: [SQLOrder] = [],
            filter: SQLExpression?
        ) -> SQLExpression {
            .aggregate(
                SQLAggregate(
                    function: function, arguments: arguments, isDistinct: isDistinct, order: order, filter: filter)
            )
        }
        func simple(_ function: StaticString) -> SQLExpression { aggregate(function, arguments, filter: filter) }
        let zero = SQLExpression.parameter(.double(0))
        switch call.kind {
        case .count: return aggregate("count", [.word("*")], filter: filter)
        case .sum:
            if call.arguments[0].type == .real { return simple("sum").orElse(zero) }
            return .cast(simple("sum").orElse(.value(0)), "BIGINT")
        case .avg:
            if call.arguments[0].type.isNumeric { return simple("avg").orElse(.parameter(.double(.nan))) }
            // Ticks are averaged as whole numbers: a double has not digits enough.
            return .cast(.infix("//", [simple("sum"), simple("count")]), "BIGINT")
        case .min: return textSafe(simple("min"), call)
        case .max: return textSafe(simple("max"), call)
        case .distinctCount: return aggregate("count", arguments, isDistinct: true, filter: filter)
        case .makeList, .makeSet, .makeBag: return list(call, arguments[0], filter, order)
        case .argMax, .argMin:
            let function: StaticString = call.kind == .argMax ? "arg_max" : "arg_min"
            if call.outputs.count == 1 { return textSafe(simple(call.kind == .argMax ? "max" : "min"), call) }
            return aggregate(function, [.structure(arguments), arguments[0]], filter: filter)
        case .takeAny:
            if call.outputs.count == 1 { return textSafe(simple("any_value"), call) }
            return aggregate("any_value", [.structure(arguments)], filter: filter)
        case .percentile:
            let part = call.parameter?.number ?? 0.5
            return aggregate("quantile_disc", [arguments[0], .parameter(.double(part))], filter: filter)
        case .stdev: return simple("stddev_samp").orElse(zero)
        case .stdevp: return simple("stddev_pop").orElse(zero)
        case .variance: return simple("var_samp").orElse(zero)
        case .variancep: return simple("var_pop").orElse(zero)
        case .binaryAnd: return simple("bit_and")
        case .binaryOr: return simple("bit_or")
        case .binaryXor: return simple("bit_xor")
        }
    }

    private func textSafe(_ value: SQLExpression, _ call: AggregateCall) -> SQLExpression {
        call.outputs[0].type == .string ? value.orEmpty : value
    }

    /// A JSON array of the values that are not null, in the order of the rows where they have one.
    private func list(
        _ call: AggregateCall,
        _ argument: SQLExpression,
        _ filter: SQLExpression?,
        _ order: [SQLOrder]
    ) -> SQLExpression {
        let type = call.arguments[0].type
        let json = SQLConversion.convert(argument, from: type, to: .dynamic) ?? .null
        var conditions = [filter].compactMap { $0 }
        if call.arguments[0].isNullable { conditions.append(argument.isNotNull) }
        let condition: SQLExpression? =
            conditions.isEmpty ? nil : conditions.count == 1 ? conditions[0] : .infix("AND", conditions)
        let isSet = call.kind == .makeSet
        var list = SQLExpression.aggregate(
            SQLAggregate(
                function: "list",
                arguments: [json],
                isDistinct: isSet,
                order: isSet ? [] : order,
                filter: condition
            )
        )
        if let limit = call.parameter?.integer, !(isSet && type == .dynamic) {
            list = .call("list_slice", [list, .value(1), .value(limit)])
        }
        let array = SQLExpression.call(
            "concat",
            [.text("["), .call("array_to_string", [list, .text(",")]), .text("]")]
        )
        switch (call.kind, type) {
        case (.makeBag, _): return .engineCall(.bagMergeAll, [array])
        case (.makeSet, .dynamic):
            let set = SQLExpression.engineCall(.setFlatten, [array])
            guard let limit = call.parameter?.integer else { return set }
            return .engineCall(.arraySlice, [set, .value(0), .value(limit - 1)])
        default: return array
        }
    }
}

extension AggregateCall {
    /// Whether the outputs are members of one struct, so that they come from one row.
    var isStructure: Bool {
        outputs.count > 1 && (kind == .argMax || kind == .argMin || kind == .takeAny)
    }
}
