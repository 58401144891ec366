extension Parser {
    /// `mv-apply [with_itemindex = i] x = array [to typeof(t)], … [limit n] [id g] on (operators)`.
    mutating func parseMvApply(into node: inout NodeBuilder) {
        parseParameters(["with_itemindex"], into: &node)
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd || $0.isAtApplyClause }) { $0.parseExpanded() }
        if accept("limit", into: &node) { node.add(.limit, parseExpression()) }
        if accept("id", into: &node) { node.add(.key, parseExpression()) }
        expect("on", into: &node)
        node.add(.body, parseSubPipeline())
    }

    /// Whether a clause of `mv-apply` begins here and not an expression that begins with the clause's word.
    private var isAtApplyClause: Bool {
        guard atWord("limit") || atWord("id") || atWord("on") else { return false }
        let next = peek()
        return !token(next, is: ",") && !token(next, is: "to") && !token(next, is: "=")
    }

    /// `[name =] array [to typeof(type)]`.
    mutating func parseExpanded() -> SyntaxNode {
        var element = NodeBuilder(.mvExpandElement)
        element.add(.value, atWord("to") ? missing("An expression") : parseNamedExpression())
        if accept("to", into: &element) { element.add(.type, parsePrimary()) }
        return element.node(at: current.span.start)
    }

    /// `(operator | operator …)`, whose input is the table of the operator around it.
    mutating func parseSubPipeline() -> SyntaxNode {
        nested { parser in
            var node = NodeBuilder(.subPipeline)
            guard parser.expect("(", into: &node) else { return node.node(at: parser.current.span.start) }
            var count = 0
            repeat {
                node.add(.operator, parser.parseOperator())
                count += 1
                if count > Self.operatorLimit { parser.abort(parser.current.span) }
            } while parser.accept("|", into: &node) && !parser.isAborted
            parser.expect(")", into: &node)
            return node.node(at: parser.current.span.start)
        }
    }

    /// `partition [hints] by column (operators)`, or with `{ query }`.
    mutating func parsePartition(into node: inout NodeBuilder) {
        parseParameters(["kind"], into: &node)
        expect("by", into: &node)
        node.add(.key, parseSimplePath())
        if accept("in", into: &node) { node.add(.option, parsePrimary()) }
        if at("{") {
            var body = NodeBuilder(.partitionQuery)
            body.add(.syntax, take())
            body.add(.value, parsePipeline())
            expect("}", into: &body)
            node.add(.body, body.node(at: current.span.start))
        } else {
            node.add(.body, parseSubPipeline())
        }
    }

    /// A name with members, but no call: parentheses behind it belong to the operator.
    private mutating func parseSimplePath() -> SyntaxNode {
        var base = parseDeclaredName()
        while at("."), !isAborted {
            var node = NodeBuilder(.member)
            node.add(.base, base)
            node.add(.syntax, take())
            node.add(.name, parseDeclaredName())
            base = node.node(at: current.span.start)
            if base.depth > Self.chainLimit { abort(base.span) }
        }
        return base
    }

    /// `scan [with_match_id = n] [order by …] [partition by …] [declare (…)] with (step …; …)`.
    mutating func parseScan(into node: inout NodeBuilder) {
        parseParameters(["kind", "with_match_id"], into: &node)
        if accept("order", into: &node) {
            expect("by", into: &node)
            parseList(.element, into: &node, isEnd: { $0.isAtScanClause }) { $0.parseOrdered() }
        }
        if accept("partition", into: &node) {
            expect("by", into: &node)
            parseList(.key, into: &node, isEnd: { $0.isAtScanClause }) { $0.parseExpression() }
        }
        if accept("declare", into: &node) {
            expect("(", into: &node)
            parseList(.parameter, into: &node, isEnd: { $0.at(")") }) { $0.parseParameter() }
            expect(")", into: &node)
        }
        expect("with", into: &node)
        guard expect("(", into: &node) else { return }
        while !isAtEnd, !at(")"), !isAborted {
            let before = position
            node.add(.step, parseScanStep())
            if position == before { break }
        }
        expect(")", into: &node)
    }

    private var isAtScanClause: Bool {
        isAtOperatorEnd || atWord("partition") || atWord("declare") || atWord("with") || atWord("order")
    }

    /// `step name [optional] [output = all | last | none]: condition [=> column = value, …];`.
    private mutating func parseScanStep() -> SyntaxNode {
        var node = NodeBuilder(.scanStep)
        guard expect("step", into: &node) else { return node.node(at: current.span.start) }
        node.add(.name, parseDeclaredName())
        if atWord("optional") { node.add(.direction, take()) }
        if accept("output", into: &node) {
            expect("=", into: &node)
            if atWord("all") || atWord("last") || atWord("none") {
                node.add(.option, take())
            } else {
                report(.expectedToken, "'all', 'last' or 'none' is expected here.", at: here)
            }
        }
        expect(":", into: &node)
        node.add(.condition, parseExpression())
        if accept("=>", into: &node) {
            parseList(.element, into: &node, isEnd: { $0.at(";") || $0.isAtOperatorEnd }) { parser in
                var assignment = NodeBuilder(.namedExpression)
                assignment.add(.name, parser.parseDeclaredName())
                parser.expect("=", into: &assignment)
                assignment.add(.value, parser.parseExpression())
                return assignment.node(at: parser.current.span.start)
            }
        }
        expect(";", into: &node)
        return node.node(at: current.span.start)
    }
}
