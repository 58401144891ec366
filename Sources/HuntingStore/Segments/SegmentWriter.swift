internal import DuckDB
internal import Foundation
internal import KQL
internal import KQLEngine
internal import ServiceCore
internal import Telemetry
internal import TenantStore

/// Collects the typed rows of one import and writes them as Parquet segments, one for each table.
///
/// Nothing is visible to queries before the segments are listed. A writer that is dropped before ``finish()`` leaves
/// no files; a process that dies leaves files that no list names.
final class SegmentWriter {
    private struct Table {
        let schema: TableSchema
        let appender: Appender
        var pending: [HuntingRow] = []
        var rowCount = 0
    }

    private static let batchSize = 2048

    /// How segments are written. A column in which a third of a row group's values or fewer differ gets a dictionary, and
    /// with it a Bloom filter, so that a hash that is sought is not read where it is not (docs/benchmarks.md).
    private static let form = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440, DICTIONARY_SIZE_LIMIT 20480"

    private let connection: Connection
    private let folder: SegmentFolder
    private let tenant: UUID
    private let random: any RandomSource
    private let catalog: SchemaCatalog
    private var tables: [String: Table] = [:]

    /// - Parameter catalog: The tables that rows may belong to.
    init(
        library: DuckDBLibrary, folder: SegmentFolder, tenant: UUID, random: any RandomSource, catalog: SchemaCatalog
    ) throws {
        try folder.makePrivate()
        let temporary = folder.temporary(of: random.uuid())
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        connection = try Database(
            library: library,
            options: [
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
                "memory_limit": "1GiB", "threads": "2", "temp_directory": temporary.path,
            ]
        ).connect()
        self.folder = folder
        self.tenant = tenant
        self.random = random
        self.catalog = catalog
    }

    /// Takes rows of any tables.
    ///
    /// - Throws: ``HuntingError`` for a row of an unknown table or with values that are not of its columns' types.
    func append(_ rows: [HuntingRow]) throws {
        for row in rows {
            if tables[row.table] == nil { tables[row.table] = try open(row.table) }
            tables[row.table]?.pending.append(row)
            if tables[row.table]?.pending.count == Self.batchSize { try flush(row.table) }
        }
    }

    /// How many rows each table got.
    var rowCounts: [String: Int] { tables.mapValues { $0.rowCount + $0.pending.count } }

    /// Writes the segments, synced and in place, and returns how they are to be listed.
    func finish(importedFile: UUID, created: TickInstant) throws -> [TelemetrySegmentRecord] {
        var written: [URL] = []
        do {
            var records: [TelemetrySegmentRecord] = []
            for name in tables.keys.sorted() {
                try flush(name)
                guard let table = tables[name], table.rowCount > 0 else { continue }
                try table.appender.close()
                let id = random.uuid()
                let path = folder.relativePath(tenant: tenant, table: name, id: id)
                let url = folder.url(ofRelativePath: path)
                try write(table, to: url)
                written.append(url)
                let times = try timeRange(of: table.schema)
                records.append(
                    TelemetrySegmentRecord(
                        id: id, tableName: name, path: path, rowCount: Int64(table.rowCount),
                        byteCount: Int64(try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0),
                        firstTime: times?.first, lastTime: times?.last, importedFileID: importedFile,
                        createdTime: created))
            }
            return records
        } catch {
            Self.remove(written)
            throw error
        }
    }

    static func remove(_ files: [URL]) {
        for file in files { try? FileManager.default.removeItem(at: file) }
    }

    private func open(_ name: String) throws -> Table {
        guard let schema = catalog.tables[name] else {
            throw HuntingError(.unknown, code: "UnknownTable", message: "A row came for the unknown table \(name).")
        }
        let columns = schema.columns.map { "\(SQLText.identifier($0.name)) \(SQLText.typeName($0.type))" }
        try connection.execute("CREATE TABLE \(SQLText.identifier(name)) (\(columns.joined(separator: ", ")))")
        return Table(schema: schema, appender: try Appender(connection: connection, table: name))
    }

    private func flush(_ name: String) throws {
        guard let table = tables[name], !table.pending.isEmpty else { return }
        let rows = table.pending
        let columns = table.schema.columns
        guard rows.allSatisfy({ $0.values.count == columns.count }) else {
            throw HuntingError(.unknown, code: "BadRow", message: "A row of \(name) has not one value for each column.")
        }
        let types = columns.map { $0.type.engineType.columnType }
        try table.appender.append(rowCount: rows.count, types: types) { column, range, output in
            for row in range {
                try Self.write(rows[row].values[column], of: columns[column], row - range.lowerBound, output)
            }
        }
        tables[name]?.rowCount += rows.count
        tables[name]?.pending = []
    }

    private static func write(
        _ value: HuntingValue, of column: ColumnSchema, _ row: Int, _ output: FunctionOutput
    ) throws {
        switch (value, column.type) {
        case (.text(let text), .string), (.text(let text), .guid), (.text(let text), .dynamic): output.set(row, text)
        case (.null, .string): output.set(row, "")
        case (.null, _): output.setNull(row)
        case (.bool(let value), .bool): output.set(row, value)
        case (.integer(let value), .int): output.set(row, Int32(clamping: value))
        case (.integer(let value), .long), (.ticks(let value), .datetime), (.ticks(let value), .timespan):
            output.set(row, value)
        case (.real(let value), .real): output.set(row, value)
        case (.integer(let value), .real): output.set(row, Double(value))
        default:
            throw HuntingError(
                .unknown, code: "BadValue",
                message: "A value of the column \(column.name) is not of type \(column.type).")
        }
    }

    /// Written aside, synced, renamed, and the folder synced: the name never stands for half a file.
    private func write(_ table: Table, to url: URL) throws {
        let folder = url.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let aside = url.appendingPathExtension("tmp")
        let order = table.schema.timeColumn.map { " ORDER BY \(SQLText.identifier($0))" } ?? ""
        do {
            try connection.execute(
                """
                COPY (SELECT * FROM \(SQLText.identifier(table.schema.name))\(order))
                TO \(SQLText.literal(aside.path)) (\(Self.form))
                """)
            try SegmentFolder.synchronize(aside)
            try FileManager.default.moveItem(at: aside, to: url)
            try SegmentFolder.synchronize(folder)
        } catch {
            Self.remove([aside])
            throw error
        }
    }

    private func timeRange(of schema: TableSchema) throws -> (first: TickInstant, last: TickInstant)? {
        guard let column = schema.timeColumn.map(SQLText.identifier) else { return nil }
        let statement = try connection.prepare(
            "SELECT min(\(column)), max(\(column)) FROM \(SQLText.identifier(schema.name))")
        let stream = try statement.run()
        guard let chunk = try stream.next(), !chunk.column(0).isNull(0) else { return nil }
        return (TickInstant(ticks: chunk.column(0).int64(0)), TickInstant(ticks: chunk.column(1).int64(0)))
    }
}
