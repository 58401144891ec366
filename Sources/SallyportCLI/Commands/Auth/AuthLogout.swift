import ArgumentParser
import Foundation
import ServiceCore

/// `sally auth logout`
struct AuthLogout: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Forget the tokens of a profile.",
        discussion: "The profile stays in config.yaml; sign in again with `sally auth login`.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let name = context.settings.profileName ?? AuthLogin.defaultProfile
        let file = ProfileTokens(name: name, context: context).file
        guard FileManager.default.fileExists(atPath: file.path) else {
            context.output.note("The profile \(TerminalText.escaped(name)) was not signed in.")
            return .ok
        }
        do {
            try FileManager.default.removeItem(at: file)
        } catch {
            throw CommandError(
                .fileFailed, what: "cannot remove \(file.path)", why: "the system refused",
                remedy: "check its owner and rights", cause: error)
        }
        context.output.note("Forgot the tokens of the profile \(TerminalText.escaped(name)).")
        return .ok
    }
}
