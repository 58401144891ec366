extension Parser {
    /// `make-series n = agg(…) default = v, … on axis from a to b step s by k, …`.
    mutating func parseMakeSeries(into node: inout NodeBuilder) {
        parseParameters(["kind"], into: &node)
        if isAtOperatorEnd || atWord("on") { node.add(.element, missing("An aggregate")) }
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd || $0.atWord("on") }) { parser in
            var element = NodeBuilder(.seriesElement)
            element.add(.value, parser.parseNamedExpression())
            if parser.atWord("default") {
                element.add(.syntax, parser.take())
                parser.expect("=", into: &element)
                element.add(.limit, parser.parseNamedExpression())
            }
            return element.node(at: parser.current.span.start)
        }
        guard expect("on", into: &node) else { return }
        node.add(.base, parseNamedExpression())
        parseSeriesRange(into: &node)
        if accept("by", into: &node) {
            if isAtOperatorEnd { node.add(.key, missing("An expression")) }
            parseList(.key, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseNamedExpression() }
        }
    }

    /// `from a to b step s`, or the old form `in range(a, b, s)`.
    private mutating func parseSeriesRange(into node: inout NodeBuilder) {
        if atWord("in") {
            node.add(.keyword, take())
            expect("range", into: &node)
            guard expect("(", into: &node) else { return }
            node.add(.lower, parseNamedExpression())
            expect(",", into: &node)
            node.add(.upper, parseNamedExpression())
            expect(",", into: &node)
            node.add(.step, parseNamedExpression())
            expect(")", into: &node)
            return
        }
        if accept("from", into: &node) { node.add(.lower, parseExpression()) }
        if accept("to", into: &node) { node.add(.upper, parseExpression()) }
        if expect("step", into: &node) { node.add(.step, parseExpression()) }
    }
}
