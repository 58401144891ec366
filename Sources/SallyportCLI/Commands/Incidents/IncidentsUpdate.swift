import ArgumentParser
import DefenderAPI

/// `sally incidents update`
struct IncidentsUpdate: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change status, owner, classification, tags, or add a comment.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Number of the incident.")
    var id: Int64

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
        guard changesProperties || comment != nil else {
            throw ValidationError(
                "Nothing to change; give --status, --assign-to, --classification, --determination, --tag or --comment.")
        }
    }

    private var changesProperties: Bool {
        [status, assignTo, classification, determination].contains { $0 != nil } || !tags.isEmpty
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let status: IncidentStatus? = try status.map { try Term.read($0, option: "--status") }
        let classification: AlertClassification? = try classification.map {
            try Term.read($0, option: "--classification")
        }
        let determination: AlertDetermination? = try determination.map {
            try Term.read($0, option: "--determination")
        }
        let security = try await SecuritySession.open(in: context)
        switch api {
        case .graph:
            let incidents = security.graph.incidents
            if changesProperties {
                try await incidents.update(
                    String(id),
                    SecurityIncidentUpdate(
                        status: status?.inGraphSpelling, assignedTo: assignTo,
                        classification: classification?.inGraphSpelling, determination: determination?.inGraphSpelling,
                        customTags: tags.isEmpty ? nil : tags))
            }
            if let comment { try await incidents.addComment(comment, to: String(id)) }
            try IncidentReport.write(try await incidents.get(String(id)), to: context.output)
        case .xdr:
            let incident = try await security.defender.incidents.update(
                id,
                XDRIncidentUpdate(
                    status: status?.inXDRSpelling, assignedTo: assignTo, classification: classification?.inXDRSpelling,
                    determination: determination?.inXDRSpelling, tags: tags.isEmpty ? nil : tags, comment: comment))
            try IncidentReport.write(incident, to: context.output)
        }
        return .ok
    }
}
