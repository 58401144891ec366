extension Parser {
    /// An expression by precedence; KQL §2. Below `or` and `and` no operator of one level chains with itself, but for
    /// `+ -` and `* / %`.
    mutating func parseExpression() -> SyntaxNode {
        nested { $0.parseLogical(.or, "or") { $0.parseLogical(.and, "and") { $0.parseEquality() } } }
    }

    /// Chains of `and` and `or` are one flat node, however long they are.
    private mutating func parseLogical(
        _ kind: SyntaxKind,
        _ word: StaticString,
        _ operand: (inout Parser) -> SyntaxNode
    ) -> SyntaxNode {
        let first = operand(&self)
        guard atWord(word), !isAborted else { return first }
        var node = NodeBuilder(kind)
        node.add(.element, first)
        while atWord(word), !isAborted {
            node.add(.operator, take())
            node.add(.element, operand(&self))
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseEquality() -> SyntaxNode {
        let left = parseRelational()
        switch current.kind {
        case .punctuation where at("==") || at("!=") || at("<>"):
            return finishBinary(left) { $0.parseRelational() }
        case .word where current.rank >= .declared:
            switch text(current) {
            // The old form of make-series: `on t in range(a, b, s)`.
            case "in" where token(peek(), is: "range") && token(peek(2), is: "("): return left
            case "in", "!in", "in~", "!in~", "has_any", "has_all": return parseInList(left)
            case "between", "!between": return parseBetween(left)
            default: return left
            }
        default: return left
        }
    }

    private mutating func parseRelational() -> SyntaxNode {
        let left = parseAdditive()
        guard current.kind == .punctuation, at("<") || at("<=") || at(">") || at(">=") else { return left }
        return finishBinary(left) { $0.parseAdditive() }
    }

    private mutating func parseAdditive() -> SyntaxNode {
        parseChain({ $0.at("+") || $0.at("-") }) { $0.parseMultiplicative() }
    }

    private mutating func parseMultiplicative() -> SyntaxNode {
        parseChain({ $0.at("*") || $0.at("/") || $0.at("%") }) { $0.parseStringOperator() }
    }

    /// Operators of one level that group to the left. What is longer than people write becomes one flat node, so that
    /// a chain may be of any length.
    private mutating func parseChain(
        _ isAtSign: (Parser) -> Bool,
        _ operand: (inout Parser) -> SyntaxNode
    ) -> SyntaxNode {
        var left = operand(&self)
        while current.kind == .punctuation, isAtSign(self), !isAborted {
            guard left.depth < Self.chainDepth else { break }
            left = finishBinary(left, operand)
        }
        guard current.kind == .punctuation, isAtSign(self), !isAborted else { return left }
        var node = NodeBuilder(.chain)
        node.add(.element, left)
        while current.kind == .punctuation, isAtSign(self), !isAborted {
            node.add(.operator, take())
            node.add(.element, operand(&self))
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseStringOperator() -> SyntaxNode {
        let left = parseUnary()
        if current.kind == .punctuation {
            guard at("=~") || at("!~") || readsColons && at(":") else { return left }
            return finishBinary(left) { $0.parseUnary() }
        }
        defer { textOperator = nil }
        guard current.kind == .word, current.rank >= .declared, TextOperator(keyword: text(current)) != nil else {
            return left
        }
        textOperator = token(peek(), is: "(") ? text(current) : nil
        return finishBinary(left) { $0.parseUnary() }
    }

    private mutating func finishBinary(_ left: SyntaxNode, _ right: (inout Parser) -> SyntaxNode) -> SyntaxNode {
        var node = NodeBuilder(.binary)
        node.add(.left, left)
        node.add(.operator, take())
        node.add(.right, right(&self))
        let result = node.node(at: current.span.start)
        if result.depth > Self.chainLimit { abort(result.span) }
        return result
    }

    private mutating func parseInList(_ left: SyntaxNode) -> SyntaxNode {
        var node = NodeBuilder(.inList)
        node.add(.left, left)
        node.add(.operator, take())
        if expect("(", into: &node) {
            parseList(.element, into: &node, isEnd: { $0.at(")") }) { $0.parsePipeline() }
            expect(")", into: &node)
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseBetween(_ left: SyntaxNode) -> SyntaxNode {
        var node = NodeBuilder(.between)
        node.add(.left, left)
        node.add(.operator, take())
        if expect("(", into: &node) {
            let lower = parseExpression()
            node.add(.lower, lower)
            if at(")"), lower.kind == .and, let word = lower.token(.operator) {
                report(
                    .expectedToken, "The bounds of between have '..' between them.", at: word.span, suggestions: [".."])
            } else if at(",") {
                report(
                    .expectedToken, "The bounds of between have '..' between them.", at: current.span,
                    suggestions: [".."])
                node.add(.unexpected, take())
            } else {
                expect("..", into: &node)
            }
            node.add(.upper, parseExpression())
            expect(")", into: &node)
        }
        return node.node(at: current.span.start)
    }

    /// One sign at most: `--1` is no expression.
    private mutating func parseUnary() -> SyntaxNode {
        guard current.kind == .punctuation, at("-") || at("+") else { return parsePostfix() }
        var node = NodeBuilder(.unary)
        node.add(.operator, take())
        node.add(.value, parsePostfix())
        return node.node(at: current.span.start)
    }

    mutating func parsePostfix() -> SyntaxNode {
        var base = parsePrimary()
        while current.kind == .punctuation, base.kind != .missing, !isAborted {
            if at(".") {
                var node = NodeBuilder(.member)
                node.add(.base, base)
                node.add(.syntax, take())
                if at("["), peek().kind == .string {
                    node.add(.name, parseBracketedName())
                } else if at("[") {
                    // `a.[0]` is `a[0]`.
                    base = parseIndex(NodeBuilder(.index), base, dot: node.lastToken)
                    continue
                } else {
                    node.add(.name, parseMemberName())
                }
                if at("("), node.kind == .member { node.add(.argument, parseArguments()) }
                base = node.node(at: current.span.start)
            } else if at("[") {
                base = parseIndex(NodeBuilder(.index), base)
            } else {
                break
            }
            if base.depth > Self.chainLimit { abort(base.span) }
        }
        return base
    }

    private mutating func parseIndex(_ builder: NodeBuilder, _ base: SyntaxNode, dot: Token? = nil) -> SyntaxNode {
        var node = builder
        node.add(.base, base)
        if let dot { node.add(.syntax, dot) }
        node.add(.syntax, take())
        node.add(.value, parseExpression())
        expect("]", into: &node)
        return node.node(at: current.span.start)
    }

    /// What stands behind a dot: a name that needs no brackets.
    private mutating func parseMemberName() -> SyntaxNode {
        guard current.kind == .word, current.rank.isReference else { return parseDeclaredName(.name) }
        return parseLeaf(.name, .name)
    }

    mutating func parsePrimary() -> SyntaxNode {
        switch current.kind {
        case .string:
            var node = NodeBuilder(.stringLiteral)
            while current.kind == .string { node.add(.value, take()) }
            return node.node(at: current.span.start)
        case .long, .real, .timespan:
            return parseLeaf(.literal, .value)
        case .guid:
            report(
                .rawGUID,
                "Raw guid literals are not allowed in this context, use guid(...) instead.",
                at: current.span,
                suggestions: ["guid(\(text(current)))"]
            )
            return parseLeaf(.literal, .value)
        case .typed:
            return parseLeaf(.typedLiteral, .value)
        case .word:
            return parseWord()
        case .punctuation where at("("):
            return nested { parser in
                var node = NodeBuilder(.parenthesized)
                node.add(.syntax, parser.take())
                let word = parser.textOperator
                parser.textOperator = nil
                node.add(.value, parser.parsePipeline())
                if let word, parser.at(",") {
                    let several = word.hasPrefix("!") ? "not(… has_any (…))" : "has_any (…)"
                    parser.report(
                        .expectedToken, "')' is expected here: one text stands right of '\(word)'.",
                        at: parser.current.span, suggestions: [several])
                }
                parser.expect(")", into: &node)
                return node.node(at: parser.current.span.start)
            }
        case .punctuation where at("["):
            return parseBracketedName()
        case .punctuation where at("*"):
            return parseLeaf(.star, .syntax)
        default:
            return parseNoExpression()
        }
    }

    private mutating func parseLeaf(_ kind: SyntaxKind, _ slot: Slot) -> SyntaxNode {
        var node = NodeBuilder(kind)
        node.add(slot, take())
        return node.node(at: current.span.start)
    }

    private mutating func parseWord() -> SyntaxNode {
        let isCall = token(peek(), is: "(") && peek().kind == .punctuation
        if isCall {
            if atWord("dynamic") { return parseDynamic() }
            if atWord("typeof") { return parseTypeof() }
            if atWord("externaldata") || atWord("external_data") { return parseExternalData() }
        }
        switch current.rank {
        case .literal: return parseLeaf(.literal, .value)
        case .identifier, .name, .special:
            guard isCall, current.rank != .special else { return parseLeaf(.name, .name) }
            var node = NodeBuilder(.call)
            node.add(.name, take())
            node.add(.argument, parseArguments())
            return node.node(at: current.span.start)
        case .declared, .reserved:
            if isCall || token(peek(), is: "kind"), atWord("toscalar") || atWord("totable") {
                return parseTableCall()
            }
            if isCall, atWord("datatable") { return parseDatatable() }
            return parseMisplacedKeyword()
        }
    }

    /// `toscalar(T)` and its like, the calls whose argument is a pipeline.
    mutating func parseTableCall() -> SyntaxNode {
        var node = NodeBuilder(.call)
        node.add(.name, take())
        parseParameters(["kind"], into: &node)
        node.add(.argument, parseArguments { $0.parsePipeline() })
        return node.node(at: current.span.start)
    }

    /// A keyword where a value belongs: taken for a name where what follows says that it is meant as one.
    private mutating func parseMisplacedKeyword() -> SyntaxNode {
        let word = text(current)
        if let call = parseOperatorCall() { return call }
        guard isNameBefore(peek()) else {
            report(
                .missingElement,
                "An expression is expected here; if the keyword '\(word)' is meant as a name, write ['\(word)'].",
                at: current.span
            )
            return SyntaxNode(.missing, [], emptyAt: current.span.start)
        }
        report(
            .bracketsNeeded,
            "The name '\(word)' needs to be bracketed as ['\(word)'] to be used in this context.",
            at: current.span,
            suggestions: ["['\(word)']"]
        )
        return parseLeaf(.name, .name)
    }

    /// Whether a token stands only behind a name or another value.
    private func isNameBefore(_ next: Token) -> Bool {
        switch next.kind {
        case .punctuation:
            let word = text(next)
            return ["==", "!=", "=~", "!~", ">", ">=", "<", "<=", "*", "/", "%", ")", "]", "}", ".", ",", ":", "|"]
                .contains(word)
        case .word:
            let word = text(next)
            return TextOperator(keyword: word) != nil
                || ["and", "or", "in", "in~", "!in", "!in~", "has_any", "has_all", "between", "!between"].contains(word)
        default: return false
        }
    }

    /// The parentheses of a call with what is between them.
    private mutating func parseArguments(
        _ argument: @escaping (inout Parser) -> SyntaxNode = { $0.parseNamedExpression() }
    ) -> SyntaxNode {
        nested { parser in
            var node = NodeBuilder(.nameList)
            parser.expect("(", into: &node)
            parser.parseList(.argument, into: &node, isEnd: { $0.at(")") }, argument)
            parser.expect(")", into: &node)
            return node.node(at: parser.current.span.start)
        }
    }

    /// `['any text']`.
    mutating func parseBracketedName() -> SyntaxNode {
        var node = NodeBuilder(.bracketedName)
        expect("[", into: &node)
        if current.kind == .string {
            while current.kind == .string { node.add(.name, take()) }
        } else {
            report(.missingElement, "A name in quotes is expected here.", at: here)
            if current.kind == .long { node.add(.unexpected, take()) }
        }
        expect("]", into: &node)
        return node.node(at: current.span.start)
    }

    /// `expr`, `name = expr` or `(a, b) = expr`.
    mutating func parseNamedExpression() -> SyntaxNode {
        if let list = parseNameListAhead() {
            var node = NodeBuilder(.namedExpression)
            node.add(.name, list)
            expect("=", into: &node)
            node.add(.value, parseExpression())
            return node.node(at: current.span.start)
        }
        guard let length = nameLengthBeforeEquals else { return parseExpression() }
        var node = NodeBuilder(.namedExpression)
        if current.kind == .word, length > 1 {
            let name = source.text(Span(current.span.start, peek(length - 1).span.end))
            report(
                .bracketsNeeded,
                "The name '\(name)' needs to be bracketed as ['\(name)'] to be used in this context.",
                at: current.span,
                suggestions: ["['\(name)']"]
            )
            node.add(.name, parseLeaf(.name, .name))
            for _ in 1..<length { node.add(.unexpected, take()) }
        } else {
            node.add(.name, parseDeclaredName())
        }
        expect("=", into: &node)
        node.add(.value, parseExpression())
        return node.node(at: current.span.start)
    }

    /// The number of tokens of a name in front of an equals sign; `nil` when none stands here.
    ///
    /// Keywords and names with dashes count too, so that they can be reported as what they are meant for.
    private var nameLengthBeforeEquals: Int? {
        func isEquals(_ token: Token) -> Bool { token.kind == .punctuation && self.token(token, is: "=") }
        if at("["), peek().kind == .string {
            var length = 2
            while peek(length).kind == .string { length += 1 }
            return token(peek(length), is: "]") && isEquals(peek(length + 1)) ? length + 2 : nil
        }
        guard current.kind == .word, current.rank != .literal else { return nil }
        var length = 1
        while isGlued(peek(length)), peek(length).kind == .word || token(peek(length), is: "-") { length += 1 }
        return isEquals(peek(length)) ? length : nil
    }

    /// A name and an equals sign in front of an expression where the name has no meaning, as in `take n = 5`.
    mutating func skipName(into node: inout NodeBuilder) {
        guard let length = nameLengthBeforeEquals, current.kind != .word || current.rank <= .declared else { return }
        for _ in 0...length { node.add(.syntax, take()) }
    }

    /// `(a, b)` when an equals sign follows it.
    private mutating func parseNameListAhead() -> SyntaxNode? {
        guard at("("), current.kind == .punctuation else { return nil }
        var index = position + 1
        while index < tokens.count,
            tokens[index].kind == .word && tokens[index].rank <= .declared || tokens[index].kind == .string
                || token(tokens[index], is: ",") || token(tokens[index], is: "[") || token(tokens[index], is: "]")
        { index += 1 }
        guard index + 1 < tokens.count, token(tokens[index], is: ")"), token(tokens[index + 1], is: "=") else {
            return nil
        }
        var node = NodeBuilder(.nameList)
        node.add(.syntax, take())
        parseList(.name, into: &node, isEnd: { $0.at(")") }) { $0.parseDeclaredName() }
        expect(")", into: &node)
        return node.node(at: current.span.start)
    }

    private mutating func parseTypeof() -> SyntaxNode {
        var node = NodeBuilder(.typeofLiteral)
        node.add(.syntax, take())
        expect("(", into: &node)
        expectWord("A type", .type, into: &node)
        if current.kind == .word {
            report(.expectedToken, "')' is expected here: a type is one word.", at: current.span)
        }
        while !isAtOperatorEnd { node.add(.unexpected, take()) }
        expect(")", into: &node)
        return node.node(at: current.span.start)
    }
}
