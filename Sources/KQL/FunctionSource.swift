/// A function as its author keeps it: in a file, or in a box of a portal.
///
/// Three forms are read. A text of `let` statements declares a function each, under the names that it gives them; a text
/// `(parameters) { body }` is one function, and a query alone is the body of one that takes nothing: both are called what
/// the author calls them elsewhere, such as their file. Comments before a function tell what it is for.
public struct FunctionSource: Sendable, Hashable {
    /// The function to store.
    public var function: StoredFunction

    /// Whether the text that was read says itself that it is a function, and is no query that may be one.
    public var isDeclared: Bool

    /// Where the function's text begins in the text that was read.
    public var start: Int

    /// Reads a text.
    ///
    /// - Parameter name: What a function is called that does not say so itself.
    /// - Returns: The functions in the order of the text, at least one. Their bodies are not looked into:
    ///   ``KQLCompiler/check(_:options:)-(StoredFunction,_)`` does that.
    /// - Throws: ``KQLError`` where the text is none of the three forms.
    public static func read(_ text: String, named name: String) throws(KQLError) -> [FunctionSource] {
        let source = SourceText(text)
        let (tree, sink) = Parser.parse(source)
        let statements = tree.root.all(.statement)
        if !sink.hasErrors, !statements.isEmpty, statements.allSatisfy({ $0.kind == .letStatement }) {
            return try declarations(statements, source)
        }
        let (function, faults) = Parser.parseFunction(source)
        if !faults.hasErrors {
            return [make(name, Span(function.span.start, source.bytes.count), source, commentsEnd: function.span.start)]
        }
        guard !sink.hasErrors else {
            // Of the two ways to read it, the one that it begins like.
            let first = tree.root.span.start
            let isFunction = first < source.bytes.count && source.bytes[first] == UInt8(ascii: "(")
            throw KQLError(diagnostics: isFunction ? faults.diagnostics : sink.diagnostics)
        }
        guard statements.last?.kind == .expressionStatement else {
            var sink = sink
            sink.report(
                .noResult, "The function has no result: its body needs an expression at the end.", at: Span(0, 0))
            throw KQLError(diagnostics: sink.diagnostics)
        }
        let first = tree.root.span.start
        var result = make(name, Span(first, source.bytes.count), source, commentsEnd: first)
        // The brackets take no line of their own, so that lines are counted as the author counts them; a comment at the
        // end must not swallow the closing one.
        result.function.text = "() {\(result.function.text)\n}"
        result.start -= 4
        result.isDeclared = false
        return [result]
    }

    /// What the comment lines at the beginning of a query say, without their slashes.
    public static func leadingComment(of text: String) -> String {
        let source = SourceText(text)
        return comments(source, endingAt: Parser.parse(source).0.root.span.start)
    }

    private static func declarations(_ statements: [SyntaxNode], _ source: SourceText) throws(KQLError)
        -> [FunctionSource]
    {
        var result: [FunctionSource] = []
        var sink = DiagnosticSink(source: source)
        for statement in statements {
            guard let name = statement[.name]?.token(.name), let value = statement[.value] else { continue }
            guard value.kind == .functionDeclaration else {
                sink.report(
                    .invalidValue,
                    "'\(source.text(name.span))' is no function: a constant that functions share stands in each of them.",
                    at: statement.span)
                continue
            }
            let called =
                name.kind == .string ? StringLiteral.value(source.bytes, name.span) : source.text(name.span)
            result.append(make(called, value.span, source, commentsEnd: statement.span.start))
        }
        if sink.hasErrors { throw KQLError(diagnostics: sink.diagnostics) }
        return result
    }

    private static func make(_ name: String, _ span: Span, _ source: SourceText, commentsEnd: Int) -> FunctionSource {
        var function = StoredFunction(name: name, text: trimmed(source.text(span)))
        function.summary = comments(source, endingAt: commentsEnd)
        return FunctionSource(function: function, isDeclared: true, start: span.start)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// The comment lines that stand directly before a place.
    private static func comments(_ source: SourceText, endingAt end: Int) -> String {
        var lines = source.text(Span(0, end)).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        // The line that the function itself begins in.
        lines.removeLast()
        var found: [String] = []
        while let line = lines.popLast() {
            let words = line.drop { $0.isWhitespace }
            guard words.hasPrefix("//") else { break }
            let said = words.drop { $0 == "/" }.drop { $0.isWhitespace }
            found.append(trimmed(String(said)))
        }
        return found.reversed().joined(separator: "\n")
    }
}
