import ArgumentParser

/// `sally local reset`
struct LocalReset: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Empty the state of the local tenant, after asking.")

    @OptionGroup var global: GlobalOptions

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
