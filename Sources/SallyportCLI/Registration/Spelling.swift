/// Suggestions for misspelt names.
enum Spelling {
    /// The known word with the fewest edits, if it is near enough to be meant.
    static func nearest(to word: String, in known: [String]) -> String? {
        let wanted = Array(word.lowercased())
        let limit = max(2, wanted.count / 3)
        let ranked = known.map { (distance(wanted, Array($0.lowercased())), $0) }
        return ranked.filter { $0.0 <= limit }.min { $0.0 < $1.0 }?.1
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (character == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
