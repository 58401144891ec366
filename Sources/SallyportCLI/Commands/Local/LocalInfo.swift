import ArgumentParser

/// `sally local info`
struct LocalInfo: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Show tenants, users with passwords, and applications of the local tenant.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
