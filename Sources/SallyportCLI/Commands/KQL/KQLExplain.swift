import ArgumentParser
import KQL
import KQLTools

/// `sally kql explain`
struct KQLExplain: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show what a query becomes: its plan, and the engine's SQL.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions

    @Argument(help: "The query in KQL, or - to read it from standard input.")
    var query: String?

    @Option(name: [.short, .long], help: "File with the query.", completion: .file())
    var file: String?

    @Option(help: "Show the SQL of this engine too, with the values of its parameters: duckdb.")
    var engine: ExplainedEngine?

    func validate() throws {
        guard (query == nil) != (file == nil) else {
            throw ValidationError("Give one query: as the argument, with --file, or - for standard input.")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let text = try QueryInput.text(query, file: file, in: context)
        let compiler = KQLCompiler(schema: try await OfflineHunting.catalog(global, options, in: context))
        let compiled: CompiledQuery
        do {
            compiled = try compiler.compile(text, options: try options.queryOptions(in: context).compileOptions)
        } catch let error as KQLError {
            for diagnostic in error.diagnostics { context.output.note(TerminalText.escaped(diagnostic.description)) }
            return .findings
        }
        let explanation = Explanation(compiled)
        switch context.output.format {
        case .json, .jsonl: try context.output.data(explanation.json.compact + "\n")
        case .table, .csv:
            try context.output.data(TerminalText.escapedLines(explanation.text(includesSQL: engine != nil)))
        }
        return .ok
    }
}

/// An engine whose language can be shown.
enum ExplainedEngine: String, CaseIterable, Sendable, ExpressibleByArgument {
    case duckdb
}
