import KQL

/// A part of the compiler, and what must be true of it for any text.
public enum FuzzTarget: String, CaseIterable, Sendable {
    case lexer, parser, binder, printer

    /// What is wrong with how the part treats a text; `nil` when all is well.
    ///
    /// - Parameter compiler: Knows the tables that the binder sees.
    public func fault(of text: String, _ compiler: KQLCompiler) -> String? {
        switch self {
        case .lexer: Self.lexerFault(text)
        case .parser: Self.parserFault(text)
        case .binder: Self.binderFault(text, compiler)
        case .printer: Self.printerFault(text)
        }
    }

    /// The tokens are the text, one after the other and without gaps.
    private static func lexerFault(_ text: String) -> String? {
        let query = ParsedQuery(text)
        guard query.printed == text else { return "the tokens are not the text" }
        var end = 0
        for token in query.tokens {
            guard token.fullStart == end, token.span.start >= token.fullStart, token.span.end >= token.span.start else {
                return "the token at \(token.span) leaves a gap"
            }
            end = token.span.end
        }
        return end == text.utf8.count ? nil : "the tokens end at \(end)"
    }

    /// Nodes lie inside of each other, and faults inside of the text.
    private static func parserFault(_ text: String) -> String? {
        let query = ParsedQuery(text)
        if let fault = placeFault(query.diagnostics, text) { return fault }
        var fault: String?
        query.root.walk { node in
            for child in node.children {
                guard case .node(let inner) = child.content, inner.span.length > 0 else { continue }
                if inner.span.start < node.span.start || inner.span.end > node.span.end {
                    fault = "\(inner.kind) at \(inner.span) leaves \(node.kind) at \(node.span)"
                }
            }
        }
        return fault
    }

    /// A text is compiled or refused with a reason, and the same way each time.
    private static func binderFault(_ text: String, _ compiler: KQLCompiler) -> String? {
        let options = CompileOptions(now: 638_725_392_000_000_000)
        do throws(KQLError) {
            let query = try compiler.compile(text, options: options)
            if query.sql.isEmpty { return "compiled to nothing" }
            return placeFault(query.diagnostics, text)
        } catch {
            if error.diagnostics.allSatisfy({ $0.severity != .error }) { return "refused without a reason" }
            return placeFault(error.diagnostics, text)
        }
    }

    /// What is laid out stays so, and keeps its tokens and comments.
    private static func printerFault(_ text: String) -> String? {
        let formatter = QueryFormatter()
        let once = formatter.format(text)
        if formatter.format(once) != once { return "the format is not stable: \(once.debugDescription)" }
        let (before, after) = (ParsedQuery(text), ParsedQuery(once))
        if words(before) != words(after) { return "the format changed the tokens: \(once.debugDescription)" }
        if comments(before) != comments(after) { return "the format changed the comments: \(once.debugDescription)" }
        if before.isWellFormed != after.isWellFormed { return "the format changed what is read" }
        return nil
    }

    private static func words(_ query: ParsedQuery) -> [String] { query.tokens.map { query.text(of: $0.span) } }

    /// The text between the tokens without its blanks.
    private static func comments(_ query: ParsedQuery) -> [String] {
        query.tokens.compactMap { token in
            let text = query.text(of: Span(token.fullStart, token.span.start))
            // Some blanks of the language have no width.
            let bare = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.filter {
                        !$0.properties.isWhitespace && ![0x180E, 0x200B, 0xFEFF].contains($0.value)
                    }))
            return bare.isEmpty ? nil : bare
        }
    }

    private static func placeFault(_ diagnostics: [Diagnostic], _ text: String) -> String? {
        for diagnostic in diagnostics {
            let span = diagnostic.span
            if span.start < 0 || span.end < span.start || span.end > text.utf8.count || diagnostic.line < 1
                || diagnostic.column < 1 || diagnostic.message.isEmpty
            {
                return "a diagnostic is at no place: \(diagnostic)"
            }
        }
        return nil
    }
}
