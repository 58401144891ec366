extension Parser {
    /// `parse [kind=…] [flags=…] text with * "literal" name: type …`.
    mutating func parseParse(into node: inout NodeBuilder) {
        parseParameters(["kind", "flags"], into: &node)
        node.add(.value, parseExpression())
        guard expect("with", into: &node) else { return }
        while !isAtOperatorEnd {
            let before = position
            if current.kind == .string || at("*") {
                node.add(.element, parsePrimary())
            } else if current.kind == .word || at("[") {
                node.add(.element, parsePatternColumn())
            }
            // What is no name takes no token, and must end the pattern.
            if position == before { return }
        }
    }

    /// `name` or `name: type`.
    private mutating func parsePatternColumn() -> SyntaxNode {
        var node = NodeBuilder(.columnDeclaration)
        node.add(.name, parseDeclaredName())
        if accept(":", into: &node) { expectWord("A type", .type, into: &node) }
        return node.node(at: current.span.start)
    }

    /// `parse-kv text as (name: type, …) [with (pair_delimiter = …, …)]`.
    mutating func parseKeyValues(into node: inout NodeBuilder) {
        node.add(.value, parseExpression())
        expect("as", into: &node)
        parseRowSchema(into: &node)
        guard accept("with", into: &node), expect("(", into: &node) else { return }
        parseProperties(into: &node)
        expect(")", into: &node)
    }

    /// `(name: type, …)`.
    mutating func parseRowSchema(into node: inout NodeBuilder) {
        guard expect("(", into: &node) else { return }
        parseLooseList(.element, until: ")", into: &node) { $0.parseColumnDeclaration() }
        expect(")", into: &node)
    }

    /// `name = literal, …`.
    mutating func parseProperties(into node: inout NodeBuilder) {
        parseList(.option, into: &node, isEnd: { $0.at(")") || $0.isAtOperatorEnd }) { parser in
            var property = NodeBuilder(.namedParameter)
            parser.expectWord("A property's name", .name, into: &property)
            if parser.expect("=", into: &property) {
                if parser.current.kind == .string {
                    property.add(.value, parser.parsePrimary())
                } else if parser.isAtOperatorEnd || parser.at(",") {
                    property.add(.value, parser.missing("A value"))
                } else {
                    property.add(.value, parser.parseExpression())
                }
            }
            return property.node(at: parser.current.span.start)
        }
    }
}
