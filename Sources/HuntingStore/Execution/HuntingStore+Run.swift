package import Foundation
internal import KQL
package import KQLEngine
internal import Telemetry

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
        let catalog = DefenderSchema.catalog
        let compiled: CompiledQuery
        do {
            compiled = try KQLCompiler(schema: catalog).compile(query, options: CompileOptions(options))
        } catch {
            throw HuntingError(diagnostics: error.diagnostics)
        }
        let executable = ExecutableQuery(
            sql: compiled.sql, parameters: compiled.parameters, columns: compiled.columns,
            tables: compiled.tables.compactMap { catalog.table(named: $0) })
        let outcome = try await execute(executable, tenant: tenant, options: options)
        return HuntingResult(
            columns: compiled.columns, batches: outcome.batches.batches,
            statistics: HuntingResult.Statistics(
                executionTime: .zero, rowCount: outcome.batches.rowCount, byteCount: outcome.batches.byteCount,
                isTruncated: outcome.batches.isTruncated, scannedRows: outcome.scannedRows,
                scannedBytes: outcome.scannedBytes),
            diagnostics: compiled.diagnostics)
    }
}

extension CompileOptions {
    fileprivate init(_ options: HuntingQueryOptions) {
        // One row more than wanted tells whether rows were left out.
        self.init(
            now: options.now, lookback: options.lookback, timespan: options.timespan,
            rowLimit: Int64(options.maximumRows) + 1)
    }
}
