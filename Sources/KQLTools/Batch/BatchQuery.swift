import KQLEngine

/// A line of a batch: a query, and the name under which its answer comes.
package struct BatchQuery: Sendable, Hashable {
    /// Whatever the line has as `id`; null where it has none.
    package var id: JSONNode
    package var query: String
    /// The instant that `now()` is; `nil` for the batch's.
    package var now: Int64?

    /// Reads a line.
    ///
    /// - Throws: ``BatchFault`` with the line's `id` where that can be read.
    package init(parsing line: [UInt8]) throws(BatchFault) {
        guard let root = try? JSONNode.parse(line), case .object = root else {
            throw BatchFault(id: .null, code: "BadLine", message: "The line is no JSON object.")
        }
        id = root["id"] ?? .null
        guard let query = root["query"]?.text else {
            throw BatchFault(id: id, code: "BadLine", message: "The line has no text as \"query\".")
        }
        self.query = query
        switch root["now"] {
        case nil, .null?: now = nil
        case .string(let text)?:
            guard let ticks = ValueText.datetime(text) else {
                throw BatchFault(
                    id: id, code: "BadLine", message: "\"now\" is no datetime; write 2026-09-01T12:00:00Z.")
            }
            now = ticks
        default: throw BatchFault(id: id, code: "BadLine", message: "\"now\" is no text.")
        }
    }
}

/// A line that is no query.
package struct BatchFault: Error, Sendable, Equatable {
    package var id: JSONNode
    package var code: String
    package var message: String
}
