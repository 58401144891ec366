extension Parser {
    /// The whole text: statements divided by semicolons; KQL §3.
    mutating func parseQuery() -> SyntaxNode {
        var query = NodeBuilder(.query)
        while !isAtEnd, !isAborted {
            let before = position
            query.add(.statement, parseStatement())
            if !isAtEnd, !at(";"), !isAborted {
                report(.incompleteFragment, "'\(text(current))' is not expected here.", at: current.span)
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
        if atWord("let"), peek().kind != .punctuation || token(peek(), is: "[") { return parseLet() }
        if atWord("set"), peek().kind == .word { return parseSet() }
        if atWord("declare"), token(peek(), is: "query_parameters") { return parseQueryParameters() }
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
        node.add(.name, parseDeclaredName())
        expect("=", into: &node)
        if isFunctionAhead {
            node.add(.value, parseFunction())
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
    mutating func parseDeclaredName() -> SyntaxNode {
        if at("["), peek().kind == .string { return parseBracketedName() }
        guard current.kind == .word else { return missing("A name") }
        var node = NodeBuilder(.name)
        node.add(.name, take())
        return node.node(at: current.span.start)
    }

    // MARK: Functions

    /// Whether a declaration of a function begins here: parameters in parentheses and then a brace.
    private var isFunctionAhead: Bool {
        var index = position
        if tokens[index].kind == .word, token(tokens[index], is: "view") { index += 1 }
        guard token(tokens[index], is: "("), tokens[index].kind == .punctuation else { return false }
        var open = 0
        while index < tokens.count, tokens[index].kind != .end {
            if tokens[index].kind == .punctuation {
                if token(tokens[index], is: "(") { open += 1 }
                if token(tokens[index], is: ")") { open -= 1 }
            }
            index += 1
            if open == 0 { break }
        }
        return index < tokens.count && token(tokens[index], is: "{")
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
        expectWord("A parameter's name", .name, into: &node)
        expect(":", into: &node)
        if accept("(", into: &node) {
            if !accept("*", .type, into: &node) {
                parseList(.element, into: &node, isEnd: { $0.at(")") }) { $0.parseColumnDeclaration() }
            }
            expect(")", into: &node)
        } else {
            expectWord("A type", .type, into: &node)
        }
        if accept("=", into: &node) { node.add(.value, parseExpression()) }
        return node.node(at: current.span.start)
    }

    private mutating func parseFunctionBody() -> SyntaxNode {
        var node = NodeBuilder(.functionBody)
        expect("{", into: &node)
        while !isAtEnd, !at("}"), !isAborted {
            let before = position
            node.add(.statement, parseStatement())
            if !accept(";", into: &node) { break }
            if position == before { break }
        }
        if !isAtEnd, !at("}") {
            report(.incompleteFragment, "'\(text(current))' is not expected here.", at: current.span)
            while !isAtEnd, !at("}"), !at(";") { node.add(.unexpected, take()) }
        }
        expect("}", into: &node)
        return node.node(at: current.span.start)
    }

    /// `name: type`, as in `datatable` and tabular parameters.
    mutating func parseColumnDeclaration() -> SyntaxNode {
        var node = NodeBuilder(.columnDeclaration)
        node.add(.name, parseDeclaredName())
        expect(":", into: &node)
        expectWord("A type", .type, into: &node)
        return node.node(at: current.span.start)
    }
}
