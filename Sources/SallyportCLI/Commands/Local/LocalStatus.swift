import ArgumentParser

/// `sally local status`
struct LocalStatus: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tell whether the local tenant runs, and where.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
