extension Parser {
    /// `search` and `find` at the beginning of a pipeline, and `evaluate` of a plugin that needs no table.
    mutating func parseLeadingOperator() -> SyntaxNode {
        switch text(current) {
        case "find":
            var node = NodeBuilder(.findOperator)
            node.add(.keyword, take())
            parseFind(into: &node)
            return finish(&node)
        default: return parseOperator()
        }
    }

    /// The operands of operators whose tables or plugins are named in them.
    mutating func parseSourceOperator(_ kind: SyntaxKind, into node: inout NodeBuilder) {
        switch kind {
        case .searchOperator: parseSearch(into: &node)
        case .evaluateOperator: parseEvaluate(into: &node)
        case .forkOperator: parseFork(into: &node)
        case .facetOperator: parseFacet(into: &node)
        default: parseParameters(["decodeblocks"], into: &node)
        }
    }

    // MARK: externaldata

    /// `externaldata (name: type, …) [url, …] with (format = csv, …)`.
    mutating func parseExternalData() -> SyntaxNode {
        nested { parser in
            var node = NodeBuilder(.externalData)
            node.add(.keyword, parser.take())
            parser.expect("(", into: &node)
            parser.parseLooseList(.element, until: ")", into: &node) { $0.parseColumnDeclaration() }
            parser.expect(")", into: &node)
            if parser.expect("[", into: &node) {
                while !parser.isAtEnd, !parser.at("]"), !parser.isAborted {
                    let before = parser.position
                    node.add(.value, parser.parseExpression())
                    // A comma may follow the last address.
                    if parser.accept(",", into: &node), parser.position != before { continue }
                    break
                }
                parser.expect("]", into: &node)
            }
            if parser.atWord("with"), parser.token(parser.peek(), is: "(") { parser.parseSourceProperties(into: &node) }
            return node.node(at: parser.current.span.start)
        }
    }

    /// `with (name = value, …)`.
    mutating func parseSourceProperties(into node: inout NodeBuilder) {
        node.add(.syntax, take())
        expect("(", into: &node)
        parseList(.option, into: &node, isEnd: { $0.at(")") }) { parser in
            var property = NodeBuilder(.namedParameter)
            parser.expectWord("A property's name", .name, into: &property)
            if parser.expect("=", into: &property) {
                if parser.at(")") || parser.at(",") || parser.isAtEnd {
                    parser.report(.missingElement, "A value is expected here.", at: parser.here)
                } else {
                    property.add(.value, parser.take())
                }
            }
            return property.node(at: parser.current.span.start)
        }
        expect(")", into: &node)
    }

    // MARK: search and find

    /// `search [kind = case_sensitive] [in (T, Dev*)] predicate`.
    private mutating func parseSearch(into node: inout NodeBuilder) {
        parseParameters(["kind"], into: &node)
        parseTableList(into: &node)
        node.add(.condition, parseSearchPredicate())
    }

    /// `find [withsource = name] [in (T, …)] where predicate [project …]`, or a predicate alone.
    private mutating func parseFind(into node: inout NodeBuilder) {
        parseParameters(["withsource", "with_source", "datascope", "kind"], into: &node)
        let hasTables = parseTableList(into: &node)
        if hasTables {
            expect("where", into: &node)
        } else {
            accept("where", into: &node)
        }
        node.add(.condition, parseSearchPredicate())
        if atWord("project-smart") {
            node.add(.option, parseWord(.name))
        } else if accept("project", into: &node) {
            parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseFindColumn() }
        }
    }

    private mutating func parseWord(_ kind: SyntaxKind) -> SyntaxNode {
        var node = NodeBuilder(kind)
        node.add(.name, take())
        return node.node(at: current.span.start)
    }

    /// `name`, `name: type` or `pack(*)`.
    private mutating func parseFindColumn() -> SyntaxNode {
        if atWord("pack"), token(peek(), is: "("), token(peek(2), is: "*") {
            var node = NodeBuilder(.star)
            while !at(")"), !isAtEnd { node.add(.syntax, take()) }
            expect(")", into: &node)
            return node.node(at: current.span.start)
        }
        var node = NodeBuilder(.columnDeclaration)
        node.add(.name, parseDeclaredName())
        if accept(":", into: &node) { expectWord("A type", .type, into: &node) }
        return node.node(at: current.span.start)
    }

    /// `in (T, Dev*, (T | where x))`.
    @discardableResult
    private mutating func parseTableList(into node: inout NodeBuilder) -> Bool {
        guard atWord("in"), token(peek(), is: "(") else { return false }
        node.add(.syntax, take())
        expect("(", into: &node)
        parseList(.source, into: &node, isEnd: { $0.at(")") }) { $0.parseUnionOperand() }
        expect(")", into: &node)
        return true
    }

    /// A table of `union`, `search` or `find`: a name, a pattern with `*`, a call or a pipeline in parentheses.
    mutating func parseUnionOperand() -> SyntaxNode {
        let isPlain = current.kind == .word && !token(peek(), is: "(")
        return at("*") || isPlain ? parseWildcardName() : parsePostfix()
    }

    private mutating func parseSearchPredicate() -> SyntaxNode {
        let saved = readsColons
        readsColons = true
        defer { readsColons = saved }
        return parseExpression()
    }

    // MARK: Plugins and several results

    /// `evaluate [hint.…] plugin(…) [: (schema)]`.
    private mutating func parseEvaluate(into node: inout NodeBuilder) {
        parseParameters(["decodeblocks"], into: &node)
        guard current.kind == .word, token(peek(), is: "(") else {
            node.add(.value, missing("A call of a plugin"))
            return
        }
        node.add(.value, parsePrimary())
        guard accept(":", into: &node), expect("(", into: &node) else { return }
        if at("*") {
            node.add(.option, parseWord(.star))
            accept(",", into: &node)
        }
        parseLooseList(.element, until: ")", into: &node) { $0.parseColumnDeclaration() }
        expect(")", into: &node)
    }

    /// `fork name = (operators) (operators)`.
    private mutating func parseFork(into node: inout NodeBuilder) {
        if !at("("), current.kind != .word { node.add(.element, missing("A branch in parentheses")) }
        while at("(") || current.kind == .word && token(peek(), is: "="), !isAborted {
            var branch = NodeBuilder(.namedExpression)
            if current.kind == .word {
                branch.add(.name, parseDeclaredName())
                expect("=", into: &branch)
            }
            branch.add(.value, parseOperatorsInParentheses())
            node.add(.element, branch.node(at: current.span.start))
        }
    }

    /// `facet by a, b [with (operators)]`.
    private mutating func parseFacet(into node: inout NodeBuilder) {
        expect("by", into: &node)
        parseList(.key, into: &node, isEnd: { $0.isAtOperatorEnd || $0.atWord("with") }) { $0.parseDeclaredName() }
        if accept("with", into: &node) { node.add(.value, parseOperatorsInParentheses()) }
    }

    /// `(where x | take 5)`: operators for the rows so far.
    mutating func parseOperatorsInParentheses() -> SyntaxNode {
        nested { parser in
            var node = NodeBuilder(.pipeline)
            parser.expect("(", into: &node)
            while !parser.isAtEnd, !parser.at(")"), !parser.isAborted {
                node.add(.operator, parser.parseOperator())
                guard parser.accept("|", into: &node) else { break }
            }
            parser.expect(")", into: &node)
            return node.node(at: parser.current.span.start)
        }
    }

    // MARK: Statements

    /// `declare query_parameters (name: type = default, …)`.
    mutating func parseQueryParameters() -> SyntaxNode {
        var node = NodeBuilder(.queryParameters)
        node.add(.keyword, take())
        node.add(.syntax, take())
        expect("(", into: &node)
        parseList(.parameter, into: &node, isEnd: { $0.at(")") }) { $0.parseParameter() }
        expect(")", into: &node)
        return node.node(at: current.span.start)
    }
}
