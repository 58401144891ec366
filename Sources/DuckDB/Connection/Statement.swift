internal import CDuckDB

/// A compiled statement with parameters `$1`, `$2` … or `?`.
package final class Statement {
    /// A value for a parameter.
    package enum Parameter: Sendable, Hashable {
        case null
        case boolean(Bool)
        case integer(Int32)
        case bigint(Int64)
        case double(Double)
        case text(String)
    }

    let connection: Connection
    let handle: cduckdb_prepared
    private var api: cduckdb_functions { connection.library.api }

    init(connection: Connection, handle: cduckdb_prepared) {
        self.connection = connection
        self.handle = handle
    }

    deinit {
        var handle: cduckdb_prepared? = handle
        connection.library.api.destroy_prepare(&handle)
    }

    /// How many parameters the statement has.
    package var parameterCount: Int { Int(connection.library.api.nparams(handle)) }

    /// Whether the statement is a query, and so neither changes data nor settings.
    package var isSelect: Bool {
        connection.library.api.prepared_statement_type(handle) == UInt32(CDUCKDB_STATEMENT_SELECT)
    }

    /// Binds all parameters, the first value to `$1`.
    ///
    /// - Throws: ``DuckDBError`` with `invalidStatement` when the number of values differs from
    ///   ``parameterCount`` or the engine refuses one.
    package func bind(_ values: [Parameter]) throws {
        guard values.count == parameterCount else {
            throw DuckDBError(
                .invalidStatement, "The statement has \(parameterCount) parameters, but got \(values.count) values.")
        }
        let api = connection.library.functions
        for (position, value) in values.enumerated() {
            let index = UInt64(position + 1)
            let state: cduckdb_state =
                switch value {
                case .null: api.pointee.bind_null(handle, index)
                case .boolean(let value): api.pointee.bind_boolean(handle, index, value)
                case .integer(let value): api.pointee.bind_int32(handle, index, value)
                case .bigint(let value): api.pointee.bind_int64(handle, index, value)
                case .double(let value): api.pointee.bind_double(handle, index, value)
                case .text(var value):
                    value.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) { text in
                            api.pointee.bind_varchar_length(handle, index, text.baseAddress, UInt64(text.count))
                        }
                    }
                }
            guard state == 0 else {
                throw DuckDBError(.invalidStatement, "The engine refused the value of parameter \(index).")
            }
        }
    }

    /// Runs the statement and returns its result as a stream of chunks.
    ///
    /// Blocks the calling thread until the first chunk can be read. The statement must outlive the stream.
    ///
    /// - Parameter interruption: Ends the run from another thread, also when it was used before the run began.
    /// - Throws: ``DuckDBError``; `interrupted` when `interruption` was used.
    package func run(interruption: Interruption = Interruption()) throws -> ResultStream {
        let api = connection.library.functions
        var pending: cduckdb_pending?
        // The engine's threads may begin before the next line, and functions look for the handle once, when they begin.
        connection.database.interruptions[connection.number] = interruption
        let state = api.pointee.pending_prepared_streaming(handle, &pending)
        defer { api.pointee.destroy_pending(&pending) }
        guard state == 0 else {
            connection.database.interruptions[connection.number] = nil
            let reason = api.pointee.pending_error(pending).map { String(cString: $0) } ?? "no reason given"
            throw EngineErrorText(reason).error(or: .executionFailed)
        }
        // A new run clears an interrupt of before; so the token takes hold only now and fires at once if used.
        interruption.attach(connection)
        var result = cduckdb_result()
        guard api.pointee.execute_pending(pending, &result) == 0 else {
            interruption.detach()
            let error = connection.failure(of: &result)
            api.pointee.destroy_result(&result)
            throw error
        }
        return ResultStream(statement: self, result: result, interruption: interruption)
    }

    /// Runs the statement to its end and drops the rows.
    package func execute() throws {
        let stream = try run()
        while try stream.next() != nil {}
    }
}
