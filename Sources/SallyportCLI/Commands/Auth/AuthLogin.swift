import ArgumentParser

/// `sally auth login`
struct AuthLogin: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in and remember it as a profile.",
        discussion: "Tokens are kept in a file that only you can read. Secrets are never kept.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var signIn: SignInOptions
    @OptionGroup var resource: ResourceChoice

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
