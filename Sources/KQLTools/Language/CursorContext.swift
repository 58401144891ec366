import KQL

/// Where in a query a place is: in which pipeline, after which operator, and what was written before it.
struct CursorContext {
    /// A pipeline that is not closed yet at the place, in brackets or not.
    struct Frame {
        /// Where its statements begin.
        var start: Int
        /// Where the statement begins that the place is in.
        var statement: Int
        /// Where the pipeline begins: after `let x =` or the bracket.
        var pipeline: Int
        /// The last pipe of it.
        var pipe: Int?
        /// The word after that pipe, or the first word of the source.
        var word: String?
        /// The words of the step so far.
        var words: Set<String> = []
        /// Whether the bracket holds an argument list and no table.
        var isCall = false
        /// In the body of a function: a `let` for each of its parameters, which says what type it has.
        var parameters = ""
    }

    /// The pipelines around the place, the outermost first; never empty.
    private(set) var frames: [Frame] = [Frame(start: 0, statement: 0, pipeline: 0)]
    /// The token before the place, the word that is being written aside.
    private(set) var previous: String?
    private(set) var previousKind = "end"
    /// The token before that one.
    private(set) var beforePrevious: String?
    /// The word that ends at the place; empty where none does.
    private(set) var prefix = ""
    /// Where that word begins.
    private(set) var prefixStart: Int
    /// Whether the place is in a string or a comment, where nothing is proposed.
    private(set) var isInText = false
    /// The bracket that was closed last.
    private(set) var closed: Span?

    init(_ query: ParsedQuery, at offset: Int) {
        prefixStart = offset
        for token in query.tokens {
            if token.span.end > offset || token.kind == "end" || token.span.end == offset && token.kind == "word" {
                isInText = token.kind == "string" && token.span.start < offset
                if offset > token.fullStart, offset <= token.span.start || token.kind == "end" {
                    isInText = isInText || Self.isComment(query, token.fullStart, offset)
                }
                if token.kind == "word", token.span.start < offset {
                    prefix = query.text(of: Span(token.span.start, offset))
                    prefixStart = token.span.start
                }
                break
            }
            take(token, query.text(of: token.span), query)
        }
    }

    /// Whether an offset lies behind two slashes in its line.
    private static func isComment(_ query: ParsedQuery, _ start: Int, _ offset: Int) -> Bool {
        let blank = query.text(of: Span(start, offset))
        guard let line = blank.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last else {
            return false
        }
        return line.contains("//")
    }

    private mutating func take(_ token: ParsedQuery.Token, _ text: String, _ query: ParsedQuery) {
        let last = frames.count - 1
        let isSign = token.kind == "punctuation"
        switch text {
        case "(" where isSign, "[" where isSign, "{" where isSign:
            var frame = Frame(start: token.span.end, statement: token.span.end, pipeline: token.span.end)
            // `f(` is a call; `join (`, `in (`, `=(` and a bare bracket may hold a table.
            let isGlued = token.fullStart == token.span.start
            frame.isCall =
                text == "[" || previousKind == "word" && isGlued && KQLVocabulary.functions[previous ?? ""] != nil
            if text == "{", previous == ")", let closed { frame.parameters = Self.parameters(query, closed) }
            frames.append(frame)
        case ")" where isSign, "]" where isSign, "}" where isSign:
            if frames.count > 1 {
                closed = Span(frames[last].start, token.span.start)
                frames.removeLast()
            }
        case ";" where isSign:
            frames[last].statement = token.span.end
            frames[last].pipeline = token.span.end
            frames[last].pipe = nil
            frames[last].word = nil
            frames[last].words = []
        case "|" where isSign:
            frames[last].pipe = token.span.start
            frames[last].word = nil
            frames[last].words = []
        case "=" where isSign && frames[last].word == "let" && frames[last].pipe == nil:
            frames[last].pipeline = token.span.end
            frames[last].word = nil
        default:
            if token.kind == "word" {
                if frames[last].word == nil { frames[last].word = text }
                frames[last].words.insert(text)
            }
        }
        beforePrevious = previous
        previous = text
        previousKind = token.kind
    }

    /// Statements that declare the parameters of a function, so that its body can be looked into before it is whole.
    private static func parameters(_ query: ParsedQuery, _ span: Span) -> String {
        let tokens = query.tokens.filter { $0.span.start >= span.start && $0.span.end <= span.end }
        var result = ""
        var depth = 0
        for (index, token) in tokens.enumerated() {
            let text = query.text(of: token.span)
            if text == "(" { depth += 1 }
            if text == ")" { depth -= 1 }
            guard depth == 0, token.kind == "word", index + 2 < tokens.count,
                query.text(of: tokens[index + 1].span) == ":"
            else { continue }
            let type = query.text(of: tokens[index + 2].span)
            if type == "(" {
                let rest = tokens[(index + 3)...]
                guard let end = rest.first(where: { query.text(of: $0.span) == ")" }) else { continue }
                let columns = query.text(of: Span(tokens[index + 2].span.end, end.span.start))
                if !columns.contains("*") { result += "let \(text) = datatable(\(columns))[];\n" }
            } else if KQLVocabulary.types.contains(type) {
                result += type == "string" ? "let \(text) = '';\n" : "let \(text) = \(type)(null);\n"
            }
        }
        return result
    }

    /// The innermost pipeline that has an operator already, whose rows are what columns belong to.
    var rowFrame: Frame? { frames.last { $0.pipe != nil } }

    /// Whether a table may stand at the place.
    var expectsTable: Bool {
        guard let frame = frames.last, frame.pipe == nil, !frame.isCall else { return false }
        if frame.word == nil { return frames.count == 1 || rowFrame == nil || Self.opensTable(self) }
        return frame.word == "union" || frame.word == "find"
    }

    private static func opensTable(_ context: CursorContext) -> Bool {
        guard context.frames.count > 1 else { return true }
        let outer = context.frames[context.frames.count - 2]
        return ["join", "lookup", "union", "in", "find"].contains { outer.words.contains($0) || outer.word == $0 }
    }

    /// The text of all statements that the place can refer to: those before its own, in every bracket around it.
    func statements(_ query: ParsedQuery) -> String {
        frames.map { $0.parameters + query.text(of: Span($0.start, $0.statement)) }.joined(separator: "\n")
    }
}
