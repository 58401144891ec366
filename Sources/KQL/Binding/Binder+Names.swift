extension Binder {
    /// The name that a column made by an expression gets where its author gives none; `nil` for `ColumnN`. KQL §10.
    func derivedName(_ node: SyntaxNode) -> String? {
        switch node.kind {
        case .name, .bracketedName: return name(of: node)
        case .namedExpression: return node[.name].flatMap(name(of:))
        case .parenthesized: return node[.value].flatMap(derivedName)
        case .member:
            guard node[.argument] == nil, let name = node[.name].flatMap(name(of:)) else { return nil }
            // An element of a graph's pattern gives its name only at the top of an expression.
            if let base = node[.base], patternElement(base) != nil { return name }
            return node[.base].flatMap(derivedName).map { $0 + "_" + name } ?? name
        case .index:
            guard let value = node[.value] else { return nil }
            let step: String?
            switch value.kind {
            case .stringLiteral: step = stringValue(value)
            case .literal where value.token(.value)?.kind == .long: step = source.text(value.span)
            default: step = nil
            }
            guard let base = node[.base].flatMap(derivedName) else { return step }
            return base + "_" + (step ?? "")
        case .call: return derivedCallName(node)
        default: return nil
        }
    }

    private func derivedCallName(_ node: SyntaxNode) -> String? {
        let arguments = node[.argument]?.all(.argument) ?? []
        let first = arguments.first.flatMap(derivedName)
        if word(node) == "column_ifexists" || word(node) == "columnifexists" {
            guard let literal = arguments.first, literal.kind == .stringLiteral else { return nil }
            let name = stringValue(literal)
            return rows.column(named: name) == nil ? nil : name
        }
        if word(node) == "bin_auto" { return first }
        let rule: NameRule
        if let function = FunctionRegistry.aggregates[word(node)], mode != .row {
            rule = function.naming
        } else if let function = FunctionRegistry.scalars[word(node)] {
            rule = function.naming
        } else {
            return nil
        }
        switch rule {
        case .none: return nil
        case .firstArgument: return first
        case .prefix(let prefix): return prefix + "_" + (first ?? "")
        case .onlyArgument: return arguments.count == 1 ? first : nil
        case .fixed(let name): return name
        }
    }

    /// The text of a string literal, its adjacent parts joined.
    func stringValue(_ node: SyntaxNode) -> String {
        var result = ""
        for token in node.tokens(.value) { result += StringLiteral.value(source.bytes, token.span) }
        return result
    }

    // MARK: Resolving

    /// A name in an expression: a column, then a let, then a table, which cannot stand here.
    mutating func resolveName(_ node: SyntaxNode) -> Expression {
        guard let name = name(of: node) else { return .invalid }
        if mode != .aggregates, let column = visibleColumn(named: name) { return .column(column) }
        if let element = patternElement(node) { return bindPatternElement(element) }
        switch lets[name] {
        case .scalar(let expression): return expression
        case .tabular, .shared:
            return refuse(.scalarExpected, "'\(name)' is a table; a scalar value is expected here.", at: node.span)
        case .function(let declaration, let scope):
            // A function that needs no arguments may stand without parentheses.
            switch bindFunctionCall(declaration, scope: scope, [], at: node.span) {
            case .scalar(let value): return value
            case .table:
                return refuse(
                    .scalarExpected, "'\(name)' gives a table; a scalar value is expected here.", at: node.span)
            case nil: return .invalid
            }
        case nil: break
        }
        if rows.isOpen, mode != .aggregates { return lateColumn(name) }
        if let type = rows.absent[name], mode != .aggregates { return .literal(.null(type)) }
        if mode == .aggregates, visibleColumn(named: name) != nil {
            return refuse(
                .columnNotAggregated,
                "The column '\(name)' is neither a key nor inside of an aggregate function.",
                at: node.span,
                suggestions: ["take_any(\(name))"]
            )
        }
        return unknownName(name, at: node.span)
    }

    func visibleColumn(named name: String) -> PlanColumn? {
        rows.column(named: name)
    }

    mutating func unknownName(_ name: String, at span: Span) -> Expression {
        // What is not told needs no suggestions, which take time among many names.
        if sink.isFull { return .invalid }
        if let advice = unknownNameAdvice(name) {
            return refuse(.unknownName, advice.message, at: span, suggestions: advice.suggestions)
        }
        if FunctionRegistry.scalars[name] != nil || FunctionRegistry.aggregates[name] != nil {
            return refuse(
                .argumentsExpected, "The function '\(name)' requires an argument list.", at: span,
                suggestions: ["\(name)()"])
        }
        var candidates = rows.names + Array(rows.aliases.keys)
        for (name, value) in lets {
            if case .scalar = value { candidates.append(name) }
        }
        return refuse(
            .unknownName,
            "The name '\(name)' does not refer to any known column, table, variable or function.",
            at: span,
            suggestions: Suggestions.closest(to: name, among: candidates)
        )
    }

    /// What is known of a name that is none here.
    private func unknownNameAdvice(_ name: String) -> (message: String, suggestions: [String])? {
        let unknown = "The name '\(name)' does not refer to any known column, table, variable or function"
        if let whole = Self.timespanSuggestion(name) {
            return (
                "\(unknown): a length of time is a number with one unit of d, h, m, s, ms, microsecond, tick.", [whole]
            )
        }
        if name.lowercased() == "null" {
            return ("\(unknown): whether a value is missing is asked by a function.", ["isnull(…)", "isempty(…)"])
        }
        if name == "TimeGenerated", rows.column(named: "Timestamp") != nil {
            return ("\(unknown): the time column of Defender's tables is Timestamp.", ["Timestamp"])
        }
        if let last = history.last(where: { $0.scope.column(named: name) != nil }) {
            return ("\(unknown): '\(last.step)' has not kept it.", [])
        }
        if catalog.table(named: name) != nil, !rows.columns.isEmpty {
            return ("\(unknown) of this kind: columns are written without their table.", [])
        }
        return nil
    }

    /// What a number with a unit that lengths of time do not have, or with several, is written as.
    private static func timespanSuggestion(_ name: String) -> String? {
        if let several = severalUnits(name) { return several }
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number < 10_000 else { return nil }
        switch name.dropFirst(digits.count) {
        case "w", "week", "weeks": return "\(number * 7)d"
        case "y", "year", "years": return "\(number * 365)d"
        case "mo", "month", "months": return "\(number * 30)d"
        case "min", "mins": return "\(number)m"
        default: return nil
        }
    }

    /// `1h30m` as a sum.
    private static func severalUnits(_ name: String) -> String? {
        var parts: [String] = []
        var rest = name[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let unit = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
            guard !digits.isEmpty, ["d", "h", "m", "s", "ms"].contains(unit) else { return nil }
            parts.append(String(digits + unit))
            rest = rest.dropFirst(digits.count + unit.count)
        }
        return parts.count > 1 ? "(\(parts.joined(separator: " + ")))" : nil
    }

    /// A column of the input by a name node, reported when there is none.
    mutating func resolveColumn(_ node: SyntaxNode) -> PlanColumn? {
        guard node.kind != .missing, let name = name(of: node) else { return nil }
        if let column = rows.column(named: name) { return column }
        if rows.isOpen {
            lateNames.append(name)
            return nil
        }
        report(
            .unknownName,
            "The name '\(name)' does not refer to any known column.",
            at: node.span,
            suggestions: Suggestions.closest(to: name, among: rows.names)
        )
        return nil
    }

    // MARK: Wildcards

    /// The columns that a name or a pattern with `*` stands for.
    mutating func resolveColumns(_ node: SyntaxNode) -> [PlanColumn] {
        guard node.kind == .wildcardName else { return resolveColumn(node).map { [$0] } ?? [] }
        let pattern = source.text(node.span)
        guard pattern.contains("*") else { return resolveColumn(node).map { [$0] } ?? [] }
        let found = rows.columns.filter { Self.matches($0.name, pattern: pattern) }
        if found.isEmpty, !rows.isOpen {
            report(.unknownName, "No column matches '\(pattern)'.", at: node.span)
        }
        return found
    }

    /// Whether a name matches a pattern in which `*` stands for any text.
    static func matches(_ name: String, pattern: String) -> Bool {
        let name = Array(name.utf8)
        let pattern = Array(pattern.utf8)
        var position = 0
        var index = 0
        var star: (pattern: Int, name: Int)?
        while position < name.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                star = (index, position)
                index += 1
            } else if index < pattern.count, pattern[index] == name[position] {
                index += 1
                position += 1
            } else if let last = star {
                index = last.pattern + 1
                position = last.name + 1
                star = (last.pattern, position)
            } else {
                return false
            }
        }
        while index < pattern.count, pattern[index] == UInt8(ascii: "*") { index += 1 }
        return index == pattern.count
    }
}
