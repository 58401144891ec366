// Aggregates that give several columns; KQL §11.
extension Binder {
    /// `arg_max(t, a, b)`, `arg_max(t, *)`.
    mutating func bindExtreme(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        _ keys: [PlanColumn],
        at span: Span
    ) -> [AggregateOutput]? {
        guard let first = nodes.first else { return wrongCount(function, at: span) }
        guard let extreme = bindArgument(first, .orderable, function) else { return nil }
        let isOld = !function.name.hasPrefix("arg_")
        let extremeName = derivedName(first)
        let base = (function.kind == .argMax ? "max" : "min") + "_" + (extremeName ?? "")
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
    mutating func bindTakeAny(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        _ keys: [PlanColumn],
        at span: Span
    ) -> [AggregateOutput]? {
        guard !nodes.isEmpty else { return wrongCount(function, at: span) }
        let isOld = function.name == "any"
        func outputName(_ name: String?, _ index: Int) -> String {
            if isOld, nodes.count == 1 { return "any_" + (name ?? "") }
            guard let name else { return "any_arg\(index)" }
            return isOld ? "any_" + name : name
        }
        var arguments: [Expression] = []
        var outputs: [AggregateOutput] = []
        var named: Set<String> = []
        for (index, node) in nodes.enumerated() {
            if node.kind == .star {
                if isOld, nodes.count > 1 {
                    report(.misplacedStar, "The * syntax is not allowed here.", at: node.span)
                    return nil
                }
                for column in rows.columns where !named.contains(column.name) && !isKey(column, keys) {
                    arguments.append(.column(column))
                    let output = makeColumn("", for: nullable(.column(column)))
                    outputs.append(AggregateOutput(column: output, name: outputName(column.name, index)))
                }
                continue
            }
            let value = bindExpression(node)
            if value.isInvalid { return nil }
            arguments.append(value)
            let name = derivedName(node)
            if let name { named.insert(name) }
            outputs.append(
                AggregateOutput(column: makeColumn("", for: nullable(value)), name: outputName(name, index))
            )
        }
        pendingCalls.append(
            AggregateCall(kind: .takeAny, arguments: arguments, outputs: outputs.map(\.column))
        )
        return outputs
    }

    /// `percentile(x, 95)`, `percentiles(x, 5, 50)`, with weights, and their forms that give one array.
    mutating func bindPercentiles(
        _ function: AggregateFunction,
        _ nodes: [SyntaxNode],
        at span: Span
    ) -> [AggregateOutput]? {
        let isSingle = function.name == "percentile" || function.name == "percentilew"
        let fixed = function.arguments.count
        guard nodes.count > fixed, !isSingle || nodes.count == fixed + 1 else { return wrongCount(function, at: span) }
        var arguments: [Expression] = []
        for (node, kind) in zip(nodes, function.arguments) {
            guard let value = bindArgument(node, kind, function) else { return nil }
            arguments.append(arguments.isEmpty && value.type == .int ? value.converted(to: .long) : value)
        }
        let name = derivedName(nodes[0]) ?? ""
        var ranks: [(value: Expression, fragment: String)] = []
        for node in nodes.dropFirst(fixed) {
            let value = bindExpression(node)
            if value.isInvalid { return nil }
            let isArray = function.kind == .percentiles && value.type == .dynamic && nodes.count == fixed + 1
            guard value.type.isNumeric || isArray else {
                report(
                    .numberExpected,
                    "A number between 0 and 100 is expected here, and this is of type \(value.type.rawValue).",
                    at: node.span
                )
                return nil
            }
            ranks.append((value, nameFragment(node, value)))
        }
        if function.kind == .percentiles {
            let column = makeColumn("", .dynamic, isNullable: true)
            pendingCalls.append(
                AggregateCall(
                    kind: .percentiles,
                    arguments: arguments + (fixed == 2 ? [] : [.literal(.long(1))]) + ranks.map(\.value),
                    outputs: [column]
                )
            )
            return [AggregateOutput(column: column, name: "percentiles_\(name)")]
        }
        let type: ScalarType = arguments[0].type == .decimal ? .real : arguments[0].type
        return ranks.map { rank in
            let column = makeColumn("", type, isNullable: true)
            pendingCalls.append(percentile(arguments, rank.value, column))
            return AggregateOutput(column: column, name: "percentile_\(name)_\(rank.fragment)")
        }
    }

    /// The call for one percentile: the engine's own where type and rank allow it.
    private func percentile(_ arguments: [Expression], _ rank: Expression, _ column: PlanColumn) -> AggregateCall {
        let isPlain = arguments[0].type != .dynamic && arguments[0].type != .bool && arguments.count == 1
        if isPlain, let number = rank.constant?.number, (0...100).contains(number) {
            return AggregateCall(
                kind: .percentile,
                arguments: [arguments[0].converted(to: column.type)],
                parameter: .real(number),
                outputs: [column]
            )
        }
        let weight = arguments.count > 1 ? arguments[1] : .literal(.long(1))
        return AggregateCall(
            kind: .rankedValue,
            arguments: [arguments[0].converted(to: column.type), weight, rank.converted(to: .real)],
            outputs: [column]
        )
    }

    /// The part of a column's name that a percentile gives: what a constant says, dots as underscores.
    private func nameFragment(_ node: SyntaxNode, _ value: Expression) -> String {
        guard node.kind == .literal || node.kind == .name, let number = value.constant?.number else { return "" }
        if node.kind == .literal { return String(source.text(node.span).map { $0 == "." ? "_" : $0 }) }
        if value.type != .real { return String(Int64(number)) }
        return String(number.description.map { $0 == "." ? "_" : $0 })
    }
}
