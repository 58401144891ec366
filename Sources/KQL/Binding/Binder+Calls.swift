extension Binder {
    mutating func bindCall(_ node: SyntaxNode) -> Expression {
        let name = word(node)
        let nameSpan = node.token(.name)?.span ?? node.span
        let arguments = node[.argument]?.all(.argument) ?? []
        if case .function(let declaration, let scope)? = lets[name] {
            switch bindFunctionCall(declaration, scope: scope, arguments, at: node.span) {
            case .scalar(let value): return value
            case .table:
                return refuse(.scalarExpected, "A table stands where a scalar value is expected.", at: node.span)
            case nil: return .invalid
            }
        }
        // A function whose declaration has faults, which are told there.
        if case .scalar(let value)? = lets[name], value.isInvalid { return .invalid }
        if let value = bindGraphCall(name, arguments, at: nameSpan) { return value }
        switch name {
        case "ingestion_time" where arguments.isEmpty: return bindIngestionTime()
        case "geo_info_from_ip_address" where !options.hasGeoDatabase: warnOfAbsentPlaces(at: nameSpan)
        case "toscalar": return bindToscalar(arguments, at: node.span)
        case "bin_auto": return bindBinAuto(arguments, at: node.span)
        case "estimate_data_size" where arguments.count == 1 && arguments[0].kind == .star:
            return rows.columns.isEmpty
                ? .literal(.long(0)) : call("estimate_data_size", rows.columns.map(Expression.column)) ?? .invalid
        case "column_ifexists", "columnifexists", "iscolumnexists", "column_names_of", "pack_all", "bag_pack_columns":
            return bindColumnFunction(name, arguments, at: node.span)
        case "row_number", "prev", "next", "row_cumsum", "row_rank_dense", "row_rank_min", "row_window_session":
            return bindWindow(name, arguments, at: nameSpan)
        default: break
        }
        if FunctionRegistry.aggregates[name] != nil, mode == .aggregates || FunctionRegistry.scalars[name] == nil {
            return bindAggregate(name, arguments, node: node, at: nameSpan)
        }
        guard let function = FunctionRegistry.scalars[name] else {
            if let stored = storedFunction(named: name), !isTabularStored(name) {
                guard case .scalar(let value)? = bindStored(stored, arguments, piped: nil, at: node.span) else {
                    return .invalid
                }
                return value
            }
            if let reason = FunctionRefusals.reasons[name] {
                return refuse(.notSupported, "The function '\(name)' cannot be offered: \(reason).", at: nameSpan)
            }
            if FunctionRegistry.unsupported.contains(name) {
                return refuse(.notSupported, "The function '\(name)' is not supported yet.", at: nameSpan)
            }
            if isTabular(node) {
                return refuse(.scalarExpected, "A table stands where a scalar value is expected.", at: node.span)
            }
            return refuse(
                .unknownFunction,
                "The name '\(name)' does not refer to any known function."
                    + (GraphFunctions.all[name] == nil
                        ? "" : " It is one of graph-match and graph-shortest-paths, and works inside of them only."),
                at: nameSpan,
                suggestions: functionSuggestions(name)
            )
        }
        return bindScalarCall(function, name, arguments, at: nameSpan)
    }

    private func functionSuggestions(_ name: String) -> [String] {
        if JoinKind(keyword: name) != nil { return ["kind=\(name)"] }
        let lowered = name.lowercased()
        if lowered != name, FunctionRegistry.scalars[lowered] != nil || FunctionRegistry.aggregates[lowered] != nil {
            return [lowered]
        }
        switch name.lowercased() {
        case "if", "iif", "ifelse": return ["iff", "case"]
        case "len", "length", "size": return ["strlen", "array_length"]
        case "concat": return ["strcat"]
        case "substr", "mid": return ["substring"]
        case "getdate", "current_timestamp": return ["now"]
        case "nvl", "ifnull", "ifempty": return ["coalesce"]
        case "cast", "convert": return ["tostring", "tolong", "todatetime"]
        case "regexp_extract", "regex_extract": return ["extract"]
        case "first", "any": return ["take_any"]
        default: break
        }
        return Suggestions.closest(
            to: name, among: Array(FunctionRegistry.scalars.keys) + Array(FunctionRegistry.aggregates.keys))
    }

    private mutating func bindToscalar(_ arguments: [SyntaxNode], at span: Span) -> Expression {
        guard arguments.count == 1, let argument = arguments.first else {
            return refuse(.wrongArgumentCount, "The function 'toscalar' expects 1 argument.", at: span)
        }
        guard isTabular(argument) else {
            let value = bindWithoutRows(argument)
            // What is not the same at each call is computed once.
            guard !value.isInvalid, !value.isFixed else { return value }
            let column = makeColumn("value", for: value)
            let plan = LogicalPlan.extend(
                .values([], rows: [[]]),
                [Definition(column: column, expression: value)]
            )
            return Expression(.scalarSubquery(plan, column.id), column.type, isNullable: true)
        }
        scalarTables += 1
        guard scalarTables <= Self.scalarTableLimit else {
            return refuse(
                .nestedTooDeep, "The query asks for more single values of tables than the engine reads.", at: span)
        }
        // The time that the engine takes doubles with each level.
        guard scalarDepth < 12 else {
            return refuse(
                .nestedTooDeep, "toscalar is nested too deeply; name the inner values with let statements.", at: span)
        }
        scalarDepth += 1
        defer { scalarDepth -= 1 }
        guard let relation = bindNestedTable(argument), let column = relation.scope.columns.first else {
            return .invalid
        }
        return Expression(
            .scalarSubquery(.fetch(relation.plan, 1), column.id),
            column.type,
            isNullable: true
        )
    }

    mutating func bindScalarCall(
        _ function: ScalarFunction,
        _ name: String,
        _ arguments: [SyntaxNode],
        at span: Span
    ) -> Expression {
        let nodes = positioned(arguments, name)
        var values: [Expression?] = []
        for node in nodes {
            values.append(node.kind == .typeofLiteral ? nil : bindExpression(node))
        }
        if values.contains(where: { $0?.isInvalid == true }) || nodes.contains(where: { $0.kind == .missing }) {
            return .invalid
        }
        checkPatterns(of: name, nodes, values)
        let candidates = function.signatures.filter { $0.acceptsCount(nodes.count) }
        guard !candidates.isEmpty else { return wrongCount(function, name, nodes.count, at: span) }
        if values.contains(where: { $0?.type == .unknown }) {
            return bindLateCall(function, name, candidates, nodes, values, at: span)
        }
        for signature in candidates where suits(signature, values) {
            return makeCall(function, name, signature, nodes, values, at: span)
        }
        return unsuited(function, name, candidates, nodes, values, at: span)
    }

    /// Whether values are what a signature wants; `nil` stands for a type.
    func suits(_ signature: Signature, _ values: [Expression?], toleratesUnknown: Bool = false) -> Bool {
        for (index, value) in values.enumerated() {
            guard let parameter = signature.parameter(at: index, of: values.count) else { return false }
            if toleratesUnknown, value?.type == .unknown { continue }
            if case .type = parameter.kind {
                if value != nil { return false }
            } else {
                guard let value, parameter.kind.accepts(value) else { return false }
            }
        }
        return true
    }

    mutating func makeCall(
        _ function: ScalarFunction,
        _ name: String,
        _ signature: Signature,
        _ nodes: [SyntaxNode],
        _ values: [Expression?],
        at span: Span
    ) -> Expression {
        var arguments: [Expression] = []
        var common: [Expression] = []
        var findsNothing = false
        for (index, value) in values.enumerated() {
            guard let parameter = signature.parameter(at: index, of: values.count) else { continue }
            guard check(parameter.form, nodes[index], value) else { return .invalid }
            guard let value else { continue }
            if case .keyword(let words) = parameter.kind {
                guard let text = value.constant?.text, words.contains(text.lowercased()) else {
                    return refuse(
                        .wordExpected,
                        "One of these is expected here: \(words.joined(separator: ", ")).",
                        at: nodes[index].span,
                        suggestions: Suggestions.closest(to: value.constant?.text ?? "", among: words)
                    )
                }
                arguments.append(.literal(.string(text.lowercased())))
                continue
            }
            if case .jsonPath = parameter.kind {
                guard let text = value.constant?.text else {
                    return refuse(
                        .invalidValue,
                        "A constant JSON path of keys and positions is expected here, such as \"$.a.b[0]\".",
                        at: nodes[index].span
                    )
                }
                guard let steps = JSONPath.steps(text) else {
                    sink.report(
                        .invalidValue,
                        "'\(text)' is no JSON path of keys and positions, such as \"$.a.b[0]\", so it finds nothing.",
                        at: nodes[index].span,
                        severity: .warning
                    )
                    findsNothing = true
                    continue
                }
                arguments.append(.literal(.string(JSONText.path(steps))))
                continue
            }
            if parameter.kind.isCommon { common.append(value) }
            arguments.append(parameter.kind.target.map { value.converted(to: $0) } ?? value)
        }
        let result: ScalarType
        switch signature.result {
        case .fixed(let type): result = type
        case .argument(let index): result = arguments[index].type
        case .widest: result = arguments.map(\.type).reduce(.long) { Self.widest($0, $1) }
        case .typeLiteral(let index):
            guard let token = nodes[index].token(.type), let type = ScalarType(keyword: source.text(token.span)) else {
                return refuse(.invalidValue, "A type is expected here, such as typeof(long).", at: nodes[index].span)
            }
            result = type
        case .common:
            guard let type = commonType(common, allowsMixing: ["iff", "case"].contains(function.name)) else {
                return refuse(.noCommonType, "No common type can be determined from the arguments.", at: span)
            }
            if type == .dynamic, ["max_of", "min_of"].contains(function.name) {
                return refuse(.wrongType, "Values that can be ordered are expected, not dynamic ones.", at: span)
            }
            result = type
            for index in arguments.indices {
                if let parameter = signature.parameter(at: index, of: values.count), parameter.kind.isCommon {
                    arguments[index] = arguments[index].converted(to: type)
                }
            }
        }
        if findsNothing { return .literal(result == .string ? .string("") : .null(result)) }
        if let folded = foldTime(function.name, arguments) { return folded }
        if case .conversion = signature.lowering {
            return arguments[0].converted(to: result)
        }
        return Expression(.call(function, signature, arguments), result, isNullable: signature.isNullable)
    }

    /// `now` and `ago` are one instant for the whole query; KQL §8.
    private func foldTime(_ name: String, _ arguments: [Expression]) -> Expression? {
        let now = Expression.literal(.datetime(options.now))
        switch name {
        case "now":
            guard let offset = arguments.first else { return now }
            return ConstantFolding.fold(Expression(.operation(.add, [now, offset]), .datetime, isNullable: true))
        case "ago":
            return ConstantFolding.fold(
                Expression(.operation(.subtract, [now, arguments[0]]), .datetime, isNullable: true))
        default: return nil
        }
    }

    /// The one type of several values: numbers widen, a dynamic takes the other's type.
    private func commonType(_ values: [Expression], allowsMixing: Bool) -> ScalarType? {
        var result: ScalarType?
        var hasDynamic = false
        for value in values {
            if value.type == .dynamic {
                hasDynamic = true
                continue
            }
            guard let present = result else {
                result = value.type
                continue
            }
            if present == value.type { continue }
            if present.isNumeric, value.type.isNumeric {
                result = Self.widest(present, value.type)
            } else {
                return allowsMixing ? .dynamic : nil
            }
        }
        guard let result else { return .dynamic }
        if hasDynamic, !allowsMixing { return nil }
        return result
    }

    // MARK: Faults

    private mutating func wrongCount(_ function: ScalarFunction, _ name: String, _ count: Int, at span: Span)
        -> Expression
    {
        var counts: Set<String> = []
        for signature in function.signatures {
            let least = signature.parameters.filter { !$0.isOptional }.count
            if signature.parameters.contains(where: \.isRepeated) {
                counts.insert("at least \(least)")
            } else if least == signature.parameters.count {
                counts.insert("\(least)")
            } else {
                counts.insert("\(least) to \(signature.parameters.count)")
            }
        }
        return refuse(
            .wrongArgumentCount,
            "The function '\(name)' expects \(counts.sorted().joined(separator: " or ")) "
                + "argument\(counts == ["1"] ? "" : "s"), not \(count).",
            at: span
        )
    }

    private mutating func unsuited(
        _ function: ScalarFunction,
        _ name: String,
        _ candidates: [Signature],
        _ nodes: [SyntaxNode],
        _ values: [Expression?],
        at span: Span
    ) -> Expression {
        if candidates.count == 1 {
            for (index, value) in values.enumerated() {
                guard let parameter = candidates[0].parameter(at: index, of: values.count) else { continue }
                guard let value else {
                    return refuse(.scalarExpected, "A value is expected here, not a type.", at: nodes[index].span)
                }
                if parameter.kind.accepts(value) { continue }
                return refuse(
                    .wrongType,
                    "\(Self.describe(parameter.kind)) is expected, and this is of type \(value.type.rawValue).",
                    at: nodes[index].span,
                    suggestions: Self.timespan(value, for: parameter.kind) ?? Self.conversion(to: parameter.kind)
                )
            }
        }
        let types = values.map { $0?.type.rawValue ?? "type" }.joined(separator: ", ")
        return refuse(
            .incompatibleArguments,
            "The function '\(name)' is not compatible with arguments (\(types)).",
            at: span
        )
    }

    private static func describe(_ kind: ParameterKind) -> String {
        switch kind {
        case .exactly(let type): "A value of type \(type.rawValue)"
        case .stringOrDynamic, .text, .asString: "A value of type string or dynamic"
        case .scalar, .common: "A value"
        case .notDynamic: "A value that is not dynamic (use tostring())"
        case .integer, .integerAsIs: "A whole number"
        case .number: "A number"
        case .summable: "A number, timespan or datetime"
        case .orderable: "A number, timespan, datetime, string or bool"
        case .dynamicValue: "A dynamic array or bag"
        case .array: "A dynamic array"
        case .bag: "A dynamic bag"
        case .stringOrArray: "A string or a dynamic array of strings"
        case .integerOrArray: "A whole number or a dynamic array of whole numbers"
        case .measurable: "A number, timespan or datetime"
        case .commonOrderable: "A number, timespan, datetime, string or bool"
        case .type: "typeof(…)"
        case .jsonPath: "A JSON path"
        case .keyword(let words): "One of \(words.joined(separator: ", "))"
        }
    }

    /// `ago(7)` and `ago("7d")` want a literal of its own kind.
    private static func timespan(_ value: Expression, for kind: ParameterKind) -> [String]? {
        guard case .exactly(.timespan) = kind, let constant = value.constant else { return nil }
        if let number = constant.integer { return ["\(number)d"] }
        return constant.text.map { [$0] }
    }

    private static func conversion(to kind: ParameterKind) -> [String] {
        switch kind {
        case .exactly(.string), .stringOrDynamic, .text, .notDynamic: ["tostring(…)"]
        case .exactly(.datetime): ["todatetime(…)"]
        case .exactly(.timespan): ["totimespan(…)"]
        case .exactly(.long), .integer: ["tolong(…)"]
        case .exactly(.real), .number: ["todouble(…)"]
        case .dynamicValue, .array, .bag: ["parse_json(…)"]
        default: []
        }
    }
}
