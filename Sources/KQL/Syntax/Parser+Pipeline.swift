extension Parser {
    /// A source and the operators after it; an expression alone where no pipe follows.
    mutating func parsePipeline() -> SyntaxNode {
        nested { parser in
            let source = parser.parseSource()
            guard parser.at("|"), !parser.isAborted else { return source }
            var node = NodeBuilder(.pipeline)
            node.add(.source, source)
            var count = 0
            while parser.at("|"), !parser.isAborted {
                node.add(.syntax, parser.take())
                node.add(.operator, parser.parseOperator())
                count += 1
                if count > Self.operatorLimit { parser.abort(parser.current.span) }
            }
            return node.node(at: parser.current.span.start)
        }
    }

    private mutating func parseSource() -> SyntaxNode {
        guard current.kind == .word else { return parseExpression() }
        let next = peek()
        switch text(current) {
        case "print" where !token(next, is: "|"):
            var node = NodeBuilder(.printSource)
            node.add(.keyword, take())
            parseNamedList(into: &node)
            return finish(&node)
        case "range" where next.kind == .word:
            return parseRange()
        case "datatable" where token(next, is: "("):
            return parseDatatable()
        case "union" where !token(next, is: "|"):
            var node = NodeBuilder(.unionOperator)
            node.add(.keyword, take())
            return parseUnion(&node)
        case "search", "find", "evaluate":
            guard !token(next, is: "|"), next.kind != .end else { return parseExpression() }
            return parseLeadingOperator()
        default:
            // `Dev*` as a whole source is a wildcard only in `union`.
            return parseExpression()
        }
    }

    mutating func finish(_ node: inout NodeBuilder) -> SyntaxNode {
        skipToOperatorEnd(into: &node)
        return node.node(at: current.span.start)
    }

    /// `range x from a to b step c`.
    private mutating func parseRange() -> SyntaxNode {
        var node = NodeBuilder(.rangeSource)
        node.add(.keyword, take())
        node.add(.name, parseDeclaredName())
        expect("from", into: &node)
        node.add(.lower, parseExpression())
        expect("to", into: &node)
        node.add(.upper, parseExpression())
        expect("step", into: &node)
        node.add(.step, parseExpression())
        return finish(&node)
    }

    /// `datatable (name: type, …) [value, …]`.
    private mutating func parseDatatable() -> SyntaxNode {
        var node = NodeBuilder(.datatable)
        node.add(.keyword, take())
        expect("(", into: &node)
        parseList(.element, into: &node, isEnd: { $0.at(")") }) { $0.parseColumnDeclaration() }
        expect(")", into: &node)
        if expect("[", into: &node) {
            while !isAtEnd, !at("]"), !isAborted {
                let before = position
                node.add(.value, parseExpression())
                if accept(",", into: &node) { continue }
                if position == before || !at("]") { break }
            }
            while !isAtEnd, !at("]"), !at("|"), !at(";") {
                report(.incompleteFragment, "'\(text(current))' is not expected here.", at: current.span)
                node.add(.unexpected, take())
            }
            expect("]", into: &node)
        }
        return node.node(at: current.span.start)
    }

    mutating func parseNamedList(into node: inout NodeBuilder) {
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseNamedExpression() }
    }

    // MARK: Parameters

    /// `kind=inner`, `hint.strategy=shuffle`: settings before an operator's operands.
    mutating func parseParameters(_ names: Set<String>, into node: inout NodeBuilder) {
        while current.kind == .word, !isAborted {
            let isHint = atWord("hint") && token(peek(), is: ".")
            guard isHint || names.contains(text(current)) && token(peek(), is: "=") else { return }
            var parameter = NodeBuilder(.namedParameter)
            parameter.add(.name, take())
            if isHint {
                parameter.add(.syntax, take())
                expectWord("The hint's name", .key, into: &parameter)
            }
            if expect("=", into: &parameter) {
                if current.kind == .word || current.kind == .string || current.kind == .long {
                    parameter.add(.value, take())
                } else {
                    report(.missingElement, "A value is expected here.", at: here)
                }
            }
            node.add(.option, parameter.node(at: current.span.start))
        }
    }

    /// A name that may hold `*`, as `project-away` and `union` take it.
    mutating func parseWildcardName() -> SyntaxNode {
        if at("["), peek().kind == .string { return parseBracketedName() }
        guard current.kind == .word || at("*") else { return missing("A column's name") }
        var node = NodeBuilder(.wildcardName)
        node.add(.name, take())
        while current.kind == .word || current.kind == .long || at("*"), isGlued(current), !isAtEnd {
            node.add(.name, take())
        }
        return node.node(at: current.span.start)
    }
}
