extension Binder {
    /// `parse` and `parse-where`: columns out of one text by a pattern; KQL §10.
    mutating func bindParse(_ node: SyntaxNode, _ input: BoundRelation, keepsMatchesOnly: Bool) -> BoundRelation? {
        guard let value = node[.value] else { return nil }
        let source = bindText(value)
        let kind = option("kind", of: node, among: ["simple", "regex", "relaxed"]) ?? "simple"
        let flags = option("flags", of: node) ?? ""
        if kind == "regex", let wrong = flags.first(where: { !"imsUx".contains($0) }) {
            report(
                .invalidValue,
                "'\(wrong)' is no flag of regular expressions; there are i, m, s, U and x.",
                at: node.span
            )
        }
        var specification = [kind, kind == "regex" ? flags : ""]
        var columns: [PlanColumn] = []
        let parts = node.all(.element)
        for (index, part) in parts.enumerated() {
            let before = index > 0 ? parts[index - 1] : nil
            let after = index + 1 < parts.count ? parts[index + 1] : nil
            switch part.kind {
            case .stringLiteral: specification.append("=" + stringValue(part))
            case .star:
                if let after, after.kind != .stringLiteral {
                    report(.literalAfterStar, "A string literal must follow a *.", at: part.span)
                }
                if let before, before.kind == .columnDeclaration, declaredType(before) == .string {
                    report(.starAfterText, "Using * after parsing a string column is ambiguous.", at: part.span)
                }
                specification.append("*")
            default:
                if let before, before.kind != .stringLiteral {
                    report(.columnAfterLiteral, "The column name must follow a string literal.", at: part.span)
                }
                guard let column = declareColumn(part, among: columns) else { continue }
                specification.append(":" + column.type.rawValue)
                columns.append(column)
            }
        }
        guard !source.isInvalid, columns.allSatisfy({ isConvertible($0.type, at: node.span) }) else { return nil }
        var capture = Capture(
            input: input.plan,
            function: .parsePattern,
            source: source,
            specification: JSONText.array(of: specification),
            columns: [],
            matched: nil
        )
        let definitions = captureColumns(columns, &capture)
        var plan = LogicalPlan.capture(capture)
        if keepsMatchesOnly {
            let matched = makeColumn("", .bool, isNullable: false)
            capture.matched = matched
            plan = .filter(.capture(capture), .column(matched))
        }
        return replacing(columns, in: input, extended(plan, definitions))
    }

    /// `parse-kv`: columns by their names out of one text; KQL §10.
    mutating func bindParseKeyValues(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let value = node[.value] else { return nil }
        let source = bindText(value)
        var columns: [PlanColumn] = []
        for declaration in node.all(.element) {
            if let column = declareColumn(declaration, among: columns) { columns.append(column) }
        }
        guard var specification = bindKeyValueProperties(node) else { return nil }
        guard !source.isInvalid, columns.allSatisfy({ isConvertible($0.type, at: node.span) }) else { return nil }
        specification += columns.map { ":" + $0.name }
        var capture = Capture(
            input: input.plan,
            function: .parseKeyValues,
            source: source,
            specification: JSONText.array(of: specification),
            columns: [],
            matched: nil
        )
        let definitions = captureColumns(columns, &capture)
        return replacing(columns, in: input, extended(.capture(capture), definitions))
    }

    /// What parts pairs, keys and values, in the engine's form.
    private mutating func bindKeyValueProperties(_ node: SyntaxNode) -> [String]? {
        var specification: [String] = []
        var given: Set<String> = []
        for property in node.all(.option) {
            guard let value = property[.value], value.kind != .missing else { return nil }
            let name = word(property)
            given.insert(name)
            switch name {
            case "greedy":
                guard let isGreedy = bindWithoutRows(value).constant, case .bool(let flag) = isGreedy.value else {
                    report(.booleanExpected, "Boolean literal expected.", at: value.span)
                    return nil
                }
                if flag { specification.append("g") }
            case "pair_delimiter", "kv_delimiter", "quote", "escape", "regex":
                guard value.kind == .stringLiteral else {
                    report(.wrongType, "A string literal is expected here.", at: value.span)
                    return nil
                }
                let text = stringValue(value)
                let isBounded = name == "quote" ? 1...2 : name == "escape" ? 1...1 : 1...4096
                guard isBounded.contains(text.utf8.count) else {
                    report(
                        .invalidValue,
                        "'\(name)' must be \(name == "quote" ? "one or two characters" : "one character") of ASCII.",
                        at: value.span
                    )
                    return nil
                }
                specification.append(name.prefix(1) + text)
            default:
                report(
                    .expectedToken,
                    "'\(name)' is no property of parse-kv.",
                    at: property.span,
                    suggestions: Suggestions.closest(
                        to: name,
                        among: ["pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex"]
                    )
                )
                return nil
            }
        }
        if given.contains("pair_delimiter") != given.contains("kv_delimiter"), !given.contains("regex") {
            report(
                .notSupported,
                "parse-kv with only one of pair_delimiter and kv_delimiter is not supported; give both or none.",
                at: node.span
            )
            return nil
        }
        return specification
    }

    // MARK: Parts

    /// An expression as text.
    private mutating func bindText(_ node: SyntaxNode) -> Expression {
        let value = bindExpression(node)
        if value.isInvalid || value.type == .string { return value }
        return value.converted(to: .string)
    }

    /// The word that an option of an operator has; reported where it is none of those that there are.
    mutating func option(_ name: String, of node: SyntaxNode, among words: [String]? = nil) -> String? {
        for option in node.all(.option) where word(option) == name {
            guard let token = option.token(.value) else { continue }
            let value = source.text(token.span)
            if let words, !words.contains(value) {
                report(
                    .expectedToken,
                    "Expected one of: \(words.joined(separator: ", ")).",
                    at: token.span,
                    suggestions: Suggestions.closest(to: value, among: words)
                )
                return nil
            }
            return value
        }
        return nil
    }

    private func declaredType(_ declaration: SyntaxNode) -> ScalarType? {
        guard let token = declaration.token(.type) else { return .string }
        return ScalarType(keyword: source.text(token.span))
    }

    /// A column that an operator declares by name and type.
    mutating func declareColumn(_ declaration: SyntaxNode, among others: [PlanColumn]) -> PlanColumn? {
        guard let nameNode = declaration[.name], let name = name(of: nameNode) else { return nil }
        guard let type = declaredType(declaration) else {
            let token = declaration.token(.type)
            let word = token.map { source.text($0.span) } ?? ""
            report(
                .unknownType,
                "The name '\(word)' is not a valid type name that can be used here.",
                at: token?.span ?? declaration.span,
                suggestions: Suggestions.closest(to: word, among: ScalarType.allCases.map(\.rawValue))
            )
            return nil
        }
        if others.contains(where: { $0.name == name }) {
            report(.duplicateColumn, "A column with the name '\(name)' is already declared.", at: nameNode.span)
            return nil
        }
        return makeColumn(name, type, isNullable: true)
    }

    private mutating func isConvertible(_ type: ScalarType, at span: Span) -> Bool {
        if type == .string || SQLConversion.convert(.null, from: .string, to: type) != nil { return true }
        report(.notSupported, "A column of type \(type.rawValue) cannot be parsed out of a text yet.", at: span)
        return false
    }

    /// Lets a capture fill columns: directly where they are texts, by a conversion of a text otherwise.
    private mutating func captureColumns(_ columns: [PlanColumn], _ capture: inout Capture) -> [Definition] {
        var definitions: [Definition] = []
        for column in columns {
            guard column.type != .string else {
                capture.columns.append(column)
                continue
            }
            let text = makeColumn("", .string, isNullable: false)
            capture.columns.append(text)
            let value: Expression
            if column.type == .dynamic, let parse = FunctionRegistry.scalars["parse_json"] {
                value = Expression(
                    .call(parse, parse.signatures[0], [.column(text)]), .dynamic, isNullable: true)
            } else {
                value = Expression.column(text).converted(to: column.type)
            }
            definitions.append(Definition(column: column, expression: value))
        }
        return definitions
    }

    /// The input over another plan with columns appended, or put in the place of those with the same names.
    func replacing(_ columns: [PlanColumn], in input: BoundRelation, _ plan: LogicalPlan) -> BoundRelation {
        var result = input.replacing(plan)
        for column in columns {
            if let index = result.scope.columns.firstIndex(where: { $0.name == column.name }) {
                result.scope.columns[index] = column
            } else {
                result.scope.columns.append(column)
            }
        }
        return result
    }
}
