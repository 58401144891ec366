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
        case .word:
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
        var left = parseMultiplicative()
        while current.kind == .punctuation, at("+") || at("-"), !isAborted {
            left = finishBinary(left) { $0.parseMultiplicative() }
        }
        return left
    }

    private mutating func parseMultiplicative() -> SyntaxNode {
        var left = parseStringOperator()
        while current.kind == .punctuation, at("*") || at("/") || at("%"), !isAborted {
            left = finishBinary(left) { $0.parseStringOperator() }
        }
        return left
    }

    private mutating func parseStringOperator() -> SyntaxNode {
        let left = parseUnary()
        if current.kind == .punctuation {
            guard at("=~") || at("!~") || readsColons && at(":") else { return left }
            return finishBinary(left) { $0.parseUnary() }
        }
        guard current.kind == .word else { return left }
        if atWord("matches") {
            var node = NodeBuilder(.binary)
            node.add(.left, left)
            node.add(.operator, take())
            expect("regex", into: &node)
            node.add(.right, parseUnary())
            return node.node(at: current.span.start)
        }
        guard TextOperator(keyword: text(current)) != nil else { return left }
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
            node.add(.lower, parseExpression())
            expect("..", into: &node)
            node.add(.upper, parseExpression())
            expect(")", into: &node)
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseUnary() -> SyntaxNode {
        guard current.kind == .punctuation, at("-") || at("+") else { return parsePostfix() }
        return nested { parser in
            var node = NodeBuilder(.unary)
            node.add(.operator, parser.take())
            node.add(.value, parser.parseUnary())
            return node.node(at: parser.current.span.start)
        }
    }

    private mutating func parsePostfix() -> SyntaxNode {
        var base = parsePrimary()
        while current.kind == .punctuation, base.kind != .missing, !isAborted {
            if at(".") {
                var node = NodeBuilder(.member)
                node.add(.base, base)
                node.add(.syntax, take())
                if at("[") {
                    node.add(.name, parseBracketedName())
                } else {
                    node.add(.name, parseDeclaredName())
                }
                if at("("), node.kind == .member { node.add(.argument, parseArguments()) }
                base = node.node(at: current.span.start)
            } else if at("[") {
                var node = NodeBuilder(.index)
                node.add(.base, base)
                node.add(.syntax, take())
                node.add(.value, parseExpression())
                expect("]", into: &node)
                base = node.node(at: current.span.start)
            } else {
                break
            }
            if base.depth > Self.chainLimit { abort(base.span) }
        }
        return base
    }

    mutating func parsePrimary() -> SyntaxNode {
        switch current.kind {
        case .string:
            var node = NodeBuilder(.stringLiteral)
            while current.kind == .string { node.add(.value, take()) }
            return node.node(at: current.span.start)
        case .long, .real, .timespan, .guid:
            return parseLeaf(.literal, .value)
        case .typed:
            return parseLeaf(.typedLiteral, .value)
        case .word:
            return parseWord()
        case .punctuation where at("("):
            return nested { parser in
                var node = NodeBuilder(.parenthesized)
                node.add(.syntax, parser.take())
                node.add(.value, parser.parsePipeline())
                parser.expect(")", into: &node)
                return node.node(at: parser.current.span.start)
            }
        case .punctuation where at("["):
            return parseBracketedName()
        case .punctuation where at("*"):
            return parseLeaf(.star, .syntax)
        default:
            return missing("An expression")
        }
    }

    private mutating func parseLeaf(_ kind: SyntaxKind, _ slot: Slot) -> SyntaxNode {
        var node = NodeBuilder(kind)
        node.add(slot, take())
        return node.node(at: current.span.start)
    }

    private mutating func parseWord() -> SyntaxNode {
        if token(peek(), is: "("), peek().kind == .punctuation {
            if atWord("dynamic") { return parseDynamic() }
            if atWord("typeof") { return parseTypeof() }
            if atWord("externaldata") || atWord("external_data") { return parseExternalData() }
            var node = NodeBuilder(.call)
            node.add(.name, take())
            node.add(.argument, parseArguments())
            return node.node(at: current.span.start)
        }
        if Keywords.reserved.contains(text(current)) { return missing("An expression") }
        return parseLeaf(.name, .name)
    }

    /// The parentheses of a call with what is between them.
    private mutating func parseArguments() -> SyntaxNode {
        nested { parser in
            var node = NodeBuilder(.nameList)
            parser.expect("(", into: &node)
            parser.parseList(.argument, into: &node, isEnd: { $0.at(")") }) { $0.parseArgument() }
            parser.expect(")", into: &node)
            return node.node(at: parser.current.span.start)
        }
    }

    private mutating func parseArgument() -> SyntaxNode {
        guard current.kind == .word, token(peek(), is: "="), peek().kind == .punctuation else {
            return parsePipeline()
        }
        return parseNamedExpression()
    }

    /// `['any text']`.
    mutating func parseBracketedName() -> SyntaxNode {
        var node = NodeBuilder(.bracketedName)
        expect("[", into: &node)
        if current.kind == .string {
            node.add(.name, take())
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
        let isNamed: Bool
        if current.kind == .word {
            isNamed = token(peek(), is: "=") && peek().kind == .punctuation
        } else {
            isNamed = at("[") && peek().kind == .string && token(peek(2), is: "]") && token(peek(3), is: "=")
        }
        guard isNamed else { return parseExpression() }
        var node = NodeBuilder(.namedExpression)
        node.add(.name, parseDeclaredName())
        expect("=", into: &node)
        node.add(.value, parseExpression())
        return node.node(at: current.span.start)
    }

    /// `(a, b)` when an equals sign follows it.
    private mutating func parseNameListAhead() -> SyntaxNode? {
        guard at("("), current.kind == .punctuation else { return nil }
        var index = position + 1
        while index < tokens.count, tokens[index].kind == .word || token(tokens[index], is: ",") { index += 1 }
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
        while !isAtOperatorEnd { node.add(.unexpected, take()) }
        expect(")", into: &node)
        return node.node(at: current.span.start)
    }
}
