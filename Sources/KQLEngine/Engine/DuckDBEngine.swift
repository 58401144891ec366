internal import Dispatch
package import DuckDB
package import Foundation
internal import KQL

/// The engine over DuckDB: one locked instance in memory for one tenant's folder.
///
/// The instance can read files below the tenant's segment folder and nothing else; extensions, network, other
/// databases and its own settings are out of reach from the first statement on. Each query has a connection to itself
/// with temporary views for the tables that it reads, so that queries neither see nor disturb one another; a connection
/// that is free again keeps its views, since making one takes longer than many a query.
package final class DuckDBEngine: HuntingEngine {
    /// What an instance may use.
    package struct Limits: Sendable, Hashable {
        /// Memory of the instance, in bytes.
        package var memory: Int
        /// Threads of the instance.
        package var threads: Int
        /// Space for spilling, in bytes.
        package var temporarySpace: Int

        package init(memory: Int = 2 << 30, threads: Int = 2, temporarySpace: Int = 4 << 30) {
            self.memory = memory
            self.threads = threads
            self.temporarySpace = temporarySpace
        }
    }

    private let database: Database
    private let sessions: SessionPool
    private let clock: any Clock<Duration>

    /// Opens the instance.
    ///
    /// - Parameters:
    ///   - segments: The only folder whose files queries can read; created where it is absent.
    ///   - temporary: Where the instance may spill; created where it is absent.
    ///   - geo: Where addresses are, for `geo_info_from_ip_address`.
    ///   - clock: Measures time-outs.
    /// - Throws: `DuckDBError` when the library refuses the settings.
    package init(
        library: DuckDBLibrary, segments: URL, temporary: URL, limits: Limits = Limits(),
        geo: GeoDatabase? = nil, clock: any Clock<Duration> = ContinuousClock()
    ) throws {
        for folder in [segments, temporary] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        self.clock = clock
        database = try Database(library: library)
        sessions = SessionPool(database: database)
        let connection = try database.connect()
        for (name, value) in Self.settings(segments: segments, temporary: temporary, limits: limits) {
            try connection.execute("SET \(name) = \(value)")
        }
        try FunctionLibrary.register(in: connection, geo: geo, memory: limits.memory)
    }

    /// The settings in the order in which they must be made: what needs access to files before that is closed, and
    /// the lock at last.
    private static func settings(segments: URL, temporary: URL, limits: Limits) -> [(name: String, value: String)] {
        [
            ("memory_limit", "'\(limits.memory / 1024)KiB'"),
            ("threads", "\(max(limits.threads, 1))"),
            ("temp_directory", SQLText.literal(temporary.path)),
            ("max_temp_directory_size", "'\(limits.temporarySpace / 1024)KiB'"),
            ("parquet_metadata_cache", "true"),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
            ("allow_community_extensions", "false"),
            ("allow_persistent_secrets", "false"),
            ("allowed_directories", "[\(SQLText.literal(segments.path + "/"))]"),
            ("enable_external_access", "false"),
            ("lock_configuration", "true"),
        ]
    }

    package func run(
        _ request: EngineRequest, receive: @escaping @Sendable (ResultBatch) throws -> Bool
    ) async throws {
        let interruption = Interruption()
        let isOverdue = Latch()
        try await withTaskCancellationHandler {
            try Task.checkCancellation()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.onQueue { try self.runNow(request, interruption, receive) } }
                group.addTask {
                    // The watchdog: the engine itself knows no time limit.
                    try await self.clock.sleep(for: request.timeout)
                    isOverdue.set()
                    interruption.interrupt()
                }
                defer { group.cancelAll() }
                do {
                    try await group.next()
                    // The first to end without an error is the query, or the watchdog that has just ended it.
                    if isOverdue.isSet { try await group.next() }
                } catch let error as DuckDBError {
                    try Task.checkCancellation()
                    throw Self.failure(error, isOverdue: isOverdue.isSet)
                }
            }
        } onCancel: {
            interruption.interrupt()
        }
    }

    /// Runs `body` away from Swift's own threads, which it would block.
    ///
    /// A queue of its own for each run, and a serial one: those get threads beyond the number of cores. The threads of a
    /// concurrent queue are the ones that Swift's tasks run on, so as many endless queries as there are cores would keep
    /// their own watchdogs from running.
    private func onQueue(_ body: @escaping @Sendable () throws -> Void) async throws {
        let queue = DispatchQueue(label: "sallyport.hunting")
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }

    private func runNow(
        _ request: EngineRequest, _ interruption: Interruption, _ receive: (ResultBatch) throws -> Bool
    ) throws {
        let session = try sessions.take(for: request.relations)
        try run(request, on: session.connection, interruption, receive)
        if !interruption.isUsed { sessions.putBack(session) }
    }

    private func run(
        _ request: EngineRequest, on connection: Connection, _ interruption: Interruption,
        _ receive: (ResultBatch) throws -> Bool
    ) throws {
        let statement = try connection.prepare(request.sql, interruption: interruption)
        guard statement.isSelect else {
            throw DuckDBError(.invalidStatement, "The compiler made a statement that is no query.")
        }
        try statement.bind(request.parameters.map(\.parameter))
        let stream = try statement.run(interruption: interruption)
        // A table without columns has one in SQL, which cannot do without.
        guard stream.columns.count == max(request.columns.count, 1) else {
            throw DuckDBError(
                .typeMismatch,
                "The query gives \(stream.columns.count) columns where the compiler announced \(request.columns.count)."
            )
        }
        while let chunk = try stream.next() {
            if try !receive(ResultBatch(chunk, types: request.columns.map(\.type))) { return }
        }
    }

    private static func failure(_ error: DuckDBError, isOverdue: Bool) -> EngineFailure {
        switch error.code {
        case .interrupted: return EngineFailure(isOverdue ? .timeout : .defect, error.message)
        case .outOfMemory: return EngineFailure(.resources, error.message)
        default:
            if let mark = error.message.range(of: FunctionFailure.mark) {
                return EngineFailure(.argument, String(error.message[mark.upperBound...]))
            }
            return EngineFailure(isOverdue ? .timeout : .defect, error.message)
        }
    }
}

extension EngineValue {
    fileprivate var parameter: Statement.Parameter {
        switch self {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .int32(let value): .integer(value)
        case .int64(let value): .bigint(value)
        case .double(let value): .double(value)
        case .text(let value): .text(value)
        }
    }
}
