import ArgumentParser

/// `sally incidents list`
struct IncidentsList: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List incidents, the one that changed last first.")

    @OptionGroup var global: GlobalOptions

    @Option(help: "Only those changed since then: 24h, 7d, 2026-11-01, 2026-11-01T12:00:00Z.")
    var since: String?

    @Option(help: "Only those changed before then.")
    var until: String?

    @Option(help: "Only those with this status, for example active.")
    var status: String?

    @Option(help: "Only those of this severity, for example high.")
    var severity: String?

    @Option(help: "At most so many.")
    var limit: Int?

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("A limit is 0 or more.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
