extension Parser {
    /// What an author most likely means, where other languages or a slip of the pen stand in a query.
    struct Advice {
        var message: String
        var suggestions: [String] = []
        var code: Diagnostic.Code?
    }

    /// Keeps quiet about what follows from the fault that was reported last: at its token and at the next.
    mutating func isConsequence(_ code: Diagnostic.Code) -> Bool {
        switch code {
        case .expectedToken, .missingElement, .incompleteFragment, .unknownOperator, .unexpectedText: break
        default: return false
        }
        defer { lastFault = position }
        faultCount += 1
        if faultCount > Self.faultLimit { isAborted = true }
        return position <= lastFault + 1
    }

    // MARK: Behind a complete part

    /// Reports what stands behind a complete operator or statement.
    ///
    /// - Parameter kind: What is complete.
    mutating func reportSurplus(after kind: SyntaxKind) {
        let found = surplusAdvice(after: kind)
        report(
            found?.code ?? .incompleteFragment, found?.message ?? "'\(text(current))' is not expected here.",
            at: current.span, suggestions: found?.suggestions ?? [])
    }

    private func surplusAdvice(after kind: SyntaxKind) -> Advice? {
        if let advice = characterAdvice(text(current)) { return advice }
        if kind == .letStatement { return letAdvice() }
        if current.kind == .punctuation || current.kind == .unknown { return signAdvice(after: kind) }
        guard current.kind == .word else { return commaAdvice(after: kind) }
        let word = text(current)
        let lowered = word.lowercased()
        switch lowered {
        case "like", "notlike":
            return Advice(
                message: "'\(word)' is not an operator of the language; * and % are no wildcards in it.",
                suggestions: ["contains", "startswith", "matches regex"])
        case "is":
            let isNegated = peek().kind == .word && text(peek()).lowercased() == "not"
            return Advice(
                message:
                    "Whether a value is missing is asked by a function: isempty() for strings, isnull() for others.",
                suggestions: isNegated ? ["isnotempty(…)", "isnotnull(…)"] : ["isempty(…)", "isnull(…)"])
        case "not":
            let next = text(peek())
            if Self.infixWords.contains("!" + next) {
                return Advice(message: "'not \(next)' is written '!\(next)'.", suggestions: ["!\(next)"])
            }
            return Advice(message: "'not' is a function and needs parentheses.", suggestions: ["not(…)"])
        case "matches" where peek().kind == .string:
            return Advice(message: "'matches' needs the word 'regex' after it.", suggestions: ["matches regex"])
        case "ascending", "descending":
            return Advice(
                message: "The direction is 'asc' or 'desc'.", suggestions: [lowered == "ascending" ? "asc" : "desc"])
        case "as" where [.projectOperator, .extendOperator, .summarizeOperator, .printSource].contains(kind):
            return Advice(
                message: "A name stands before its expression: name = expression.",
                suggestions: peek().kind == .word ? ["\(text(peek())) = …"] : [])
        case "group" where text(peek()) == "by":
            return Advice(message: "The keys of summarize follow 'by'.", suggestions: ["by"])
        default: break
        }
        if Self.infixWords.contains(word) {
            return Advice(message: "Comparisons do not follow each other.", suggestions: ["and"])
        }
        if lowered != word, Self.infixWords.contains(lowered) {
            return Advice(message: "'\(word)' is written in lower case.", suggestions: [lowered])
        }
        if Self.operators[word] != nil, kind == .query || kind == .whereOperator || kind == .takeOperator {
            return Advice(message: "A '|' is missing before '\(word)'.", suggestions: ["| \(word)"])
        }
        let lastWord = position > 0 && tokens[position - 1].kind == .word ? text(tokens[position - 1]) : ""
        if lastWord == "not" {
            return Advice(message: "'not' is a function and needs parentheses.", suggestions: ["not(…)"])
        }
        if peek().kind == .string || token(peek(), is: "("), kind == .whereOperator || kind == .query {
            let close = Suggestions.closest(to: word, among: Self.infixWords)
            if !close.isEmpty { return Advice(message: "'\(word)' is no operator.", suggestions: close) }
        }
        return commaAdvice(after: kind)
    }

    /// Elements of a list that follow each other without a comma.
    private func commaAdvice(after kind: SyntaxKind) -> Advice? {
        switch kind {
        case .projectOperator, .extendOperator, .summarizeOperator, .printSource, .unionOperator, .distinctOperator,
            .sortOperator, .projectAwayOperator, .projectKeepOperator, .projectRenameOperator, .projectReorderOperator:
            let previous = position > 0 ? tokens[position - 1] : current
            if previous.kind == .word, current.kind == .word, token(peek(), is: "=") {
                let name = "['\(text(previous)) \(text(current))']"
                return Advice(
                    message: "',' is expected here, or brackets around a name with a blank.", suggestions: [",", name],
                    code: .expectedToken)
            }
            return Advice(message: "',' is expected here.", suggestions: [","], code: .expectedToken)
        default: return nil
        }
    }

    private func letAdvice() -> Advice? {
        if at("{") {
            return Advice(message: "The parameters of a function need types.", suggestions: ["(name: type)"])
        }
        guard current.kind == .word || current.kind == .string else { return nil }
        return Advice(
            message: "';' is expected here, after the let statement.", suggestions: [";"], code: .expectedToken)
    }

    private func signAdvice(after kind: SyntaxKind) -> Advice? {
        switch text(current) {
        case "=" where kind == .joinOperator || kind == .lookupOperator || kind == .whereOperator:
            return Advice(message: "'=' does not compare.", suggestions: ["=="])
        case ":" where commaAdvice(after: kind) != nil:
            return Advice(message: "A name and its expression have '=' between them.", suggestions: ["="])
        case "==":
            return Advice(message: "Comparisons do not follow each other.", suggestions: ["and"])
        case "&": return Advice(message: "'&&' is no operator of the language.", suggestions: ["and"])
        case "=>": return Advice(message: "'=>' is no comparison.", suggestions: [">="])
        case "<", ">", "<=", ">=":
            return Advice(message: "Comparisons do not follow each other.", suggestions: ["between (… .. …)"])
        default: return nil
        }
    }

    // MARK: Instead of an expression

    /// Reports that an expression is missing, and reads over a text in quotes that are none.
    mutating func parseNoExpression() -> SyntaxNode {
        let word = text(current)
        let before = position > 0 ? text(tokens[position - 1]) : ""
        let isGluedSign = position > 0 && isGlued(current) && tokens[position - 1].kind == .punctuation
        var advice = characterAdvice(word)
        if isGluedSign, before == "==", word == "=" {
            advice = Advice(message: "'===' is no operator of the language.", suggestions: ["=="])
        } else if isGluedSign, before == "=", word.hasPrefix("!") {
            advice = Advice(message: "'=!' is no operator of the language.", suggestions: ["!="])
        } else if word == "!", token(peek(), is: "(") {
            advice = Advice(
                message: "'!' is no operator of its own; a condition is negated by not().", suggestions: ["not(…)"])
        }
        guard let advice else { return missing("An expression") }
        report(advice.code ?? .missingElement, advice.message, at: current.span, suggestions: advice.suggestions)
        var node = NodeBuilder(.missing)
        guard current.kind == .unknown, Self.curledQuotes.contains(word) else {
            return node.node(at: current.span.start)
        }
        node.add(.unexpected, take())
        while !isAtEnd, !at("|"), !at(";") {
            let isLast = current.kind == .unknown && Self.curledQuotes.contains(text(current))
            node.add(.unexpected, take())
            if isLast { break }
        }
        lastFault = position
        return node.node(at: current.span.start)
    }

    /// `contains(a, "b")`: the operator is read over with its parentheses.
    mutating func parseOperatorCall() -> SyntaxNode? {
        let word = text(current)
        guard Self.infixWords.contains(word), token(peek(), is: "("), token(peek(3), is: ",") else { return nil }
        report(
            .missingElement, "'\(word)' stands between its two sides and is no function.", at: current.span,
            suggestions: ["\(text(peek(2))) \(word) …"])
        var node = NodeBuilder(.missing)
        node.add(.unexpected, take())
        var open = 0
        repeat {
            if at("(") { open += 1 }
            if at(")") { open -= 1 }
            node.add(.unexpected, take())
        } while open > 0 && !isAtEnd && !at("|") && !at(";")
        lastFault = position
        return node.node(at: current.span.start)
    }

    private static let curledQuotes: Set<String> = ["“", "”", "„", "‟", "«", "»", "‘", "’", "‚", "‛", "`", "´"]

    private func characterAdvice(_ word: String) -> Advice? {
        guard current.kind == .unknown, let scalar = word.unicodeScalars.first else { return nil }
        switch word {
        case _ where Self.curledQuotes.contains(word):
            return Advice(
                message: "'\(word)' is no quote of the language; strings stand in \" or '.", suggestions: ["\""],
                code: .unexpectedText)
        case "–", "—", "−":
            return Advice(message: "'\(word)' is no minus sign.", suggestions: ["-"], code: .unexpectedText)
        case "#":
            return Advice(message: "Comments begin with '//'.", suggestions: ["//"], code: .unexpectedText)
        default:
            guard !scalar.isASCII else { return nil }
            let code = String(scalar.value, radix: 16, uppercase: true)
            let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
            return Advice(
                message: "The character U+\(digits) is not part of the language; delete it.", code: .unexpectedText)
        }
    }

    // MARK: Instead of an operator

    /// What stands after a pipe in other languages, and what it is called here.
    func operatorSuggestions(_ word: String) -> [String] {
        let lowered = word.lowercased()
        let next = text(peek()).lowercased()
        if next == "join" {
            switch lowered {
            case "left", "right", "full", "outer": return ["join kind=\(lowered == "outer" ? "full" : lowered)outer"]
            case "inner", "anti", "semi": return ["join kind=\(lowered == "inner" ? "inner" : "left\(lowered)")"]
            default: break
            }
        }
        if let other = Self.foreignOperators[lowered] { return other }
        if lowered != word, Self.operators[lowered] != nil { return [lowered] }
        return Suggestions.closest(to: word, among: Self.operators.keys)
    }

    /// Words of SQL and of other search languages.
    private static let foreignOperators: [String: [String]] = [
        "select": ["project"], "group": ["summarize … by"], "having": ["where"], "from": ["join"], "eval": ["extend"],
        "stats": ["summarize"], "table": ["project"], "fields": ["project", "project-away"],
        "rename": ["project-rename"],
        "dedup": ["distinct"], "head": ["take"], "first": ["take"], "tail": ["top"],
        "rex": ["parse", "extend … extract(…)"],
        "regex": ["where … matches regex"], "append": ["union"], "timechart": ["render timechart"], "chart": ["render"],
        "unnest": ["mv-expand"], "explode": ["mv-expand"], "like": ["where … contains"], "with": ["extend"],
        "set": ["extend"], "add": ["extend"], "drop": ["project-away"], "uniq": ["distinct"], "unique": ["distinct"],
    ]

    /// Operators between two values that are words.
    static let infixWords: Set<String> = {
        let plain = ["and", "or", "in", "in~", "between", "has_any", "has_all", "matches regex"]
        let texts = ["has", "contains", "startswith", "endswith", "hasprefix", "hassuffix"].flatMap {
            [$0, "!" + $0, $0 + "_cs", "!" + $0 + "_cs"]
        }
        return Set(plain + ["!in", "!in~", "!between"] + texts)
    }()

    // MARK: Statements of other languages

    /// Reads over a statement that begins as none of the language does; `nil` where it does not.
    mutating func parseForeignStatement() -> SyntaxNode? {
        let word = text(current)
        let next = peek()
        let advice: Advice
        if at("."), next.kind == .word, isGlued(next) {
            advice = Advice(
                message: "Management commands such as '.\(text(next))' are not part of hunting.", code: .notSupported)
        } else if current.kind == .word, word.lowercased() == "select",
            next.kind == .word || next.kind == .string || token(next, is: "*")
        {
            advice = Advice(
                message: "A query begins with its table, and each step follows a '|'.",
                suggestions: ["Table | where … | project …"], code: .unexpectedText)
        } else if current.kind == .word, word.lowercased() != word, !token(next, is: "|"), !token(next, is: "("),
            ["print", "range", "union", "search", "find", "let", "set", "declare"].contains(word.lowercased()),
            next.kind != .end, next.kind != .punctuation
        {
            advice = Advice(
                message: "'\(word)' is written in lower case.", suggestions: [word.lowercased()], code: .tableExpected)
        } else if isGlued(next), at("-") && token(next, is: "-") || at("/") && token(next, is: "*") {
            advice = Advice(message: "Comments begin with '//'.", suggestions: ["//"], code: .unexpectedText)
        } else {
            return nil
        }
        report(
            advice.code ?? .unexpectedText, advice.message, at: Span(current.span.start, next.span.end),
            suggestions: advice.suggestions)
        var node = NodeBuilder(.missing)
        while !isAtEnd, !at(";") { node.add(.unexpected, take()) }
        return node.node(at: current.span.start)
    }
}
