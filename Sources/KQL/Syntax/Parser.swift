/// Reads tokens into a tree and never gives up: what is missing is reported, what is too much is kept aside.
struct Parser {
    /// The grammar may call itself this often; a pair of parentheses takes three calls, and real queries stay below
    /// 100.
    static let nestingLimit = 300
    /// Left-deep chains (`a.b.c`) may be this long.
    static let chainLimit = 200
    /// Chains of operators (`a + b + c …`) that are longer are one flat node.
    static let chainDepth = 64
    /// A step may make this many columns: each is looked for among the others.
    static let columnLimit = 5_000
    /// A text with more faults, those that follow from others included, is no query and not read to its end.
    static let faultLimit = 1_000
    /// Pipelines may have this many operators.
    static let operatorLimit = 400

    let source: SourceText
    let tokens: [Token]
    var sink: DiagnosticSink
    var position = 0
    var nesting = 0
    /// Set once the text is nested too deep; the rest is kept unread.
    var isAborted = false
    /// The token at which the last fault was reported.
    var lastFault = -2
    var faultCount = 0
    /// The operator of text whose right side is being read, when that begins with a parenthesis.
    var textOperator: String?
    /// Whether `a : "x"` is an operator, as in the predicate of `search`.
    var readsColons = false

    init(source: SourceText, tokens: [Token], sink: DiagnosticSink) {
        self.source = source
        self.tokens = tokens
        self.sink = sink
    }

    /// Reads a text.
    static func parse(_ source: SourceText) -> (tree: SyntaxTree, sink: DiagnosticSink) {
        var lexer = Lexer(source: source)
        var sink = DiagnosticSink(source: source)
        let tokens = lexer.tokens(into: &sink)
        var parser = Parser(source: source, tokens: tokens, sink: sink)
        let root = parser.parseQuery()
        return (SyntaxTree(source: source, root: root), parser.sink)
    }

    // MARK: Looking

    var current: Token { tokens[position] }

    func peek(_ distance: Int = 1) -> Token { tokens[min(position + distance, tokens.count - 1)] }

    var isAtEnd: Bool { current.kind == .end }

    ///
    /// Messages are made of it, so a string that its author marked as secret stands for itself only by its mark.
    func text(_ token: Token) -> String {
        StringLiteral.isObfuscated(source.bytes, token) ? "h'…'" : source.text(token.span)
    }

    func token(_ token: Token, is text: StaticString) -> Bool {
        guard token.span.length == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { buffer in
            source.bytes[token.span.start..<token.span.end].elementsEqual(buffer)
        }
    }

    func at(_ text: StaticString) -> Bool { token(current, is: text) && current.kind != .string }

    func atWord(_ text: StaticString) -> Bool { current.kind == .word && token(current, is: text) }

    /// Whether no blank stands between the current token and the one before it.
    func isGlued(_ token: Token) -> Bool { token.fullStart == token.span.start }

    // MARK: Taking

    mutating func take() -> Token {
        let token = current
        if token.kind != .end { position += 1 }
        return token
    }

    /// Takes a token into a node if it stands here.
    @discardableResult
    mutating func accept(_ text: StaticString, _ slot: Slot = .syntax, into node: inout NodeBuilder) -> Bool {
        guard at(text), !isAtEnd else { return false }
        node.add(slot, take())
        return true
    }

    /// Takes a token into a node, or reports that it is missing.
    @discardableResult
    mutating func expect(_ text: StaticString, _ slot: Slot = .syntax, into node: inout NodeBuilder) -> Bool {
        if accept(text, slot, into: &node) { return true }
        let isWord = text.description.first?.isLetter ?? false
        report(.expectedToken, "'\(text)' is expected here.", at: here, suggestions: isWord ? [text.description] : [])
        return false
    }

    /// Takes any word into a node, or reports that a name is missing.
    mutating func expectWord(_ what: String, _ slot: Slot, into node: inout NodeBuilder) {
        if current.kind == .word {
            node.add(slot, take())
        } else {
            report(.missingElement, "\(what) is expected here.", at: here)
        }
    }

    // MARK: Reporting

    /// The place after the last token, where something is missing.
    var here: Span {
        isAtEnd && position > 0 ? Span(tokens[position - 1].span.end, tokens[position - 1].span.end) : current.span
    }

    mutating func report(
        _ code: Diagnostic.Code,
        _ message: String,
        at span: Span,
        suggestions: [String] = []
    ) {
        guard !isAborted, !isConsequence(code) else { return }
        sink.report(code, message, at: span, suggestions: suggestions)
    }

    mutating func missing(_ what: String) -> SyntaxNode {
        report(.missingElement, "\(what) is expected here.", at: here)
        return SyntaxNode(.missing, [], emptyAt: here.start)
    }

    mutating func abort(_ span: Span) {
        report(
            .nestedTooDeep,
            "The query nests or chains more operators than the compiler reads; split it with let statements.",
            at: span
        )
        isAborted = true
    }

    /// Runs a part of the grammar one level deeper, or stops reading.
    mutating func nested(_ body: (inout Parser) -> SyntaxNode) -> SyntaxNode {
        guard nesting < Self.nestingLimit, !isAborted else {
            if !isAborted { abort(current.span) }
            return SyntaxNode(.missing, [], emptyAt: current.span.start)
        }
        nesting += 1
        defer { nesting -= 1 }
        return body(&self)
    }

    // MARK: Recovering

    /// Whether an operator of a pipeline ends here.
    var isAtOperatorEnd: Bool { isAtEnd || at("|") || at(";") || at(")") || at("}") || at("]") || isAborted }

    /// Keeps what stands before the end of an operator aside and reports it once.
    mutating func skipToOperatorEnd(into node: inout NodeBuilder, isReported: Bool = true) {
        guard !isAtOperatorEnd else { return }
        if isReported { reportSurplus(after: node.kind) }
        defer { lastFault = position }
        var open = 0
        while !isAtEnd {
            if open == 0, isAtOperatorEnd { return }
            if at("(") || at("[") || at("{") { open += 1 }
            if at(")") || at("]") || at("}") { open -= 1 }
            node.add(.unexpected, take())
        }
    }

    /// Reads elements divided by commas until `isEnd` holds.
    mutating func parseList(
        _ slot: Slot,
        into node: inout NodeBuilder,
        isEnd: (Parser) -> Bool,
        _ element: (inout Parser) -> SyntaxNode
    ) {
        while !isAtEnd, !isEnd(self), !isAborted {
            node.add(slot, element(&self))
            if accept(",", into: &node) {
                if isAtEnd || isEnd(self) { node.add(slot, missing("An expression")) }
                continue
            }
            return
        }
    }
}
