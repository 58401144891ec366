import KQL
package import KQLEngine

/// Values as tables and CSV show them.
package enum ValueCell {
    /// How much a reader is spared.
    package enum Form: Sendable {
        /// As the API spells values, for programs.
        case exact
        /// For people: datetimes without `T`, `Z` and zeros at the end.
        case short
    }

    /// A value as text; null is empty.
    package static func text(_ column: ResultColumn, _ row: Int, _ form: Form) -> String {
        switch column.value(row) {
        case .null: return ""
        case .bool(let value): return value ? "true" : "false"
        case .long(let value):
            switch column.type {
            case .datetime: return form == .exact ? ValueText.text(datetime: value) : short(datetime: value)
            case .timespan: return ValueText.text(timespan: value)
            default: return String(value)
            }
        case .real(let value): return ValueText.text(real: value)
        case .text(let text): return text
        }
    }

    /// `2026-09-01 12:00:00.5`, the time left out at midnight.
    package static func short(datetime ticks: Int64) -> String {
        var text = ValueText.text(datetime: ticks)
        text.removeLast()
        while text.last == "0", text.contains(".") { text.removeLast() }
        if text.last == "." { text.removeLast() }
        if text.hasSuffix("T00:00:00") { return String(text.dropLast(9)) }
        return text.replacing("T", with: " ", maxReplacements: 1)
    }
}

extension HuntingResult {
    /// All rows as texts.
    package func cells(_ form: ValueCell.Form) -> [[String]] {
        var rows: [[String]] = []
        rows.reserveCapacity(rowCount)
        forEachRow { batch, row in rows.append(batch.columns.map { ValueCell.text($0, row, form) }) }
        return rows
    }

    /// A row as a JSON object with members in the order of the columns.
    package func object(_ batch: ResultBatch, _ row: Int) -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "{")]
        for (index, column) in batch.columns.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output += (JSONNode.quoted(columns[index].name) + ":").utf8
            column.write(row, dynamics: .nested, to: &output)
        }
        output.append(UInt8(ascii: "}"))
        return output
    }
}
