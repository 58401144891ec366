import DuckDB
import Foundation
import HuntingStore
import KQL
import KQLEngine
import KQLTools
import ServiceCore
import TenantStore

/// The engine of one command: over files, or over the telemetry of a local tenant.
enum OfflineHunting {
    /// Opens a workbench while `body` runs, and removes what it wrote.
    static func withWorkbench<Result>(
        _ paths: [DataPath] = [], options: KQLOptions, in context: CommandContext,
        _ body: (Workbench) async throws -> Result
    ) async throws -> Result {
        let library = try DuckDBLibrary.load(from: EngineLibrary.places(in: context))
        let folder = context.paths.temporary.appending(
            path: "sally-kql-\(context.random.uuid().uuidString.lowercased())", directoryHint: .isDirectory)
        let fetcher: WebFetcher?
        if case .allow(let hosts) = options.externalPolicy(otherwise: .deny) {
            fetcher = try WebFetcher(hosts: hosts, in: context)
        } else {
            fetcher = nil
        }
        let workbench = try Workbench(
            library: library, folder: folder, paths: paths, catalog: try options.catalog(in: context), fetcher: fetcher,
            geo: try options.geoDatabase(in: context))
        defer { workbench.close() }
        for note in workbench.data.notes { context.output.warning(TerminalText.escaped(note)) }
        for detail in workbench.data.details { context.output.detail(TerminalText.escaped(detail)) }
        for (table, count) in workbench.data.rowCounts.sorted(by: { $0.key < $1.key }) {
            context.output.detail("\(TerminalText.escaped(table)): \(count) rows")
        }
        return try await body(workbench)
    }

    /// Opens the telemetry of a local tenant while `body` runs queries over it.
    static func withTenant<Result>(
        in context: CommandContext,
        _ body: (@escaping @Sendable (String, QueryOptions) async throws -> QueryAnswer)
            async throws -> Result
    ) async throws -> Result {
        let state = context.settings.localState.value
        let world = try await LocalWorld.read(state: state, in: context)
        let tenant = try world.required(context.settings.tenant?.value, fallback: { $0.customers.first })
        guard let tenantID = UUID(uuidString: tenant.id) else {
            throw CommandError(.noLocalTenant, what: "the tenant has no identifier")
        }
        let database = try TenantDatabase.open(
            at: state.appending(path: "sallyport.sqlite"), time: context.time, random: context.random)
        defer { try? database.close() }
        let library = try DuckDBLibrary.load(from: EngineLibrary.places(in: context))
        let store = HuntingStore(state: state, database: database, library: library)
        return try await body { text, options in
            let result = try await store.run(
                text, tenant: tenantID,
                options: HuntingQueryOptions(
                    now: options.now, maximumRows: options.maximumRows, maximumBytes: options.maximumBytes,
                    timeout: options.timeout))
            return QueryAnswer(result: result, visualization: Visualization(text))
        }
    }
}
