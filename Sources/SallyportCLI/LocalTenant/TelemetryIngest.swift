import DuckDB
import Foundation
import HuntingStore
import KQL
import ServiceCore
import Telemetry
import TenantStore

/// Brings telemetry into the state of a local tenant, whether it is served or not: the database lets several processes
/// in, and segments are seen once they are listed.
struct TelemetryIngest: Sendable {
    let database: TenantDatabase
    let store: HuntingStore
    let context: CommandContext

    /// Opens the state while `body` runs.
    static func withState<Result>(
        _ state: URL, in context: CommandContext, _ body: (TelemetryIngest) async throws -> Result
    ) async throws -> Result {
        guard LocalTenant.exists(at: state) else {
            throw CommandError(
                .noLocalTenant, what: "there is no local tenant in \(state.path)", why: "the folder holds no state",
                remedy: "make one with `sally local start --detach`")
        }
        let database = try TenantDatabase.open(
            at: state.appending(path: "sallyport.sqlite"), time: context.time, random: context.random)
        defer { try? database.close() }
        let library = try DuckDBLibrary.load(from: EngineLibrary.places(in: context))
        let store = HuntingStore(state: state, database: database, library: library)
        return try await body(TelemetryIngest(database: database, store: store, context: context))
    }

    /// What became of the files of one import.
    struct Outcome: Sendable {
        /// Of the files that could be read.
        var summary = ImportSummary()
        /// The files that could not, each with the reason; nothing of them was imported.
        var failures: [(file: URL, error: any Error)] = []
    }

    /// Imports recordings; a bar shows how far it is. A file that cannot be read does not keep the others out.
    ///
    /// - Parameter shiftsToNow: Moves each recording so that its last event is now.
    func importFiles(_ files: [URL], tenant: UUID, shiftsToNow: Bool) async throws -> Outcome {
        let bar = ProgressBar(output: context.output)
        defer { bar.finish() }
        let options = ImportOptions(lastEventBecomes: shiftsToNow ? TickInstant(context.time.now).ticks : nil)
        var outcome = Outcome()
        for (index, file) in files.enumerated() {
            do {
                outcome.summary.files += try await store.importFiles([file], tenant: tenant, options: options) {
                    progress in
                    let part = progress.totalBytes > 0 ? Double(progress.bytesRead) / Double(progress.totalBytes) : 1
                    bar.show(
                        fraction: (Double(index) + part) / Double(files.count),
                        label: "\(progress.file), \(progress.events) events", elapsed: context.elapsed())
                }.files
            } catch let error as CancellationError {
                throw error
            } catch {
                outcome.failures.append((file, error))
            }
        }
        if !outcome.summary.files.isEmpty { try await detect(tenant) }
        return outcome
    }

    /// The files of an import whose events all lie before an instant, with the time of the last one.
    func files(of summary: ImportSummary, endingBefore start: TickInstant, tenant: UUID) async throws
        -> [(file: String, end: TickInstant)]
    {
        let handle = database.handle(for: tenant)
        let records = try await handle.importedFiles()
        var old: [(file: String, end: TickInstant)] = []
        for file in summary.files where file.mapped > 0 {
            guard let record = records.last(where: { $0.name == file.file }) else { continue }
            var ends: [TickInstant] = []
            for table in file.tables.keys {
                ends += try await handle.segments(table: table).filter { $0.importedFileID == record.id }
                    .compactMap(\.lastTime)
            }
            if let end = ends.max(), end < start { old.append((file.file, end)) }
        }
        return old
    }

    /// Adds a storyline of the last hours, the same for the same seed.
    ///
    /// - Returns: The number of rows; 0 when it is there already.
    func generate(seed: UInt64, tenant: UUID) async throws -> Int {
        let rows = StorylineGenerator(seed: seed, now: TickInstant(context.time.now).ticks).rows()
        let isNew = try await store.append(rows, named: "storyline-\(seed)", tenant: tenant)
        if isNew { try await detect(tenant) }
        return isNew ? rows.count : 0
    }

    /// Raises alerts and incidents over what was imported.
    private func detect(_ tenant: UUID) async throws {
        let found = try await DetectionRunner(store: store).run(tenant: tenant)
        context.output.detail("detections: \(found.newAlerts) new alerts, \(found.newIncidents) new incidents")
    }
}
