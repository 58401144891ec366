extension Binder {
    /// `summarize a = agg(…), … by k, …`: keys first, then aggregates; KQL §10 and §11.
    mutating func bindSummarize(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        let elements = node.all(.element)
        let keyNodes = node.all(.key)
        var namer = ColumnNamer()
        var keys: [Definition] = []
        for keyNode in keyNodes {
            guard let key = bindKey(keyNode, &namer) else { continue }
            keys.removeAll { $0.column.name == key.column.name }
            keys.append(key)
        }
        let keyColumns = keys.map(\.column)
        let savedCalls = pendingCalls
        pendingCalls = []
        mode = .aggregates
        defer {
            mode = .row
            pendingCalls = savedCalls
        }
        var results: [PlanColumn] = []
        var computed: [Definition] = []
        for element in elements {
            bindElement(element, keyColumns, &namer, &results, &computed)
        }
        var plan = LogicalPlan.aggregate(input.plan, keys: keys, calls: pendingCalls)
        if !computed.isEmpty { plan = .extend(plan, computed) }
        return BoundRelation(plan, keyColumns + results)
    }

    /// The names that an author writes in an element.
    func explicitNames(_ node: SyntaxNode) -> [String] {
        guard node.kind == .namedExpression, let nameNode = node[.name] else { return [] }
        if nameNode.kind == .nameList { return nameNode.all(.name).compactMap(name(of:)) }
        return [name(of: nameNode)].compactMap { $0 }
    }

    mutating func bindKey(
        _ node: SyntaxNode,
        _ namer: inout ColumnNamer,
        allowsDynamic: Bool = false
    ) -> Definition? {
        let value = node.kind == .namedExpression ? node[.value] : node
        guard let value else { return nil }
        let expression = bindExpression(value)
        if expression.isInvalid { return nil }
        if expression.type == .dynamic, !allowsDynamic {
            report(
                .dynamicKey,
                "A value of type dynamic cannot be a key; convert it with tostring().",
                at: value.span,
                suggestions: ["tostring(\(source.text(value.span)))"]
            )
            return nil
        }
        guard let name = columnName(node, expression, &namer) else { return nil }
        return Definition(column: makeColumn(name, for: expression), expression: expression)
    }

    /// The name of a column that an element makes; reported and `nil` where it is declared already.
    mutating func columnName(_ node: SyntaxNode, _ expression: Expression, _ namer: inout ColumnNamer) -> String? {
        if node.kind == .namedExpression {
            guard let nameNode = node[.name], let name = explicitNames(node).first else { return nil }
            let isColumn = node[.value].flatMap { columnReference($0, expression) } != nil
            return namer.declare(name, isColumn: isColumn) ?? duplicate(name, at: nameNode.span)
        }
        if let name = columnReference(node, expression) {
            return namer.declare(name) ?? duplicate(name, at: node.span)
        }
        return derivedName(node).map { namer.derived($0) } ?? generatedName(&namer)
    }

    /// Takes the next name of the form `Column1`; KQL §10. The numbers go on from operator to operator, through the
    /// whole text of a query or of a function, and pass over names that mean something already.
    mutating func generatedName(_ namer: inout ColumnNamer) -> String {
        while true {
            let name = "Column\(nextGenerated)"
            nextGenerated += 1
            if lets[name] == nil, catalog.table(named: name) == nil, !namer.avoids(name) { return namer.derived(name) }
        }
    }

    /// The name of the column that an element is: a bare one, or one that is converted to the type that it has.
    private func columnReference(_ node: SyntaxNode, _ expression: Expression) -> String? {
        switch node.kind {
        case .parenthesized: return node[.value].flatMap { columnReference($0, expression) }
        case .name, .bracketedName:
            guard case .column = expression.node else { return nil }
            return name(of: node)
        case .call:
            guard Self.conversions.contains(word(node)), let arguments = node[.argument]?.all(.argument),
                arguments.count == 1, let name = name(of: arguments[0]), arguments[0].kind != .call,
                rows.column(named: name)?.type == expression.type
            else { return nil }
            return name
        default: return nil
        }
    }

    /// Functions that leave a value of their own type as it is.
    private static let conversions: Set<String> = [
        "tobool", "todatetime", "todecimal", "todouble", "todynamic", "toguid", "toint", "tolong", "toreal", "tostring",
        "totime", "totimespan",
    ]

    private mutating func duplicate(_ name: String, at span: Span) -> String? {
        report(.duplicateColumn, "A column with the name '\(name)' is already declared.", at: span)
        return nil
    }

    mutating func bindElement(
        _ node: SyntaxNode,
        _ keys: [PlanColumn],
        _ namer: inout ColumnNamer,
        _ results: inout [PlanColumn],
        _ computed: inout [Definition]
    ) {
        let value = node.kind == .namedExpression ? node[.value] : node
        guard let value else { return }
        if isAggregateCall(value) {
            guard var outputs = bindAggregateCall(value, keys: keys) else { return }
            // Written names go to the first outputs, the others keep theirs.
            let written = node.kind == .namedExpression ? explicitNames(node) : []
            if written.count > outputs.count {
                report(.wrongArgumentCount, "There are more names than columns.", at: node.span)
                return
            }
            for index in outputs.indices {
                let name: String
                if index < written.count {
                    guard let given = namer.declare(written[index]) else {
                        report(
                            .duplicateColumn,
                            "A column with the name '\(written[index])' is already declared.",
                            at: node.span
                        )
                        return
                    }
                    name = given
                } else {
                    name = outputs[index].name.map { namer.derived($0) } ?? generatedName(&namer)
                }
                outputs[index].column.name = name
                results.append(outputs[index].column)
            }
            return
        }
        let expression = bindExpression(value)
        if expression.isInvalid { return }
        let values = columnValues(node, value, expression, &namer) { binder, namer in
            binder.columnName(node, expression, &namer)
        }
        for (name, expression) in values {
            let column = makeColumn(name, for: expression)
            computed.append(Definition(column: column, expression: expression))
            results.append(column)
        }
    }
}
