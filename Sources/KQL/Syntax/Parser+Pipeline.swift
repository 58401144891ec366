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
            if isAtOperatorEnd { node.add(.element, missing("An expression")) }
            parseNamedList(into: &node)
            return finish(&node)
        case "range" where next.kind == .word || token(next, is: "["):
            return parseRange()
        case "datatable" where token(next, is: "("):
            return parseDatatable()
        case "union" where !token(next, is: "|"):
            var node = NodeBuilder(.unionOperator)
            node.add(.keyword, take())
            return parseUnion(&node)
        case "macro-expand": return parseUnsupportedSource()
        case "entity_group" where token(next, is: "["): return parseUnsupportedSource()
        case "search", "find", "evaluate":
            guard !token(next, is: "|"), next.kind != .end else { return parseExpression() }
            return parseLeadingOperator()
        default:
            // `Dev*` as a whole source is a wildcard only in `union`.
            return parseExpression()
        }
    }

    /// A source that the binder refuses by its word; what belongs to it is read over.
    private mutating func parseUnsupportedSource() -> SyntaxNode {
        var node = NodeBuilder(.unsupportedSource)
        node.add(.keyword, take())
        skipToOperatorEnd(into: &node, isReported: false)
        return node.node(at: current.span.start)
    }

    mutating func finish(_ node: inout NodeBuilder) -> SyntaxNode {
        skipToOperatorEnd(into: &node)
        return node.node(at: current.span.start)
    }

    /// `range x from a to b step c`.
    private mutating func parseRange() -> SyntaxNode {
        var node = NodeBuilder(.rangeSource)
        node.add(.keyword, take())
        node.add(.name, parseDeclaredName(.name))
        expect("from", into: &node)
        node.add(.lower, parseExpression())
        expect("to", into: &node)
        node.add(.upper, parseExpression())
        expect("step", into: &node)
        node.add(.step, parseExpression())
        return finish(&node)
    }

    /// `datatable (name: type, …) [value, …]`.
    mutating func parseDatatable() -> SyntaxNode {
        var node = NodeBuilder(.datatable)
        node.add(.keyword, take())
        expect("(", into: &node)
        parseLooseList(.element, until: ")", into: &node) { $0.parseColumnDeclaration() }
        expect(")", into: &node)
        if expect("[", into: &node) {
            parseLooseList(.value, until: "]", into: &node) { $0.parseLiteralValue() }
            while !isAtEnd, !at("]"), !at("|"), !at(";") {
                report(.incompleteFragment, "'\(text(current))' is not expected here.", at: current.span)
                node.add(.unexpected, take())
            }
            expect("]", into: &node)
        }
        return node.node(at: current.span.start)
    }

    mutating func parseNamedList(into node: inout NodeBuilder) {
        var count = 0
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { parser in
            count += 1
            if count > Self.columnLimit { parser.abort(parser.current.span) }
            return parser.parseNamedExpression()
        }
    }

    // MARK: Parameters

    /// Settings that every operator takes, whether they mean something to it or not.
    private static let commonParameters: Set<String> = [
        "bagexpansion", "bin_legacy", "cycles", "decodeblocks", "expandoutput", "force_remote", "isfuzzy", "kind",
        "with_itemindex", "with_match_id", "with_source", "with_step_name", "withsource",
    ]

    private static let hints: Set<String> = [
        "concurrency", "distribution", "materialized", "num_partitions", "pass_filters", "pass_filters_column",
        "progressive_top", "remote", "shufflekey", "spread", "strategy",
    ]

    /// `kind=inner`, `hint.strategy=shuffle`: settings before an operator's operands.
    mutating func parseParameters(_ names: Set<String>, into node: inout NodeBuilder) {
        var seen: Set<String> = []
        while current.kind == .word, !isAborted {
            let isHint = atWord("hint") && token(peek(), is: ".") && Self.hints.contains(text(peek(2)))
            let isKnown = isHint || names.contains(text(current)) || Self.commonParameters.contains(text(current))
            guard isKnown, token(peek(isHint ? 3 : 1), is: "=") else { return }
            let name = isHint ? "hint." + text(peek(2)) : text(current)
            if !seen.insert(name).inserted, name != "hint.shufflekey" {
                report(.duplicateParameter, "The parameter '\(name)' is already specified.", at: current.span)
            }
            var parameter = NodeBuilder(.namedParameter)
            parameter.add(.name, take())
            if isHint {
                parameter.add(.syntax, take())
                parameter.add(.key, take())
            }
            expect("=", into: &parameter)
            if at("["), peek().kind == .string {
                parameter.add(.syntax, take())
                parameter.add(.value, take())
                expect("]", into: &parameter)
            } else if [.word, .string, .long, .real, .timespan, .typed].contains(current.kind) {
                parameter.add(.value, take())
            } else {
                report(.missingElement, "A value is expected here.", at: here)
            }
            node.add(.option, parameter.node(at: current.span.start))
        }
    }

    /// A name that may hold `*`, as `project-away` and `union` take it.
    mutating func parseWildcardName() -> SyntaxNode {
        if at("["), peek().kind == .string { return parseBracketedName() }
        let isPattern = at("*") || current.kind == .word && token(peek(), is: "*") && isGlued(peek())
        guard isPattern || current.kind == .word && current.rank != .literal else { return missing("A column's name") }
        if current.kind == .word, current.rank > (isPattern ? .declared : .name) {
            report(
                .bracketsNeeded,
                "The name '\(text(current))' needs to be bracketed as ['\(text(current))'] to be used in this context.",
                at: current.span,
                suggestions: ["['\(text(current))']"]
            )
        }
        var node = NodeBuilder(.wildcardName)
        node.add(.name, take())
        while isPattern, isGlued(current), !isAtEnd,
            current.kind == .word && current.rank <= .declared || current.kind == .long || at("*")
        {
            node.add(.name, take())
        }
        return node.node(at: current.span.start)
    }
}
