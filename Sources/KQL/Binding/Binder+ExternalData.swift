extension Binder {
    /// `externaldata`: a table whose rows the host brings; KQL §12.
    mutating func bindExternalData(_ node: SyntaxNode) -> BoundRelation? {
        guard let columns = declaredColumns(node.all(.element)) else { return nil }
        var addresses: [String] = []
        let isObfuscated = node.all(.value).contains { mayBeSecret($0) }
        for value in node.all(.value) {
            let expression = bindWithoutRows(value)
            if expression.isInvalid { return nil }
            guard expression.type == .string, let text = expression.constant?.text else {
                report(.constantExpected, "The address must be a constant string.", at: value.span)
                return nil
            }
            addresses.append(text)
        }
        var properties: [String: String] = [:]
        for option in node.all(.option) {
            guard let token = option.token(.value) else { continue }
            properties[word(option).lowercased()] =
                token.kind == .string ? StringLiteral.value(source.bytes, token.span) : source.text(token.span)
        }
        let number = externalNumber(columns, addresses, properties, isObfuscated, at: node.span)
        let plan = columns.map { makeColumn($0.name, $0.type, isNullable: true) }
        return BoundRelation(
            .read(
                TableRead(
                    table: externalSources[number].relation.name,
                    columns: plan,
                    sourceNames: externalSources[number].relation.storedNames,
                    engineName: externalSources[number].relation.engineName
                )
            ),
            plan
        )
    }

    /// Whether any part of a node is a string that is marked as secret, or may hold one by a name.
    private func mayBeSecret(_ node: SyntaxNode) -> Bool {
        if node.kind != .stringLiteral { return true }
        var found = false
        node.forEachToken { found = found || StringLiteral.isObfuscated(source.bytes, $0) }
        return found
    }

    /// The place of a source among those of the query; equal ones are read once.
    private mutating func externalNumber(
        _ columns: [ColumnSchema],
        _ addresses: [String],
        _ properties: [String: String],
        _ isObfuscated: Bool,
        at span: Span
    ) -> Int {
        let known = externalSources.firstIndex {
            $0.addresses == addresses && $0.properties == properties && $0.columns == columns
        }
        if let known { return known }
        externalSources.append(
            ExternalSource(
                number: externalSources.count + 1,
                columns: columns,
                addresses: addresses,
                properties: properties,
                isObfuscated: isObfuscated,
                span: span
            )
        )
        return externalSources.count - 1
    }

    /// The columns that declarations `name: type` make; reported and `nil` when one is not sound.
    mutating func declaredColumns(_ nodes: [SyntaxNode]) -> [ColumnSchema]? {
        var columns: [ColumnSchema] = []
        for declaration in nodes {
            guard let nameNode = declaration[.name], let name = name(of: nameNode),
                let token = declaration.token(.type)
            else { return nil }
            let word = source.text(token.span)
            guard let type = ScalarType(keyword: word) else {
                report(
                    .unknownName,
                    "'\(word)' is no type.",
                    at: token.span,
                    suggestions: Suggestions.closest(to: word, among: ScalarType.named.map(\.rawValue))
                )
                return nil
            }
            if columns.contains(where: { $0.name == name }) {
                report(.duplicateColumn, "A column with the name '\(name)' is already declared.", at: nameNode.span)
                return nil
            }
            columns.append(ColumnSchema(name, type))
        }
        return columns
    }
}
