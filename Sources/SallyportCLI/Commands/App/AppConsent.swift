import ArgumentParser
import Foundation

/// `sally app consent`
struct AppConsent: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Grant admin consent to an application in a tenant.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Argument(help: "Client ID of the application.")
    var clientID: UUID

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
