/// Finds names that an author may have meant.
enum Suggestions {
    /// The names within a small edit distance of a word, the closest first, at most three.
    ///
    /// Names that differ in case alone come before all others.
    static func closest(to word: String, among names: some Sequence<String>) -> [String] {
        let folded = Array(word.lowercased().unicodeScalars)
        guard !folded.isEmpty, folded.count <= 128 else { return [] }
        // A new name is seldom close to the old one.
        if let present = RenamedColumns.names[word], names.contains(present) { return [present] }
        let limit = max(1, min(3, folded.count / 3))
        var found: [(distance: Int, name: String)] = []
        for name in names where name != word {
            let candidate = Array(name.lowercased().unicodeScalars)
            guard abs(candidate.count - folded.count) <= limit else { continue }
            let distance = editDistance(folded, candidate, limit: limit)
            if distance <= limit { found.append((distance, name)) }
        }
        return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours between two words.
    ///
    /// - Complexity: The product of the lengths; stops once the limit is passed.
    private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var line = [row + 1]
            line.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(last[column] + cost, last[column + 1] + 1, line[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                line.append(best)
            }
            if line.min() ?? 0 > limit { return limit + 1 }
            beforeLast = last
            last = line
        }
        return last[right.count]
    }
}
