import KQL
package import KQLEngine

/// Runs queries one by one over the tables of a workbench, each for itself.
package struct BatchRunner: Sendable {
    private let answer: @Sendable (String, QueryOptions) async throws -> QueryAnswer
    private let options: QueryOptions

    /// - Parameter options: The limits of every query, and the instant of those that give none.
    package init(workbench: Workbench, options: QueryOptions) {
        self.init(options: options) { try await workbench.run($0, options: $1) }
    }

    /// - Parameter answer: Runs one query.
    package init(
        options: QueryOptions, answer: @escaping @Sendable (String, QueryOptions) async throws -> QueryAnswer
    ) {
        self.answer = answer
        self.options = options
    }

    private enum Event: Sendable {
        case line([UInt8]?)
        case finished(Int, BatchAnswer)
    }

    /// Answers lines as they come, in their order, each as soon as it and those before it are known: a program at the
    /// other end may wait for an answer before it writes its next line.
    ///
    /// - Parameters:
    ///   - width: So many queries run at the same time, at least one.
    ///   - lines: The next line, `nil` at the end; blank lines are passed over.
    ///   - write: Takes an answer as a line of JSON with its line end.
    /// - Returns: How many lines were answered, and how many of those with an error.
    /// - Throws: What `lines` and `write` throw; `CancellationError`.
    package func run(
        width: Int, lines: @escaping @Sendable () async throws -> [UInt8]?, write: ([UInt8]) throws -> Void
    ) async throws -> (answers: Int, failures: Int) {
        var answers = 0
        var failures = 0
        try await withThrowingTaskGroup(of: Event.self) { group in
            var started = 0
            var ready: [Int: BatchAnswer] = [:]
            var isReading = false
            var isAtEnd = false
            func readOn() {
                // An answer that waits for an earlier one counts as running: nothing piles up.
                guard !isReading, !isAtEnd, started - answers < max(width, 1) else { return }
                isReading = true
                group.addTask { .line(try await lines()) }
            }
            readOn()
            while let event = try await group.next() {
                switch event {
                case .line(let line):
                    isReading = false
                    if let line, !line.allSatisfy({ $0 <= 0x20 }) {
                        let number = started
                        started += 1
                        group.addTask { .finished(number, try await self.answer(to: line)) }
                    }
                    isAtEnd = line == nil
                case .finished(let number, let answer):
                    ready[number] = answer
                    while let next = ready.removeValue(forKey: answers) {
                        answers += 1
                        if next.isFailure { failures += 1 }
                        try write(next.line)
                    }
                }
                readOn()
            }
        }
        return (answers, failures)
    }

    private func answer(to line: [UInt8]) async throws -> BatchAnswer {
        let query: BatchQuery
        do {
            query = try BatchQuery(parsing: line)
        } catch {
            return BatchAnswer(id: error.id, code: error.code, message: error.message)
        }
        var options = options
        if let now = query.now { options.now = now }
        do {
            return BatchAnswer(id: query.id, result: try await answer(query.query, options).result)
        } catch let error as HuntingError {
            return BatchAnswer(id: query.id, code: error.code, message: error.message)
        }
    }
}

/// A line of answers.
struct BatchAnswer: Sendable {
    let line: [UInt8]
    let isFailure: Bool

    init(id: JSONNode, result: HuntingResult) {
        isFailure = false
        var output = Array("{\"id\":\(id.compact),\"schema\":[".utf8)
        output +=
            result.columns
            .map { "{\"name\":\(JSONNode.quoted($0.name)),\"type\":\"\($0.type.rawValue)\"}" }
            .joined(separator: ",").utf8
        output += "],\"results\":[".utf8
        var isFirst = true
        result.forEachRow { batch, row in
            output += (isFirst ? "[" : ",[").utf8
            isFirst = false
            for (index, column) in batch.columns.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                column.write(row, dynamics: .nested, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        }
        output += "],\"error\":null}\n".utf8
        line = output
    }

    init(id: JSONNode, code: String, message: String) {
        isFailure = true
        let node: JSONNode = [
            "id": id, "schema": [], "results": [], "error": ["code": .string(code), "message": .string(message)],
        ]
        line = Array((node.compact + "\n").utf8)
    }
}

extension HuntingResult {
    /// Calls `body` for each row, as a batch and the row's place in it.
    package func forEachRow(_ body: (ResultBatch, Int) throws -> Void) rethrows {
        for batch in batches {
            for row in 0..<batch.rowCount { try body(batch, row) }
        }
    }
}
