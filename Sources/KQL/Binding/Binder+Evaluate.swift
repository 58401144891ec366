extension Binder {
    /// The arguments of a plugin: those by place, and those by name.
    struct PluginCall {
        var name: String
        var span: Span
        var nameSpan: Span
        var arguments: [SyntaxNode]
        var named: [String: SyntaxNode]
        /// The columns that the author says come out; `nil` when they say nothing.
        var schema: [ColumnSchema]?
        /// Whether the input's columns come before those of the schema.
        var schemaKeepsInput = false
    }

    /// `evaluate plugin(…)`; KQL §12.
    mutating func bindEvaluate(_ node: SyntaxNode, input: BoundRelation?) -> BoundRelation? {
        guard let value = node[.value], value.kind == .call, let call = pluginCall(node, value) else { return nil }
        guard let input else {
            if let reason = Plugins.refused[call.name] {
                report(.notSupported, "The plugin '\(call.name)' is not supported: \(reason).", at: call.nameSpan)
            } else {
                report(
                    .tableExpected, "The plugin '\(call.name)' works on rows; put a table and a pipe before evaluate.",
                    at: call.span)
            }
            return nil
        }
        rows = input.scope
        mode = .row
        guard var result = bindPlugin(call, input) else { return nil }
        if let schema = call.schema, !Plugins.usesSchema.contains(call.name) {
            result = declared(schema, keepsInput: call.schemaKeepsInput, result)
        }
        return result
    }

    private mutating func bindPlugin(_ call: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        switch call.name {
        case "bag_unpack": return bindBagUnpack(call, input)
        case "pivot": return bindPivot(call, input)
        case "narrow": return bindNarrow(call, input)
        case "identity": return input.replacing(input.plan)
        case "ipv4_lookup", "ipv6_lookup": return bindAddressLookup(call, input)
        case "geo_line_lookup", "geo_polygon_lookup": return bindGeoLookup(call, input)
        case "preview": return bindPreview(call, input)
        case "estimate_rows_count": return bindRowEstimate(input)
        case "basket", "autocluster", "diffpatterns": return bindPatternPlugin(call, input)
        case "dcount_intersect": return bindCommonCounts(call, input)
        case "sequence_detect": return bindSequenceDetect(call, input)
        case "funnel_sequence": return bindFunnelSequence(call, input)
        case "funnel_sequence_completion": return bindFunnelCompletion(call, input)
        default: break
        }
        if let template = Plugins.templates[call.name] { return bindTemplate(template, call, input) }
        if let reason = Plugins.refused[call.name] {
            report(.notSupported, "The plugin '\(call.name)' is not supported: \(reason).", at: call.nameSpan)
        } else {
            report(
                .unknownPlugin,
                "The plugin '\(call.name)' does not exist.",
                at: call.nameSpan,
                suggestions: Suggestions.closest(to: call.name, among: Plugins.names)
            )
        }
        return nil
    }

    private mutating func pluginCall(_ node: SyntaxNode, _ value: SyntaxNode) -> PluginCall? {
        var call = PluginCall(
            name: word(value), span: value.span, nameSpan: value.token(.name)?.span ?? value.span, arguments: [],
            named: [:], schema: nil)
        for argument in value[.argument]?.all(.argument) ?? [] {
            if argument.kind == .namedExpression, !Plugins.namesExpressions.contains(call.name),
                let nameNode = argument[.name], let name = name(of: nameNode), let inner = argument[.value]
            {
                call.named[name] = inner
            } else {
                call.arguments.append(argument)
            }
        }
        let hasSchema = node.children.contains { $0.slot == .syntax && isColon($0.element) }
        if hasSchema {
            guard let schema = declaredColumns(node.all(.element)) else { return nil }
            call.schema = schema
            call.schemaKeepsInput = node[.option]?.kind == .star || node.all(.option).contains { $0.kind == .star }
        }
        return call
    }

    private func isColon(_ element: SyntaxElement) -> Bool {
        if case .token(let token) = element { source.text(token.span) == ":" } else { false }
    }

    // MARK: Parts of plugins

    /// A column that a plugin reads, by its name.
    mutating func pluginColumn(_ node: SyntaxNode) -> PlanColumn? {
        guard node.kind == .name || node.kind == .bracketedName else {
            report(.scalarExpected, "The name of a column is expected here.", at: node.span)
            return nil
        }
        return resolveColumn(node)
    }

    /// A constant argument of a type.
    mutating func pluginConstant(_ node: SyntaxNode, _ types: [ScalarType]) -> Literal? {
        let value = bindWithoutRows(node)
        if value.isInvalid { return nil }
        guard types.contains(value.type), let literal = value.constant else {
            report(
                types.contains(value.type) ? .constantExpected : .wrongType,
                "A constant of type \(types.map(\.rawValue).joined(separator: " or ")) is expected here.",
                at: node.span
            )
            return nil
        }
        return literal
    }

    /// A call of a scalar function by its first signature.
    func call(_ name: String, _ arguments: [Expression], signature: Int = 0) -> Expression {
        guard let function = FunctionRegistry.scalars[name], signature < function.signatures.count else {
            return .invalid
        }
        let signature = function.signatures[signature]
        guard case .fixed(let type) = signature.result else { return .invalid }
        return Expression(.call(function, signature, arguments), type, isNullable: signature.isNullable)
    }

    /// A value inside of a dynamic.
    func path(_ steps: [PathStep], of value: Expression) -> Expression {
        Expression(.operation(.path(steps), [value]), .dynamic, isNullable: true)
    }

    /// The result in the columns that the author declares; those that it has not are null.
    private mutating func declared(
        _ schema: [ColumnSchema],
        keepsInput: Bool,
        _ result: BoundRelation
    ) -> BoundRelation {
        var columns =
            keepsInput ? result.scope.columns.filter { column in !schema.contains { $0.name == column.name } } : []
        var definitions: [Definition] = []
        for wanted in schema {
            let column = makeColumn(wanted.name, wanted.type, isNullable: true)
            let present = result.scope.columns.first { $0.name == wanted.name }
            let value = present.map { Expression.column($0).converted(to: wanted.type) } ?? .literal(.null(wanted.type))
            definitions.append(Definition(column: column, expression: value))
            columns.append(column)
        }
        return BoundRelation(extended(result.plan, definitions), columns)
    }

    // MARK: Small plugins

    /// `preview(n)`: the first rows, and in a second result their number.
    private mutating func bindPreview(_ call: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard call.arguments.count == 1, let count = pluginConstant(call.arguments[0], [.long, .int])?.integer else {
            if call.arguments.count != 1 {
                report(.wrongArgumentCount, "The plugin 'preview' expects 1 argument.", at: call.span)
            }
            return nil
        }
        sink.report(
            .severalResults,
            "'preview' gives several results, and hunting answers with the first of them.",
            at: call.nameSpan,
            severity: .warning
        )
        return input.replacing(.fetch(input.plan, max(0, count)))
    }

    private mutating func bindRowEstimate(_ input: BoundRelation) -> BoundRelation {
        let column = makeColumn("EstimatedRowsCount", .long, isNullable: false)
        let call = AggregateCall(kind: .count, arguments: [], outputs: [column])
        return BoundRelation(.aggregate(input.plan, keys: [], calls: [call]), [column])
    }
}
