import ArgumentParser
import TenantStore

/// `sally local functions list`
struct FunctionsList: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the functions.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        try await SavedHunts(kind: .function, context: context).list()
        return .ok
    }
}
