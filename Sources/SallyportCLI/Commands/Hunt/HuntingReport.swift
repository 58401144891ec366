import DefenderAPI
import Foundation

/// Rows of a hunting query on standard output: the columns are those of the query, in its order.
struct HuntingReport {
    let result: HuntingResult

    func write(to output: Output) throws {
        switch output.format {
        case .table: try writeTable(to: output)
        case .json: try writeJSON(to: output)
        case .jsonl:
            for row in result.rows { try output.data(object(row) + "\n") }
        case .csv:
            var text = CSV.record(result.schema.map(\.name))
            for row in result.rows { text += CSV.record(row.map(Self.text), guardsFormulas: true) }
            try output.data(text)
        }
    }

    private func writeTable(to output: Output) throws {
        guard !result.rows.isEmpty else { return output.note("no rows") }
        let numbers: Set<HuntingColumnType> = [.int32, .int64, .double, .decimal]
        let table = TextTable(
            columns: result.schema.map {
                .init(title: TerminalText.escaped($0.name), alignment: numbers.contains($0.type) ? .right : .left)
            },
            rows: result.rows.map { $0.map(Self.text) })
        var lines = table.lines(width: output.terminal.width)
        lines[0] = Style.strong.apply(lines[0], colored: output.terminal.colorsOutput)
        try output.data(lines.map { $0 + "\n" }.joined())
        output.detail("\(result.rows.count) rows")
    }

    private func writeJSON(to output: Output) throws {
        guard !result.rows.isEmpty else { return try output.data("[]\n") }
        let objects = try result.rows.map { "  " + (try object($0)) }
        try output.data("[\n" + objects.joined(separator: ",\n") + "\n]\n")
    }

    /// One row as a JSON object with its members in the order of the columns, which is the query's and so stable.
    private func object(_ row: [JSONValue]) throws -> String {
        let members = try zip(result.schema, row).map { column, value in
            try JSONText.compact(column.name) + ":" + JSONText.compact(value)
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// A value as tables and CSV show it.
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .array, .object: (try? JSONText.compact(value)) ?? ""
        }
    }
}
