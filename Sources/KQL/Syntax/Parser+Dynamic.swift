extension Parser {
    /// `dynamic(…)`: JSON, with single quotes and typed literals allowed too; KQL §2.
    mutating func parseDynamic() -> SyntaxNode {
        var node = NodeBuilder(.dynamicLiteral)
        node.add(.syntax, take())
        expect("(", into: &node)
        node.add(.value, parseJSON())
        if !at(")"), !isAtEnd { skipToOperatorEnd(into: &node) }
        expect(")", into: &node)
        return node.node(at: current.span.start)
    }

    private mutating func parseJSON() -> SyntaxNode {
        nested { parser in
            switch parser.current.kind {
            case .punctuation where parser.at("["):
                var node = NodeBuilder(.jsonArray)
                node.add(.syntax, parser.take())
                parser.parseElements(until: "]", into: &node) { $0.parseJSON() }
                return node.node(at: parser.current.span.start)
            case .punctuation where parser.at("{"):
                var node = NodeBuilder(.jsonBag)
                node.add(.syntax, parser.take())
                parser.parseElements(until: "}", into: &node) { $0.parsePair() }
                return node.node(at: parser.current.span.start)
            case .punctuation where parser.at("-") && [.long, .real].contains(parser.peek().kind):
                var node = NodeBuilder(.unary)
                node.add(.operator, parser.take())
                node.add(.value, parser.parsePrimary())
                return node.node(at: parser.current.span.start)
            case .word:
                var node = NodeBuilder(.literal)
                if parser.token(parser.peek(), is: "("), parser.atWord("dynamic") { return parser.parseDynamic() }
                if !["true", "false", "null", "True", "False", "TRUE", "FALSE"].contains(parser.text(parser.current)) {
                    parser.report(
                        .missingElement,
                        "'\(parser.text(parser.current))' is no JSON value; text needs quotes.",
                        at: parser.current.span
                    )
                }
                node.add(.value, parser.take())
                return node.node(at: parser.current.span.start)
            case .long, .real, .timespan, .string, .guid: return parser.parsePrimary()
            case .typed:
                if parser.text(parser.current).hasPrefix("int") {
                    parser.report(
                        .literalExpected,
                        "A JSON value has no type int; write the number alone.",
                        at: parser.current.span
                    )
                }
                return parser.parsePrimary()
            default:
                return parser.missing("A JSON value")
            }
        }
    }

    private mutating func parsePair() -> SyntaxNode {
        var node = NodeBuilder(.jsonPair)
        if current.kind == .string {
            node.add(.key, take())
        } else {
            report(
                .missingElement, "A key in quotes is expected here.", at: here,
                suggestions: current.kind == .word ? ["\"\(text(current))\""] : [])
            if current.kind == .word, token(peek(), is: ":") { node.add(.key, take()) }
        }
        expect(":", into: &node)
        node.add(.value, parseJSON())
        return node.node(at: current.span.start)
    }

    private mutating func parseElements(
        until close: StaticString,
        into node: inout NodeBuilder,
        _ element: (inout Parser) -> SyntaxNode
    ) {
        while !isAtEnd, !at(close), !isAborted {
            let before = position
            node.add(.element, element(&self))
            if accept(",", into: &node) {
                if at(close) {
                    report(.missingElement, "A JSON value is expected after the comma.", at: current.span)
                }
                continue
            }
            if position == before || !at(close) { break }
        }
        expect(close, into: &node)
    }
}
