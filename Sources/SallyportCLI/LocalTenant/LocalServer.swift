import Foundation
import Logging
import SallyportServer
import ServiceCore
import ServiceLifecycle

/// The server of a local tenant inside this process.
enum LocalServer {
    /// Serves until the task is cancelled or an ending signal comes.
    ///
    /// - Parameter ready: Called once when connections are accepted.
    static func serve(
        _ options: ServerOptions, in context: CommandContext,
        ready: @escaping @Sendable (LocalTenant) async -> Void
    ) async throws {
        let server = try await LocalTenantServer.open(
            options: options, time: context.time, machineTime: context.time, random: context.random,
            logger: context.logger,
            onListening: { port in
                if let tenant = tenant(options, port: port) { await ready(tenant) }
            })
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: context.logger))
        try await context.signals.withHandler(
            { _ in
                // A signal handler cannot wait; the group remembers the request.
                Task { await group.triggerGracefulShutdown() }
            },
            { try await group.run() })
    }

    /// Serves a state on a free port while `body` runs.
    static func withServer<Result: Sendable>(
        state: URL, in context: CommandContext, _ body: @escaping @Sendable (LocalTenant) async throws -> Result
    ) async throws -> Result {
        var options = ServerOptions(stateFolder: state)
        options.port = 0
        options.engineLibrary = EngineLibrary.location(in: context.environment)
        let (tenants, tenantReady) = AsyncStream.makeStream(of: LocalTenant.self)
        let serverOptions = options
        // Its failures are thrown here; what else it says is about connections that we cut by ending.
        var logger = context.logger
        if context.output.verbosity == .quiet { logger.logLevel = .critical }
        let server = try await LocalTenantServer.open(
            options: serverOptions, time: context.time, machineTime: context.time, random: context.random,
            logger: logger,
            onListening: { port in
                if let tenant = tenant(serverOptions, port: port) { tenantReady.yield(tenant) }
                tenantReady.finish()
            })
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)],
            logger: logger)
        // Clients in this process may hold idle connections open; they are not waited for longer than this.
        configuration.maximumGracefulShutdownDuration = .seconds(2)
        let services = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { tenantReady.finish() }
                try await services.run()
            }
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(try await onceReady(tenants, body))
            } catch {
                outcome = .failure(error)
            }
            // Our own kept connections would hold the server open until its patience ends.
            await context.transports.shutDown()
            await services.triggerGracefulShutdown()
            do {
                try await group.waitForAll()
            } catch  where !isDone(outcome) {
                // The server's own failure says more than that it is gone.
                throw error
            } catch {}
            return try outcome.get()
        }
    }

    private static func isDone<Result>(_ outcome: Swift.Result<Result, any Error>) -> Bool {
        if case .failure(let error as CommandError) = outcome { return error.code != .localTenantFailed }
        return true
    }

    private static func onceReady<Result: Sendable>(
        _ tenants: AsyncStream<LocalTenant>, _ body: (LocalTenant) async throws -> Result
    ) async throws -> Result {
        for await tenant in tenants { return try await body(tenant) }
        try Task.checkCancellation()
        throw CommandError(
            .localTenantFailed, what: "the temporary local tenant ended by itself", remedy: "repeat with --debug")
    }

    /// Makes a state in a temporary folder, serves it while `body` runs, and removes it.
    static func withTemporaryServer<Result: Sendable>(
        in context: CommandContext, _ body: @escaping @Sendable (LocalTenant) async throws -> Result
    ) async throws -> Result {
        let name = "sallyport-\(context.random.uuid().text)"
        let state = context.paths.temporary.appending(path: name, directoryHint: .isDirectory)
        defer { removeFolder(state) }
        return try await withServer(state: state, in: context, body)
    }

    /// Removes a folder though files in it may vanish meanwhile: SQLite removes its own ones when the last connection
    /// closes, and the removal of a folder ends at the first file that is gone already.
    ///
    /// - Parameter remove: Removes a folder with its content, or throws at the first obstacle.
    static func removeFolder(
        _ folder: URL, remove: (URL) throws -> Void = { try FileManager.default.removeItem(at: $0) }
    ) {
        for _ in 0..<10 {
            do { return try remove(folder) } catch CocoaError.fileNoSuchFile {
                // The folder itself is gone, or one of its files is: only the former ends it.
                guard FileManager.default.fileExists(atPath: folder.path) else { return }
            } catch {}
        }
    }

    private static func tenant(_ options: ServerOptions, port: Int) -> LocalTenant? {
        let host = options.host == "127.0.0.1" ? "localhost" : options.host
        guard let url = URL(string: "https://\(host):\(port)") else { return nil }
        return LocalTenant(
            state: options.stateFolder, url: url, port: port, process: ProcessInfo.processInfo.processIdentifier)
    }
}
