internal import CDuckDB

/// Bulk append of columns to a table, without SQL.
///
/// Rows are visible after ``close()``.
package final class Appender {
    private let connection: Connection
    private let handle: cduckdb_appender
    private var isClosed = false

    /// - Throws: ``DuckDBError`` with `invalidStatement` when there is no such table.
    package init(connection: Connection, table: String) throws {
        var appender: cduckdb_appender?
        let api = connection.library.functions
        guard api.pointee.appender_create(connection.handle, nil, table, &appender) == 0, let appender else {
            let reason = api.pointee.appender_error(appender).map { String(cString: $0) } ?? "no reason given"
            _ = api.pointee.appender_destroy(&appender)
            throw DuckDBError(.invalidStatement, "Nothing can be appended to \(table): \(reason)")
        }
        self.connection = connection
        self.handle = appender
    }

    deinit {
        var handle: cduckdb_appender? = handle
        // Closing what is left can fail only for rows that nobody asked to keep.
        _ = connection.library.api.appender_destroy(&handle)
    }

    /// Appends rows given in columns, in the table's order of columns.
    ///
    /// - Throws: ``DuckDBError`` with `typeMismatch` when columns differ in length or from the table's types.
    package func append(_ columns: [ColumnBuffer]) throws {
        let total = columns.first?.count ?? 0
        guard columns.allSatisfy({ $0.count == total }) else {
            throw DuckDBError(.typeMismatch, "The columns to append differ in length.")
        }
        try append(rowCount: total, types: columns.map(\.type)) { column, rows, output in
            columns[column].write(rows, to: output)
        }
    }

    /// Appends rows that a closure writes where they go, without a copy in between.
    ///
    /// - Parameter write: Writes a column's values of a range of rows; the first row of the range is row 0 of the
    ///   output. Called for each column of up to 2,048 rows at a time.
    /// - Throws: ``DuckDBError`` with `typeMismatch` when the types differ from the table's; what `write` throws.
    package func append(
        rowCount: Int, types: [ColumnType], _ write: (_ column: Int, _ rows: Range<Int>, FunctionOutput) throws -> Void
    ) throws {
        let library = connection.library
        let api = library.functions
        var handles: [cduckdb_type?] = types.map { api.pointee.create_logical_type($0.scalarIdentifier) }
        defer { for index in handles.indices { api.pointee.destroy_logical_type(&handles[index]) } }
        var chunk = api.pointee.create_data_chunk(&handles, UInt64(handles.count))
        defer { api.pointee.destroy_data_chunk(&chunk) }
        let capacity = Int(api.pointee.vector_size())
        for start in stride(from: 0, to: rowCount, by: capacity) {
            let rows = start..<min(start + capacity, rowCount)
            api.pointee.data_chunk_reset(chunk)
            for index in types.indices {
                guard let vector = api.pointee.data_chunk_get_vector(chunk, UInt64(index)) else { continue }
                try write(index, rows, FunctionOutput(library: library, handle: vector))
            }
            api.pointee.data_chunk_set_size(chunk, UInt64(rows.count))
            guard api.pointee.append_data_chunk(handle, chunk) == 0 else { throw failure(.typeMismatch) }
        }
    }

    /// Makes all rows visible. Nothing can be appended afterwards.
    package func close() throws {
        guard !isClosed else { return }
        isClosed = true
        guard connection.library.api.appender_close(handle) == 0 else { throw failure(.executionFailed) }
    }

    private func failure(_ code: DuckDBError.Code) -> DuckDBError {
        let reason = connection.library.api.appender_error(handle).map { String(cString: $0) } ?? "no reason given"
        return EngineErrorText(reason).error(or: code)
    }
}

extension ColumnType {
    fileprivate var scalarIdentifier: UInt32 {
        switch self {
        case .boolean: UInt32(CDUCKDB_TYPE_BOOLEAN)
        case .integer: UInt32(CDUCKDB_TYPE_INTEGER)
        case .bigint: UInt32(CDUCKDB_TYPE_BIGINT)
        case .double: UInt32(CDUCKDB_TYPE_DOUBLE)
        default: UInt32(CDUCKDB_TYPE_VARCHAR)
        }
    }
}

extension ColumnBuffer {
    fileprivate func write(_ rows: Range<Int>, to output: FunctionOutput) {
        func each<Value>(_ values: [Value?], _ set: (Int, Value) -> Void) {
            for row in rows {
                if let value = values[row] {
                    set(row - rows.lowerBound, value)
                } else {
                    output.setNull(row - rows.lowerBound)
                }
            }
        }
        switch self {
        case .boolean(let values): each(values) { output.set($0, $1) }
        case .integer(let values): each(values) { output.set($0, $1) }
        case .bigint(let values): each(values) { output.set($0, $1) }
        case .double(let values): each(values) { output.set($0, $1) }
        case .varchar(let values): each(values) { output.set($0, $1) }
        }
    }
}
