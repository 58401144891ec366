import Foundation
import KQL

/// What the hunting routes need of an engine.
///
/// A closure rather than the store itself, so that the routes' own rules can be tested without the engine's library.
struct HuntingService: Sendable {
    /// A query of one caller.
    struct Query: Sendable {
        let text: String
        let tenantID: UUID
        /// The instant that `now()` means.
        let now: Date
        /// Ticks of the first and last instant that rows may have; the store's own look-back when nil.
        let timespan: ClosedRange<Int64>?
        let maximumRows: Int
        let maximumBytes: Int
        let timeout: Duration
    }

    /// What a query found.
    struct Answer: Sendable {
        let columns: [ColumnSchema]
        let rowCount: Int
        let byteCount: Int
        let scannedRows: Int
        let executionTime: Duration
        /// Writes a JSON array of one object a row.
        let writeRows: @Sendable (inout [UInt8]) -> Void
    }

    /// Why a query was refused or failed, in the categories of the service.
    struct Failure: Error, Sendable {
        enum Category: Sendable, Hashable {
            /// The query is wrong, or too much for its limits.
            case query
            /// The tenant's share of the engine is used up.
            case throttled(retryAfter: Int)
            /// Our own fault.
            case unknown
        }

        let category: Category
        /// In the service's words, with position and suggestion where there are any.
        let message: String
    }

    /// Runs a query.
    ///
    /// - Throws: ``Failure``; `CancellationError`.
    let run: @Sendable (Query) async throws -> Answer

    /// What answers while no engine is there.
    static let unavailable = HuntingService { _ in
        throw Failure(
            category: .unknown,
            message: "The hunting engine is not loaded; install the DuckDB library and start the server again."
        )
    }
}
