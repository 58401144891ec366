import ArgumentParser

/// `sally hunt`
struct HuntCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt", abstract: "Run an advanced hunting query.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The query in KQL, or - to read it from standard input.")
    var query: String?

    @Option(name: [.short, .long], help: "File with the query.", completion: .file())
    var file: String?

    @Option(help: "How far back the query looks, for example 7d or P7D (Graph only).")
    var timespan: String?

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    func validate() throws {
        guard (query == nil) != (file == nil) else {
            throw ValidationError("Give one query: as the argument, with --file, or - for standard input.")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
