extension PlanRenderer {
    /// A function goes over the rows of each partition in order; what it gives is put beside the rows that made it.
    func scan(_ scan: Scan) -> Rendered {
        let input = render(scan.input)
        var rows = open(input.select, for: scan.row)
        let lowering = lowering(over: rows)
        let item = state.makeColumn()
        let sequence = SQLExpression.column(scan.sequence.id)
        let values = scan.row.map { expression in
            SQLConversion.convert(lowering.lower(expression), from: expression.type, to: .dynamic) ?? .null
        }
        let pack = SQLExpression.engineCall(
            .packArray,
            [.engineCall(.jsonOfLong, [lowering.lower(.column(scan.sequence))])] + values
        )
        rows.outputs.append(SQLOutput(alias: item, expression: pack))
        let number = 1_000_000 + state.makeColumn().number
        state.common.append((number, rows))

        let (list, found, place) = (state.makeColumn(), state.makeColumn(), state.makeColumn())
        let order = [SQLOrder(expression: sequence, isAscending: true, nullsFirst: false)]
        let items = SQLExpression.aggregate(SQLAggregate(function: "list", arguments: [.column(item)], order: order))
        var grouped = SQLSelect(
            outputs: [SQLOutput(alias: list, expression: .engineCall(.scan, [items, .text(scan.program)]))],
            source: .common(number)
        )
        grouped.groups = scan.partition.map { .column($0.id) }
        var unnested = grouped.wrapped
        unnested.outputs = [
            SQLOutput(alias: found, expression: .call("unnest", [.column(list)])),
            SQLOutput(
                alias: place,
                expression: .call("unnest", [.call("range", [.call("len", [.column(list)])])])
            ),
        ]
        unnested.expandsRows = true
        func value(_ index: Int, _ type: ScalarType) -> SQLExpression {
            // Instants and lengths of time travel as ticks.
            let form: ScalarType = type == .datetime || type == .timespan ? .long : type
            return SQLConversion.path(of: .column(found), path: .text("[\(index)]"), to: form) ?? .null
        }
        var result = SQLSelect(
            outputs: input.select.outputs.map { SQLOutput(alias: $0.alias, expression: .column($0.alias)) },
            source: .join(
                SQLJoin(
                    kind: "INNER JOIN",
                    left: .common(number),
                    right: .select(unnested),
                    condition: .infix("=", [sequence, value(0, .long)])
                )
            )
        )
        result.outputs.append(SQLOutput(alias: place, expression: .column(place)))
        for output in scan.outputs {
            result.outputs.append(
                SQLOutput(alias: output.column.id, expression: value(output.slot + 2, output.column.type))
            )
        }
        if let match = scan.match { result.outputs.append(SQLOutput(alias: match.id, expression: value(1, .long))) }
        let placeColumn = PlanColumn(id: place, name: "", type: .long, isNullable: false)
        return Rendered(
            select: result.wrapped,
            order: [
                SortKey(column: scan.sequence, isAscending: true, nullsFirst: false),
                SortKey(column: placeColumn, isAscending: true, nullsFirst: false),
            ]
        )
    }
}
