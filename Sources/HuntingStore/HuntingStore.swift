package import DuckDB
package import Foundation
package import KQLEngine
internal import ServiceCore
internal import Synchronization
package import TenantStore

/// The telemetry of all tenants of a state folder, and the engine that answers queries over it.
///
/// Segments are Parquet files below `segments/<tenant>/<table>/`; which of them exist is what the database lists.
/// Safe for use from any task; queries and imports of one tenant may overlap.
package final class HuntingStore: Sendable {
    /// What all queries of a tenant may use together.
    package struct Limits: Sendable, Hashable {
        /// The engine instance of each tenant.
        package var engine: DuckDBEngine.Limits
        /// Engine instances that are kept; the one that was not used for longest goes first.
        package var openTenants: Int

        package init(engine: DuckDBEngine.Limits = .init(), openTenants: Int = 8) {
            self.engine = engine
            self.openTenants = openTenants
        }
    }

    let database: TenantDatabase
    let library: DuckDBLibrary
    let folder: SegmentFolder
    let clock: any Clock<Duration>
    /// Whether and how queries read external data.
    let external: ExternalData
    private let geo: GeoDatabase?
    private let limits: Limits
    private let engines = Mutex<[(tenant: UUID, engine: DuckDBEngine)]>([])

    /// - Parameters:
    ///   - state: The state folder.
    ///   - database: The database of the same folder.
    ///   - library: The engine's library, loaded.
    ///   - external: Whether and how queries read external data; by default they may not.
    ///   - geo: Where addresses are, for `geo_info_from_ip_address`.
    ///   - clock: Measures run times and time-outs.
    package init(
        state: URL, database: TenantDatabase, library: DuckDBLibrary, limits: Limits = .init(),
        external: ExternalData = ExternalData(), geo: GeoDatabase? = nil,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        var external = external
        external.parquet = ParquetDecoder(
            library: library, folder: SegmentFolder(state: state).temporary(of: database.random.uuid()))
        external.cache = ExternalCache()
        self.external = external
        self.geo = geo
        self.database = database
        self.library = library
        self.limits = limits
        self.clock = clock
        folder = SegmentFolder(state: state)
    }

    /// Whether the engine knows where addresses are.
    var knowsPlaces: Bool { geo != nil }

    /// Removes what a killed import left behind, unless an import runs right now. To be called at start.
    package func removeOrphans() async throws {
        try await folder.removeOrphans { try await database.segmentPaths() }
    }

    /// The engine instance of a tenant, opened where it is not.
    func engine(of tenant: UUID) throws -> any HuntingEngine {
        if let engine = engines.withLock({ Self.take(tenant, from: &$0) }) { return engine }
        // Opening takes tens of milliseconds: not under the lock. Of two that open at once the later one is dropped.
        try folder.makePrivate()
        let engine = try DuckDBEngine(
            library: library, segments: folder.url(of: tenant), temporary: folder.temporary(of: database.random.uuid()),
            limits: limits.engine, geo: geo, clock: clock)
        return engines.withLock { engines in
            if let other = Self.take(tenant, from: &engines) { return other }
            engines.append((tenant, engine))
            if engines.count > limits.openTenants { engines.removeFirst() }
            return engine
        }
    }

    /// Finds an instance and makes it the one used last.
    private static func take(
        _ tenant: UUID, from engines: inout [(tenant: UUID, engine: DuckDBEngine)]
    ) -> DuckDBEngine? {
        guard let index = engines.firstIndex(where: { $0.tenant == tenant }) else { return nil }
        let entry = engines.remove(at: index)
        engines.append(entry)
        return entry.engine
    }
}
