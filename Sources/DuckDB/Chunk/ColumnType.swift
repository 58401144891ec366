internal import CDuckDB

/// The types of columns that we read, write and declare.
package indirect enum ColumnType: Hashable, Sendable {
    case boolean
    case integer
    case bigint
    case double
    case varchar
    /// 128-bit integers come from sums of `bigint`.
    case hugeint
    case float
    case smallint
    case tinyint
    case decimal
    case list(ColumnType)
    /// For parameters of functions that take every type.
    case any
    /// The type of a bare NULL.
    case null
    /// Everything that we do not read.
    case other(UInt32)

    init(identifier: UInt32) {
        self =
            switch Int(identifier) {
            case CDUCKDB_TYPE_BOOLEAN: .boolean
            case CDUCKDB_TYPE_TINYINT: .tinyint
            case CDUCKDB_TYPE_SMALLINT: .smallint
            case CDUCKDB_TYPE_INTEGER: .integer
            case CDUCKDB_TYPE_BIGINT: .bigint
            case CDUCKDB_TYPE_FLOAT: .float
            case CDUCKDB_TYPE_DOUBLE: .double
            case CDUCKDB_TYPE_VARCHAR: .varchar
            case CDUCKDB_TYPE_HUGEINT: .hugeint
            case CDUCKDB_TYPE_DECIMAL: .decimal
            case CDUCKDB_TYPE_SQLNULL: .null
            default: .other(identifier)
            }
    }

    /// Calls `body` with a logical type object that is destroyed afterwards.
    func withHandle<R>(in library: DuckDBLibrary, _ body: (cduckdb_type?) throws -> R) rethrows -> R {
        var handle = makeHandle(in: library)
        defer { library.api.destroy_logical_type(&handle) }
        return try body(handle)
    }

    private func makeHandle(in library: DuckDBLibrary) -> cduckdb_type? {
        if case .list(let element) = self {
            return element.withHandle(in: library) { library.api.create_list_type($0) }
        }
        if case .decimal = self { return library.api.create_decimal_type(38, 6) }
        return library.api.create_logical_type(identifier)
    }

    private var identifier: UInt32 {
        switch self {
        case .boolean: UInt32(CDUCKDB_TYPE_BOOLEAN)
        case .tinyint: UInt32(CDUCKDB_TYPE_TINYINT)
        case .smallint: UInt32(CDUCKDB_TYPE_SMALLINT)
        case .integer: UInt32(CDUCKDB_TYPE_INTEGER)
        case .bigint: UInt32(CDUCKDB_TYPE_BIGINT)
        case .float: UInt32(CDUCKDB_TYPE_FLOAT)
        case .double: UInt32(CDUCKDB_TYPE_DOUBLE)
        case .varchar: UInt32(CDUCKDB_TYPE_VARCHAR)
        case .hugeint: UInt32(CDUCKDB_TYPE_HUGEINT)
        case .decimal: UInt32(CDUCKDB_TYPE_DECIMAL)
        case .list: UInt32(CDUCKDB_TYPE_LIST)
        case .any: UInt32(CDUCKDB_TYPE_ANY)
        case .null: UInt32(CDUCKDB_TYPE_SQLNULL)
        case .other(let identifier): identifier
        }
    }
}
