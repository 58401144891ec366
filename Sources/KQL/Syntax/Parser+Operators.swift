extension Parser {
    /// All words that begin an operator after a pipe, with what they begin.
    ///
    /// Those of kind `unsupportedOperator` are read over; the binder refuses them by name.
    static let operators: [String: SyntaxKind] = [
        "where": .whereOperator, "filter": .whereOperator, "project": .projectOperator,
        "project-away": .projectAwayOperator, "project-keep": .projectKeepOperator,
        "project-rename": .projectRenameOperator, "project-reorder": .projectReorderOperator,
        "extend": .extendOperator, "take": .takeOperator, "limit": .takeOperator, "sort": .sortOperator,
        "order": .sortOperator, "top": .topOperator, "distinct": .distinctOperator, "count": .countOperator,
        "summarize": .summarizeOperator, "join": .joinOperator, "lookup": .lookupOperator, "union": .unionOperator,
        "mv-expand": .mvExpandOperator, "mvexpand": .mvExpandOperator, "getschema": .getschemaOperator,
        "serialize": .serializeOperator, "as": .asOperator, "render": .renderOperator,
        "mv-apply": .mvApplyOperator, "mvapply": .mvApplyOperator, "parse": .parseOperator,
        "parse-where": .parseWhereOperator, "parse-kv": .parseKeyValuesOperator, "make-series": .makeSeriesOperator,
        "scan": .scanOperator, "partition": .partitionOperator, "top-nested": .topNestedOperator,
        "top-hitters": .topHittersOperator, "sample": .sampleOperator, "sample-distinct": .sampleDistinctOperator,
        "reduce": .reduceOperator, "consume": .consumeOperator, "assert-schema": .assertSchemaOperator,
        "project-by-names": .projectByNamesOperator,
        "evaluate": .evaluateOperator,
        "invoke": .invokeOperator, "search": .searchOperator,
        "fork": .forkOperator, "facet": .facetOperator,
        "make-graph": .makeGraphOperator, "graph-match": .graphMatchOperator,
        "graph-shortest-paths": .graphShortestPathsOperator, "graph-to-table": .graphToTableOperator,
        "graph-mark-components": .graphMarkComponentsOperator,
    ]

    mutating func parseOperator() -> SyntaxNode {
        guard current.kind == .word, let kind = Self.operators[text(current)] else {
            return parseUnknownOperator()
        }
        var node = NodeBuilder(kind)
        node.add(.keyword, take())
        switch kind {
        case .whereOperator:
            parseParameters([], into: &node)
            skipName(into: &node)
            node.add(.condition, parseExpression())
        case .extendOperator:
            if isAtOperatorEnd { node.add(.element, missing("An expression")) }
            parseNamedList(into: &node)
        case .serializeOperator:
            parseParameters([], into: &node)
            parseNamedList(into: &node)
        case .projectOperator: parseNamedList(into: &node)
        case .projectRenameOperator: parseNamedList(into: &node)
        case .projectAwayOperator, .projectKeepOperator:
            parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseWildcardName() }
        case .projectReorderOperator:
            parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseReordered() }
        case .takeOperator:
            parseParameters([], into: &node)
            skipName(into: &node)
            node.add(.count, parseExpression())
        case .sortOperator: parseSort(into: &node)
        case .topOperator:
            parseParameters([], into: &node)
            skipName(into: &node)
            node.add(.count, parseExpression())
            expect("by", into: &node)
            node.add(.element, parseOrdered())
        case .distinctOperator:
            parseParameters([], into: &node)
            if isAtOperatorEnd { node.add(.element, missing("A column")) }
            parseNamedList(into: &node)
        case .countOperator, .asOperator: parseCountOrAs(kind, into: &node)
        case .summarizeOperator: parseSummarize(into: &node)
        case .joinOperator, .lookupOperator: parseJoin(into: &node)
        case .unionOperator: return parseUnion(&node)
        case .mvExpandOperator: parseMvExpand(into: &node)
        case .mvApplyOperator: parseMvApply(into: &node)
        case .parseOperator, .parseWhereOperator: parseParse(into: &node)
        case .parseKeyValuesOperator: parseKeyValues(into: &node)
        case .makeSeriesOperator: parseMakeSeries(into: &node)
        case .scanOperator: parseScan(into: &node)
        case .partitionOperator: parsePartition(into: &node)
        case .topNestedOperator: parseTopNested(into: &node)
        case .topHittersOperator: parseTopHitters(into: &node)
        case .sampleOperator: node.add(.count, parseNamedExpression())
        case .sampleDistinctOperator: parseSampleDistinct(into: &node)
        case .reduceOperator: parseReduce(into: &node)
        case .consumeOperator: parseParameters(["decodeblocks"], into: &node)
        case .assertSchemaOperator: parseRowSchema(into: &node)
        case .projectByNamesOperator:
            parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseExpression() }
        case .invokeOperator: node.add(.value, parsePrimary())
        case .searchOperator, .evaluateOperator, .forkOperator, .facetOperator:
            parseSourceOperator(kind, into: &node)
        case .getschemaOperator: parseParameters([], into: &node)
        case .renderOperator: parseRender(into: &node)
        case .makeGraphOperator: parseMakeGraph(into: &node)
        case .graphMatchOperator, .graphShortestPathsOperator: parseGraphMatch(into: &node)
        case .graphToTableOperator: parseGraphToTable(into: &node)
        case .graphMarkComponentsOperator: parseParameters(["with_component_id"], into: &node)
        default:
            skipToOperatorEnd(into: &node, isReported: false)
        }
        return finish(&node)
    }

    private mutating func parseUnknownOperator() -> SyntaxNode {
        var node = NodeBuilder(.unknownOperator)
        if at("|"), isGlued(current) {
            report(
                .unknownOperator, "'||' is no operator of the language.",
                at: Span(tokens[position - 1].span.start, current.span.end), suggestions: ["or"])
            node.add(.unexpected, take())
            skipToOperatorEnd(into: &node, isReported: false)
            return node.node(at: current.span.start)
        }
        if isAtOperatorEnd {
            report(.missingElement, "An operator is expected after '|'.", at: here)
            return node.node(at: current.span.start)
        }
        let word = text(current)
        report(
            .unknownOperator,
            "'\(word)' is no tabular operator.",
            at: current.span,
            suggestions: operatorSuggestions(word)
        )
        node.add(.keyword, take())
        skipToOperatorEnd(into: &node, isReported: false)
        return node.node(at: current.span.start)
    }

    /// The charts of `render`.
    static let charts = [
        "table", "list", "barchart", "piechart", "ladderchart", "timechart", "linechart", "anomalychart", "pivotchart",
        "areachart", "stackedareachart", "scatterchart", "timepivot", "columnchart", "timeline", "3Dchart", "card",
        "treemap", "plotly", "graph", "sankey",
    ]

    // MARK: Orders

    private mutating func parseSort(into node: inout NodeBuilder) {
        parseParameters([], into: &node)
        expect("by", into: &node)
        if isAtOperatorEnd { node.add(.element, missing("An expression")) }
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseOrdered() }
    }

    /// `expr [asc | desc] [nulls first | nulls last]`; a name in front of the expression is allowed.
    mutating func parseOrdered() -> SyntaxNode {
        var node = NodeBuilder(.orderedElement)
        node.add(.value, parseNamedExpression())
        if atWord("asc") || atWord("desc") || atWord("granny-asc") || atWord("granny-desc") {
            node.add(.direction, take())
        }
        if atWord("nulls") {
            node.add(.syntax, take())
            if atWord("first") || atWord("last") {
                node.add(.nulls, take())
            } else {
                report(.expectedToken, "'first' or 'last' is expected here.", at: here)
            }
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseReordered() -> SyntaxNode {
        var node = NodeBuilder(.orderedElement)
        node.add(.value, parseWildcardName())
        if ["asc", "desc", "granny-asc", "granny-desc"].contains(text(current)), current.kind == .word {
            node.add(.direction, take())
        }
        return node.node(at: current.span.start)
    }

    private mutating func parseCountOrAs(_ kind: SyntaxKind, into node: inout NodeBuilder) {
        if kind == .countOperator {
            guard accept("as", into: &node) else { return }
            // No brackets and no keyword here.
            if at("[") { return node.add(.name, missing("A name")) }
            node.add(.name, parseDeclaredName(.identifier))
        } else {
            parseParameters([], into: &node)
            node.add(.name, parseDeclaredName(.name))
        }
    }

    // MARK: Groups

    private mutating func parseSummarize(into node: inout NodeBuilder) {
        parseParameters([], into: &node)
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd || $0.atWord("by") }) {
            $0.parseNamedExpression()
        }
        if atWord("by") {
            node.add(.syntax, take())
            // `by … bin=1d` is an old spelling that can only follow a key.
            let isBin = atWord("bin") && token(peek(), is: "=") && [.long, .timespan, .real].contains(peek(2).kind)
            if isAtOperatorEnd || isBin { node.add(.key, missing("An expression")) }
            parseList(.key, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseNamedExpression() }
        }
    }

    // MARK: Several tables

    private mutating func parseJoin(into node: inout NodeBuilder) {
        parseParameters(["kind"], into: &node)
        node.add(.source, parsePrimarySource())
        if expect("on", into: &node) {
            if isAtOperatorEnd { node.add(.condition, missing("A column that both sides have")) }
            parseList(.condition, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseExpression() }
        }
    }

    /// The right side of a join: a name, a call or a pipeline in parentheses.
    private mutating func parsePrimarySource() -> SyntaxNode {
        if isAtOperatorEnd { return missing("A table") }
        return parsePrimary()
    }

    mutating func parseUnion(_ node: inout NodeBuilder) -> SyntaxNode {
        parseParameters(["kind", "withsource", "with_source", "isfuzzy"], into: &node)
        if isAtOperatorEnd { node.add(.source, missing("A table")) }
        parseList(.source, into: &node, isEnd: { $0.isAtOperatorEnd }) { $0.parseUnionOperand() }
        return finish(&node)
    }

    /// `render chart [with (…)]`, or with settings behind the chart's name. It says nothing of the rows.
    private mutating func parseRender(into node: inout NodeBuilder) {
        if current.kind == .word, !Self.charts.contains(text(current)) {
            report(
                .expectedToken,
                "The name of a chart is expected here: \(Self.charts.joined(separator: ", ")).",
                at: current.span,
                suggestions: Suggestions.closest(to: text(current), among: Self.charts)
            )
        }
        expectWord("A chart's name", .name, into: &node)
        while current.kind == .word, !isAborted {
            if accept("with", into: &node) {
                guard accept("(", into: &node) else { return }
                while !isAtEnd, !at(")"), !at("|"), !at(";") { node.add(.syntax, take()) }
                expect(")", into: &node)
            } else if token(peek(), is: "=") || atWord("by") {
                let isBy = atWord("by")
                node.add(.syntax, take())
                if !isBy { node.add(.syntax, take()) }
                repeat { node.add(.syntax, take()) } while accept(",", into: &node) && !isAtOperatorEnd
            } else if ["stacked", "unstacked", "stacked100", "default"].contains(text(current)) {
                node.add(.syntax, take())
            } else {
                return
            }
        }
    }

    // MARK: Arrays

    private mutating func parseMvExpand(into node: inout NodeBuilder) {
        parseParameters(["kind", "bagexpansion", "with_itemindex"], into: &node)
        parseList(.element, into: &node, isEnd: { $0.isAtOperatorEnd || $0.atWord("limit") }) {
            $0.parseExpanded()
        }
        if accept("limit", into: &node) { node.add(.limit, parseExpression()) }
    }
}
