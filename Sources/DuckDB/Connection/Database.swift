internal import CDuckDB

/// A database instance of the engine: in memory, or one file.
///
/// Options are the engine's configuration by name and are set before it opens, so that `lock_configuration`
/// can hold from the first statement on. The instance lives until it and all its connections are gone.
package final class Database: @unchecked Sendable {
    // Unchecked: the handle is written once here, and the library guards the instance itself.
    let library: DuckDBLibrary
    let handle: cduckdb_database
    let interruptions = InterruptionTable()

    /// Opens an instance.
    ///
    /// - Parameters:
    ///   - path: A database file, or nil for an instance in memory.
    ///   - options: Configuration by name; a list option is written as the engine reads it.
    /// - Throws: ``DuckDBError`` with `openFailed`, naming the option or the reason.
    package init(library: DuckDBLibrary, path: String? = nil, options: [String: String] = [:]) throws {
        var config: cduckdb_config?
        guard library.api.create_config(&config) == 0, config != nil else {
            throw DuckDBError(.openFailed, "The engine gave no configuration object.")
        }
        defer { library.api.destroy_config(&config) }
        for (name, value) in options.sorted(by: { $0.key < $1.key }) {
            guard library.api.set_config(config, name, value) == 0 else {
                throw DuckDBError(.openFailed, "The engine refused the option \(name) = \(value).")
            }
        }
        var database: cduckdb_database?
        var reason: UnsafeMutablePointer<CChar>?
        let state = library.api.open_ext(path, &database, config, &reason)
        defer { library.api.free(reason) }
        guard state == 0, let database else {
            let text = reason.map { String(cString: $0) } ?? "no reason given"
            throw DuckDBError(.openFailed, "The engine did not open its database: \(text)")
        }
        self.library = library
        self.handle = database
    }

    deinit {
        var handle: cduckdb_database? = handle
        library.api.close(&handle)
    }

    /// A new connection. Connections share tables, functions and settings of the instance.
    package func connect() throws -> Connection {
        var connection: cduckdb_connection?
        guard library.api.connect(handle, &connection) == 0, let connection else {
            throw DuckDBError(.openFailed, "The engine gave no connection.")
        }
        return Connection(database: self, handle: connection)
    }
}
