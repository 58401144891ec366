extension Binder {
    /// Functions of a row and its neighbours; KQL §10.
    static let windowFunctions: Set<String> = [
        "row_number", "prev", "next", "row_cumsum", "row_rank_dense", "row_rank_min", "row_window_session",
    ]

    /// Whether the text names a window function at all, so that operators must be ready for one.
    static func mentionsWindows(_ root: SyntaxNode, _ source: SourceText) -> Bool {
        var result = false
        root.forEachToken { token in
            guard !result, token.kind == .word, token.span.length >= 4, token.span.length <= 18 else { return }
            result = windowFunctions.contains(source.text(token.span))
        }
        return result
    }

    /// An operator over its input. What its window functions give becomes columns of the input first.
    mutating func bindOperator(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard usesWindows, !Self.keepsInput(node.kind) else { return bindStep(node, input) }
        let saved = pendingWindows
        pendingWindows = []
        defer { pendingWindows = saved }
        let hole = nextHole
        nextHole += 1
        var open = input
        open.plan = .hole(hole)
        guard var result = bindStep(node, open) else { return nil }
        if pendingWindows?.isEmpty == false, !input.isSerialized, node.kind != .serializeOperator {
            sink.report(
                .unorderedRows,
                "A function looks at neighbouring rows of a table without an order, which the service refuses; put sort "
                    + "or serialize before it.",
                at: node.token(.keyword)?.span ?? node.span,
                severity: .warning
            )
        }
        result.isSerialized = Self.serializes(node.kind) ?? input.isSerialized
        result.plan = result.plan.filling(hole, with: windowed(input.plan, pendingWindows ?? []))
        return result
    }

    /// Whether an operator keeps its input for others to read, so that nothing may be put into it afterwards.
    private static func keepsInput(_ kind: SyntaxKind) -> Bool {
        switch kind {
        case .makeGraphOperator, .graphMatchOperator, .graphShortestPathsOperator, .graphToTableOperator,
            .graphMarkComponentsOperator, .asOperator, .evaluateOperator, .invokeOperator, .forkOperator,
            .facetOperator, .searchOperator:
            true
        default: false
        }
    }

    /// Whether an operator gives its rows an order or takes it from them; `nil` where it leaves the order as it is.
    private static func serializes(_ kind: SyntaxKind) -> Bool? {
        switch kind {
        case .sortOperator, .topOperator, .topHittersOperator, .serializeOperator, .getschemaOperator: true
        case .countOperator, .distinctOperator, .evaluateOperator, .facetOperator, .joinOperator, .makeSeriesOperator,
            .mvExpandOperator, .reduceOperator, .sampleOperator, .sampleDistinctOperator, .summarizeOperator,
            .topNestedOperator, .unionOperator:
            false
        default: nil
        }
    }

    /// A plan with the columns of window functions, those that others read first.
    private mutating func windowed(_ plan: LogicalPlan, _ calls: [WindowCall]) -> LogicalPlan {
        guard !calls.isEmpty else { return plan }
        var plan = plan
        let sequence: PlanColumn
        if let column = plan.sequence {
            sequence = column
        } else {
            sequence = makeColumn("", .long, isNullable: false)
            plan = .sequence(plan, sequence)
        }
        var rest = calls[...]
        while !rest.isEmpty {
            var made: Set<ColumnID> = []
            let group = rest.prefix { call in
                var isFree = true
                for expression in call.expressions {
                    expression.forEachColumn { if made.contains($0) { isFree = false } }
                }
                made.insert(call.output.id)
                return isFree
            }
            plan = .window(Window(input: plan, sequence: sequence, calls: Array(group)))
            rest = rest.dropFirst(group.count)
        }
        return plan
    }

    /// A call of a window function; it stands for a column that the input will have.
    mutating func bindWindow(_ name: String, _ nodes: [SyntaxNode], at span: Span) -> Expression {
        guard pendingWindows != nil, mode != .aggregates else {
            return refuse(
                .notSupported,
                "The function '\(name)' looks at neighbouring rows and needs a table's rows in an order.",
                at: span
            )
        }
        guard let call = bindWindowCall(name, nodes, at: span) else { return .invalid }
        pendingWindows?.append(call)
        return .column(call.output)
    }

    private mutating func bindWindowCall(_ name: String, _ nodes: [SyntaxNode], at span: Span) -> WindowCall? {
        let counts: ClosedRange<Int> =
            switch name {
            case "row_number": 0...2
            case "prev", "next": 1...3
            case "row_window_session": 3...4
            default: 1...2
            }
        guard counts.contains(nodes.count) else {
            report(
                .wrongArgumentCount,
                "The function '\(name)' expects \(counts.lowerBound) to \(counts.upperBound) arguments, not "
                    + "\(nodes.count).",
                at: span
            )
            return nil
        }
        let values = nodes.map { bindExpression($0) }
        guard values.allSatisfy({ !$0.isInvalid }) else { return nil }
        switch name {
        case "row_number": return bindRowNumber(nodes, values)
        case "prev", "next": return bindNeighbour(name, nodes, values)
        case "row_cumsum":
            guard values[0].type.isNumeric else {
                report(.numberExpected, "The expression value must be a number.", at: nodes[0].span)
                return nil
            }
            return ranked(.cumulativeSum, values[0].type, nodes, values)
        case "row_window_session":
            let types: [ScalarType] = [.datetime, .timespan, .timespan]
            for (index, type) in types.enumerated() where values[index].type != type {
                report(.wrongType, "A value of type \(type.rawValue) expected.", at: nodes[index].span)
                return nil
            }
            guard var call = ranked(.sessionStart, .datetime, nodes, values, restartIndex: 3) else { return nil }
            call.arguments = Array(values.prefix(3))
            return call
        default:
            guard values[0].type != .dynamic else {
                report(
                    .dynamicKey,
                    "The value of type 'dynamic' is not allowed in this context; convert it with tostring().",
                    at: nodes[0].span
                )
                return nil
            }
            return ranked(name == "row_rank_dense" ? .denseRank : .minimalRank, .long, nodes, values)
        }
    }

    private mutating func ranked(
        _ kind: WindowCall.Kind,
        _ type: ScalarType,
        _ nodes: [SyntaxNode],
        _ values: [Expression],
        restartIndex: Int = 1
    ) -> WindowCall? {
        var restart: Expression?
        if values.count > restartIndex {
            guard let condition = bindRestart(nodes[restartIndex], values[restartIndex]) else { return nil }
            restart = condition
        }
        return WindowCall(
            kind: kind,
            arguments: [values[0]],
            restart: restart,
            output: makeColumn("", type, isNullable: kind == .sessionStart)
        )
    }

    private mutating func bindRestart(_ node: SyntaxNode, _ value: Expression) -> Expression? {
        if value.type == .bool { return value }
        report(.wrongType, "A value of type bool expected.", at: node.span)
        return nil
    }

    private mutating func bindRowNumber(_ nodes: [SyntaxNode], _ values: [Expression]) -> WindowCall? {
        var call = WindowCall(kind: .rowNumber, arguments: [], output: makeColumn("", .long, isNullable: false))
        if let first = values.first {
            guard first.type == .long || first.type == .int else {
                report(.wrongType, "A value of type long expected.", at: nodes[0].span)
                return nil
            }
            guard let start = settled(first, at: nodes[0].span)?.integer else {
                report(.constantExpected, "The first number must be a constant.", at: nodes[0].span)
                return nil
            }
            call.offset = start
        }
        if values.count > 1 {
            guard let restart = bindRestart(nodes[1], values[1]) else { return nil }
            call.restart = restart
        }
        return call
    }

    private mutating func bindNeighbour(_ name: String, _ nodes: [SyntaxNode], _ values: [Expression]) -> WindowCall? {
        guard case .column = values[0].node, nodes[0].kind == .name || nodes[0].kind == .bracketedName else {
            report(.scalarExpected, "Column name expected; compute the value with extend first.", at: nodes[0].span)
            return nil
        }
        var call = WindowCall(
            kind: name == "prev" ? .previous : .next,
            arguments: [values[0]],
            output: makeColumn("", values[0].type, isNullable: true)
        )
        if values.count > 1 {
            guard values[1].type == .long || values[1].type == .int else {
                report(.wrongType, "A value of type long expected.", at: nodes[1].span)
                return nil
            }
            guard let offset = settled(values[1], at: nodes[1].span)?.integer else {
                report(.constantExpected, "The distance of the row must be a constant.", at: nodes[1].span)
                return nil
            }
            call.offset = offset
        }
        if values.count > 2 {
            guard
                values[2].type == values[0].type
                    || SQLConversion.convert(.null, from: values[2].type, to: values[0].type) != nil
            else {
                report(.wrongType, "A value of type \(values[0].type.rawValue) expected.", at: nodes[2].span)
                return nil
            }
            call.fallback = values[2].converted(to: values[0].type)
        }
        return call
    }
}
