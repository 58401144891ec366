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
    private let fetcher: (any ExternalFetcher)?
    private let parquet: ParquetDecoder
    private let cache = ExternalCache()

    /// Opens the engine and reads the data.
    ///
    /// - Parameters:
    ///   - folder: A folder for this workbench alone; it is made here and removed by ``close()``.
    ///   - paths: The files and folders of rows.
    ///   - catalog: The tables whose types are known.
    ///   - fetcher: Brings what `externaldata` names; without one none can be allowed.
    ///   - geo: Where addresses are.
    /// - Throws: ``ToolError`` or `TelemetryError` for data that cannot be read, `DuckDBError` for the engine.
    package init(
        library: DuckDBLibrary, folder: URL, paths: [DataPath] = [], catalog: SchemaCatalog = DefenderSchema.catalog,
        fetcher: (any ExternalFetcher)? = nil, geo: GeoDatabase? = nil, limits: DuckDBEngine.Limits = .init()
    ) throws {
        self.folder = folder
        self.fetcher = fetcher
        parquet = ParquetDecoder(library: library, folder: folder.appending(path: "external"))
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
                library: library, segments: segments, temporary: folder.appending(path: "spill"), limits: limits,
                geo: geo)
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
        QueryAnswer(try await runner(options).run(text, options: compileOptions(options)))
    }

    /// Runs what a compiler over ``catalog`` made of a text with the same options.
    package func run(_ compiled: CompiledQuery, _ text: String, options: QueryOptions) async throws -> QueryAnswer {
        QueryAnswer(try await runner(options).run(compiled, text, options: compileOptions(options)))
    }

    /// The options with what the data tell.
    package func compileOptions(_ options: QueryOptions) -> CompileOptions {
        var result = options.compileOptions
        result.tablesWithRows = Set(data.relations.keys)
        return result
    }

    private func runner(_ options: QueryOptions) -> QueryRunner {
        var external = ExternalData(policy: options.external, fetcher: fetcher)
        external.parquet = parquet
        external.cache = cache
        return QueryRunner(
            compiler: compiler, engine: engine, external: external,
            limits: .init(rows: options.maximumRows, bytes: options.maximumBytes, timeout: options.timeout)
        ) { [catalog, data] names in
            names.sorted().compactMap { name in
                guard let table = catalog.table(named: name) else { return nil }
                var relation = data.relations[table.name] ?? EngineRelation(table: table, segments: [])
                relation.table.engineName = table.engineName
                return relation
            }
        }
    }
}

/// Rows, and how their author wants them shown.
package struct QueryAnswer: Sendable {
    package var result: HuntingResult
    package var visualization: Visualization?

    init(_ outcome: QueryRunner.Outcome) {
        self.init(result: outcome.result, visualization: outcome.query.visualization)
    }

    package init(result: HuntingResult, visualization: Visualization? = nil) {
        self.result = result
        self.visualization = visualization
    }
}
