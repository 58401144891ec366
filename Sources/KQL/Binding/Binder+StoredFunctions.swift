/// Functions whose text is not part of the query. Their bodies are bound with their own source, so that what is
/// wrong in one is told at the call.
extension Binder {
    /// The function of the tenant or of the service under a name.
    func storedFunction(named name: String) -> StoredFunction? {
        catalog.functions[name] ?? DefenderFunctions.all[name]
    }

    /// Whether a name is that of a stored function which gives a table.
    func isTabularStored(_ name: String) -> Bool {
        guard let function = storedFunction(named: name) else { return false }
        if function.isBuiltIn { return true }
        let (declaration, source) = Self.declaration(of: function)
        var probe = self
        probe.source = source
        return probe.isTabularFunction(declaration, scope: [:])
    }

    private static func declaration(of function: StoredFunction) -> (node: SyntaxNode, source: SourceText) {
        let source = SourceText(function.text)
        return (Parser.parseFunction(source).node, source)
    }

    /// Puts the body of a stored function in the place of its call.
    ///
    /// - Parameter piped: The table that `invoke` hands to the first parameter.
    mutating func bindStored(
        _ function: StoredFunction,
        _ arguments: [SyntaxNode],
        piped: BoundRelation?,
        at span: Span
    ) -> FunctionResult? {
        guard letDepth < 32, !isInsideStored || function.isBuiltIn else {
            report(
                .faultyFunction,
                "A stored function may not call another one, and '\(function.name)' is called by one.",
                at: span
            )
            return nil
        }
        let functionSource = SourceText(function.text)
        let (declaration, faults) = Parser.parseFunction(functionSource)
        if let fault = faults.diagnostics.first {
            report(.faultyFunction, "The function '\(function.name)' cannot be read: \(fault.message)", at: span)
            return nil
        }
        guard let values = storedArguments(function, declaration, functionSource, arguments, piped, at: span) else {
            return nil
        }
        return bindBody(function.name, declaration, functionSource, values, isBuiltIn: function.isBuiltIn, at: span)
    }

    /// Binds a body with a source of its own.
    mutating func bindBody(
        _ name: String,
        _ declaration: SyntaxNode,
        _ bodySource: SourceText,
        _ values: [String: LetValue],
        isBuiltIn: Bool,
        at span: Span
    ) -> FunctionResult? {
        let saved = (source, sink, lets, declared, rows, mode, pendingCalls, isInsideStored, toleratesAbsence)
        let outerWindows = (usesWindows, pendingWindows)
        let outerNumbers = (nextGenerated, generatedStarts)
        (nextGenerated, generatedStarts) = (1, [:])
        usesWindows = usesWindows || Self.mentionsWindows(declaration, bodySource)
        pendingWindows = nil
        source = bodySource
        sink = DiagnosticSink(source: bodySource)
        lets = values
        declared = []
        rows = RowScope(columns: [])
        mode = .row
        pendingCalls = []
        isInsideStored = !isBuiltIn
        toleratesAbsence = false
        letDepth += 1
        callPath.append(span.start)
        var result: FunctionResult?
        let statements = declaration[.body]?.all(.statement) ?? []
        for statement in statements.dropLast() where statement.kind == .letStatement { bindLet(statement) }
        if let value = statements.last?[.value], statements.last?.kind == .expressionStatement {
            if isTabular(value) {
                result = bindTableOrGraph(value).map { .table($0) }
            } else {
                let scalar = bindExpression(value)
                result = scalar.isInvalid ? nil : .scalar(scalar)
            }
        }
        let found = sink
        (source, sink, lets, declared, rows, mode, pendingCalls, isInsideStored, toleratesAbsence) = saved
        (usesWindows, pendingWindows) = outerWindows
        (nextGenerated, generatedStarts) = outerNumbers
        letDepth -= 1
        callPath.removeLast()
        for diagnostic in found.diagnostics {
            // Bodies of ours number rows for themselves, where any order will do.
            if isBuiltIn, diagnostic.code == .unorderedRows { continue }
            sink.report(
                diagnostic.severity == .warning ? diagnostic.code : .faultyFunction,
                "In the function '\(name)', line \(diagnostic.line), column \(diagnostic.column): \(diagnostic.message)",
                at: span,
                severity: diagnostic.severity
            )
        }
        return found.hasErrors ? nil : result
    }

    /// The values of the parameters, bound where the call stands.
    private mutating func storedArguments(
        _ function: StoredFunction,
        _ declaration: SyntaxNode,
        _ functionSource: SourceText,
        _ nodes: [SyntaxNode],
        _ piped: BoundRelation?,
        at span: Span
    ) -> [String: LetValue]? {
        var result: [String: LetValue] = [:]
        var rest = nodes.filter { $0.kind != .namedExpression }[...]
        var named: [String: SyntaxNode] = [:]
        for node in nodes where node.kind == .namedExpression {
            if let nameNode = node[.name], let name = name(of: nameNode) { named[name] = node[.value] }
        }
        var piped = piped
        for parameter in declaration.all(.parameter) {
            // Names and types of parameters are in the function's text, arguments in the query's.
            let (name, isTable, type) = inSource(functionSource) { binder in
                (
                    binder.name(of: parameter) ?? "", binder.isTableParameter(parameter),
                    parameter.token(.type).flatMap { ScalarType(keyword: binder.source.text($0.span)) }
                )
            }
            if isTable {
                guard let table = tableArgument(&piped, &rest, at: span) else { return nil }
                result[name] = .shared(nextShared, table)
                nextShared += 1
                continue
            }
            if let argument = named.removeValue(forKey: name) ?? rest.popFirst() {
                guard let value = storedArgument(argument, type ?? .dynamic, function) else { return nil }
                result[name] = .scalar(value)
            } else if let standard = parameter[.value] {
                let value = inSource(functionSource) { $0.bindWithoutRows(standard) }
                result[name] = .scalar(value.type == type ? value : value.converted(to: type ?? value.type))
            } else {
                report(
                    .wrongArgumentCount, "The argument '\(name)' of '\(function.name)' is missing.", at: span)
                return nil
            }
        }
        if piped != nil {
            report(.wrongArgumentCount, "'\(function.name)' takes no table, so it cannot be invoked.", at: span)
            return nil
        }
        if let extra = rest.first ?? named.values.first {
            report(
                .wrongArgumentCount, "The function '\(function.name)' has no parameter for this argument.",
                at: extra.span)
            return nil
        }
        return result
    }

    private mutating func tableArgument(
        _ piped: inout BoundRelation?,
        _ rest: inout ArraySlice<SyntaxNode>,
        at span: Span
    ) -> BoundRelation? {
        if let table = piped {
            piped = nil
            return table
        }
        guard let node = rest.popFirst(), isTabular(node) else {
            report(.tableExpected, "A table is expected as argument.", at: span)
            return nil
        }
        return bindNestedTable(node)
    }

    private mutating func storedArgument(
        _ node: SyntaxNode,
        _ type: ScalarType,
        _ function: StoredFunction
    ) -> Expression? {
        // The service takes a column's name where Defender's functions want its text.
        if function.isBuiltIn, type == .string, node.kind == .name || node.kind == .bracketedName,
            let name = name(of: node)
        {
            if case .scalar(let value)? = lets[name], value.type == .string { return value }
            return .literal(.string(name))
        }
        let value = bindWithoutRows(node)
        if value.isInvalid { return nil }
        if value.type == type || type == .dynamic || value.type == .unknown { return value.converted(to: type) }
        if ParameterKind.widens(value.type, to: type) || value.type == .dynamic { return value.converted(to: type) }
        if type == .int, value.type == .long, let literal = value.constant,
            let narrow = ConstantFolding.convert(literal, to: .int)
        {
            return .literal(narrow)
        }
        report(
            .wrongType,
            "A value of type \(type.rawValue) is expected, and this is of type \(value.type.rawValue).",
            at: node.span
        )
        return nil
    }

    private mutating func inSource<Value>(_ other: SourceText, _ body: (inout Binder) -> Value) -> Value {
        let saved = source
        source = other
        defer { source = saved }
        return body(&self)
    }

    /// `invoke f(…)` of a stored function.
    mutating func bindInvokedStored(_ call: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        let name = word(call)
        guard let function = storedFunction(named: name) else {
            let candidates = Array(catalog.functions.keys) + Array(DefenderFunctions.all.keys)
            report(
                .unknownFunction,
                "The name '\(name)' does not refer to any known function.",
                at: call.token(.name)?.span ?? call.span,
                suggestions: Suggestions.closest(to: name, among: candidates)
            )
            return nil
        }
        warnOfAbsentColumn(function, call, input)
        let arguments = call[.argument]?.all(.argument) ?? []
        guard case .table(let relation)? = bindStored(function, arguments, piped: input, at: call.span) else {
            return nil
        }
        return relation
    }

    /// A column of the input that one of Defender's functions is told to read must exist to be of use.
    private mutating func warnOfAbsentColumn(_ function: StoredFunction, _ call: SyntaxNode, _ input: BoundRelation) {
        guard function.isBuiltIn else { return }
        let isOfBehaviors = DefenderFunctions.behaviors.contains { $0.name == function.name }
        let standard =
            isOfBehaviors ? DefenderFunctions.insightsColumn : DefenderFunctions.standardColumns[function.name]
        guard let standard else { return }
        // Which column a function of behaviours reads is not for its caller to say.
        let node = isOfBehaviors ? nil : call[.argument]?.all(.argument).first
        let isText = node?.kind == .stringLiteral
        guard node == nil || isText || node?.kind == .name else { return }
        let column = node.map { isText ? stringValue($0) : name(of: $0) ?? "" } ?? standard
        guard !input.scope.isOpen, input.scope.column(named: column) == nil, lets[column] == nil else { return }
        sink.report(
            .missingData,
            "'\(function.name)' reads the column '\(column)', which its input does not have, and so "
                + "\(isOfBehaviors ? "finds" : "adds") nothing.",
            at: node?.span ?? call.span,
            severity: .warning,
            suggestions: Suggestions.closest(to: column, among: input.scope.names)
        )
    }

    /// Whether a table has the columns that a parameter declares.
    mutating func checkColumns(of table: BoundRelation, _ parameter: SyntaxNode, at span: Span) {
        guard !table.scope.isOpen else { return }
        for declaration in parameter.all(.element) {
            guard let nameNode = declaration[.name], let name = name(of: nameNode),
                let token = declaration.token(.type), let type = ScalarType(keyword: source.text(token.span))
            else { continue }
            if let column = table.scope.column(named: name), column.type == type || column.type == .unknown { continue }
            report(
                .missingColumns,
                "The tabular value does not have the required columns: '\(name)' of type \(type.rawValue) is missing.",
                at: span
            )
            return
        }
    }

    // MARK: Parameters of the query

    /// `declare query_parameters`: values from the client, or their defaults; KQL §3.
    mutating func bindQueryParameters(_ statement: SyntaxNode) {
        for parameter in statement.all(.parameter) {
            guard let name = name(of: parameter), let token = parameter.token(.type),
                let type = ScalarType(keyword: source.text(token.span))
            else { continue }
            if !declared.insert(name).inserted {
                report(.duplicateName, "A variable with the name '\(name)' is already declared.", at: parameter.span)
            }
            if let text = options.parameters[name] {
                guard let value = Self.parameterValue(text, type, now: options.now) else {
                    report(
                        .invalidLiteral,
                        "The value '\(text)' of the parameter '\(name)' is no value of the type \(type.rawValue).",
                        at: parameter.span
                    )
                    continue
                }
                lets[name] = .scalar(.literal(value))
            } else if let standard = parameter[.value] {
                let value = bindWithoutRows(standard)
                lets[name] = .scalar(value.type == type ? value : value.converted(to: type))
            } else {
                lets[name] = .scalar(.late(type))
                sink.report(
                    .missingParameter,
                    "The parameter '\(name)' has no value and no default; it is null.",
                    at: parameter.span,
                    severity: .warning
                )
            }
        }
    }

    private static func parameterValue(_ text: String, _ type: ScalarType, now: Int64) -> Literal? {
        switch type {
        case .string: .string(text)
        case .dynamic: .dynamic(text)
        default: literal(type, text, now: now)
        }
    }
}

extension Parser {
    /// Reads a text that is a function: parameters and body.
    static func parseFunction(_ source: SourceText) -> (node: SyntaxNode, sink: DiagnosticSink) {
        var lexer = Lexer(source: source)
        var sink = DiagnosticSink(source: source)
        let tokens = lexer.tokens(into: &sink)
        var parser = Parser(source: source, tokens: tokens, sink: sink)
        let node = parser.parseFunction()
        if !parser.isAtEnd {
            parser.report(
                .incompleteFragment, "'\(parser.text(parser.current))' is not expected here.", at: parser.current.span)
        }
        return (node, parser.sink)
    }
}
