import ArgumentParser
import Foundation

/// `sally local status`
struct LocalStatus: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tell whether the local tenant runs, and where.",
        discussion: "Ends with 3 when it does not run.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        let tenant = LocalTenant.running(at: state)
        let status = tenant.map { LocalTenantStatus($0) } ?? LocalTenantStatus(stoppedAt: state.path)
        try context.output.one(status, fields: status.fields)
        return status.running ? .ok : .findings
    }
}
