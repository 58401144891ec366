/// Finds what is said of the meaning of a step only because the step could not be read.
struct Consequences {
    private let faults: [Diagnostic]
    /// Where steps and statements end.
    private let ends: [Int]

    /// - Parameter faults: What is wrong with the text as a text.
    init(of faults: [Diagnostic], in tree: SyntaxTree) {
        self.faults = faults
        var ends: [Int] = []
        if !faults.isEmpty {
            tree.root.forEachToken { token in
                let byte =
                    tree.source.bytes.indices.contains(token.span.start) ? tree.source.bytes[token.span.start] : 0
                let isEnd = byte == UInt8(ascii: "|") || byte == UInt8(ascii: ";")
                if token.kind == .punctuation, token.span.length == 1, isEnd { ends.append(token.span.start) }
            }
        }
        self.ends = ends
    }

    /// The findings without those that follow from a fault in their step; misspelt names stay.
    func removed(from diagnostics: [Diagnostic]) -> [Diagnostic] {
        guard !faults.isEmpty else { return diagnostics }
        let steps = Set(faults.map { step($0.span.start) })
        return diagnostics.filter { diagnostic in
            if faults.contains(diagnostic) || !steps.contains(step(diagnostic.span.start)) { return true }
            switch diagnostic.code {
            case .notSupported:
                let span = diagnostic.span
                return !faults.contains { $0.span.start > span.start && $0.span.start < span.end }
            case .unknownName, .unknownFunction, .unknownOperator, .tableExpected:
                return !diagnostic.suggestions.isEmpty
            default: return false
            }
        }
    }

    /// The number of the step at an offset.
    private func step(_ offset: Int) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
