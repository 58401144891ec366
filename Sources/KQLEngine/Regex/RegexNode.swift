/// The tree of a regular expression in KQL's dialect (kql.md §6): Rust's `regex` syntax.
indirect enum RegexNode: Sendable {
    /// A place that must hold between two scalars.
    enum Assertion: UInt8, Sendable {
        case textStart, textEnd, lineStart, lineEnd, wordBoundary, notWordBoundary
        case wordStart, wordEnd
        /// Where no word goes on before, or behind.
        case noWordBefore, noWordBehind
    }

    case empty
    case set(ScalarSet)
    case sequence([RegexNode])
    case alternation([RegexNode])
    case repetition(RegexNode, minimum: Int, maximum: Int?, isGreedy: Bool)
    case capture(RegexNode, index: Int)
    case assertion(Assertion)
}

/// Why a pattern cannot be used, and where in it.
struct RegexError: Error, Equatable {
    var message: String
    /// The position in the pattern, in scalars.
    var offset: Int
    /// Whether the fault is a bracket that is never closed.
    var isUnclosedClass = false
}
