internal import DuckDB
internal import KQL

// MARK: Patterns of `parse` and `parse-kv`, kql.md §10

extension FunctionLibrary {
    static let patterns: [FunctionBody] = [
        FunctionBody(.parsePattern) { input, output in
            var patterns = PreparedArgument(input[1]) { try ParsePattern($0) }
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.appendList(row, [])
                    output.setNull(row)
                    continue
                }
                let text = input[0].text(row)
                if let captures = try patterns.value(row).captures(in: text) {
                    output.appendList(row, captures.map { text[$0].bytes })
                } else {
                    output.appendList(row, [])
                    output.setNull(row)
                }
            }
        },
        FunctionBody(.parseKeyValues) { input, output in
            var patterns = PreparedArgument(input[1]) { try KeyValuePattern($0) }
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.appendList(row, [])
                    output.setNull(row)
                    continue
                }
                output.appendList(row, try patterns.value(row).values(in: input[0].text(row)))
            }
        },
    ]
}
