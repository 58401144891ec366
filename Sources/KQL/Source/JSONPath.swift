/// Reads paths of the form `$.a.b[0]['c']`.
enum JSONPath {
    /// The steps of a path; `nil` for anything else, wildcards included.
    static func steps(_ text: String) -> [PathStep]? {
        var rest = Substring(text)
        guard rest.first == "$" else { return nil }
        rest.removeFirst()
        var steps: [PathStep] = []
        while let first = rest.first {
            rest.removeFirst()
            if first == "." {
                let key = rest.prefix { $0 != "." && $0 != "[" }
                guard !key.isEmpty, !key.contains("*") else { return nil }
                steps.append(.key(String(key)))
                rest = rest[key.endIndex...]
            } else if first == "[" {
                guard let close = rest.firstIndex(of: "]") else { return nil }
                let inner = rest[..<close]
                rest = rest[rest.index(after: close)...]
                if let position = Int64(inner) {
                    steps.append(.position(position))
                } else if inner.count >= 2, let quote = inner.first, quote == "'" || quote == "\"", inner.last == quote
                {
                    steps.append(.key(String(inner.dropFirst().dropLast())))
                } else {
                    return nil
                }
            } else {
                return nil
            }
        }
        return steps
    }
}
