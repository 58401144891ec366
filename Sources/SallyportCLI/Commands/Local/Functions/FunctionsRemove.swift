import ArgumentParser
import TenantStore

/// `sally local functions remove`
struct FunctionsRemove: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a function.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The function's name.")
    var name: String

    func run(in context: CommandContext) async throws -> CommandStatus {
        try await SavedHunts(kind: .function, context: context).remove(name)
        return .ok
    }
}
