extension PlanRenderer {
    /// Up to so many values are parameters each; the engine plans with every one of them, in a time that counts when
    /// they are many.
    private static let listedValues = 2_000

    func values(_ columns: [PlanColumn], _ rows: [[Literal]]) -> SQLSelect {
        if columns.isEmpty { return SQLSelect(outputs: [], source: .none) }
        guard !rows.isEmpty else {
            var select = SQLSelect(
                outputs: columns.map {
                    SQLOutput(alias: $0.id, expression: .parameter(.null($0.type.engineType)))
                },
                source: .none
            )
            select.conditions = [.false]
            return select
        }
        if rows.count * columns.count > Self.listedValues { return unpackedValues(columns, rows) }
        return SQLSelect(
            outputs: columns.map { SQLOutput(alias: $0.id, expression: .column($0.id)) },
            source: .values(columns.map(\.id), rows: rows.map { row in row.map { .parameter($0.engineValue) } })
        )
    }

    /// Many rows: each column is one text, a JSON array, which the engine takes apart.
    private func unpackedValues(_ columns: [PlanColumn], _ rows: [[Literal]]) -> SQLSelect {
        var packed: [SQLOutput] = []
        var outputs: [SQLOutput] = []
        for (place, column) in columns.enumerated() {
            let alias = state.makeColumn()
            var json = "["
            for (number, row) in rows.enumerated() {
                if number > 0 { json += "," }
                json += Self.json(row[place])
            }
            let elements = SQLExpression.engineCall(.expand, [.text(json + "]"), .text(JSONText.path([])), .true])
            packed.append(SQLOutput(alias: alias, expression: .call("unnest", [elements])))
            let value = SQLConversion.convert(.column(alias), from: .dynamic, to: Self.carrier(column.type)) ?? .null
            outputs.append(SQLOutput(alias: column.id, expression: column.type == .string ? value.orEmpty : value))
        }
        var inner = SQLSelect(outputs: packed, source: .none)
        inner.expandsRows = true
        return SQLSelect(outputs: outputs, source: .select(inner)).wrapped
    }

    /// The type as which a value travels: instants and lengths of time as ticks, identifiers and decimals as they are
    /// stored.
    private static func carrier(_ type: ScalarType) -> ScalarType {
        switch type {
        case .datetime, .timespan: .long
        case .guid, .decimal: .string
        default: type
        }
    }

    private static func json(_ literal: Literal) -> String {
        switch literal.value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .real(let value): value.isFinite ? "\(value)" : "\"\(value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf")\""
        case .text(let text): literal.type == .dynamic ? text : JSONText.string(text)
        }
    }
}
