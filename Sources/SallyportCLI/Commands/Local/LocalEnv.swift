import ArgumentParser

/// `sally local env`
struct LocalEnv: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Print shell exports that point programs at the local tenant.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
