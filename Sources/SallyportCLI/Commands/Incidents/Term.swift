import DefenderAPI

/// Words of the service on the command line.
enum Term {
    /// Reads a word in either API's spelling, or refuses it with the words that are known.
    static func read<Value: ServiceTerm>(_ text: String, option: String) throws -> Value {
        if let value = Value(anySpelling: text) { return value }
        let known = Value.vocabulary.terms.filter { !$0.isHidden }.map(\.graph)
        let hint = Spelling.nearest(to: text, in: known).map { "did you mean \($0)? " } ?? ""
        throw CommandError(
            .badInput, what: "cannot use \(option) \"\(TerminalText.escaped(text))\"",
            why: "the service has no such value",
            remedy: hint + "known are \(known.joined(separator: ", "))", status: .usage)
    }
}
