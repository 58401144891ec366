import ArgumentParser

/// `sally auth token`
struct AuthToken: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print an access token, and nothing else.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var signIn: SignInOptions
    @OptionGroup var resource: ResourceChoice

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
