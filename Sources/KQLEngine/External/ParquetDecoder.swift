package import DuckDB
package import Foundation
internal import KQL

/// Reads Parquet files that lie in memory, by an engine instance of its own that runs no query of a user and can open
/// nothing but the one file.
package struct ParquetDecoder: Sendable {
    private let library: DuckDBLibrary
    private let folder: URL

    /// - Parameter folder: Where the file lies while it is read, readable for its owner alone; made where it is absent.
    package init(library: DuckDBLibrary, folder: URL) {
        self.library = library
        self.folder = folder
    }

    /// Appends the rows of a file to the builders of the columns that a query declares. Columns are found by name; one
    /// that the file has not is null.
    ///
    /// - Parameter limit: The most bytes that the rows may take in memory.
    /// - Returns: The number of rows.
    func read(
        _ bytes: [UInt8], columns: [ColumnSchema], into builders: inout [ColumnBuilder], limit: Int
    ) throws(ExternalFailure) -> Int {
        let file = folder.appending(path: "external-\(UUID().uuidString).parquet")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            guard
                FileManager.default.createFile(
                    atPath: file.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
            else { throw ExternalFailure("there is no room to read it") }
            return try rows(of: file, columns, &builders, limit)
        } catch let failure as ExternalFailure {
            throw failure
        } catch is DuckDBError {
            // The engine's own text names our file.
            throw ExternalFailure("it is no Parquet file, or is damaged")
        } catch {
            throw ExternalFailure("there is no room to read it")
        }
    }

    private func rows(
        of file: URL, _ columns: [ColumnSchema], _ builders: inout [ColumnBuilder], _ limit: Int
    ) throws -> Int {
        let connection = try Database(
            library: library,
            options: [
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
                "memory_limit": "1GiB", "threads": "2",
            ]
        ).connect()
        for (name, value) in [
            ("allowed_paths", "[\(SQLText.literal(file.path))]"), ("enable_external_access", "false"),
            ("lock_configuration", "true"),
        ] { try connection.execute("SET \(name) = \(value)") }
        let source = "read_parquet(\(SQLText.literal(file.path)))"
        var found: [(name: String, type: String)] = []
        let description = try connection.prepare(
            "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM \(source))"
        ).run()
        while let chunk = try description.next() {
            for row in 0..<chunk.count {
                found.append((chunk.column(0).text(row).string, chunk.column(1).text(row).string))
            }
        }
        let readers = columns.map { Reader($0, among: found) }
        let statement = try connection.prepare(
            "SELECT \(readers.map(\.sql).joined(separator: ", ")) FROM \(source)")
        let stream = try statement.run()
        var count = 0
        while let chunk = try stream.next() {
            for index in readers.indices {
                let vector = chunk.column(index)
                for row in 0..<chunk.count { builders[index].append(readers[index].value(vector, row)) }
            }
            count += chunk.count
            guard builders.reduce(0, { $0 + $1.byteCount }) <= limit else {
                throw ExternalFailure("it is larger than \(limit / 1_000_000) MB when unpacked")
            }
        }
        return count
    }

    /// How one declared column is read.
    private struct Reader {
        /// What the SQL gives.
        let type: ScalarType
        let sql: String

        init(_ column: ColumnSchema, among found: [(name: String, type: String)]) {
            let entry =
                found.first { $0.name == column.name }
                ?? found.first { $0.name.lowercased() == column.name.lowercased() }
            guard let entry else {
                type = .string
                sql = "NULL::VARCHAR"
                return
            }
            if column.type == .decimal, entry.type.hasPrefix("DECIMAL") {
                // A double would not hold all of its digits.
                type = .string
                sql = SQLText.identifier(entry.name) + "::VARCHAR"
                return
            }
            let form = ParquetColumnForm(of: entry.type)
            type = form.type
            sql = form.expression(of: entry.name)
        }

        func value(_ column: ColumnVector, _ row: Int) -> ColumnBuilder.Value {
            if column.isNull(row) { return .null }
            return switch type {
            case .bool: .bool(column.bool(row))
            case .int, .long: column.wholeNumber(row).map { .whole($0) } ?? .null
            case .real, .decimal: column.floatingPoint(row).map { .real($0) } ?? .null
            case .datetime: column.wholeNumber(row).map { .datetime($0) } ?? .null
            case .timespan: column.wholeNumber(row).map { .timespan($0) } ?? .null
            case .dynamic, .unknown: .json(Array(column.text(row).buffer))
            case .string, .guid: .text(Array(column.text(row).buffer))
            }
        }
    }
}
