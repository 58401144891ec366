import KQL
import KQLEngine
import KQLTools

/// The rows of an offline query on standard output.
struct AnswerReport {
    let answer: QueryAnswer
    private var result: HuntingResult { answer.result }

    init(answer: QueryAnswer) { self.answer = answer }

    func write(to output: Output, drawing: Drawing?) throws {
        switch output.format {
        case .table: try writeTable(to: output)
        case .json:
            guard result.rowCount > 0 else { return try output.data("[]\n") }
            var isFirst = true
            try result.forEachRow { batch, row in
                try output.data(Array((isFirst ? "[\n  " : ",\n  ").utf8) + result.object(batch, row))
                isFirst = false
            }
            try output.data("\n]\n")
        case .jsonl:
            try result.forEachRow { batch, row in
                try output.data(result.object(batch, row) + [UInt8(ascii: "\n")])
            }
        case .csv:
            try output.data(CSV.record(result.columns.map(\.name)))
            try result.forEachRow { batch, row in
                let fields = batch.columns.map { ValueCell.text($0, row, .exact) }
                try output.data(CSV.record(fields, guardsFormulas: true))
            }
        }
    }

    private func writeTable(to output: Output) throws {
        guard result.rowCount > 0 else { return output.note("no rows") }
        let table = TextTable(
            columns: result.columns.map {
                .init(title: TerminalText.escaped($0.name), alignment: $0.type.isNumeric ? .right : .left)
            },
            rows: result.cells(.short))
        var lines = table.lines(width: output.terminal.width)
        lines[0] = Style.strong.apply(lines[0], colored: output.terminal.colorsOutput)
        try output.data(lines.map { $0 + "\n" }.joined())
        output.detail("\(result.rowCount) rows")
    }
}
