import ArgumentParser

/// `sally quickstart`
struct QuickstartCommand: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "quickstart",
        abstract: "The whole way in all three contexts, from registration to incidents and hunting, on a local tenant.")

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .customLong("data"), parsing: .upToNextOption,
        help: "Recordings or folders of recordings to import; without them a storyline is generated.",
        completion: .file())
    var data: [String] = []

    func run(in context: CommandContext) async throws -> CommandStatus { .ok }
}
