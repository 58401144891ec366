import ArgumentParser

/// `sally auth logout`
struct AuthLogout: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Forget the tokens of a profile.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
