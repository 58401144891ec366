extension Binder {
    /// `mv-expand`: a row for each element; KQL §10.
    mutating func bindMvExpand(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        var scope = input.scope
        var elements: [Definition] = []
        var conversions: [Definition] = []
        for element in node.all(.element) {
            guard let named = element[.value] else { continue }
            guard let value = named.kind == .namedExpression ? named[.value] : named else { continue }
            let expression = bindExpression(value)
            if expression.isInvalid { return nil }
            guard expression.type == .dynamic else {
                report(
                    .wrongType,
                    "mv-expand needs a dynamic value, and this is of type \(expression.type.rawValue).",
                    at: value.span,
                    suggestions: expression.type == .string ? ["parse_json(…)", "split(…)"] : []
                )
                return nil
            }
            let name = (named.kind == .namedExpression ? named[.name].flatMap(name(of:)) : derivedName(value))
            let title = name ?? "Column1"
            let column = makeColumn(title, .dynamic, isNullable: true)
            elements.append(Definition(column: column, expression: expression))
            var visible = column
            if let typeNode = element[.type] {
                guard let token = typeNode.token(.type), let type = ScalarType(keyword: source.text(token.span)) else {
                    report(.invalidValue, "A type is expected here, such as typeof(string).", at: typeNode.span)
                    return nil
                }
                if type != .dynamic {
                    visible = makeColumn(title, type, isNullable: true)
                    conversions.append(
                        Definition(column: visible, expression: expandedValue(column, as: type))
                    )
                }
            }
            if let index = scope.columns.firstIndex(where: { $0.name == title }) {
                scope.columns[index] = visible
            } else {
                scope.columns.append(visible)
            }
        }
        guard !elements.isEmpty else { return nil }
        var expansion = Expansion(input: input.plan, elements: elements, index: nil, bagsAsArrays: false, limit: nil)
        for option in node.all(.option) {
            guard let token = option.token(.value) else { continue }
            let value = source.text(token.span)
            switch word(option) {
            case "with_itemindex":
                let column = makeColumn(value, .long, isNullable: false)
                expansion.index = column
                scope.columns.append(column)
            default: expansion.bagsAsArrays = value == "array"
            }
        }
        if let limitNode = node[.limit] {
            guard let limit = bindWithoutRows(limitNode).constant?.integer else {
                report(.constantExpected, "The limit must be a constant whole number.", at: limitNode.span)
                return nil
            }
            expansion.limit = limit
        } else if word(node) == "mvexpand" {
            expansion.limit = 128  // The old spelling has this limit; KQL §1.13.
        }
        let plan = extended(.expand(expansion), conversions)
        var result = BoundRelation(plan, scope.columns)
        result.scope.aliases = input.scope.aliases
        return result
    }

    /// An element in the type that `to typeof(…)` asks for; text is not parsed, so that a JSON string is no number.
    private func expandedValue(_ column: PlanColumn, as type: ScalarType) -> Expression {
        let value = Expression.column(column).converted(to: type)
        guard type.isNumeric || type == .bool, let iff = FunctionRegistry.scalars["iff"],
            let gettype = FunctionRegistry.scalars["gettype"]
        else { return value }
        let kind = Expression(.call(gettype, gettype.signatures[0], [.column(column)]), .string, isNullable: false)
        let isText = Expression(
            .operation(.equal, [kind, .literal(.string("string"))]),
            .bool,
            isNullable: false
        )
        return Expression(
            .call(iff, iff.signatures[0], [isText, .literal(.null(type)), value]),
            type,
            isNullable: true
        )
    }
}
