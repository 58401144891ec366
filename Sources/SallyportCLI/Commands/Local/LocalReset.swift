import ArgumentParser
import Foundation

/// `sally local reset`
struct LocalReset: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Empty the state of the local tenant, after asking.")

    @OptionGroup var global: GlobalOptions

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    /// What a server puts into its state folder, and nothing else is removed.
    static let contents = [
        "sallyport.sqlite", "sallyport.sqlite-wal", "sallyport.sqlite-shm", "segments", "segments.tmp", "segments.lock",
        "ca", "admin.key", "run.json", "server.lock", "server.log",
    ]

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        guard LocalTenant.exists(at: state) else {
            context.output.note("There is no state in \(state.path).")
            return .ok
        }
        guard !LocalTenant.isServed(state) else {
            throw CommandError(
                .localTenantBusy, what: "the state was not emptied", why: "the local tenant runs on it",
                remedy: "stop it with `sally local stop` first")
        }
        try context.confirm(
            "Remove tenants, applications, incidents and telemetry in \(state.path)?", isAnswered: yes)
        for name in Self.contents {
            let file = state.appending(path: name)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            do {
                try FileManager.default.removeItem(at: file)
            } catch {
                throw CommandError(
                    .fileFailed, what: "cannot remove \(file.path)", why: "the system refused",
                    remedy: "check its owner and rights", cause: error)
            }
        }
        context.output.note("Emptied \(state.path). The next start makes new tenants, users and a new CA.")
        return .ok
    }
}
