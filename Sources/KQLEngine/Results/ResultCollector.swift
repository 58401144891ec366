internal import Synchronization

/// Gathers the batches of a result until a limit is reached.
package final class ResultCollector: Sendable {
    private struct State {
        var batches: [ResultBatch] = []
        var rowCount = 0
        var byteCount = 0
        var isTruncated = false
    }

    private let maximumRows: Int
    private let maximumBytes: Int
    private let state = Mutex(State())

    package init(maximumRows: Int, maximumBytes: Int) {
        self.maximumRows = maximumRows
        self.maximumBytes = maximumBytes
    }

    /// Takes a batch; false when no more rows are wanted.
    ///
    /// - Throws: ``HuntingError`` of the category result size when the bytes exceed their limit.
    package func take(_ batch: ResultBatch) throws -> Bool {
        try state.withLock { state in
            let wanted = maximumRows - state.rowCount
            let kept = batch.prefix(wanted)
            state.byteCount += kept.byteCount
            guard state.byteCount <= maximumBytes else {
                throw HuntingError(
                    .resultSize, code: "QueryResultSize",
                    message: "Query result is larger than \(maximumBytes / 1_000_000) MB. "
                        + "Use summarize, project fewer columns, or take fewer rows.")
            }
            if kept.rowCount > 0 { state.batches.append(kept) }
            state.rowCount += kept.rowCount
            if batch.rowCount > kept.rowCount { state.isTruncated = true }
            return !state.isTruncated
        }
    }

    package var batches: [ResultBatch] { state.withLock { $0.batches } }
    package var rowCount: Int { state.withLock { $0.rowCount } }
    package var byteCount: Int { state.withLock { $0.byteCount } }
    package var isTruncated: Bool { state.withLock { $0.isTruncated } }
}
