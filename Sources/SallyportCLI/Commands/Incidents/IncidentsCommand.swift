import ArgumentParser

/// `sally incidents …`
struct IncidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "List, show and update incidents.",
        subcommands: [IncidentsList.self, IncidentsGet.self, IncidentsUpdate.self]
    )
}

/// Which of the APIs that serve the same data is called.
enum SecurityAPI: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// Microsoft Graph, the one with a future.
    case graph
    /// The Microsoft 365 Defender API.
    case xdr
}
