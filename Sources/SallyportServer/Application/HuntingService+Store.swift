import DuckDB
import Foundation
import HuntingStore
import KQLEngine
import Logging
import ServiceCore
import TenantStore

extension HuntingService {
    /// The service over a store, in the categories and limits of the routes.
    static func backed(by store: HuntingStore) -> HuntingService {
        HuntingService { query in
            let options = HuntingQueryOptions(
                now: TickInstant(query.now).ticks, timespan: query.timespan, maximumRows: query.maximumRows,
                maximumBytes: query.maximumBytes, timeout: query.timeout)
            do {
                let result = try await store.run(query.text, tenant: query.tenantID, options: options)
                return Answer(
                    columns: result.columns, rowCount: result.rowCount, byteCount: result.statistics.byteCount,
                    scannedRows: result.statistics.scannedRows, executionTime: result.statistics.executionTime,
                    writeRows: { result.writeRows(into: &$0) })
            } catch let error as HuntingError {
                // The cause is for our log alone: it may speak of files.
                throw Failure(error)
            }
        }
    }

    /// Loads the engine and opens the telemetry of a state; without an engine the server serves everything else.
    static func open(options: ServerOptions, database: TenantDatabase, logger: Logger) async throws -> HuntingService {
        let locations = LibraryLocations(
            explicitPath: options.engineLibrary?.path,
            executableFolder: Bundle.main.executableURL?.deletingLastPathComponent().path,
            folders: options.engineFolders.map(\.path))
        let library: DuckDBLibrary
        do {
            library = try DuckDBLibrary.load(from: locations)
        } catch {
            logger.warning("hunting engine not loaded", metadata: ["error": "\(error)"])
            return .unavailable
        }
        let store = HuntingStore(
            state: options.stateFolder, database: database, library: library, external: options.external,
            geo: options.places)
        try await store.removeOrphans()
        return .backed(by: store)
    }
}
