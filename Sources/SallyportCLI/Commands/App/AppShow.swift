import ArgumentParser
import Foundation

/// `sally app show`
struct AppShow: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an application with its permissions, consents and credentials.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Argument(help: "Client ID of the application.")
    var clientID: UUID

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
