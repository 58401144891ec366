package import Foundation
import Hummingbird
import HummingbirdHTTP2
package import Logging
import NIOCore
import NIOSSL
package import ServiceCore
import ServiceLifecycle
import Synchronization
package import TenantStore

/// The local tenant: one process, one TLS port, every service that the tenant's programs talk to.
///
/// The composition root of the server. `open` prepares the state, `run` serves until the task is cancelled or a
/// graceful shutdown begins.
package final class LocalTenantServer: Service {
    package let options: ServerOptions
    package let database: TenantDatabase
    package let adminKey: AdminKey

    /// The CA certificate in PEM that a program must trust.
    package let authorityFile: URL

    let dependencies: ServerDependencies
    private let material: CertificateFolder.Material
    private let lock: StateLock
    private let logger: Logger
    private let machineTime: any TimeSource
    private let port = Mutex<Int?>(nil)
    private let onListening: @Sendable (Int) async -> Void

    private init(
        options: ServerOptions, dependencies: ServerDependencies, material: CertificateFolder.Material,
        authorityFile: URL, lock: StateLock, machineTime: any TimeSource,
        onListening: @escaping @Sendable (Int) async -> Void
    ) {
        self.options = options
        self.dependencies = dependencies
        database = dependencies.database
        adminKey = dependencies.adminKey
        self.authorityFile = authorityFile
        self.material = material
        self.lock = lock
        logger = dependencies.logger
        self.machineTime = machineTime
        self.onListening = onListening
    }

    /// Locks the state folder, makes or opens what is in it, seeds it when it is new.
    ///
    /// - Parameters:
    ///   - time: The clock of the tenant: of tokens, of incidents, of queries.
    ///   - machineTime: The clock that the certificates of the listener follow.
    ///   - onListening: Called once with the bound port, as soon as connections are accepted.
    /// - Throws: ``ServerError``, ``StoreError``.
    package static func open(
        options: ServerOptions,
        time: any TimeSource,
        machineTime: any TimeSource,
        random: any RandomSource,
        logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws -> LocalTenantServer {
        try PrivateFile.createFolder(at: options.stateFolder)
        let lock = try StateLock(state: options.stateFolder)
        let adminKey = try AdminKey.load(state: options.stateFolder, random: random)
        let certificates = CertificateFolder(state: options.stateFolder)
        let material = try certificates.prepare(
            names: .local(additional: options.additionalHosts), now: machineTime.now)
        let database = try TenantDatabase.open(
            at: options.stateFolder.appendingPathComponent("sallyport.sqlite"), time: time, random: random)
        try await SeedApplier.seedIfNew(database: database, adminKey: adminKey, seedFile: options.seedFile)
        let dependencies = try await ServerDependencies.make(
            options: options, database: database, time: time, random: random, adminKey: adminKey,
            hunting: try await HuntingService.open(options: options, database: database, logger: logger), logger: logger
        )
        return LocalTenantServer(
            options: options, dependencies: dependencies, material: material,
            authorityFile: certificates.authorityFile, lock: lock, machineTime: machineTime, onListening: onListening)
    }

    /// The port that connections are accepted on; `nil` before that.
    package var boundPort: Int? { port.withLock { $0 } }

    package func run() async throws {
        let application = try makeApplication()
        defer { RunFile.remove(state: options.stateFolder) }
        do {
            try await application.run()
        } catch let error as IOError {
            throw Self.listenError(error, options: options)
        }
    }

    /// The application with its listener, as the server runs it.
    func makeApplication() throws -> some ApplicationProtocol {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(material.certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(material.keyPEM.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        return Hummingbird.Application(
            responder: try SurfaceResponder(dependencies: dependencies),
            server: try .http2Upgrade(
                tlsConfiguration: tls,
                configuration: .init(
                    idleTimeout: .seconds(120),
                    // A stop does not wait for a browser that keeps its connection open.
                    gracefulCloseTimeout: .seconds(5),
                    streamConfiguration: .init(idleTimeout: .seconds(120))
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), serverName: "Sallyport"),
            services: [
                Housekeeping(
                    database: database, keys: dependencies.keys, time: dependencies.time, machineTime: machineTime,
                    logger: logger)
            ],
            onServerRunning: { [self] channel in await listening(on: channel.localAddress?.port ?? options.port) },
            logger: logger
        )
    }

    private func listening(on number: Int) async {
        port.withLock { $0 = number }
        let url = Authority(host: options.host == "127.0.0.1" ? "localhost" : options.host, port: number).origin
        do {
            try RunFile(pid: ProcessInfo.processInfo.processIdentifier, port: number, url: url)
                .write(state: options.stateFolder)
        } catch {
            logger.warning("run file not written", metadata: ["error": .string(String(describing: error))])
        }
        await onListening(number)
    }

    private static func listenError(_ error: IOError, options: ServerOptions) -> ServerError {
        if error.errnoCode == EADDRINUSE {
            return ServerError(
                code: .portTaken,
                message: "Port \(options.port) on \(options.host) is taken by another program – stop it, or choose "
                    + "another port with --port (0 takes any free one)",
                cause: error
            )
        }
        return ServerError(
            code: .cannotListen,
            message:
                "Cannot listen on \(options.host), port \(options.port): \(error) – check the address and your rights",
            cause: error
        )
    }
}
