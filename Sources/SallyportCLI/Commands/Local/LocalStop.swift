import ArgumentParser
import Foundation
import ServiceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `sally local stop`
struct LocalStop: SallyCommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "Stop the local tenant.")

    @OptionGroup var global: GlobalOptions

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        guard let tenant = LocalTenant.running(at: state) else {
            context.output.note("No local tenant runs on \(state.path).")
            return .ok
        }
        guard LocalTenant.holdsLock(tenant.process, of: state) else {
            throw CommandError(
                .localTenantFailed, what: "process \(tenant.process) was not stopped",
                why: "it does not serve \(state.path), though run.json says so",
                remedy: "find the process that holds \(state.path)/server.lock and stop it")
        }
        kill(tenant.process, SIGTERM)
        // The server lets go of its lock as the last thing that it does.
        for _ in 0..<100 where LocalTenant.isServed(state) { try await context.time.sleep(for: .milliseconds(100)) }
        guard !LocalTenant.isServed(state) else {
            throw CommandError(
                .localTenantFailed, what: "the local tenant did not stop within 10 seconds",
                remedy: "end process \(tenant.process) with `kill -9 \(tenant.process)`; its state stays whole")
        }
        context.output.note("Stopped \(tenant.url).")
        return .ok
    }
}
