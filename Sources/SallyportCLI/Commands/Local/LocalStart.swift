import ArgumentParser
import DuckDB
import Foundation
import KQLEngine
import SallyportServer

/// `sally local start`
struct LocalStart: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Serve the local tenant, in the foreground or detached.")

    @OptionGroup var global: GlobalOptions

    @Option(help: "Address to listen on; anything but loopback shows the tenant to the network.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8443

    @Option(help: "YAML file of the world that a new state is seeded with.", completion: .file())
    var seed: String?

    @OptionGroup var outside: OutsideOptions

    @Flag(name: [.short, .long], help: "Return when the tenant answers, and serve until `sally local stop`.")
    var detach = false

    @Option(help: .hidden)
    var readyDescriptor: Int32?

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run(in context: CommandContext) async throws -> CommandStatus {
        let state = context.settings.localState.value
        if let running = LocalTenant.running(at: state) {
            throw CommandError(
                .localTenantBusy, what: "the local tenant is already running",
                why: "\(running.url) serves \(state.path)",
                remedy: "use it, or stop it with `sally local stop`")
        }
        if !Self.isLoopback(host) {
            context.output.warning("\(host) is no loopback address: everybody who reaches it can call this tenant.")
        }
        // Told at once, and not in the log of a server in the background.
        _ = try outside.places(in: context)
        if readyDescriptor == nil {
            try LocalTenant.requireOwnFolder(state)
            warnWithoutEngine(in: context)
        }
        if detach {
            let tenant = try await DetachedServer.start(state: state, arguments: arguments(context), in: context)
            let status = LocalTenantStatus(tenant)
            try context.output.one(status, fields: status.fields)
            return .ok
        }
        try await serve(state, in: context)
        return .ok
    }

    /// Says at once that hunting will be refused, when it will; everything else is served without the engine.
    private func warnWithoutEngine(in context: CommandContext) {
        do {
            _ = try DuckDBLibrary.load(from: EngineLibrary.places(in: context))
        } catch {
            context.output.warning(TerminalText.escaped(Failure(error).message))
        }
    }

    private func serve(_ state: URL, in context: CommandContext) async throws {
        var options = ServerOptions(stateFolder: state)
        options.host = host
        options.port = port
        options.seedFile = seed.map(context.paths.resolve)
        options.engineLibrary = EngineLibrary.location(in: context.environment)
        options.external = ExternalData(
            policy: outside.policy(otherwise: .deny), fetcher: try outside.fetcher(in: context),
            allowance: ServerOptions.externalAllowance)
        options.places = try outside.places(in: context)
        let descriptor = readyDescriptor
        do {
            try await LocalServer.serve(options, in: context) { tenant in
                if let descriptor {
                    DetachedServer.report("ready\n", to: descriptor)
                } else {
                    context.output.note(
                        "The local tenant answers at \(tenant.url); its CA is \(tenant.authorityFile.path). "
                            + "Ctrl-C stops it.")
                }
            }
        } catch let error as ServerError {
            if let descriptor { DetachedServer.report(error.message, to: descriptor) }
            throw error
        }
    }

    private func arguments(_ context: CommandContext) -> [String] {
        var arguments = ["--host", host, "--port", String(port)]
        if let seed { arguments += ["--seed", context.paths.resolve(seed).path] }
        arguments += outside.arguments(in: context)
        if global.verbose { arguments.append("--verbose") }
        if global.debug { arguments.append("--debug") }
        return arguments
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
