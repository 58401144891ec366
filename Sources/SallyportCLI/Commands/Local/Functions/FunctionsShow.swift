import ArgumentParser
import TenantStore

/// `sally local functions show`
struct FunctionsShow: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a function with its text.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The function's name.")
    var name: String

    func run(in context: CommandContext) async throws -> CommandStatus {
        try await SavedHunts(kind: .function, context: context).show(name)
        return .ok
    }
}
