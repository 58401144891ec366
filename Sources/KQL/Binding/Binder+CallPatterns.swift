// `declare pattern`: tables that are chosen by texts; KQL §3.
extension Binder {
    /// Makes a pattern known as a function whose declaration is the statement.
    mutating func bindCallPattern(_ statement: SyntaxNode) {
        guard let nameNode = statement[.name], let name = name(of: nameNode) else { return }
        if !declared.insert(name).inserted {
            report(.duplicateName, "A variable with the name '\(name)' is already declared.", at: nameNode.span)
            return
        }
        let count = statement.all(.parameter).count
        for element in statement.all(.element) {
            if element.all(.argument).count != count {
                report(.wrongValueCount, "There must be a value for each of the \(count) parameters.", at: element.span)
            }
            if (element[.key] == nil) != (statement[.key] == nil) {
                report(
                    .patternPath,
                    statement[.key] == nil
                        ? "The pattern declares no path, so a case has none."
                        : "The path of this case is missing: .['…'].",
                    at: element.span
                )
            }
            for value in element.all(.argument) + [element[.key]].compactMap({ $0 })
            where value.kind != .stringLiteral && value.kind != .missing {
                report(.literalExpected, "A text is expected here.", at: value.span)
            }
            checkFunction(element)
        }
        lets[name] = .function(statement, scope: lets)
    }

    /// The pattern whose call a member is of: `App('a').Data`.
    func callPattern(of node: SyntaxNode) -> (declaration: SyntaxNode, scope: [String: LetValue])? {
        guard let base = node[.base], base.kind == .call,
            case .function(let declaration, let scope)? = lets[word(base)], declaration.kind == .patternStatement
        else { return nil }
        return (declaration, scope)
    }

    /// `App('a').Data`.
    mutating func bindPatternMember(_ node: SyntaxNode) -> BoundRelation? {
        guard let pattern = callPattern(of: node), let base = node[.base],
            let path = node[.name].flatMap(name(of:)) ?? node[.argument].map({ stringValue($0) })
        else { return nil }
        let arguments = base[.argument]?.all(.argument) ?? []
        guard
            case .table(let result)? = bindPatternCall(
                pattern.declaration, scope: pattern.scope, arguments, path: path, at: node.span)
        else { return nil }
        return result
    }

    /// The case of a pattern that has these texts.
    mutating func bindPatternCall(
        _ declaration: SyntaxNode,
        scope: [String: LetValue],
        _ arguments: [SyntaxNode],
        path: String?,
        at span: Span
    ) -> FunctionResult? {
        let name = declaration[.name].flatMap(name(of:)) ?? ""
        guard arguments.count == declaration.all(.parameter).count else {
            report(
                .wrongArgumentCount,
                "The pattern '\(name)' expects \(declaration.all(.parameter).count) arguments.", at: span)
            return nil
        }
        for argument in arguments where argument.kind != .stringLiteral {
            report(.literalExpected, "A text is expected here.", at: argument.span)
            return nil
        }
        let wanted = arguments.map { stringValue($0) }
        let cases = declaration.all(.element).filter { element in
            element.all(.argument).map { stringValue($0) } == wanted
        }
        if declaration[.key] != nil, path == nil || path == "*" {
            report(
                .notSupported,
                "All tables of a pattern at once are not supported; name each path and put them together with union.",
                at: span)
            return nil
        }
        guard let match = cases.first(where: { $0[.key].map { stringValue($0) } == path }) else {
            let paths = cases.compactMap { $0[.key].map { stringValue($0) } }
            report(
                .noPatternMatch, "None of the cases of the pattern '\(name)' has these texts.", at: span,
                suggestions: path.map { Suggestions.closest(to: $0, among: paths) } ?? [])
            return nil
        }
        return bindFunctionCall(match, scope: scope, [], at: span)
    }
}
