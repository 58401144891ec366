import ArgumentParser
import Foundation
import KQLTools

/// `sally kql repl`
struct KQLRepl: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", abstract: "Write and run queries one after the other, with completion and history.",
        discussion: "Over files with --data, over a local tenant's telemetry with --state or --tenant.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: KQLOptions
    @OptionGroup var input: KQLDataOptions

    @Option(help: "Most rows of a result.")
    var maxRows = 10_000

    func validate() throws {
        guard maxRows > 0 else { throw ValidationError("--max-rows is at least 1.") }
        try input.validate(global, options)
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let terminal = try RawTerminal()
        let limits = try options.queryOptions(in: context, maximumRows: maxRows)
        let history = ConsoleHistory(file: context.paths.state.appending(path: "kql-history"))
        let isNowFixed = options.now != nil
        if global.state != nil || global.tenant != nil {
            let catalog = try await OfflineHunting.catalog(global, options, warns: false, in: context)
            return try await OfflineHunting.withTenant(options: options, in: context) { run in
                let console = Console(
                    terminal: terminal, context: context, history: history, catalog: catalog, limits: limits,
                    isNowFixed: isNowFixed, answer: run)
                return try await console.run()
            }
        }
        return try await OfflineHunting.withWorkbench(input.paths(in: context), options: options, in: context) {
            bench in
            let console = Console(
                terminal: terminal, context: context, history: history, catalog: bench.catalog, limits: limits,
                isNowFixed: isNowFixed, answer: { try await bench.run($0, options: $1) })
            return try await console.run()
        }
    }
}
