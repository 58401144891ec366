import DuckDB
import Foundation
import KQL
import Testing

@testable import KQLEngine

/// A runner over a few tables, whose rows are given as separated values, and over external files.
struct RunnerWorld {
    static let now: Int64 = 638_725_392_000_000_000

    let folder: TemporaryFolder
    let engine: DuckDBEngine
    var catalog: SchemaCatalog
    var rows: [String: String] = [:]
    var external = ExternalData()
    var limits = QueryRunner.Limits(rows: 1_000, bytes: 1_000_000)
    var options = CompileOptions(now: RunnerWorld.now, lookback: nil)

    init(
        _ tables: [TableSchema] = [], rows: [String: String] = [:], geo: GeoDatabase? = nil,
        resources: DuckDBEngine.Limits = .init()
    ) throws {
        let library = try #require(EngineLibrary.shared)
        folder = try TemporaryFolder()
        engine = try DuckDBEngine(
            library: library, segments: folder.url.appending(path: "s"), temporary: folder.url.appending(path: "t"),
            limits: resources, geo: geo)
        catalog = SchemaCatalog(tables: tables)
        self.rows = rows
        external.parquet = ParquetDecoder(library: library, folder: folder.url.appending(path: "e"))
    }

    func run(_ text: String) async throws -> QueryRunner.Outcome {
        let catalog = catalog
        let rows = rows
        let runner = QueryRunner(
            compiler: KQLCompiler(schema: catalog), engine: engine, external: external,
            limits: limits
        ) { names in
            names.compactMap { catalog.table(named: $0) }.map { table in
                EngineRelation(
                    table: table, segments: [],
                    batches: rows[table.name].map { Self.batches(table, $0) } ?? [])
            }
        }
        return try await runner.run(text, options: options)
    }

    /// The rows of an answer, as the API writes them.
    func answer(_ text: String) async throws -> String {
        var output: [UInt8] = []
        try await run(text).result.writeRows(into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static func batches(_ table: TableSchema, _ text: String) -> [ResultBatch] {
        let columns = table.columns.map {
            "[@'\($0.name.replacingOccurrences(of: "'", with: "''"))']: \($0.type.rawValue)"
        }.joined(separator: ", ")
        let query = try? KQLCompiler(schema: SchemaCatalog()).compile(
            "externaldata (\(columns)) ['x'] with (format = psv)", options: CompileOptions(now: 0))
        guard let source = query?.externalSources.first, let format = ExternalFormat(source.format) else { return [] }
        var reader = ExternalReader(source: source, format: format)
        try? reader.read(Array(text.utf8))
        return reader.finish()
    }
}

/// A query and the rows that it must give.
struct RunnerCase: CustomTestStringConvertible, Sendable {
    let text: String
    let rows: String

    init(_ text: String, _ rows: String) {
        self.text = text
        self.rows = rows
    }

    var testDescription: String { text }
}
