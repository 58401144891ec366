internal import DuckDB

/// Matches a pattern of literals against one text, from its beginning to its end.
///
/// What lies between two literals is as short as the rest of the pattern allows. A part that has failed at a place is
/// not tried there again, so the work is bounded by the pattern's length times the text's.
struct LiteralMatcher {
    /// No number, time or identifier is longer than this.
    private static let longestValue = 64

    private struct Place: Hashable {
        var part: Int
        var position: Int
    }

    private let pattern: ParsePattern
    private let text: ByteView
    private var captures: [Range<Int>]
    /// Where text without a type has failed to lead to a match: it fails from there on too.
    private var failedFrom: [Int]
    private var failed: Set<Place> = []

    init(pattern: ParsePattern, text: ByteView) {
        self.pattern = pattern
        self.text = text
        captures = Array(repeating: 0..<0, count: pattern.types.count)
        failedFrom = Array(repeating: Int.max, count: pattern.parts.count)
    }

    mutating func run() -> [Range<Int>]? { match(0, 0) ? captures : nil }

    private mutating func match(_ part: Int, _ position: Int) -> Bool {
        guard part < pattern.parts.count else { return position == text.count }
        switch pattern.parts[part] {
        case .literal(let needle, let length):
            let end = position + length
            guard end <= text.count, length == 0 || needle.isPrefix(of: text[position..<end]) else { return false }
            return match(part + 1, end)
        case .skip:
            return matchText(part, position, column: nil)
        case .column(let type, let index):
            if type.isAnyText || pattern.mode == .relaxed && !isBeforeSkip(part) {
                return matchText(part, position, column: index)
            }
            return matchValue(part, position, type, index)
        }
    }

    private func isBeforeSkip(_ part: Int) -> Bool {
        if part + 1 < pattern.parts.count, case .skip = pattern.parts[part + 1] { true } else { false }
    }

    /// Any text up to the next literal, or to the end.
    private mutating func matchText(_ part: Int, _ position: Int, column: Int?) -> Bool {
        if position >= failedFrom[part] { return false }
        guard part + 1 < pattern.parts.count else {
            if let column { captures[column] = position..<text.count }
            return true
        }
        if case .literal(let needle, let length) = pattern.parts[part + 1] {
            var start = position
            while let found = nextPlace(needle, length, from: start) {
                if match(part + 2, found + length) {
                    if let column { captures[column] = position..<found }
                    return true
                }
                start = found + 1
            }
        } else if match(part + 1, position) {
            if let column { captures[column] = position..<position }
            return true
        }
        failedFrom[part] = position
        return false
    }

    private func nextPlace(_ needle: TextNeedle, _ length: Int, from start: Int) -> Int? {
        guard start <= text.count else { return nil }
        if length == 0 { return start }
        return needle.range(in: text, from: start)?.lowerBound
    }

    /// A value of a type: up to a literal, to the end, or, before `*`, as long as it can be.
    private mutating func matchValue(_ part: Int, _ position: Int, _ type: CapturedType, _ index: Int) -> Bool {
        let place = Place(part: part, position: position)
        if failed.contains(place) { return false }
        guard part + 1 < pattern.parts.count else {
            captures[index] = position..<text.count
            return type.accepts(text[position..<text.count])
        }
        let limit = min(text.count, position + Self.longestValue)
        if case .literal(let needle, let length) = pattern.parts[part + 1] {
            var start = position
            while let found = nextPlace(needle, length, from: start), found <= limit {
                if type.accepts(text[position..<found]), match(part + 2, found + length) {
                    captures[index] = position..<found
                    return true
                }
                start = found + 1
            }
        } else {
            for end in stride(from: limit, to: position, by: -1) where type.accepts(text[position..<end]) {
                captures[index] = position..<end
                if match(part + 1, end) { return true }
                break
            }
            if pattern.mode == .relaxed, match(part + 1, position) {
                captures[index] = position..<position
                return true
            }
        }
        failed.insert(place)
        return false
    }
}
