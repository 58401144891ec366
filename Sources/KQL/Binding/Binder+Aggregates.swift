extension Binder {
    /// An output of an aggregate at the top of a summarize element, with the name that it would get.
    struct AggregateOutput {
        var column: PlanColumn
        /// The derived name; `nil` for `ColumnN`.
        var name: String?
    }

    /// A call of an aggregate function inside of an expression; it gives one value.
    mutating func bindAggregate(_ name: String, _ nodes: [SyntaxNode], node: SyntaxNode, at span: Span) -> Expression {
        switch mode {
        case .aggregates: break
        case .insideAggregate:
            return refuse(.misplacedAggregate, "The aggregate '\(name)' stands inside of another one.", at: span)
        case .row:
            return refuse(
                .misplacedAggregate,
                "The aggregate function '\(name)' is not allowed here; it belongs into summarize.",
                at: span
            )
        }
        guard let outputs = bindAggregateCall(node, keys: []) else { return .invalid }
        guard outputs.count == 1, let output = outputs.first else {
            return refuse(
                .undefinedOperator,
                "'\(name)' gives several columns and cannot be part of an expression.",
                at: span
            )
        }
        return .column(output.column)
    }

    /// Whether a node calls an aggregate, so that its outputs can be named one by one.
    func isAggregateCall(_ node: SyntaxNode) -> Bool {
        node.kind == .call && FunctionRegistry.aggregates[word(node)] != nil
    }

    /// Binds a call and adds it to ``pendingCalls``; KQL §11.
    mutating func bindAggregateCall(_ node: SyntaxNode, keys: [PlanColumn]) -> [AggregateOutput]? {
        guard let function = FunctionRegistry.aggregates[word(node)] else { return nil }
        let nodes = node[.argument]?.all(.argument) ?? []
        let saved = mode
        mode = .insideAggregate
        defer { mode = saved }
        switch function.kind {
        case .argMax, .argMin: return bindExtreme(function, nodes, keys, at: node.span)
        case .takeAny where !function.hasFilter: return bindTakeAny(function, nodes, keys, at: node.span)
        case .percentile, .percentiles: return bindPercentiles(function, nodes, at: node.span)
        default: return bindSimple(function, nodes, at: node.span)
        }
    }

    private mutating func bindSimple(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        at span: Span
    ) -> [AggregateOutput]? {
        var rest = nodes[...]
        var arguments: [Expression] = []
        let least = function.arguments.count + (function.hasFilter ? 1 : 0)
        // count(p) counts the rows where p is true.
        let mayFilter = function.hasFilter || function.name == "count" && nodes.count == 1
        let most = max(least + (function.option == nil ? 0 : 1), mayFilter ? 1 : 0)
        guard nodes.count >= least, nodes.count <= most else { return wrongCount(function, at: span) }
        if let star = nodes.first(where: { $0.kind == .star }) {
            report(.misplacedStar, "The * syntax is not allowed here.", at: star.span)
            return nil
        }
        for kind in function.arguments {
            guard let node = rest.popFirst(), let value = bindArgument(node, kind, function) else { return nil }
            arguments.append(value)
        }
        let base = nodes.first.flatMap(derivedName)
        if let value = arguments.first, let late = lateAggregate(function, value, base) { return late }
        var filter: Expression?
        if mayFilter, let node = rest.popFirst() {
            guard let value = bindFilter(node) else { return nil }
            filter = value
        }
        var parameter: Literal?
        if let option = function.option, let node = rest.popFirst() {
            guard let value = bindOption(node, option) else { return nil }
            switch option {
            case .accuracy, .precision: break
            case .size:
                if let size = value.constant?.integer {
                    parameter = .long(min(max(size, 0), function.limit ?? size))
                } else {
                    arguments.append(value.converted(to: .long))
                }
            case .weight: arguments.append(value.converted(to: .long))
            }
        } else if let limit = function.limit {
            parameter = .long(limit)
        }
        var column = makeColumn(function.name, resultType(function, arguments.first), isNullable: isNullable(function))
        column.shape = shape(function, arguments.first)
        pendingCalls.append(
            AggregateCall(
                kind: function.kind,
                arguments: converted(arguments, function),
                filter: filter,
                parameter: parameter,
                outputs: [column]
            )
        )
        let derived: String?
        switch function.naming {
        case .prefix(let prefix): derived = prefix + "_" + (base ?? "")
        case .firstArgument: derived = base
        default: derived = nil
        }
        return [AggregateOutput(column: column, name: derived)]
    }

    /// The arguments in the types in which they are aggregated.
    private func converted(_ arguments: [Expression], _ function: AggregateFunction) -> [Expression] {
        switch function.kind {
        case .sum, .avg: arguments.map { $0.type == .int ? $0.converted(to: .long) : $0 }
        case .stdev, .stdevp, .variance, .variancep, .covariance, .covariancep:
            arguments.map { $0.converted(to: .real) }
        default: arguments
        }
    }

    private func resultType(_ function: AggregateFunction, _ argument: Expression?) -> ScalarType {
        if let result = function.result { return result }
        guard let type = argument?.type else { return .long }
        return switch function.kind {
        case .sum: type == .int ? .long : type
        case .avg: type == .int || type == .long ? .real : type
        default: type
        }
    }

    /// What a dynamic result is known to hold.
    private func shape(_ function: AggregateFunction, _ argument: Expression?) -> DynamicShape? {
        switch function.kind {
        case .makeList, .makeListWithNulls, .makeSet, .hll, .hllMerge, .tdigest, .tdigestMerge: .array
        case .makeBag: .bag
        case .takeAny, .passthrough: argument?.shape
        default: nil
        }
    }

    private func isNullable(_ function: AggregateFunction) -> Bool {
        switch function.kind {
        case .count, .distinctCount, .makeList, .makeListWithNulls, .makeSet, .makeBag, .stdev, .stdevp, .variance,
            .variancep, .covariance, .covariancep, .hll, .hllMerge, .tdigest, .tdigestMerge, .schema:
            false
        default: true
        }
    }

    // MARK: Arguments

    /// An argument of the kind that an aggregate wants; reported and `nil` where it is another.
    mutating func bindArgument(
        _ node: SyntaxNode,
        _ kind: AggregateArgument,
        _ function: AggregateFunction
    ) -> Expression? {
        if node.kind == .star {
            report(.misplacedStar, "The * syntax is not allowed here.", at: node.span)
            return nil
        }
        let value = bindExpression(node)
        guard !value.isInvalid else { return nil }
        guard value.resultCount == 1 else {
            report(.wrongType, "An expression with several values cannot be aggregated.", at: node.span)
            return nil
        }
        if value.type == .unknown || kind.accepts(value) { return value }
        let code: Diagnostic.Code
        switch kind {
        case .summable: code = .summableExpected
        case .orderable: code = .orderableExpected
        default: code = .wrongType
        }
        var suggestions: [String] = []
        if value.type == .dynamic {
            let text = source.text(node.span)
            suggestions = kind == .summable ? ["tolong(\(text))", "todouble(\(text))"] : ["tostring(\(text))"]
        }
        report(
            code,
            "The argument of '\(function.name)' must be \(kind.text), and this is of type \(value.type.rawValue).",
            at: node.span,
            suggestions: suggestions
        )
        return nil
    }

    /// A condition of an aggregate; unlike in `where` a dynamic is none.
    private mutating func bindFilter(_ node: SyntaxNode) -> Expression? {
        let value = bindExpression(node)
        guard !value.isInvalid else { return nil }
        if value.type == .bool { return value }
        report(
            .wrongType,
            "A value of type bool is expected, and this is of type \(value.type.rawValue).",
            at: node.span,
            suggestions: value.type == .dynamic ? ["tobool(\(source.text(node.span)))"] : []
        )
        return nil
    }

    private mutating func bindOption(_ node: SyntaxNode, _ option: AggregateFunction.Option) -> Expression? {
        let value = bindExpression(node)
        guard !value.isInvalid else { return nil }
        if option == .accuracy {
            if value.type != .dynamic { return value }
            report(.dynamicKey, "The accuracy cannot be dynamic.", at: node.span)
            return nil
        }
        if value.type == .int || value.type == .long { return value }
        report(
            .wholeNumberExpected,
            "A whole number is expected here, and this is of type \(value.type.rawValue).",
            at: node.span
        )
        return nil
    }

    mutating func wrongCount(_ function: AggregateFunction, at span: Span) -> [AggregateOutput]? {
        let least = function.arguments.count + (function.hasFilter ? 1 : 0)
        let isOpen = [.argMax, .argMin, .takeAny, .percentile, .percentiles].contains(function.kind)
        let expected =
            isOpen && !function.hasFilter
            ? "at least \(function.kind == .percentile || function.kind == .percentiles ? least + 1 : least)"
            : function.option == nil ? "\(least)" : "\(least) or \(least + 1)"
        report(
            .wrongArgumentCount,
            "The function '\(function.name)' expects \(expected) argument\(expected.hasSuffix("1") ? "" : "s").",
            at: span
        )
        return nil
    }
}
