package import DuckDB
package import Foundation
package import KQL
package import KQLEngine
import Synchronization
import Telemetry

/// Queries over files, or over nothing but what they hold themselves: a compiler, an engine and a folder for both, for
/// as long as one command runs.
///
/// Safe for use from any task; queries may overlap.
package final class Workbench: Sendable {
    /// What queries can name.
    package let catalog: SchemaCatalog
    /// What the files gave.
    package let data: ImportedData
    private let engine: DuckDBEngine
    private let folder: URL

    /// Opens the engine and reads the data.
    ///
    /// - Parameters:
    ///   - folder: A folder for this workbench alone; it is made here and removed by ``close()``.
    ///   - paths: The files and folders of rows.
    ///   - catalog: The tables whose types are known.
    /// - Throws: ``ToolError`` or `TelemetryError` for data that cannot be read, `DuckDBError` for the engine.
    package init(
        library: DuckDBLibrary, folder: URL, paths: [DataPath] = [], catalog: SchemaCatalog = DefenderSchema.catalog,
        limits: DuckDBEngine.Limits = .init()
    ) throws {
        self.folder = folder
        let segments = folder.appending(path: "relations", directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(
                at: segments, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            if paths.isEmpty {
                data = ImportedData(catalog: catalog)
            } else {
                var importer = try DataImport(library: library, folder: segments, catalog: catalog)
                data = try importer.run(paths)
            }
            self.catalog = data.catalog
            engine = try DuckDBEngine(
                library: library, segments: segments, temporary: folder.appending(path: "spill"), limits: limits)
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    /// Removes the folder. Queries that still run may fail.
    package func close() { try? FileManager.default.removeItem(at: folder) }

    /// The compiler over these tables.
    package var compiler: KQLCompiler { KQLCompiler(schema: catalog) }

    /// Compiles a query and runs it.
    ///
    /// - Throws: `HuntingError` when the query is refused, fails or exceeds a limit; `CancellationError` when the task
    ///   is cancelled.
    package func run(_ text: String, options: QueryOptions) async throws -> QueryAnswer {
        let compiled: CompiledQuery
        do {
            compiled = try compiler.compile(text, options: options.compileOptions)
        } catch {
            throw HuntingError(diagnostics: error.diagnostics)
        }
        return try await run(compiled, options: options)
    }

    /// Runs what a compiler over ``catalog`` made.
    package func run(_ compiled: CompiledQuery, options: QueryOptions) async throws -> QueryAnswer {
        let collector = ResultCollector(maximumRows: options.maximumRows, maximumBytes: options.maximumBytes)
        let relations = compiled.tables.sorted().compactMap { name -> EngineRelation? in
            guard let table = catalog.table(named: name) else { return nil }
            return data.relations[table.name] ?? EngineRelation(table: table, segments: [])
        }
        let request = EngineRequest(
            sql: compiled.sql, parameters: compiled.parameters, columns: compiled.columns, relations: relations,
            timeout: options.timeout)
        do {
            try await engine.run(request) { try collector.take($0) }
        } catch let failure as EngineFailure {
            throw HuntingError(failure)
        } catch let error as DuckDBError {
            throw HuntingError(EngineFailure(.defect, error.message))
        }
        let result = HuntingResult(
            columns: compiled.columns, batches: collector.batches,
            statistics: .init(
                rowCount: collector.rowCount, byteCount: collector.byteCount, isTruncated: collector.isTruncated),
            diagnostics: compiled.diagnostics)
        return QueryAnswer(result: result, visualization: compiled.visualization)
    }
}

/// Rows, and how their author wants them shown.
package struct QueryAnswer: Sendable {
    package var result: HuntingResult
    package var visualization: Visualization?

    package init(result: HuntingResult, visualization: Visualization? = nil) {
        self.result = result
        self.visualization = visualization
    }
}
