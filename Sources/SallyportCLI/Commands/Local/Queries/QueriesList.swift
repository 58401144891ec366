import ArgumentParser
import TenantStore

/// `sally local queries list`
struct QueriesList: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the queries.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        try await SavedHunts(kind: .query, context: context).list()
        return .ok
    }
}
