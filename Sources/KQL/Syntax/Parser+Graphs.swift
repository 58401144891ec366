extension Parser {
    /// `make-graph source --> target [with nodes on id, … | with_node_id = name] [partitioned-by key (operators)]`.
    mutating func parseMakeGraph(into node: inout NodeBuilder) {
        parseParameters([], into: &node)
        node.add(.left, parseDeclaredName(.special))
        if !acceptSigns(["-->"], into: &node), !acceptSigns(["--"], .direction, into: &node) {
            report(.expectedToken, "'-->' is expected here, between the columns of source and target.", at: here)
        }
        node.add(.right, parseDeclaredName(.special))
        if accept("with_node_id", into: &node) {
            expect("=", into: &node)
            node.add(.name, parseDeclaredName(.name))
        } else if accept("with", into: &node) {
            let isEnd: (Parser) -> Bool = { $0.isAtOperatorEnd || $0.atWord("partitioned-by") }
            if isEnd(self) { node.add(.element, missing("A table of nodes")) }
            parseList(.element, into: &node, isEnd: isEnd) { $0.parseGraphNodeTable() }
        }
        guard atWord("partitioned-by") else { return }
        var partition = NodeBuilder(.graphPartition)
        partition.add(.syntax, take())
        partition.add(.key, parseDeclaredName(.special))
        partition.add(.body, parseSubPipeline())
        node.add(.body, partition.node(at: current.span.start))
    }

    /// `table on column`.
    private mutating func parseGraphNodeTable() -> SyntaxNode {
        var node = NodeBuilder(.graphNodeTable)
        node.add(.source, parsePrimary())
        if expect("on", into: &node) { node.add(.key, parseDeclaredName(.special)) }
        return node.node(at: current.span.start)
    }

    /// `[settings] (a)-[e]->(b), … [where condition] [project values]`.
    mutating func parseGraphMatch(into node: inout NodeBuilder) {
        parseParameters(["output"], into: &node)
        repeat { node.add(.element, parseGraphSequence()) } while accept(",", into: &node) && !isAborted
        if accept("where", into: &node) { node.add(.condition, parseExpression()) }
        guard atWord("project") else { return }
        node.add(.keyword, take())
        if isAtOperatorEnd { node.add(.argument, missing("An expression")) }
        parseList(.argument, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseNamedExpression() }
    }

    /// Nodes and edges in turn; which of them may stand where is told by the binder.
    private mutating func parseGraphSequence() -> SyntaxNode {
        var node = NodeBuilder(.graphSequence)
        while !isAtEnd, !isAborted {
            if at("("), current.kind == .punctuation {
                node.add(.element, parseGraphNode())
            } else if let edge = parseGraphEdge() {
                node.add(.element, edge)
            } else {
                break
            }
            if node.isTooLong { abort(current.span) }
        }
        if node.isEmpty { node.add(.element, missing("A pattern such as (a)-[e]->(b)")) }
        return node.node(at: current.span.start)
    }

    /// `(name)` or `()`.
    private mutating func parseGraphNode() -> SyntaxNode {
        var node = NodeBuilder(.graphNode)
        node.add(.syntax, take())
        if !at(")") { node.add(.name, parseDeclaredName(.name)) }
        expect(")", into: &node)
        return node.node(at: current.span.start)
    }

    /// `-->`, `<--`, `--`, `-[name*1..3]->`, `<-[name]-`, `-[name]-`; `nil` where no edge begins.
    private mutating func parseGraphEdge() -> SyntaxNode? {
        var node = NodeBuilder(.graphEdge)
        if acceptSigns(["-->"], .right, into: &node) || acceptSigns(["<--"], .left, into: &node)
            || acceptSigns(["--"], into: &node)
        {
            return node.node(at: current.span.start)
        }
        guard acceptSigns(["<-["], .left, into: &node) || acceptSigns(["-["], into: &node) else { return nil }
        if !at("*"), !at("]") { node.add(.name, parseDeclaredName(.name)) }
        if accept("*", into: &node) {
            node.add(.lower, parseRangeBound())
            expect("..", into: &node)
            node.add(.upper, parseRangeBound())
        }
        if !acceptSigns(["]->"], .right, into: &node), !acceptSigns(["]-"], into: &node) {
            report(.expectedToken, "']->' or ']-' is expected here, in one piece.", at: here)
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseRangeBound() -> SyntaxNode {
        isAtOperatorEnd || at("..") ? missing("A whole number") : parsePrimary()
    }

    /// Takes signs that stand together without blanks; all of them go into one slot.
    private mutating func acceptSigns(
        _ signs: [StaticString],
        _ slot: Slot = .syntax,
        into node: inout NodeBuilder
    ) -> Bool {
        for sign in signs {
            let text = Array(sign.description.utf8)
            let isHere = text.indices.allSatisfy { offset in
                let token = peek(offset)
                return token.kind == .punctuation && token.span.length == 1
                    && source.bytes[token.span.start] == text[offset] && (offset == 0 || isGlued(token))
            }
            guard isHere else { continue }
            for _ in text { node.add(slot, take()) }
            return true
        }
        return false
    }

    /// `graph-to-table nodes [as name] [with_node_id = name], edges [as name] [with_source_id = name] …`.
    mutating func parseGraphToTable(into node: inout NodeBuilder) {
        repeat {
            var output = NodeBuilder(.graphOutput)
            if atWord("nodes") || atWord("edges") {
                let settings: Set<String> = atWord("nodes") ? ["with_node_id"] : ["with_source_id", "with_target_id"]
                output.add(.keyword, take())
                if accept("as", into: &output) { output.add(.name, parseDeclaredName(.name)) }
                parseParameters(settings, into: &output)
            } else {
                report(.expectedToken, "'nodes' or 'edges' is expected here.", at: here)
            }
            node.add(.element, output.node(at: current.span.start))
        } while accept(",", into: &node) && !isAborted
    }
}

extension NodeBuilder {
    /// A pattern of so many parts is more than any query needs.
    fileprivate var isTooLong: Bool { count > 200 }
}
