package import Foundation
package import KQL

/// Executes compiled queries over relations of one tenant: the seam behind which DuckDB stands, and later Spark.
///
/// Implementations never see text of a user: SQL comes from the compiler, values travel as parameters.
package protocol HuntingEngine: Sendable {
    /// Runs one query and hands its rows over in batches, in the query's order.
    ///
    /// - Parameters:
    ///   - request: What to run.
    ///   - receive: Takes a batch; returns false when it wants no more. Called one batch after the other.
    /// - Throws: ``EngineFailure`` when the query fails or its time is up; `CancellationError` when the task is
    ///   cancelled, and then promptly; what `receive` throws.
    func run(_ request: EngineRequest, receive: @escaping @Sendable (ResultBatch) throws -> Bool) async throws
}

/// A query for an engine.
package struct EngineRequest: Sendable {
    /// The compiler's SQL, one statement that reads.
    package var sql: String
    /// The values of its parameters, the first of `$1`.
    package var parameters: [EngineValue]
    /// Types of the result's columns.
    package var columns: [ColumnSchema]
    /// What it reads: for each hunting table its files.
    package var relations: [EngineRelation]
    /// How long it may run.
    package var timeout: Duration

    package init(
        sql: String, parameters: [EngineValue], columns: [ColumnSchema], relations: [EngineRelation], timeout: Duration
    ) {
        self.sql = sql
        self.parameters = parameters
        self.columns = columns
        self.relations = relations
        self.timeout = timeout
    }
}

/// A hunting table as a query sees it: its columns, and the segments that hold its rows.
package struct EngineRelation: Sendable {
    package var table: TableSchema
    /// Parquet files in the tenant's folder; none for a table without rows.
    package var segments: [URL]
    /// Rows that the host brings with the query, in the table's order of columns; read where there are no segments.
    package var batches: [ResultBatch]

    package init(table: TableSchema, segments: [URL], batches: [ResultBatch] = []) {
        self.table = table
        self.segments = segments
        self.batches = batches
    }
}

/// Why an engine did not answer.
package struct EngineFailure: Error, Sendable {
    package enum Kind: Sendable, Hashable {
        /// The time was up.
        case timeout
        /// Memory or temporary space ran out.
        case resources
        /// An argument of a function makes the query impossible: a pattern, a format.
        case argument
        /// The engine could not run what the compiler made.
        case defect
    }

    package var kind: Kind
    /// For `argument` what is wrong with it; otherwise the engine's own text, for logs only.
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
