extension Binder {
    /// What a call of a function of the query gives.
    enum FunctionResult {
        case scalar(Expression)
        case table(BoundRelation)
    }

    /// Puts the body of a function of the query in the place of its call; KQL §3.
    ///
    /// The body sees its parameters and what was declared before it, not the columns around the call.
    ///
    /// - Parameter piped: The table that `invoke` hands to the first parameter.
    mutating func bindFunctionCall(
        _ declaration: SyntaxNode,
        scope: [String: LetValue],
        _ arguments: [SyntaxNode],
        piped: BoundRelation? = nil,
        at span: Span
    ) -> FunctionResult? {
        if declaration.kind == .patternStatement {
            return bindPatternCall(declaration, scope: scope, arguments, path: nil, at: span)
        }
        functionCalls += 1
        guard functionCalls <= Self.callLimit else {
            if functionCalls == Self.callLimit + 1 {
                report(.nestedTooDeep, "The query calls its functions too often once they are put in.", at: span)
            }
            return nil
        }
        guard letDepth < 32 else {
            report(.nestedTooDeep, "Functions call each other too deeply.", at: span)
            return nil
        }
        guard let inner = bindArguments(declaration, scope, arguments, piped, at: span),
            let statements = declaration[.body]?.all(.statement), let last = statements.last,
            let result = last[.value], last.kind == .expressionStatement
        else { return nil }
        let saved = (lets, declared, rows, mode, nextGenerated)
        lets = inner
        declared = []
        rows = RowScope(columns: [])
        mode = .row
        nextGenerated = 1
        letDepth += 1
        callPath.append(span.start)
        defer {
            (lets, declared, rows, mode, nextGenerated) = saved
            letDepth -= 1
            callPath.removeLast()
        }
        for statement in statements.dropLast() where statement.kind == .letStatement { bindLet(statement) }
        if isTabular(result) { return bindTableOrGraph(result).map { .table($0) } }
        let value = bindExpression(result)
        return value.isInvalid ? nil : .scalar(value)
    }

    /// Whether a function of the query gives a table.
    func isTabularFunction(_ declaration: SyntaxNode, scope: [String: LetValue]) -> Bool {
        if declaration.kind == .patternStatement { return true }
        guard let statements = declaration[.body]?.all(.statement), let result = statements.last?[.value] else {
            return false
        }
        var probe = self
        probe.rows = RowScope(columns: [])
        probe.lets = scope
        for parameter in declaration.all(.parameter) {
            guard let name = name(of: parameter) else { continue }
            let isTable = isTableParameter(parameter)
            probe.lets[name] = isTable ? .tabular(parameter, scope: [:]) : .scalar(.invalid)
        }
        for statement in statements.dropLast() {
            guard let nameNode = statement[.name], let name = name(of: nameNode), let value = statement[.value] else {
                continue
            }
            if value.kind == .functionDeclaration {
                probe.lets[name] = .function(value, scope: probe.lets)
            } else {
                probe.lets[name] = probe.isTabular(value) ? .tabular(value, scope: [:]) : .scalar(.invalid)
            }
        }
        return probe.isTabular(result)
    }

    /// `T: (a: long, …)` or `T: (*)`.
    func isTableParameter(_ parameter: SyntaxNode) -> Bool {
        guard let token = parameter.token(.type) else { return true }
        return source.text(token.span) == "*"
    }

    /// The names that the body sees.
    private mutating func bindArguments(
        _ declaration: SyntaxNode,
        _ scope: [String: LetValue],
        _ nodes: [SyntaxNode],
        _ piped: BoundRelation?,
        at span: Span
    ) -> [String: LetValue]? {
        var result = scope
        var rest = nodes.filter { $0.kind != .namedExpression }[...]
        var named: [String: SyntaxNode] = [:]
        for node in nodes where node.kind == .namedExpression {
            if let nameNode = node[.name], let name = name(of: nameNode) { named[name] = node[.value] }
        }
        var piped = piped
        for parameter in declaration.all(.parameter) {
            guard let name = name(of: parameter) else { return nil }
            if isTableParameter(parameter), let table = piped {
                checkColumns(of: table, parameter, at: span)
                result[name] = .shared(nextShared, table)
                nextShared += 1
                piped = nil
                continue
            }
            let node = named.removeValue(forKey: name) ?? rest.popFirst()
            guard let argument = node ?? parameter[.value] else {
                report(.wrongArgumentCount, "The argument '\(name)' is missing.", at: span)
                return nil
            }
            if isTableParameter(parameter) {
                guard isTabular(argument) else {
                    report(.tableExpected, "A table is expected here.", at: argument.span)
                    return nil
                }
                result[name] = .tabular(argument, scope: lets)
                continue
            }
            guard let value = bindScalarArgument(argument, parameter) else { return nil }
            result[name] = .scalar(value)
        }
        if piped != nil {
            report(
                .wrongArgumentCount, "The function takes no table, and invoke hands it the rows so far.", at: span)
            return nil
        }
        if let extra = rest.first ?? named.values.first {
            report(.wrongArgumentCount, "The function has no parameter for this argument.", at: extra.span)
            return nil
        }
        return result
    }

    mutating func bindScalarArgument(_ node: SyntaxNode, _ parameter: SyntaxNode) -> Expression? {
        let value = bindExpression(node)
        guard !value.isInvalid, let token = parameter.token(.type) else { return nil }
        if value.type == .unknown { return .late(ScalarType(keyword: source.text(token.span)) ?? .unknown) }
        let word = source.text(token.span)
        guard let type = ScalarType(keyword: word) else {
            report(.invalidValue, "'\(word)' is no type of a parameter.", at: token.span)
            return nil
        }
        guard value.type == type || ParameterKind.widens(value.type, to: type) || value.type == .dynamic else {
            // A whole literal serves as int too.
            if type == .int, value.type == .long, let literal = value.constant,
                let narrow = ConstantFolding.convert(literal, to: .int)
            {
                return .literal(narrow)
            }
            if type == .dynamic { return value.converted(to: .dynamic) }
            // The language lets it pass; what cannot be converted is null.
            let canConvert = SQLConversion.convert(.null, from: value.type, to: type) != nil
            warn(
                .mixedTypes,
                "A value of type \(type.rawValue) is expected, and this is of type \(value.type.rawValue): it is "
                    + (canConvert ? "converted." : "null."),
                at: node.span,
                suggestions: canConvert ? ["to\(type.rawValue)(\(source.text(node.span)))"] : []
            )
            return canConvert ? value.converted(to: type) : .literal(.null(type))
        }
        return value.converted(to: type)
    }

    /// `invoke f(…)`: the function's first parameter is the table so far.
    mutating func bindInvoke(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let call = node[.value], call.kind == .call else {
            if let value = node[.value], value.kind != .missing {
                report(.expectedToken, "invoke needs a call of a function.", at: value.span)
            }
            return nil
        }
        guard case .function(let declaration, let scope)? = lets[word(call)] else {
            return bindInvokedStored(call, input)
        }
        let result = bindFunctionCall(
            declaration,
            scope: scope,
            call[.argument]?.all(.argument) ?? [],
            piped: input,
            at: call.span
        )
        guard case .table(let relation)? = result else { return nil }
        return relation
    }
}
