import ArgumentParser

/// `sally local stop`
struct LocalStop: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "Stop the local tenant.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
