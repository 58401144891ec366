import ArgumentParser

/// `sally incidents update`
struct IncidentsUpdate: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change status, owner, classification, tags, or add a comment.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Number of the incident.")
    var id: String

    @Option(help: "active, inProgress, resolved.")
    var status: String?

    @Option(help: "User name of the owner; an empty text removes the owner.")
    var assignTo: String?

    @Option(help: "truePositive, falsePositive, informationalExpectedActivity.")
    var classification: String?

    @Option(help: "For example malware, phishing, notMalicious.")
    var determination: String?

    @Option(name: .customLong("tag"), parsing: .singleValue, help: "A tag of your own; all tags are replaced.")
    var tags: [String] = []

    @Option(help: "A comment to add.")
    var comment: String?

    @Option(help: "Which API to call: graph or xdr.")
    var api: SecurityAPI = .graph

    func validate() throws {
        let hasChange =
            [status, assignTo, classification, determination, comment].contains { $0 != nil } || !tags.isEmpty
        guard hasChange else {
            throw ValidationError(
                "Nothing to change; give --status, --assign-to, --classification, --determination, --tag or --comment.")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
