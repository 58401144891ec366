import ArgumentParser
import Foundation
import KQL
import KQLEngine
import KQLTools

/// `sally kql run`
struct KQLRun: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a query on files, on a local tenant's telemetry, or on its inline data.",
        discussion: """
            Without --data, --state and --tenant the query sees the tables of Defender without rows. With --state or \
            --tenant it runs on the telemetry of a local tenant, whether that is served or not. A file is the table that \
            its name says: DeviceEvents.jsonl, or Name=path.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions
    @OptionGroup var input: KQLDataOptions

    @Argument(help: "The query in KQL, or - to read it from standard input.")
    var query: String?

    @Option(name: [.short, .long], help: "File with the query.", completion: .file())
    var file: String?

    @Option(help: "Most rows of the result.")
    var maxRows = 100_000

    var drawsCharts: Bool { true }

    func validate() throws {
        guard (query == nil) != (file == nil) else {
            throw ValidationError("Give one query: as the argument, with --file, or - for standard input.")
        }
        guard maxRows > 0 else { throw ValidationError("--max-rows is at least 1.") }
        try input.validate(global, options)
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let text = try QueryInput.text(query, file: file, in: context)
        let options = try options.queryOptions(in: context, maximumRows: maxRows)
        let answer: QueryAnswer
        if global.state != nil || global.tenant != nil {
            answer = try await OfflineHunting.withTenant(options: self.options, in: context) { run in
                try await run(text, options)
            }
        } else {
            answer = try await OfflineHunting.withWorkbench(
                input.paths(in: context), options: self.options, in: context
            ) {
                try await $0.run(text, options: options)
            }
        }
        try AnswerReport(answer: answer, query: text).writeWithWarnings(in: context)
        return .ok
    }
}
