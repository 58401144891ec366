internal import CDuckDB

/// The rows of a run, chunk by chunk, in the engine's order.
///
/// Dropping the stream ends the run.
package final class ResultStream {
    /// Name and type of a result column.
    package struct ResultColumn: Sendable, Hashable {
        package var name: String
        package var type: ColumnType
    }

    private let statement: Statement
    private let interruption: Interruption
    private var result: cduckdb_result
    package let columns: [ResultColumn]

    init(statement: Statement, result: cduckdb_result, interruption: Interruption) {
        self.statement = statement
        self.interruption = interruption
        self.result = result
        let api = statement.connection.library.functions
        var result = result
        columns = (0..<api.pointee.column_count(&result)).map { index in
            ResultColumn(
                name: api.pointee.column_name(&result, index).map { String(cString: $0) } ?? "",
                type: ColumnType(identifier: api.pointee.column_type(&result, index))
            )
        }
    }

    deinit {
        interruption.detach()
        statement.connection.library.api.destroy_result(&result)
    }

    /// The next chunk, nil at the end. A chunk must not be used after the stream was dropped.
    ///
    /// - Throws: ``DuckDBError`` when the run failed meanwhile; `interrupted` when it was ended from outside.
    package func next() throws -> DataChunk? {
        if interruption.isUsed { throw DuckDBError(.interrupted, "INTERRUPT Error: Interrupted!") }
        let api = statement.connection.library.functions
        guard let chunk = api.pointee.fetch_chunk(result) else {
            let reason = api.pointee.result_error(&result).map { String(cString: $0) } ?? ""
            guard reason.isEmpty else { throw EngineErrorText(reason).error(or: .executionFailed) }
            return nil
        }
        return DataChunk(library: statement.connection.library, handle: chunk, isOwned: true)
    }
}
