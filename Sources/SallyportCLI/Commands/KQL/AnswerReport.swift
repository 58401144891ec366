import KQL
import KQLEngine
import KQLTools

/// The rows of an offline query on standard output.
struct AnswerReport {
    let answer: QueryAnswer
    /// The query, for pages.
    let query: String
    private var result: HuntingResult { answer.result }

    /// - Throws: ``CommandError`` where an image is wanted of rows that make none.
    func write(to output: Output, drawing: Drawing?) throws {
        let (chart, problem) = ChartBuilder(answer)?.build() ?? (nil, nil)
        switch drawing {
        case .svg:
            guard let chart else {
                throw CommandError(
                    .badInput, what: "cannot draw the query",
                    why: problem ?? "it ends with no render, or with render table",
                    remedy: "end it with a chart, such as | render timechart, or choose -o html", status: .usage)
            }
            return try output.data(SVGChart(chart).svg())
        case .html:
            if let problem { output.warning(problem) }
            return try output.data(ChartPage.html(result, chart: chart, query: query))
        case nil: break
        }
        switch output.format {
        case .table:
            if let problem { output.warning(problem) }
            if let chart, output.terminal.showsOutput { try writeChart(chart, to: output) }
            // The rows themselves where they are no picture: in a pipe, and below a chart that was asked for by a table.
            if chart == nil || !output.terminal.showsOutput { try writeTable(to: output) }
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

    /// Writes the rows, and tells on standard error what the compiler warned of and what was left out.
    func writeWithWarnings(in context: CommandContext) throws {
        for diagnostic in result.diagnostics {
            context.output.warning(TerminalText.escaped(diagnostic.description))
        }
        try write(to: context.output, drawing: context.settings.drawing)
        if result.statistics.isTruncated {
            context.output.warning("only the first \(result.rowCount) rows are shown; see --max-rows")
        }
    }

    private func writeChart(_ chart: Chart, to output: Output) throws {
        let drawing = TerminalChart(
            chart.escaped(TerminalText.escaped), width: output.terminal.width ?? 80,
            isColored: output.terminal.colorsOutput, cells: TerminalText.width(of:))
        try output.data(drawing.lines().map { $0 + "\n" }.joined())
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
