import ArgumentParser
import KQLTools
import TenantStore

/// `sally local queries run`
struct QueriesRun: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a saved query on the tenant's telemetry.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions

    @Argument(help: "The query's name.")
    var name: String

    @Option(help: "Most rows of the result.")
    var maxRows = 100_000

    var drawsCharts: Bool { true }

    func validate() throws {
        guard maxRows > 0 else { throw ValidationError("--max-rows is at least 1.") }
        guard options.schema == nil else {
            throw ValidationError("--schema cannot be used with a local tenant, whose tables are Defender's.")
        }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let text = try await SavedHunts(kind: .query, context: context).record(name).text
        let limits = try options.queryOptions(in: context, maximumRows: maxRows)
        let answer = try await OfflineHunting.withTenant(options: options, in: context) { run in
            try await run(text, limits)
        }
        try AnswerReport(answer: answer, query: text).writeWithWarnings(in: context)
        return .ok
    }
}
