extension Parser {
    /// The whole text: statements divided by semicolons; KQL §3.
    mutating func parseQuery() -> SyntaxNode {
        var query = NodeBuilder(.query)
        while !isAtEnd, !isAborted {
            let before = position
            let isLet = atWord("let")
            query.add(.statement, parseStatement())
            if atWord("let"), peek().kind == .word, position > before, !isAborted {
                report(.expectedToken, "';' is expected before the next statement.", at: current.span)
            } else if !isAtEnd, !at(";"), !isAborted {
                reportSurplus(after: isLet ? .letStatement : .query)
                while !isAtEnd, !at(";") { query.add(.unexpected, take()) }
            }
            accept(";", into: &query)
            if position == before { query.add(.unexpected, take()) }
        }
        while !isAtEnd { query.add(.unexpected, take()) }
        query.add(.syntax, current)
        return query.node(at: 0)
    }

    private mutating func parseStatement() -> SyntaxNode {
        if at(";") { return missing("A statement") }
        if atWord("let"), peek().kind != .punctuation || token(peek(), is: "[") || token(peek(), is: "=") {
            return parseLet()
        }
        if let foreign = parseForeignStatement() {
            var node = NodeBuilder(.expressionStatement)
            node.add(.value, foreign)
            return node.node(at: current.span.start)
        }
        if atWord("set"), peek().kind == .word { return parseSet() }
        if atWord("declare"), token(peek(), is: "query_parameters") { return parseQueryParameters() }
        if atWord("declare"), token(peek(), is: "pattern") { return parsePatternStatement() }
        if atWord("declare") || atWord("restrict") || atWord("alias") || atWord("pattern"), peek().kind == .word {
            var node = NodeBuilder(.unsupportedStatement)
            node.add(.keyword, take())
            while !isAtEnd, !at(";") { node.add(.unexpected, take()) }
            return node.node(at: current.span.start)
        }
        var node = NodeBuilder(.expressionStatement)
        node.add(.value, parsePipeline())
        return node.node(at: current.span.start)
    }

    private mutating func parseLet() -> SyntaxNode {
        var node = NodeBuilder(.letStatement)
        node.add(.syntax, take())
        node.add(.name, parseDeclaredName(.name))
        expect("=", into: &node)
        if isFunctionAhead {
            node.add(.value, parseFunction())
        } else if atWord("materialize"), token(peek(), is: "(") {
            node.add(.value, parseTableCall())
        } else {
            node.add(.value, parsePipeline())
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseSet() -> SyntaxNode {
        var node = NodeBuilder(.setStatement)
        node.add(.syntax, take())
        node.add(.name, take())
        if accept("=", into: &node) { node.add(.value, parsePrimary()) }
        return node.node(at: current.span.start)
    }

    /// A name that a statement or an operator declares: a word or a bracketed name.
    ///
    /// - Parameter most: The freest keywords that are still names here.
    mutating func parseDeclaredName(_ most: WordRank = .declared) -> SyntaxNode {
        if at("["), peek().kind == .string { return parseBracketedName() }
        guard current.kind == .word, current.rank != .literal else { return missing("A name") }
        if current.rank > most {
            let word = text(current)
            report(
                .missingElement,
                "A name is expected here; if the keyword '\(word)' is meant as the name, write ['\(word)'].",
                at: current.span,
                suggestions: ["['\(word)']"]
            )
        }
        var node = NodeBuilder(.name)
        node.add(.name, take())
        return node.node(at: current.span.start)
    }

    // MARK: Functions

    /// Whether a declaration of a function begins here: empty parentheses, or a parameter with its type.
    private var isFunctionAhead: Bool {
        var index = position
        if tokens[index].kind == .word, token(tokens[index], is: "view") { index += 1 }
        guard tokens[index].kind == .punctuation, token(tokens[index], is: "(") else { return false }
        func at(_ distance: Int, _ text: StaticString) -> Bool {
            let next = tokens[min(index + distance, tokens.count - 1)]
            return next.kind == .punctuation && token(next, is: text)
        }
        if at(1, ")") || at(1, "*") { return true }
        var length = 1
        let first = tokens[min(index + 1, tokens.count - 1)]
        if at(1, "[") {
            while tokens[min(index + length + 1, tokens.count - 1)].kind == .string { length += 1 }
            guard length > 1, at(length + 1, "]") else { return false }
            length += 1
        } else if first.kind != .word || first.rank > .declared {
            return false
        }
        return at(length + 1, ":")
    }

    mutating func parseFunction() -> SyntaxNode {
        nested { parser in
            var node = NodeBuilder(.functionDeclaration)
            parser.accept("view", .keyword, into: &node)
            parser.expect("(", into: &node)
            parser.parseList(.parameter, into: &node, isEnd: { $0.at(")") }) { $0.parseParameter() }
            parser.expect(")", into: &node)
            node.add(.body, parser.parseFunctionBody())
            return node.node(at: parser.current.span.start)
        }
    }

    mutating func parseParameter() -> SyntaxNode {
        var node = NodeBuilder(.parameter)
        if at("["), peek().kind == .string {
            node.add(.syntax, take())
            node.add(.name, take())
            expect("]", into: &node)
        } else {
            if current.kind == .word, current.rank > .declared {
                report(
                    .bracketsNeeded,
                    "The name '\(text(current))' needs to be bracketed as ['\(text(current))'] to be used here.",
                    at: current.span
                )
            }
            expectWord("A parameter's name", .name, into: &node)
        }
        expect(":", into: &node)
        if accept("(", into: &node) {
            if !accept("*", .type, into: &node) {
                parseLooseList(.element, until: ")", into: &node) { $0.parseColumnDeclaration() }
            }
            expect(")", into: &node)
        } else {
            expectType(into: &node)
        }
        if accept("=", into: &node) { node.add(.value, parseLiteralValue()) }
        return node.node(at: current.span.start)
    }

    /// `let` statements and the expression after them.
    mutating func parseFunctionBody() -> SyntaxNode {
        var node = NodeBuilder(.functionBody)
        guard expect("{", into: &node) else {
            // The body is read as if it stood in braces.
            var statement = NodeBuilder(.expressionStatement)
            statement.add(.value, parsePipeline())
            node.add(.statement, statement.node(at: current.span.start))
            return node.node(at: current.span.start)
        }
        while atWord("let") || atWord("declare"), peek().kind == .word || token(peek(), is: "["), !isAborted {
            let before = position
            node.add(.statement, parseStatement())
            if !accept(";", into: &node) {
                guard !at("}") else { break }
                report(.expectedToken, "';' is expected here.", at: current.span)
                if position == before { break }
            }
        }
        if !isAtEnd, !at("}"), !isAborted {
            var statement = NodeBuilder(.expressionStatement)
            statement.add(.value, parsePipeline())
            node.add(.statement, statement.node(at: current.span.start))
            accept(";", into: &node)
        }
        if !isAtEnd, !at("}") {
            report(
                .incompleteFragment,
                "'\(text(current))' is not expected here: the body of a function ends with its expression.",
                at: current.span
            )
            var open = 0
            while !isAtEnd, open > 0 || !at("}") {
                if at("{") { open += 1 }
                if at("}") { open -= 1 }
                node.add(.unexpected, take())
            }
        }
        expect("}", into: &node)
        return node.node(at: current.span.start)
    }

    // MARK: Types and literals

    /// A word that names a type. Those that only `typeof` takes are reported.
    mutating func expectType(into node: inout NodeBuilder) {
        if current.kind == .word, ["int32", "uuid"].contains(text(current)) {
            report(
                .invalidTypeName,
                "The name '\(text(current))' is not a valid type name that can be used here.",
                at: current.span,
                suggestions: [text(current) == "uuid" ? "guid" : "int"]
            )
        }
        expectWord("A type", .type, into: &node)
    }

    /// A literal, with its sign directly before it; where only those may stand, an expression is reported.
    mutating func parseLiteralValue() -> SyntaxNode {
        let start = current.span.start
        let next = peek()
        let isSigned = at("-") || at("+")
        let isGluedNumber = isSigned && isGlued(next) && [.long, .real, .timespan].contains(next.kind)
        let reported = sink.diagnostics.count
        let node = parseExpression()
        let isLiteral =
            switch node.kind {
            case .literal, .stringLiteral, .typedLiteral, .dynamicLiteral, .typeofLiteral: true
            case .unary: isGluedNumber && node[.value]?.kind == .literal
            default: false
            }
        if !isLiteral, sink.diagnostics.count == reported {
            report(
                .literalExpected,
                "A literal is expected here, not an expression.",
                at: Span(start, max(start, node.span.end))
            )
        }
        return node
    }

    /// A list in brackets that may begin and end with a comma.
    mutating func parseLooseList(
        _ slot: Slot,
        until close: StaticString,
        into node: inout NodeBuilder,
        _ element: (inout Parser) -> SyntaxNode
    ) {
        accept(",", into: &node)
        while !isAtEnd, !at(close), !isAborted {
            let before = position
            node.add(slot, element(&self))
            if accept(",", into: &node) { continue }
            if position == before || at(close) { return }
            // Without its comma the next element is reported and read all the same.
            guard [.string, .long, .real, .timespan, .typed, .word].contains(current.kind), !isAtOperatorEnd else {
                return
            }
            report(.expectedToken, "',' is expected here.", at: current.span)
        }
    }

    /// `name: type`, as in `datatable` and tabular parameters.
    mutating func parseColumnDeclaration() -> SyntaxNode {
        var node = NodeBuilder(.columnDeclaration)
        node.add(.name, parseDeclaredName())
        expect(":", into: &node)
        expectType(into: &node)
        return node.node(at: current.span.start)
    }
}
