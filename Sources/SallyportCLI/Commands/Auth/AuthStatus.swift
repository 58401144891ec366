import ArgumentParser

/// `sally auth status`
struct AuthStatus: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show who is signed in, to what, and until when.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
