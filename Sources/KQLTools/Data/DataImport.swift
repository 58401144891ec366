import DuckDB
import Foundation
package import KQL
package import KQLEngine
import Telemetry

/// What files gave: their tables, typed and ready for the engine.
package struct ImportedData: Sendable {
    /// The tables that queries can name: those of the schema, changed and joined by those of the files.
    package var catalog: SchemaCatalog
    /// The rows, by table.
    package var relations: [String: EngineRelation] = [:]
    /// Rows by table.
    package var rowCounts: [String: Int] = [:]
    /// What a person should know although the import went on.
    package var notes: [String] = []
    /// What became of recordings, for those who want to know.
    package var details: [String] = []
}

/// Reads files of rows into typed relations.
///
/// A table of the schema keeps its columns and types; what a file has beyond them is added behind, with the types that
/// ``TypeInference`` finds. A table that no schema has gets all its columns that way. Recordings of Windows events, and
/// hunting rows as the streaming API exports them, are mapped to the tables of Defender as `sally local import` does.
struct DataImport {
    let library: DuckDBLibrary
    /// Where the relations are written.
    let folder: URL
    private(set) var data: ImportedData
    private let writer: RelationWriter
    /// Files that hold rows of one table, by table.
    private var sources: [String: [(name: String, rows: any RowSource)]] = [:]
    private var order: [String] = []
    private var recordings: [URL] = []
    private var unpacked = 0

    /// As many faults of one kind are told one by one.
    private static let mostNotes = 5

    init(library: DuckDBLibrary, folder: URL, catalog: SchemaCatalog) throws {
        self.library = library
        self.folder = folder
        data = ImportedData(catalog: catalog)
        writer = try RelationWriter(library: library, folder: folder)
    }

    /// Reads all of these.
    ///
    /// - Throws: ``ToolError`` or `TelemetryError` for a file that cannot be read at all.
    mutating func run(_ paths: [DataPath]) throws -> ImportedData {
        for path in paths { try take(path) }
        for table in order { try load(table) }
        // After the files, because those may add columns to the tables that recordings fill.
        for file in recordings { try load(recording: file) }
        data.relations = try writer.finish()
        return data
    }

    // MARK: Which rows are of which table

    private mutating func take(_ path: DataPath) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path.place.path, isDirectory: &isFolder) else {
            throw ToolError(
                "cannot read \(path.place.path)", why: "there is no such file or folder", remedy: "check its name")
        }
        guard isFolder.boolValue else { return try takeFile(path.place, table: path.table) }
        let files = try FileManager.default.contentsOfDirectory(
            at: path.place, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles]
        )
        .filter { DataFormat(fileName: $0.lastPathComponent) != nil || $0.pathExtension.lowercased() == "zip" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
        guard !files.isEmpty else {
            throw ToolError(
                "cannot use the folder \(path.place.path)", why: "no file in it holds rows",
                remedy: "put files such as DeviceEvents.jsonl, .csv, .tsv or .parquet there")
        }
        for file in files { try takeFile(file, table: path.table) }
    }

    private mutating func takeFile(_ file: URL, table: String?) throws {
        if DataFormat(fileName: file.lastPathComponent) == .parquet, file.pathExtension.lowercased() == "parquet" {
            return add(try ParquetRows(file, library: library), file.lastPathComponent, table)
        }
        let packed = try PackedFile(file)
        let known = packed.entries.filter { DataFormat(fileName: $0.name) != nil }
        if table == nil, !packed.entries.contains(where: { self.known($0.name) != nil }), try isRecording(packed) {
            return recordings.append(file)
        }
        // A file with a name that tells nothing is read as JSON lines, as recordings are.
        for entry in known.isEmpty ? packed.entries : known {
            let name = packed.entries.count > 1 ? "\(file.lastPathComponent)/\(entry.name)" : file.lastPathComponent
            switch DataFormat(fileName: entry.name) ?? .json {
            case .json: add(try JSONRows(file: packed, entry: entry), name, table ?? entry.name)
            case .comma: add(DelimitedRows(file: packed, entry: entry, delimiter: nil), name, table ?? entry.name)
            case .tab: add(DelimitedRows(file: packed, entry: entry, delimiter: 0x09), name, table ?? entry.name)
            case .parquet:
                add(try ParquetRows(try unpack(entry, of: packed), library: library), name, table ?? entry.name)
            }
        }
    }

    private mutating func add(_ rows: any RowSource, _ name: String, _ table: String?) {
        let file = table ?? name
        let table = known(file) ?? DataPath.tableName(ofFile: file)
        if sources[table] == nil { order.append(table) }
        sources[table, default: []].append((name, rows))
    }

    /// The table of the schema that a file's name means, in any case of letters.
    private func known(_ file: String) -> String? {
        let name = DataPath.tableName(ofFile: file)
        if let table = data.catalog.table(named: name) { return table.name }
        return data.catalog.tableNames.first { $0.lowercased() == name.lowercased() }
    }

    private mutating func unpack(_ entry: PackedFile.Entry, of file: PackedFile) throws -> URL {
        unpacked += 1
        let place = folder.appending(path: "unpacked-\(unpacked).parquet")
        _ = FileManager.default.createFile(atPath: place.path, contents: nil)
        let handle = try FileHandle(forWritingTo: place)
        defer { try? handle.close() }
        try file.read(entry) { piece in
            try handle.write(contentsOf: Data(piece))
            return true
        }
        return place
    }

    // MARK: Recordings

    private func isRecording(_ file: PackedFile) throws -> Bool {
        guard let entry = file.entries.first(where: { DataFormat(fileName: $0.name) ?? .json == .json }) else {
            return false
        }
        var result = false
        try file.forEachLine(entry) { line, _ in
            if line.allSatisfy({ $0 <= 0x20 }) { return true }
            result = RecordingProbe.isEvent(line)
            return false
        }
        return result
    }

    private mutating func load(recording file: URL) throws {
        let recording = Recording(file: file)
        let summary = try recording.read { rows in
            for row in rows {
                guard let layout = DefenderSchema.table(named: row.table) else { continue }
                if data.catalog.tables[row.table] == nil { data.catalog.add(layout) }
                guard let schema = data.catalog.tables[row.table] else { continue }
                let added = schema.columns.dropFirst(row.values.count).map { HuntingValue.missing($0.type) }
                try writer.append(row.values + added, to: schema)
            }
        }
        for (table, count) in summary.tables { data.rowCounts[table, default: 0] += count }
        data.details.append(
            "\(file.lastPathComponent): \(summary.events) events, \(summary.mapped) mapped, "
                + "\(summary.skipped.values.reduce(0, +)) skipped, \(summary.malformed) malformed")
    }

    // MARK: Rows

    private mutating func load(_ table: String) throws {
        let files = sources[table] ?? []
        let schema = try schema(of: table, files.map(\.rows))
        data.catalog.add(schema)
        // Files whose types fit as they are go from file to file inside the engine: a hundred times as fast as by rows.
        let selections = files.compactMap { ($0.rows as? ParquetRows)?.selection(for: schema) }
        if selections.count == files.count, !files.isEmpty {
            do {
                data.rowCounts[table, default: 0] += try writer.copy(selections, to: schema)
                return
            } catch let error as DuckDBError {
                throw ToolError("cannot read \(files.map(\.name).joined(separator: ", "))", why: error.message)
            }
        }
        let positions = Dictionary(
            uniqueKeysWithValues: schema.columns.enumerated().map { ($0.element.name, $0.offset) })
        let types = schema.columns.map(\.type)
        let empty = types.map { HuntingValue.missing($0) }
        var misfits: [String: Int] = [:]
        for (name, rows) in files {
            var faults = 0
            var notes: [String] = []
            try rows.forEachRow { row in
                var values = empty
                for (column, value) in zip(row.names, row.values) {
                    guard let position = positions[column] else { continue }
                    if let converted = ValueConversion.convert(value, to: types[position]) {
                        values[position] = converted
                    } else {
                        misfits[column, default: 0] += 1
                    }
                }
                try writer.append(values, to: schema)
                data.rowCounts[table, default: 0] += 1
            } fault: { line, why in
                faults += 1
                if faults <= Self.mostNotes { notes.append("\(name), line \(line): \(why); it is left out") }
            }
            if faults > Self.mostNotes { notes.append("\(name): \(faults) lines in all are left out") }
            data.notes += notes
        }
        for (column, count) in misfits.sorted(by: { $0.key < $1.key }) {
            let type = schema.column(named: column)?.type.rawValue ?? ""
            data.notes.append("\(table).\(column): \(count) values are no \(type) and became null")
        }
    }

    private mutating func schema(of table: String, _ sources: [any RowSource]) throws -> TableSchema {
        let known = data.catalog.table(named: table)
        var columns = known?.columns ?? []
        var names = Set(columns.map(\.name))
        for source in sources {
            var found = source.declaredColumns.map { ColumnSchema($0.name, $0.type) }
            if found.isEmpty {
                var inference = TypeInference(isTextual: source.isTextual)
                try source.forEachRow {
                    inference.take($0)
                } fault: { _, _ in
                }
                found = inference.columns
            }
            columns += found.filter { names.insert($0.name).inserted }
        }
        return TableSchema(
            name: table, columns: columns, timeColumn: known?.timeColumn, columnAliases: known?.columnAliases ?? [:])
    }
}
