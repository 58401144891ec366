internal import DuckDB
internal import Synchronization

/// A compiled regular expression of KQL's dialect (kql.md §6), usable from many threads.
final class Regex: Sendable {
    private let program: RegexProgram
    private let needle: TextNeedle?
    private let machinery = Mutex<[Machinery]>([])

    /// What one thread works with.
    fileprivate struct Machinery {
        var automaton: RegexAutomaton
        var backtracker: RegexBacktracker
        var machine: RegexMachine?

        init(_ program: RegexProgram) {
            automaton = RegexAutomaton(program)
            backtracker = RegexBacktracker(program)
        }
    }

    var captureCount: Int { program.captureCount }
    var names: [String: Int] { program.names }

    /// - Throws: ``RegexError`` where the pattern is not of the dialect or too large.
    init(_ pattern: String) throws(RegexError) {
        let parsed = try RegexParser.parse(pattern)
        program = try RegexProgram(parsed)
        needle = parsed.node.requiredLiteral.map { TextNeedle($0.text, isFolding: $0.isFolding) }
    }

    /// Calls `body` with matching state that no other thread uses meanwhile.
    func withMatcher<R>(_ body: (inout Matcher) throws -> R) rethrows -> R {
        var matcher = Matcher(
            program: program, needle: needle, machinery: machinery.withLock { $0.popLast() } ?? Machinery(program))
        defer { machinery.withLock { if $0.count < 8 { $0.append(matcher.machinery) } } }
        return try body(&matcher)
    }

    /// Matching state of one thread.
    struct Matcher {
        fileprivate let program: RegexProgram
        fileprivate let needle: TextNeedle?
        fileprivate var machinery: Machinery

        /// Whether the pattern is found anywhere in the text.
        mutating func occurs(in text: ByteView) -> Bool {
            if let needle, !needle.occurs(in: text) { return false }
            return machinery.automaton.occurs(in: text)
        }

        /// The groups of the first match at or after a byte position; nil for a group that took no part.
        mutating func match(in text: ByteView, from start: Int = 0, isAnchored: Bool = false) -> [Range<Int>?]? {
            // The needle rules out most texts, and so does the automaton where there is no needle.
            if start == 0, let needle { guard needle.occurs(in: text) else { return nil } }
            if start == 0, needle == nil, !isAnchored { guard occurs(in: text) else { return nil } }
            guard let slots = firstSlots(in: text, from: start, isAnchored: isAnchored) else { return nil }
            return stride(from: 0, to: slots.count, by: 2).map { index in
                slots[index] < 0 || slots[index + 1] < 0 ? nil : slots[index]..<slots[index + 1]
            }
        }

        private mutating func firstSlots(in text: ByteView, from start: Int, isAnchored: Bool) -> [Int]? {
            if RegexBacktracker.suits(program, text) {
                return machinery.backtracker.match(in: text, from: start, isAnchored: isAnchored)
            }
            if machinery.machine == nil { machinery.machine = RegexMachine(program) }
            return machinery.machine?.match(in: text, from: start, isAnchored: isAnchored)
        }

        /// Calls `body` for each match in turn; they do not overlap. An empty match right after a match is none.
        mutating func forEachMatch(in text: ByteView, _ body: ([Range<Int>?]) -> Void) {
            var position = 0
            var previousEnd = -1
            while position <= text.count, let groups = match(in: text, from: position), let whole = groups[0] {
                if whole.isEmpty, whole.lowerBound == previousEnd {
                    guard whole.lowerBound < text.count else { return }
                    position = whole.lowerBound + text.scalar(at: whole.lowerBound).length
                    previousEnd = -1
                    continue
                }
                body(groups)
                previousEnd = whole.upperBound
                position = whole.upperBound
            }
        }
    }
}
