package import KQL

/// What a query becomes: the plan, and the engine's SQL with the values of its parameters.
package struct Explanation: Sendable {
    package let query: CompiledQuery

    package init(_ query: CompiledQuery) { self.query = query }

    /// The plan, then the SQL a clause a line, then the values.
    ///
    /// - Parameter includesSQL: Whether more than the plan is told.
    package func text(includesSQL: Bool) -> String {
        var lines = query.plan
        if lines.last != "\n" { lines += "\n" }
        guard includesSQL else { return lines }
        lines += "\n" + Self.broken(query.sql) + "\n"
        for (index, value) in query.parameters.enumerated() { lines += "\n$\(index + 1) = \(Self.text(value))" }
        return query.parameters.isEmpty ? lines : lines + "\n"
    }

    /// The same for programs.
    package var json: JSONNode {
        [
            "plan": .string(query.plan), "sql": .string(query.sql),
            "parameters": .array(
                query.parameters.map { ["type": .string($0.type.rawValue), "value": Self.node($0)] }),
            "tables": .array(query.tables.sorted().map { .string($0) }),
            "functions": .array(query.functions.map(\.name).sorted().map { .string($0) }),
            "columns": .array(query.columns.map { ["name": .string($0.name), "type": .string($0.type.rawValue)] }),
        ]
    }

    private static func node(_ value: EngineValue) -> JSONNode {
        switch value {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .int32(let value): .integer(Int64(value))
        case .int64(let value): .integer(value)
        case .double(let value): .real(value)
        case .text(let value): .string(value)
        }
    }

    private static func text(_ value: EngineValue) -> String {
        "\(node(value).compact) (\(value.type.rawValue))"
    }

    /// A line for each clause; the SQL has no texts of its own that a clause's word could stand in.
    private static func broken(_ sql: String) -> String {
        var result = ""
        var depth = 0
        var words = sql[...]
        while let first = words.first {
            if first == "(" { depth += 1 }
            if first == ")" { depth = max(0, depth - 1) }
            let clause = [" FROM ", " WHERE ", " GROUP BY ", " ORDER BY ", " LIMIT ", " UNION ALL ", "SELECT "]
                .first { words.hasPrefix($0) }
            if let clause {
                if !result.isEmpty {
                    while result.last == " " { result.removeLast() }
                    result += "\n" + String(repeating: "  ", count: depth)
                }
                let word = clause.drop { $0 == " " }
                result += word
                words = words.dropFirst(clause.count)
            } else {
                result.append(first)
                words = words.dropFirst()
            }
        }
        return result
    }
}
