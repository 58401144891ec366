/// Why a regular expression cannot be read.
public struct PatternFault: Sendable, Hashable {
    /// What is wrong, as the rest of a sentence that begins with the expression.
    public var message: String
    /// Where, in Unicode scalars of the expression.
    public var offset: Int

    /// Makes a fault.
    public init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }
}

extension Binder {
    /// Tells of a constant that is no regular expression, at the place of its fault where the literal shows it.
    ///
    /// The query stays one: the service looks at the expression when the first row arrives, and so does the engine.
    mutating func checkPattern(_ node: SyntaxNode, _ value: Expression) {
        guard let patternFault, let pattern = value.constant?.text, let fault = patternFault(pattern) else { return }
        var span = node.span
        if node.kind == .stringLiteral, let token = node.token(.value), node.tokens(.value).count == 1 {
            let literal = source.text(token.span)
            let prefix = literal.utf8.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }.count + 1
            // Without escapes the literal is the expression, character by character.
            if literal.dropFirst(prefix).hasPrefix(pattern), literal.utf8.count == prefix + pattern.utf8.count + 1 {
                let before = pattern.unicodeScalars.prefix(fault.offset).reduce(0) { $0 + String($1).utf8.count }
                let start = token.span.start + prefix + before
                span = Span(start, max(start, token.span.end - 1))
            }
        }
        warn(.invalidPattern, "The regular expression \(fault.message), and rows that meet it fail.", at: span)
    }

    /// Checks the arguments of a function that are regular expressions.
    mutating func checkPatterns(of name: String, _ nodes: [SyntaxNode], _ values: [Expression?]) {
        guard patternFault != nil else { return }
        var places = ParameterNames.of(name).enumerated().filter {
            $0.element == "regex" || $0.element == "lookup_regex" || $0.element == "match"
        }.map(\.offset)
        if name == "countof", values.count > 2, values[2]?.constant?.text == "regex" { places = [1] }
        for place in places where place < values.count {
            if let value = values[place] { checkPattern(nodes[place], value) }
        }
    }
}
