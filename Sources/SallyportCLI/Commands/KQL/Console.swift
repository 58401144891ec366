import Foundation
import KQL
import KQLEngine
import KQLTools
import ServiceCore
import Synchronization
import TenantStore

/// The loop of the console: keys to text, text to answers, answers page by page.
struct Console {
    let terminal: RawTerminal
    let context: CommandContext
    let history: ConsoleHistory
    let catalog: SchemaCatalog
    let limits: QueryOptions
    /// Whether `now()` is one instant for the session, or that of each query.
    let isNowFixed: Bool
    let answer: @Sendable (String, QueryOptions) async throws -> QueryAnswer

    func run() async throws -> CommandStatus {
        terminal.begin()
        defer { terminal.end() }
        let service = LanguageService(catalog: catalog, options: limits.compileOptions)
        var editor = LineEditor(history: history.load()) { text, offset in
            let (items, start) = service.completions(text, at: offset)
            return (items.map(\.label), start)
        }
        var screen = EditorScreen(cells: TerminalText.width(of:), escape: TerminalText.escaped)
        var decoder = KeyDecoder()
        var mode = context.output.format
        context.output.note("\(catalog.tables.count) tables. .help says what keys do, Ctrl-D leaves.")
        terminal.write(screen.draw(editor, width: terminal.size.width))
        while let bytes = await terminal.keys(within: 1000) {
            try Task.checkCancellation()
            for key in decoder.push(bytes) {
                var notes: [String] = []
                switch editor.take(key) {
                case .changed: break
                case .choices(let names): notes = grid(names)
                case .cleared:
                    terminal.write("\u{1B}[2J\u{1B}[H")
                    screen.forget()
                case .cancelled: terminal.write(screen.leave(editor, width: terminal.size.width))
                case .ended:
                    terminal.write(screen.leave(editor, width: terminal.size.width))
                    return .ok
                case .submitted(let text):
                    terminal.write(screen.leave(editor, width: terminal.size.width))
                    if !text.isEmpty, text != history.load().last { history.append(text) }
                    editor.finish(remembering: text)
                    guard try await take(text, mode: &mode) else { return .ok }
                }
                terminal.write(screen.draw(editor, width: terminal.size.width, notes: notes))
            }
        }
        return .ok
    }

    /// Does what a line says.
    ///
    /// - Returns: Whether the console goes on.
    private func take(_ text: String, mode: inout OutputFormat) async throws -> Bool {
        guard !text.isEmpty else { return true }
        switch ConsoleCommand(text) {
        case .quit?: return false
        case .help?: terminal.write(ConsoleCommand.manual)
        case .tables(let part)?:
            let names = catalog.tableNames.filter { part.isEmpty || $0.lowercased().contains(part.lowercased()) }
            try await page(grid(names, limit: .max))
        case .functions(let part)?:
            let shown = catalog.functions.values.filter {
                part.isEmpty || $0.name.lowercased().contains(part.lowercased())
            }
            let rows = TextTable(
                columns: [.init(title: "FUNCTION"), .init(title: "SUMMARY")],
                rows: shown.sorted { $0.name < $1.name }.map { function in
                    [
                        TerminalText.escaped(function.signature),
                        TerminalText.escaped(String(function.summary.prefix { !$0.isNewline })),
                    ]
                })
            try await page(rows.lines(width: terminal.size.width))
        case .schema(let name)?:
            guard let table = catalog.table(named: name) else {
                terminal.write("There is no table \(TerminalText.escaped(name)); see .tables\n")
                return true
            }
            let rows = TextTable(
                columns: [.init(title: "COLUMN"), .init(title: "TYPE")],
                rows: table.columns.map { [$0.name, $0.type.rawValue] })
            try await page(rows.lines(width: terminal.size.width))
        case .mode(let name)?:
            guard let format = OutputFormat(rawValue: name) else {
                terminal.write("The forms are \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).\n")
                return true
            }
            mode = format
        case .unknown(let word)?: terminal.write("There is no command .\(TerminalText.escaped(word)); see .help\n")
        case nil: try await query(text, mode)
        }
        return true
    }

    // MARK: Queries

    private func query(_ text: String, _ mode: OutputFormat) async throws {
        var options = limits
        if !isNowFixed { options.now = TickInstant(context.time.now).ticks }
        let start = context.elapsed()
        do {
            guard let answer = try await untilInterrupted(text, options) else {
                terminal.write("given up\n")
                return
            }
            let seconds = context.elapsed() - start
            for diagnostic in answer.result.diagnostics {
                terminal.write("warning: " + TerminalText.escaped(diagnostic.description) + "\n")
            }
            let streams = GatheredStreams()
            var output = context.output
            output.format = mode
            output.terminal.width = terminal.size.width
            output.terminal.showsOutput = true
            output.streams = streams
            try AnswerReport(answer: answer, query: text).write(to: output, drawing: nil)
            try await page(streams.lines)
            let more = answer.result.statistics.isTruncated ? ", further ones left out" : ""
            let count = answer.result.rowCount
            let time = seconds.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow))
            terminal.write("\(count) \(count == 1 ? "row" : "rows")\(more), \(time)\n")
        } catch let error as HuntingError {
            let style = context.output.terminal.colorsOutput
            let errors = error.diagnostics.filter { $0.severity == .error }
            if errors.isEmpty {
                terminal.write(
                    Style.bad.apply("error: ", colored: style) + TerminalText.escapedLines(error.message) + "\n")
            }
            for diagnostic in errors {
                terminal.write(
                    Style.bad.apply("error: ", colored: style) + TerminalText.escaped(diagnostic.description) + "\n")
            }
        }
    }

    /// Runs a query until it is done or Ctrl-C is pressed; then `nil`.
    private func untilInterrupted(_ text: String, _ options: QueryOptions) async throws -> QueryAnswer? {
        try await withThrowingTaskGroup(of: QueryAnswer?.self) { group in
            group.addTask { try await answer(text, options) }
            group.addTask {
                while !Task.isCancelled {
                    guard let keys = await terminal.keys(within: 50), !keys.contains(0x03) else { return nil }
                }
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    // MARK: Pages

    /// Writes lines, a screen at a time.
    private func page(_ lines: [String]) async throws {
        let height = max(terminal.size.height - 1, 2)
        var rest = lines[...]
        while !rest.isEmpty {
            terminal.write(rest.prefix(height).map { $0 + "\n" }.joined())
            rest = rest.dropFirst(height)
            guard !rest.isEmpty else { return }
            let hint = "-- \(rest.count) more lines: space, or q to stop --"
            terminal.write(Style.faint.apply(hint, colored: context.output.terminal.colorsOutput))
            var isWaiting = true
            while isWaiting {
                try Task.checkCancellation()
                guard let keys = await terminal.keys(within: 1000) else { return }
                if keys.isEmpty { continue }
                isWaiting = false
                if keys.contains(where: { $0 == UInt8(ascii: "q") || $0 == 0x03 || $0 == 0x1B }) { rest = [] }
            }
            terminal.write("\r\u{1B}[K")
        }
    }

    /// Names side by side, at most so many.
    private func grid(_ names: [String], limit: Int = 60) -> [String] {
        let shown = names.prefix(limit).map(TerminalText.escaped)
        let widest = (shown.map(TerminalText.width(of:)).max() ?? 1) + 2
        let columns = max(1, terminal.size.width / widest)
        var lines: [String] = []
        for start in stride(from: 0, to: shown.count, by: columns) {
            let row = shown[start..<min(start + columns, shown.count)]
            let line = row.map { $0 + String(repeating: " ", count: widest - TerminalText.width(of: $0)) }.joined()
            lines.append(String(line.prefix(max(terminal.size.width - 1, 1))))
        }
        if names.count > limit { lines.append("… and \(names.count - limit) more") }
        return lines
    }
}

/// What a report writes, kept for pages.
private final class GatheredStreams: OutputStreams {
    private let bytes = Mutex<[UInt8]>([])

    func writeData(_ bytes: [UInt8]) throws { self.bytes.withLock { $0 += bytes } }
    func writeTalk(_ text: String) { bytes.withLock { $0 += Array(text.utf8) } }

    var lines: [String] {
        let text = String(decoding: bytes.withLock { $0 }, as: UTF8.self)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
