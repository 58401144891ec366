internal import DuckDB

/// The needles of `has_any` and `has_all`, from a JSON array; kql.md §6.
struct NeedleList: Sendable {
    /// From so many needles on one pass of an automaton is faster than a vectorised search for each.
    static let automatonThreshold = 6

    let isArray: Bool
    /// Whether an element is null, which matches everything (kql.md §6).
    let matchesEverything: Bool
    let needles: [TextNeedle]
    /// Finds the ASCII needles at once, where there are many.
    private let automaton: NeedleAutomaton?
    /// The needles that the automaton does not know.
    private let others: [TextNeedle]

    init(_ text: ByteView) {
        var needles: [TextNeedle] = []
        var sawNull = false
        let array = JSONText(text).flatMap { $0.kind == .array ? $0 : nil }
        array?.forEachElement { element in
            if element.isNull {
                sawNull = true
            } else {
                needles.append(ByteView.with(element.displayText) { TextNeedle($0, isFolding: true) })
            }
            return true
        }
        isArray = array != nil
        matchesEverything = sawNull
        self.needles = needles
        let plain = needles.filter { $0.isASCII && !$0.isEmpty }
        automaton = plain.count >= Self.automatonThreshold ? NeedleAutomaton(plain.map(\.bytes)) : nil
        others = automaton == nil ? needles : needles.filter { !$0.isASCII || $0.isEmpty }
    }

    /// Whether a needle occurs with term boundaries.
    func anyOccursAsTerm(in text: ByteView) -> Bool {
        if matchesEverything { return true }
        guard let automaton else { return needles.contains { $0.occursAsTerm(in: text) } }
        // Beyond ASCII two characters fold into it, which the automaton does not know.
        guard text.isASCII else { return needles.contains { $0.occursAsTerm(in: text) } }
        return automaton.anyOccursAsTerm(in: text) || others.contains { $0.occursAsTerm(in: text) }
    }
}
