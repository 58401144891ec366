import DuckDB
import Foundation
import KQL
import KQLEngine
import Telemetry

/// Writes typed rows as the files that the engine reads: one Parquet file for each table.
///
/// It has an engine instance of its own, which sees no query of a user.
final class RelationWriter {
    private struct Table {
        let schema: TableSchema
        let name: String
        let appender: Appender
        var pending: [[HuntingValue]] = []
    }

    private static let batchSize = 2048

    /// How files are written. A column in which a third of a row group's values or fewer differ gets a dictionary, and
    /// with it a Bloom filter: half the bytes, and a hash that is sought is not read where it is not (docs/benchmarks.md).
    private static let form = "FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 61440, DICTIONARY_SIZE_LIMIT 20480"

    /// Relations that the engine made by itself from files of its own format.
    private var copied: [String: EngineRelation] = [:]

    private let connection: Connection
    private let folder: URL
    private var tables: [String: Table] = [:]

    /// - Parameter folder: Where the files go; it exists.
    init(library: DuckDBLibrary, folder: URL) throws {
        self.folder = folder
        let spill = folder.appending(path: "spill", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: spill, withIntermediateDirectories: true)
        connection = try Database(
            library: library,
            options: [
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
                "memory_limit": "2GiB", "threads": "2", "temp_directory": spill.path,
            ]
        ).connect()
    }

    /// Adds a row, with one value for each column of the table.
    func append(_ values: [HuntingValue], to schema: TableSchema) throws {
        if tables[schema.name] == nil { tables[schema.name] = try open(schema) }
        tables[schema.name]?.pending.append(values)
        if tables[schema.name]?.pending.count == Self.batchSize { try flush(schema.name) }
    }

    /// Writes a table whose rows come from files of the engine's own format, without looking at each of them.
    ///
    /// - Parameter selections: SELECTs that give the columns of the table in order.
    /// - Returns: How many rows there are.
    func copy(_ selections: [String], to schema: TableSchema) throws -> Int {
        let file = folder.appending(path: "p\(copied.count).parquet")
        let columns = schema.columns.indices.map { "c\($0) AS \(SQLText.identifier(schema.storedNames[$0]))" }
        try connection.execute(
            """
            COPY (SELECT \(columns.joined(separator: ", ")) FROM (\(selections.joined(separator: " UNION ALL "))))
            TO \(SQLText.literal(file.path)) (\(Self.form))
            """)
        copied[schema.name] = EngineRelation(table: schema, segments: [file])
        let stream = try connection.prepare("SELECT count(*) FROM read_parquet(\(SQLText.literal(file.path)))").run()
        return try stream.next().flatMap { $0.column(0).wholeNumber(0) }.map { Int($0) } ?? 0
    }

    /// Writes what was added.
    ///
    /// - Returns: The relation of each table that got rows.
    func finish() throws -> [String: EngineRelation] {
        var relations = copied
        for name in tables.keys.sorted() {
            try flush(name)
            guard let table = tables[name] else { continue }
            try table.appender.close()
            let file = folder.appending(path: "\(table.name).parquet")
            let columns = table.schema.columns.indices.map {
                "c\($0) AS \(SQLText.identifier(table.schema.storedNames[$0]))"
            }
            try connection.execute(
                """
                COPY (SELECT \(columns.joined(separator: ", ")) FROM \(table.name))
                TO \(SQLText.literal(file.path)) (\(Self.form));
                DROP TABLE \(table.name)
                """)
            relations[name] = EngineRelation(
                table: table.schema, segments: (copied[name]?.segments ?? []) + [file])
        }
        tables = [:]
        return relations
    }

    private func open(_ schema: TableSchema) throws -> Table {
        let name = "r\(tables.count)"
        let columns = schema.columns.enumerated().map { "c\($0.offset) \(SQLText.typeName($0.element.type))" }
        try connection.execute("CREATE TABLE \(name) (\(columns.joined(separator: ", ")))")
        return Table(schema: schema, name: name, appender: try Appender(connection: connection, table: name))
    }

    private func flush(_ name: String) throws {
        guard let table = tables[name], !table.pending.isEmpty else { return }
        let rows = table.pending
        let columns = table.schema.columns
        let types = columns.map { $0.type.engineType.columnType }
        try table.appender.append(rowCount: rows.count, types: types) { column, range, output in
            for row in range {
                Self.write(rows[row][column], columns[column].type, row - range.lowerBound, output)
            }
        }
        tables[name]?.pending = []
    }

    private static func write(_ value: HuntingValue, _ type: ScalarType, _ row: Int, _ output: FunctionOutput) {
        switch (value, type) {
        case (.text(let text), _): output.set(row, text)
        case (.bool(let value), _): output.set(row, value)
        case (.integer(let value), .int): output.set(row, Int32(clamping: value))
        case (.integer(let value), .real): output.set(row, Double(value))
        case (.integer(let value), _), (.ticks(let value), _): output.set(row, value)
        case (.real(let value), _): output.set(row, value)
        case (.null, .string): output.set(row, "")
        case (.null, _): output.setNull(row)
        }
    }
}
