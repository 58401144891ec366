internal import CDuckDB

/// A connection to a database instance. It runs one statement at a time.
package final class Connection: @unchecked Sendable {
    // Unchecked: the handle is written once; the library takes the connection's own lock for every call,
    // and `interrupt` is meant to be called from elsewhere.
    let database: Database
    let handle: cduckdb_connection
    /// The library's number of the connection, by which a function finds the query that calls it.
    let number: UInt64
    var library: DuckDBLibrary { database.library }

    init(database: Database, handle: cduckdb_connection) {
        self.database = database
        self.handle = handle
        let api = database.library.functions
        var context: cduckdb_client_context?
        api.pointee.connection_get_client_context(handle, &context)
        number = api.pointee.client_context_get_connection_id(context)
        api.pointee.destroy_client_context(&context)
    }

    deinit {
        var handle: cduckdb_connection? = handle
        library.api.disconnect(&handle)
    }

    /// Runs statements without parameters and drops their result.
    ///
    /// For text of our own only: several statements may stand in it.
    package func execute(_ sql: String) throws {
        var result = cduckdb_result()
        defer { library.api.destroy_result(&result) }
        guard library.api.query(handle, sql, &result) == 0 else {
            throw failure(of: &result)
        }
    }

    /// Compiles one statement.
    ///
    /// - Parameter interruption: Ends the planning from another thread, which takes long for large statements.
    /// - Throws: ``DuckDBError`` with `invalidStatement` when the text is refused, also when it holds more
    ///   than one statement; `interrupted` when `interruption` was used.
    package func prepare(_ sql: String, interruption: Interruption? = nil) throws -> Statement {
        var statement: cduckdb_prepared?
        interruption?.attach(self)
        defer { interruption?.detach() }
        let state = library.api.prepare(handle, sql, &statement)
        guard state == 0, let statement else {
            let reason = library.api.prepare_error(statement).map { String(cString: $0) } ?? "no reason given"
            library.api.destroy_prepare(&statement)
            throw EngineErrorText(reason).error(or: .invalidStatement)
        }
        return Statement(connection: self, handle: statement)
    }

    /// Interrupts what runs on this connection. Without effect when nothing runs.
    package func interrupt() { library.api.interrupt(handle) }

    func failure(of result: inout cduckdb_result) -> DuckDBError {
        let reason = library.api.result_error(&result).map { String(cString: $0) } ?? "no reason given"
        return EngineErrorText(reason).error(or: .executionFailed)
    }
}
