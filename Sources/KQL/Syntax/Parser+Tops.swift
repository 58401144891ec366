extension Parser {
    /// `top-nested [n] of x [with others = v] by agg [asc | desc], top-nested …`; the keyword is taken already.
    mutating func parseTopNested(into node: inout NodeBuilder) {
        node.add(.element, parseTopNestedClause())
        while accept(",", into: &node), !isAborted {
            if expect("top-nested", into: &node) { node.add(.element, parseTopNestedClause()) }
        }
    }

    private mutating func parseTopNestedClause() -> SyntaxNode {
        var node = NodeBuilder(.topNestedClause)
        if !atWord("of") { node.add(.count, parseNamedExpression()) }
        expect("of", into: &node)
        node.add(.value, parseNamedExpression())
        if accept("with", into: &node) {
            expect("others", into: &node)
            expect("=", into: &node)
            node.add(.limit, parseNamedExpression())
        }
        expect("by", into: &node)
        node.add(.key, parseOrdered())
        return node.node(at: current.span.start)
    }

    /// `top-hitters n of x [by y]`.
    mutating func parseTopHitters(into node: inout NodeBuilder) {
        node.add(.count, parseNamedExpression())
        expect("of", into: &node)
        node.add(.value, parseNamedExpression())
        if accept("by", into: &node) { node.add(.key, parseNamedExpression()) }
    }

    /// `sample-distinct n of x`.
    mutating func parseSampleDistinct(into node: inout NodeBuilder) {
        node.add(.count, parseNamedExpression())
        expect("of", into: &node)
        node.add(.value, parseNamedExpression())
    }

    /// `reduce [kind = source] by x [with threshold = 0.1, characters = "…"]`.
    mutating func parseReduce(into node: inout NodeBuilder) {
        parseParameters(["kind", "threshold", "characters"], into: &node)
        expect("by", into: &node)
        node.add(.value, parseNamedExpression())
        if accept("with", into: &node) { parseProperties(into: &node) }
    }
}
