import ArgumentParser
import Foundation
import MicrosoftGraph

/// `sally app delete`
struct AppDelete: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete an application.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Argument(help: "Client ID of the application.")
    var clientID: UUID

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    func run(in context: CommandContext) async throws -> CommandStatus {
        let session = try await DirectorySession.open(ServiceAccess.resolve(in: context), actingAs: acting.user)
        guard let application = try await session.graph.applications.find(appID: clientID.text),
            let id = application.id
        else {
            context.output.note("There is no application \(clientID.text) in tenant \(session.tenantID).")
            return .ok
        }
        let name = TerminalText.escaped(application.displayName ?? clientID.text)
        try context.confirm("Delete \"\(name)\" in tenant \(session.tenantID)?", isAnswered: yes)
        try await session.graph.applications.delete(id)
        context.output.note("Deleted \"\(name)\".")
        return .ok
    }
}
