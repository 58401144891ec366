extension Parser {
    /// `declare pattern name [= (a: string, …)[path: string] { ("x", …).["y"] = { … }; … }]`; KQL §3.
    mutating func parsePatternStatement() -> SyntaxNode {
        var node = NodeBuilder(.patternStatement)
        node.add(.syntax, take())
        node.add(.syntax, take())
        node.add(.name, parseDeclaredName())
        guard accept("=", into: &node) else { return node.node(at: current.span.start) }
        expect("(", into: &node)
        parseList(.parameter, into: &node, isEnd: { $0.at(")") }) { $0.parseParameter() }
        expect(")", into: &node)
        if accept("[", into: &node) {
            node.add(.key, parseParameter())
            expect("]", into: &node)
        }
        expect("{", into: &node)
        if !at("(") { report(.missingElement, "A case is expected here: (\"…\") = { … };", at: current.span) }
        while at("("), !isAborted { node.add(.element, parsePatternMatch()) }
        expect("}", into: &node)
        return node.node(at: current.span.start)
    }

    private mutating func parsePatternMatch() -> SyntaxNode {
        var node = NodeBuilder(.patternMatch)
        expect("(", into: &node)
        parseList(.argument, into: &node, isEnd: { $0.at(")") }) { $0.parseExpression() }
        expect(")", into: &node)
        if accept(".", into: &node) {
            expect("[", into: &node)
            node.add(.key, parseLiteralValue())
            expect("]", into: &node)
        }
        expect("=", into: &node)
        node.add(.body, parseFunctionBody())
        expect(";", into: &node)
        return node.node(at: current.span.start)
    }
}
