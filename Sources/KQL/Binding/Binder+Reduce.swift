extension Binder {
    /// `reduce [kind = source] by text [with threshold = 0.1, characters = "…"]`: texts by the words that they share; KQL §10.
    ///
    /// Equal texts are counted first and numbered; the engine puts them into groups.
    mutating func bindReduce(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let valueNode = node[.value] else { return nil }
        let keepsRows: Bool
        if node.all(.option).contains(where: { word($0) == "kind" }) {
            guard option("kind", of: node, among: ["source"]) != nil else { return nil }
            keepsRows = true
        } else {
            keepsRows = false
        }
        let inner = valueNode.kind == .namedExpression ? valueNode[.value] ?? valueNode : valueNode
        let value = bindExpression(inner)
        if value.isInvalid { return nil }
        guard value.type == .string || value.type == .unknown else {
            report(.conditionExpected, "The expression must have the type string.", at: valueNode.span)
            return nil
        }
        guard let options = reduceOptions(node) else { return nil }
        let text = makeColumn("$text", for: value)
        var table = input
        table.plan = extended(input.plan, [Definition(column: text, expression: value)])
        table.scope = RowScope(columns: [text])
        var values: [String: LetValue] = [:]
        func share(_ name: String, _ relation: BoundRelation) {
            values[name] = .shared(nextShared, relation)
            nextShared += 1
        }
        var plugin = PluginCall(
            name: "reduce", span: node.span, nameSpan: node.token(.keyword)?.span ?? node.span, arguments: [],
            named: [:])
        plugin.schema = nil
        let source = table
        share("T", table)
        let groups =
            "T | summarize ['$n'] = count() by ['$text'] | sort by ['$text'] asc | extend ['$row'] = row_number()"
        guard let lines = patternBody(plugin, groups, values) else { return nil }
        share("G", lines)
        let packed = "G | summarize ['$rows'] = make_list_with_nulls(pack_array(['$row'], ['$n'], ['$text']))"
        guard var list = patternBody(plugin, packed, values), let rowsColumn = list.scope.columns.first
        else { return nil }
        let found = InternalFunctions.call(
            InternalFunctions.findPatterns,
            [
                .literal(.string("reduce")), .column(rowsColumn),
                .literal(Literal(type: .dynamic, value: .text(options))),
            ],
            .dynamic
        )
        let foundColumn = makeColumn("$found", for: found)
        list.plan = extended(list.plan, [Definition(column: foundColumn, expression: found)])
        list.scope.columns = [foundColumn]
        share("F", list)
        let groupsText =
            "F | mv-expand ['$found'] | where isnotnull(['$found']) | project Pattern = tostring(['$found'][0]), "
            + "Count = tolong(['$found'][1]), Representative = tostring(['$found'][2])"
        guard keepsRows else { return patternBody(plugin, groupsText, values) }
        let mapText =
            groupsText + ", ['$rows'] = ['$found'][3] | mv-expand ['$row'] = ['$rows'] to typeof(long)"
            + " | join kind=inner G on ['$row'] | project ['$text'], Pattern, Count, Representative"
        guard let map = patternBody(plugin, mapText, values), map.scope.columns.count == 4 else { return nil }
        let made = map.scope.columns.dropFirst().map { $0 }
        let join = Join(
            kind: .inner, left: source.plan, right: map.plan, keys: [(left: text, right: map.scope.columns[0])],
            outputs: [])
        var result = BoundRelation(.join(join), input.scope.columns)
        for var column in made {
            column.name = result.scope.freeName(column.name)
            result.scope.columns.append(column)
        }
        result.scope.isOpen = input.scope.isOpen
        return result
    }

    /// The threshold and the separators, as the engine's function reads them.
    private mutating func reduceOptions(_ node: SyntaxNode) -> String? {
        var threshold = 0.1
        var separators = "null"
        for property in node.all(.option) where property[.value] != nil {
            guard let valueNode = property[.value] else { continue }
            switch word(property) {
            case "threshold":
                guard let literal = pluginConstant(valueNode, [.real, .long, .int]), let number = literal.number else {
                    return nil
                }
                guard (0...1).contains(number) else {
                    report(.invalidValue, "A number from 0 to 1 is expected here.", at: valueNode.span)
                    return nil
                }
                threshold = number
            case "characters":
                guard let literal = pluginConstant(valueNode, [.string]), let text = literal.text else { return nil }
                separators = JSONText.string(text)
            default:
                report(
                    .expectedToken, "Expected one of: threshold, characters.",
                    at: property.span,
                    suggestions: Suggestions.closest(to: word(property), among: ["threshold", "characters"]))
                return nil
            }
        }
        return "[\(threshold),\(separators)]"
    }
}
