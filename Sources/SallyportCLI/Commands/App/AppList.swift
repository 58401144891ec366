import ArgumentParser

/// `sally app list`
struct AppList: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the applications registered in a tenant.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions

    @Option(help: "At most so many.")
    var limit: Int?

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}
