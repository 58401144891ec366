import ArgumentParser
import Foundation
import KQLEngine
import KQLTools

/// `sally kql check`
struct KQLCheck: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is wrong with queries, without running them.",
        discussion: """
            A folder stands for the .kql, .kusto, .csl and .txt files in it. Ends with 3 when a query is wrong. With -o jsonl \
            each query gives one line of JSON. With --functions and no file the functions themselves are checked.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions

    @Argument(help: "Files and folders of queries, or - for standard input.", completion: .file())
    var files: [String] = []

    @ArgumentParser.Flag(help: "Run what compiles, on tables without rows.")
    var execute = false

    func validate() throws {
        guard !files.isEmpty || !options.functions.isEmpty else { throw ValidationError("Name the files to check.") }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        if files.isEmpty { return try await checkFunctions(context) }
        let queries = try QueryInput.files(files, in: context)
        let catalog = try await OfflineHunting.catalog(global, options, warns: !execute, in: context)
        var limits = try options.queryOptions(in: context)
        // A check is no reason to read anything elsewhere, unless that is asked for.
        limits.external = options.outside.policy(otherwise: .empty)
        guard execute else {
            return try await check(queries, QueryChecker(catalog: catalog, options: limits), context)
        }
        return try await OfflineHunting.withWorkbench(catalog: catalog, options: options, in: context) {
            [limits] workbench in
            try await check(
                queries, QueryChecker(catalog: catalog, options: limits, workbench: workbench), context)
        }
    }

    private func checkFunctions(_ context: CommandContext) async throws -> CommandStatus {
        let functions = try options.functionFiles(in: context)
        let catalog = try await OfflineHunting.catalog(global, options, warns: false, in: context)
        let limits = try options.queryOptions(in: context).compileOptions
        let reports = functions.reports(catalog: catalog, options: limits)
        for report in reports {
            switch context.output.format {
            case .jsonl: try context.output.data(report.json.compact + "\n")
            case .table:
                let text = functions.entries.first { $0.file == report.file }?.text ?? ""
                try write(report, text, to: context.output)
            case .json, .csv: break
            }
        }
        try finish(reports, to: context.output)
        let wrong = reports.count { !$0.isOK }
        if context.output.format == .table {
            context.output.note(
                wrong == 0 ? "\(reports.count) right" : "\(reports.count - wrong) right, \(wrong) wrong")
        }
        return wrong == 0 ? .ok : .findings
    }

    private func check(
        _ queries: [(name: String, place: URL?)], _ checker: QueryChecker, _ context: CommandContext
    ) async throws -> CommandStatus {
        var wrong = 0
        var gathered: [CheckReport] = []
        for query in queries {
            try Task.checkCancellation()
            let text =
                if let place = query.place { try QueryInput.text(of: place) } else {
                    String(
                        decoding: try context.prompts.standardInput(limit: QueryInput.limit), as: UTF8.self)
                }
            let report = try await checker.check(text, file: query.name)
            if !report.isOK { wrong += 1 }
            switch context.output.format {
            case .jsonl: try context.output.data(report.json.compact + "\n")
            case .table: try write(report, text, to: context.output)
            case .json, .csv: gathered.append(report)
            }
        }
        try finish(gathered, to: context.output)
        if context.output.format == .table {
            context.output.note(
                wrong == 0 ? "\(queries.count) right" : "\(queries.count - wrong) right, \(wrong) wrong")
        }
        return wrong == 0 ? .ok : .findings
    }

    private func finish(_ reports: [CheckReport], to output: Output) throws {
        switch output.format {
        case .json: try output.data(JSONNode.array(reports.map(\.json)).compact + "\n")
        case .csv:
            try output.data(CSV.record(["file", "ok", "stage", "line", "column", "code", "severity", "message"]))
            for report in reports {
                let head = [report.file, String(report.isOK), report.stage?.rawValue ?? ""]
                if report.findings.isEmpty { try output.data(CSV.record(head + ["", "", "", "", ""])) }
                for finding in report.findings {
                    let tail = [
                        String(finding.line), String(finding.column), finding.code, finding.severity, finding.message,
                    ]
                    try output.data(CSV.record(head + tail, guardsFormulas: true))
                }
            }
        case .table, .jsonl: break
        }
    }

    /// `file:line:column: error KS142: message`, then the line with the place marked.
    private func write(_ report: CheckReport, _ text: String, to output: Output) throws {
        let colored = output.terminal.colorsOutput
        let name = TerminalText.escaped(report.file)
        if report.findings.isEmpty {
            return try output.data("\(name): \(Style.good.apply("ok", colored: colored))\n")
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for finding in report.findings {
            let style = finding.severity == "error" ? Style.bad : Style.warning
            let severity = style.apply(finding.severity, colored: colored)
            try output.data(
                "\(name):\(finding.line):\(finding.column): \(severity) \(finding.code): "
                    + TerminalText.escaped(finding.message) + "\n")
            guard finding.length > 0, finding.line <= lines.count else { continue }
            let line = TerminalText.escaped(
                String(lines[finding.line - 1]).replacing("\t", with: " "))
            let mark = String(repeating: " ", count: finding.column - 1) + String(repeating: "^", count: finding.length)
            let width = line.unicodeScalars.count
            try output.data(
                "    \(line)\n    \(style.apply(String(mark.prefix(max(width, finding.column))), colored: colored))\n")
        }
    }
}
