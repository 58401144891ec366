import ArgumentParser
import TenantStore

/// `sally local queries remove`
struct QueriesRemove: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a query.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The query's name.")
    var name: String

    func run(in context: CommandContext) async throws -> CommandStatus {
        try await SavedHunts(kind: .query, context: context).remove(name)
        return .ok
    }
}
