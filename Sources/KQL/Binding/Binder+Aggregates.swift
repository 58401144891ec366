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
                .notSupported,
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
        let name = word(node)
        guard let function = FunctionRegistry.aggregates[name] else { return nil }
        let nodes = node[.argument]?.all(.argument) ?? []
        let saved = mode
        mode = .insideAggregate
        defer { mode = saved }
        switch function.kind {
        case .argMax, .argMin: return bindExtreme(function, nodes, keys, at: node.span)
        case .takeAny: return bindTakeAny(function, nodes, keys, at: node.span)
        case .percentile: return bindPercentiles(function, nodes, at: node.span)
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
        var base: String?
        if let kind = function.argument {
            guard let node = rest.popFirst() else { return wrongCount(function, at: span) }
            let value = bindExpression(node)
            guard !value.isInvalid, check(value, kind, function, at: node.span) else { return nil }
            arguments = [value]
            base = derivedName(node)
        }
        var filter: Expression?
        if function.hasFilter {
            guard let node = rest.popFirst() else { return wrongCount(function, at: span) }
            let value = bindExpression(node)
            guard !value.isInvalid else { return nil }
            guard value.type == .bool else {
                report(
                    .wrongType,
                    "A value of type bool is expected, and this is of type \(value.type.rawValue).",
                    at: node.span,
                    suggestions: value.type == .dynamic ? ["tobool(\(source.text(node.span)))"] : []
                )
                return nil
            }
            filter = value
        } else if function.kind == .count, let node = rest.popFirst() {
            // count(p) counts the rows where p is true.
            let value = bindExpression(node)
            guard !value.isInvalid else { return nil }
            guard value.type == .bool else {
                report(.wrongType, "A value of type bool is expected; count() needs no argument.", at: node.span)
                return nil
            }
            filter = value
            base = derivedName(node)
        }
        var parameter: Literal?
        if function.hasOption, let node = rest.popFirst() {
            guard let literal = bindExpression(node).constant, literal.integer != nil else {
                report(.constantExpected, "A constant whole number is expected here.", at: node.span)
                return nil
            }
            parameter = literal
        }
        guard rest.isEmpty else { return wrongCount(function, at: span) }
        guard let type = function.result ?? resultType(function, arguments[0], at: span) else { return nil }
        if let first = arguments.first, first.type == .int, type == .long || type == .real {
            arguments[0] = first.converted(to: type)
        }
        let isNullable = [.min, .max, .avg].contains(function.kind)
        let column = makeColumn(function.name, type, isNullable: isNullable)
        if function.kind == .distinctCount { parameter = nil }
        pendingCalls.append(
            AggregateCall(
                kind: function.kind,
                arguments: arguments,
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

    private mutating func check(
        _ value: Expression,
        _ kind: ParameterKind,
        _ function: AggregateFunction,
        at span: Span
    ) -> Bool {
        let needsNumber = [.sum, .avg, .percentile, .stdev, .variance, .stdevp, .variancep].contains(function.kind)
        if needsNumber, value.type == .dynamic {
            report(
                .notSupported,
                "'\(function.name)' of a dynamic value is not supported; convert it with tolong() or todouble().",
                at: span
            )
            return false
        }
        guard kind.accepts(value.type), !(value.type == .datetime && [.sum, .stdev, .variance].contains(function.kind))
        else {
            report(
                needsNumber ? .summableExpected : .orderableExpected,
                needsNumber
                    ? "The argument of '\(function.name)' must be a number or a timespan, not \(value.type.rawValue)."
                    : "The argument of '\(function.name)' cannot be of type \(value.type.rawValue).",
                at: span
            )
            return false
        }
        if value.type == .decimal {
            report(.notSupported, "The type decimal is not supported yet.", at: span)
            return false
        }
        return true
    }

    private func resultType(_ function: AggregateFunction, _ argument: Expression, at span: Span) -> ScalarType? {
        switch function.kind {
        case .sum, .percentile: argument.type == .int ? .long : argument.type
        case .avg: argument.type.isNumeric ? .real : argument.type
        default: argument.type
        }
    }

    private mutating func wrongCount(_ function: AggregateFunction, at span: Span) -> [AggregateOutput]? {
        report(.wrongArgumentCount, "The number of arguments does not suit the function '\(function.name)'.", at: span)
        return nil
    }

    // MARK: Several outputs

    /// `arg_max(t, a, b)`, `arg_max(t, *)`.
    private mutating func bindExtreme(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        _ keys: [PlanColumn],
        at span: Span
    ) -> [AggregateOutput]? {
        guard let first = nodes.first else { return wrongCount(function, at: span) }
        let extreme = bindExpression(first)
        guard !extreme.isInvalid, check(extreme, .orderable, function, at: first.span) else { return nil }
        let prefix = function.kind == .argMax ? "max" : "min"
        let isOld: Bool
        if case .prefix = function.naming { isOld = true } else { isOld = false }
        let extremeName = derivedName(first)
        let base = prefix + "_" + (extremeName ?? "")
        var arguments = [extreme]
        var outputs = [
            AggregateOutput(column: makeColumn("", for: nullable(extreme)), name: isOld ? base : extremeName ?? base)
        ]
        var named: Set<String> = Set([extremeName].compactMap { $0 })
        for (index, node) in nodes.enumerated().dropFirst() {
            if node.kind == .star {
                for column in rows.columns where !named.contains(column.name) && !isKey(column, keys) {
                    arguments.append(.column(column))
                    let output = makeColumn("", for: nullable(.column(column)))
                    outputs.append(
                        AggregateOutput(column: output, name: isOld ? "\(base)_\(column.name)" : column.name))
                }
                continue
            }
            let value = bindExpression(node)
            if value.isInvalid { return nil }
            arguments.append(value)
            let name = derivedName(node)
            if let name { named.insert(name) }
            let output = makeColumn("", for: nullable(value))
            let plain = name ?? "\(base)_arg\(index)"
            outputs.append(AggregateOutput(column: output, name: isOld && name != nil ? "\(base)_\(plain)" : plain))
        }
        pendingCalls.append(
            AggregateCall(kind: function.kind, arguments: arguments, outputs: outputs.map(\.column))
        )
        return outputs
    }

    private func nullable(_ expression: Expression) -> Expression {
        Expression(expression.node, expression.type, isNullable: true)
    }

    private func isKey(_ column: PlanColumn, _ keys: [PlanColumn]) -> Bool {
        keys.contains { $0.name == column.name }
    }

    /// `take_any(a, b)`, `take_any(*)`: all of one row.
    private mutating func bindTakeAny(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        _ keys: [PlanColumn],
        at span: Span
    ) -> [AggregateOutput]? {
        var nodes = nodes
        var filter: Expression?
        if function.hasFilter {
            guard nodes.count == 2 else { return wrongCount(function, at: span) }
            let value = bindCondition(nodes.removeLast())
            if value.isInvalid { return nil }
            filter = value
        }
        guard !nodes.isEmpty else { return wrongCount(function, at: span) }
        func name(_ base: String?) -> String? {
            if case .prefix(let prefix) = function.naming { return prefix + "_" + (base ?? "") }
            return base
        }
        var arguments: [Expression] = []
        var outputs: [AggregateOutput] = []
        for node in nodes {
            if node.kind == .star {
                for column in rows.columns where !isKey(column, keys) {
                    arguments.append(.column(column))
                    let output = makeColumn("", for: nullable(.column(column)))
                    outputs.append(AggregateOutput(column: output, name: name(column.name)))
                }
                continue
            }
            let value = bindExpression(node)
            if value.isInvalid { return nil }
            arguments.append(value)
            outputs.append(
                AggregateOutput(column: makeColumn("", for: nullable(value)), name: name(derivedName(node)))
            )
        }
        pendingCalls.append(
            AggregateCall(kind: .takeAny, arguments: arguments, filter: filter, outputs: outputs.map(\.column))
        )
        return outputs
    }

    private mutating func bindPercentiles(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        at span: Span
    ) -> [AggregateOutput]? {
        guard nodes.count >= 2, function.name == "percentiles" || nodes.count == 2 else {
            return wrongCount(function, at: span)
        }
        let value = bindExpression(nodes[0])
        guard !value.isInvalid, check(value, .summable, function, at: nodes[0].span) else { return nil }
        let type: ScalarType = value.type == .int ? .long : value.type
        var outputs: [AggregateOutput] = []
        for node in nodes.dropFirst() {
            guard let literal = bindExpression(node).constant, let number = literal.number, (0...100).contains(number)
            else {
                report(.constantExpected, "A constant between 0 and 100 is expected here.", at: node.span)
                return nil
            }
            let column = makeColumn("", type, isNullable: true)
            pendingCalls.append(
                AggregateCall(
                    kind: .percentile,
                    arguments: [value.converted(to: type)],
                    parameter: .real(number / 100),
                    outputs: [column]
                )
            )
            let spelling = String(source.text(node.span).map { $0 == "." ? "_" : $0 })
            outputs.append(
                AggregateOutput(column: column, name: "percentile_\(derivedName(nodes[0]) ?? "")_\(spelling)")
            )
        }
        return outputs
    }
}
