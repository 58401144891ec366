import ArgumentParser
import TenantStore

/// `sally local queries show`
struct QueriesShow: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a query with its text.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The query's name.")
    var name: String

    func run(in context: CommandContext) async throws -> CommandStatus {
        try await SavedHunts(kind: .query, context: context).show(name)
        return .ok
    }
}
