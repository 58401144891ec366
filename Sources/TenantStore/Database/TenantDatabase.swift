package import Foundation
import GRDB
package import ServiceCore
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The one SQLite file of a state: directory, sign-in, security objects and the list of telemetry segments.
///
/// Several processes may have it open at once. A use case is one transaction. Everything that belongs to a tenant is
/// reached through a ``TenantHandle``; the methods of this type itself are those that must work before a tenant is
/// known: finding one, finding an application by its client ID, and redeeming a secret that its holder shows.
package final class TenantDatabase: Sendable {
    /// The instant of every row that is written, and of every expiry that is checked.
    package let time: any TimeSource

    /// Where identifiers and secrets come from.
    package let random: any RandomSource

    let writer: any DatabaseWriter
    let cost: SecretHash.Cost
    let verifiedSecrets = VerifiedSecrets()
    let evidenceEntities = EvidenceEntities()
    private let slowHashes = Mutex(0)

    private init(writer: any DatabaseWriter, time: any TimeSource, random: any RandomSource, cost: SecretHash.Cost)
        throws
    {
        self.writer = writer
        self.time = time
        self.random = random
        self.cost = cost
        try Schema.migrator.migrate(writer)
    }

    /// Opens or creates the file, with mode 0600 in a folder of mode 0700, and brings its tables up to date.
    ///
    /// - Throws: ``StoreError`` with `unusable_state` when the file cannot be opened or was written by a newer version.
    package static func open(
        at url: URL,
        time: any TimeSource,
        random: any RandomSource,
        cost: SecretHash.Cost = .interactive
    ) throws -> TenantDatabase {
        try makePrivateFile(url)
        do {
            let pool = try DatabasePool(path: url.path, configuration: configuration())
            guard try !pool.read({ try Schema.migrator.hasBeenSuperseded($0) }) else {
                throw StoreError(
                    .unusableState,
                    "The state was written by a newer version of Sallyport; use that version or another --state folder."
                )
            }
            return try TenantDatabase(writer: pool, time: time, random: random, cost: cost)
        } catch let error as DatabaseError {
            throw StoreError(
                .unusableState,
                "The database \(url.path) cannot be opened: \(error.message ?? "unknown"). Bring a copy of it back, or empty "
                    + "the state with `sally local reset`.",
                cause: error)
        }
    }

    /// A database that lives as long as this value, for tests and temporary worlds.
    package static func inMemory(
        time: any TimeSource,
        random: any RandomSource,
        cost: SecretHash.Cost = .negligible
    ) throws -> TenantDatabase {
        let queue = try DatabaseQueue(configuration: configuration())
        return try TenantDatabase(writer: queue, time: time, random: random, cost: cost)
    }

    /// Closes the file; later calls throw.
    package func close() throws { try writer.close() }

    /// The current instant.
    var now: Date { time.now }

    /// Runs a body in one read transaction.
    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await writer.read(body)
    }

    /// Runs a body in one write transaction: all of it or nothing.
    @discardableResult
    func write<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        do {
            return try await writer.write(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw StoreError.of(constraint: error)
        }
    }

    /// How many slow hashes were derived to compare secrets: what an attacker with a stop-watch could count.
    var comparedSlowHashes: Int { slowHashes.withLock { $0 } }

    /// Compares a text with a slow hash.
    func matches(_ secret: Secret, slow hash: String) throws -> Bool {
        slowHashes.withLock { $0 += 1 }
        return try SecretHash.matches(secret, slow: hash)
    }

    /// Does the work of one comparison where there is nothing to compare with.
    func compareWithNothing(_ secret: Secret) throws {
        slowHashes.withLock { $0 += 1 }
        try SecretHash.waste(secret, cost: cost)
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        // Another process may hold the write lock for the length of one use case; ten seconds are far more than that.
        configuration.busyMode = .timeout(10)
        configuration.label = "TenantStore"
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { database in
            // With WAL, NORMAL keeps every committed transaction over a crash of the process.
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        return configuration
    }

    private static func makePrivateFile(_ url: URL) throws {
        let folder = url.deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        // SQLite gives its -wal and -shm files the mode of the main file, so the main file is made first.
        let descriptor = openDescriptor(url.path)
        guard descriptor >= 0 else {
            throw StoreError(
                .unusableState,
                "The database \(url.path) cannot be made: \(String(cString: strerror(errno))). Choose another --state folder."
            )
        }
        defer { closeDescriptor(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else {
            throw StoreError(
                .unusableState, "The database \(url.path) belongs to another user; choose another --state.")
        }
    }

    private static func openDescriptor(_ path: String) -> Int32 {
        #if canImport(Glibc)
        Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        #else
        Darwin.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        #endif
    }

    private static func closeDescriptor(_ descriptor: Int32) {
        #if canImport(Glibc)
        _ = Glibc.close(descriptor)
        #else
        _ = Darwin.close(descriptor)
        #endif
    }
}

extension StoreError {
    /// Says which rule of the schema a write broke.
    static func of(constraint error: DatabaseError) -> StoreError {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
            StoreError(.conflict, "An object with the same key exists.", target: error.message, cause: error)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            StoreError(
                .notFound, "A referenced object does not exist in this tenant.", target: error.message, cause: error)
        default:
            StoreError(.invalidValue, "A value breaks a rule of the store.", target: error.message, cause: error)
        }
    }
}
