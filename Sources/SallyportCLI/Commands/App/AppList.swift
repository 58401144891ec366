import ArgumentParser
import Foundation
import MicrosoftGraph

/// `sally app list`
struct AppList: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the applications registered in a tenant.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Option(help: "At most so many.")
    var limit: Int?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("A limit is 0 or more.") }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let session = try await DirectorySession.open(ServiceAccess.resolve(in: context), actingAs: acting.user)
        try await context.output.list(
            session.graph.applications.list(),
            columns: [
                ListColumn("Name") { $0.displayName ?? "" },
                ListColumn("Client ID") { $0.appID ?? "" },
                ListColumn("Audience") { $0.signInAudience?.rawValue ?? "" },
                ListColumn("Created") { $0.createdDateTime.map(\.description) ?? "" },
            ],
            limit: limit, empty: "no applications")
        return .ok
    }
}
