import ArgumentParser
import Foundation

/// `sally app delete`
struct AppDelete: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete an application.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Argument(help: "Client ID of the application.")
    var clientID: UUID

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
