import ArgumentParser

/// `sally incidents get`
struct IncidentsGet: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show an incident with its alerts.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Number of the incident.")
    var id: String

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
