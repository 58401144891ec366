internal import DuckDB
internal import Foundation
internal import KQL
internal import KQLEngine
internal import TenantStore

/// What a compiler made of a query, and nothing of the query's text.
struct ExecutableQuery: Sendable {
    var sql: String
    var parameters: [EngineValue]
    var columns: [ColumnSchema]
    /// The hunting tables that are read.
    var tables: [TableSchema]
}

extension HuntingStore {
    /// The segments of tables as they are listed now, and what reading them takes.
    func relations(
        of tables: [TableSchema], tenant: UUID, options: HuntingQueryOptions
    ) async throws -> (relations: [EngineRelation], scannedRows: Int, scannedBytes: Int) {
        let handle = database.handle(for: tenant)
        var relations: [EngineRelation] = []
        var scannedRows: Int64 = 0
        var scannedBytes: Int64 = 0
        for table in tables.sorted(by: { $0.name < $1.name }) {
            // Segments that lie outside of the time range need not even be opened.
            let segments = try await handle.segments(
                table: table.name, from: options.earliest.map(TickInstant.init(ticks:)),
                through: options.timespan.map { TickInstant(ticks: $0.upperBound) })
            scannedRows += segments.reduce(0) { $0 + $1.rowCount }
            scannedBytes += segments.reduce(0) { $0 + $1.byteCount }
            relations.append(
                EngineRelation(table: table, segments: segments.map { folder.url(ofRelativePath: $0.path) }))
        }
        return (relations, Int(scannedRows), Int(scannedBytes))
    }

    /// Runs a compiled query over the segments of a tenant, as they are listed now.
    func execute(
        _ query: ExecutableQuery, tenant: UUID, options: HuntingQueryOptions
    ) async throws -> (batches: ResultCollector, scannedRows: Int, scannedBytes: Int) {
        let (relations, scannedRows, scannedBytes) = try await relations(
            of: query.tables, tenant: tenant, options: options)
        let collector = ResultCollector(maximumRows: options.maximumRows, maximumBytes: options.maximumBytes)
        let request = EngineRequest(
            sql: query.sql, parameters: query.parameters, columns: query.columns, relations: relations,
            timeout: options.timeout)
        do {
            try await engine(of: tenant).run(request) { try collector.take($0) }
        } catch let failure as EngineFailure {
            throw HuntingError(failure)
        } catch let error as DuckDBError {
            throw HuntingError(EngineFailure(.defect, error.message))
        }
        return (collector, scannedRows, scannedBytes)
    }
}

extension HuntingQueryOptions {
    /// The earliest instant whose rows a query can see; nil for all.
    fileprivate var earliest: Int64? {
        let lookbackStart = lookback.map { now - $0 }
        guard let start = timespan?.lowerBound else { return lookbackStart }
        return max(start, lookbackStart ?? start)
    }
}
