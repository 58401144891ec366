import DuckDB
import Foundation
import KQL
import KQLEngine

/// Rows of a Parquet file, read by an engine instance that runs no query of a user.
struct ParquetRows: RowSource {
    let path: String
    let library: DuckDBLibrary
    let isTextual = false
    let declaredColumns: [(name: String, type: ScalarType)]
    private let conversions: [String]

    init(_ file: URL, library: DuckDBLibrary) throws {
        path = file.path
        self.library = library
        var columns: [(name: String, type: ScalarType)] = []
        var conversions: [String] = []
        do {
            let connection = try Self.connect(library)
            let statement = try connection.prepare(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(\(SQLText.literal(file.path))))"
            )
            let stream = try statement.run()
            while let chunk = try stream.next() {
                for row in 0..<chunk.count {
                    let name = chunk.column(0).text(row).string
                    let type = chunk.column(1).text(row).string
                    // A double would not hold all digits of a decimal.
                    let isDecimal = type.hasPrefix("DECIMAL") && !type.hasSuffix("]")
                    let form = ParquetColumnForm(of: type)
                    columns.append((name, isDecimal ? .decimal : form.type))
                    conversions.append(
                        isDecimal ? SQLText.identifier(name) + "::VARCHAR" : form.expression(of: name))
                }
            }
        } catch let error as DuckDBError {
            throw ToolError(
                "cannot read \(file.lastPathComponent)", why: error.message, remedy: "check that it is a Parquet file")
        }
        declaredColumns = columns
        self.conversions = conversions
    }

    private static func connect(_ library: DuckDBLibrary) throws -> Connection {
        try Database(
            library: library,
            options: [
                "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
                "memory_limit": "1GiB", "threads": "2",
            ]
        ).connect()
    }

    /// A SELECT that gives the rows as the relation of a table holds them, for the engine to copy by itself; `nil` where a
    /// column needs a conversion that only we can do.
    func selection(for schema: TableSchema) -> String? {
        var parts: [String] = []
        for column in schema.columns {
            let missing = column.type == .string ? "''" : "NULL::\(SQLText.typeName(column.type))"
            guard let position = declaredColumns.firstIndex(where: { $0.name == column.name }) else {
                parts.append(missing)
                continue
            }
            let declared = declaredColumns[position].type
            // Only we know the form in which decimals are held.
            guard declared != .decimal, declared == column.type || (declared == .int && column.type == .long) else {
                return nil
            }
            let value = "(\(conversions[position]))::\(SQLText.typeName(column.type))"
            // A string is never null; kql.md §5.
            parts.append(column.type == .string ? "coalesce(\(value), '')" : value)
        }
        let named = parts.enumerated().map { "\($0.element) AS c\($0.offset)" }
        return "SELECT \(named.joined(separator: ", ")) FROM read_parquet(\(SQLText.literal(path)))"
    }

    func forEachRow(_ body: (FileRow) throws -> Void, fault: (Int, String) -> Void) throws {
        let names = declaredColumns.map(\.name)
        let types = declaredColumns.map(\.type)
        do {
            let connection = try Self.connect(library)
            let statement = try connection.prepare(
                "SELECT \(conversions.joined(separator: ", ")) FROM read_parquet(\(SQLText.literal(path)))")
            let stream = try statement.run()
            while let chunk = try stream.next() {
                let columns = types.indices.map { chunk.column($0) }
                for row in 0..<chunk.count {
                    let values = types.indices.map { Self.value(columns[$0], row, types[$0]) }
                    try body(FileRow(names: names, values: values))
                }
            }
        } catch let error as DuckDBError {
            throw ToolError("cannot read \(path)", why: error.message, remedy: "check that the Parquet file is whole")
        }
    }

    private static func value(_ column: ColumnVector, _ row: Int, _ type: ScalarType) -> FileValue {
        if column.isNull(row) { return .null }
        switch type {
        case .bool: return .bool(column.bool(row))
        case .int, .long: return column.wholeNumber(row).map { .integer($0) } ?? .null
        case .real: return column.floatingPoint(row).map { .real($0) } ?? .null
        case .decimal: return .text(column.text(row).string)
        case .datetime, .timespan: return column.wholeNumber(row).map { .ticks($0) } ?? .null
        case .dynamic, .unknown: return .json(column.text(row).string)
        case .string, .guid: return .text(column.text(row).string)
        }
    }
}
