package import Foundation
internal import KQL
package import KQLEngine
internal import Synchronization
internal import TenantStore

extension HuntingStore {
    /// Compiles a hunting query and runs it over a tenant's telemetry.
    ///
    /// The query's text reaches the compiler and nothing else; the engine gets the compiler's SQL with values as
    /// parameters. A cancelled task ends the query.
    ///
    /// - Throws: ``HuntingError`` when the query is refused, fails or exceeds a limit; `CancellationError` when the
    ///   task is cancelled.
    package func run(_ query: String, tenant: UUID, options: HuntingQueryOptions) async throws -> HuntingResult {
        var outcome: HuntingResult?
        let duration = try await clock.measure {
            outcome = try await self.compileAndExecute(query, tenant: tenant, options: options)
        }
        guard var result = outcome else {
            throw HuntingError(.unknown, code: "QueryFailed", message: "The query gave no result.")
        }
        result.statistics.executionTime = duration
        return result
    }

    private func compileAndExecute(
        _ query: String, tenant: UUID, options: HuntingQueryOptions
    ) async throws -> HuntingResult {
        let handle = database.handle(for: tenant)
        let catalog = try await SchemaCatalog.ofTenant(handle, adding: options.functions)
        let scanned = Mutex((rows: 0, bytes: 0))
        let runner = QueryRunner(
            compiler: KQLCompiler(schema: catalog), engine: try engine(of: tenant), external: external,
            limits: QueryRunner.Limits(
                rows: options.maximumRows, bytes: options.maximumBytes, timeout: options.timeout)
        ) { names in
            let tables = names.compactMap { catalog.table(named: $0) }
            let found = try await self.relations(of: tables, tenant: tenant, options: options)
            scanned.withLock { $0 = (found.scannedRows, found.scannedBytes) }
            return found.relations
        }
        var compileOptions = CompileOptions(options)
        compileOptions.hasGeoDatabase = knowsPlaces
        // A search in everything reads what is there: most of the schema's tables have no rows in any one tenant.
        compileOptions.tablesWithRows = Set(try await handle.rowCounts().keys)
        var result = try await runner.run(query, options: compileOptions).result
        (result.statistics.scannedRows, result.statistics.scannedBytes) = scanned.withLock { $0 }
        return result
    }
}

extension CompileOptions {
    fileprivate init(_ options: HuntingQueryOptions) {
        // One row more than wanted tells whether rows were left out.
        self.init(
            now: options.now, lookback: options.lookback, timespan: options.timespan,
            rowLimit: Int64(options.maximumRows) + 1, resolvesTimeGenerated: options.resolvesTimeGenerated)
        parameters = options.parameters
    }
}
