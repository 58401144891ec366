/// What `mv-expand` and `mv-apply` make of arrays.
struct BoundExpansion {
    /// The input with a row for each element.
    var relation: BoundRelation
    /// Holds the position of the element.
    var index: PlanColumn
    /// The names of columns that are expanded as they stand.
    var expanded: Set<String>
}

extension Binder {
    /// `mv-expand`: a row for each element; KQL §10.
    mutating func bindMvExpand(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        bindExpansion(node, input, keepsElements: false)?.relation
    }

    /// The common part of `mv-expand` and `mv-apply`.
    mutating func bindExpansion(
        _ node: SyntaxNode,
        _ input: BoundRelation,
        keepsElements: Bool
    ) -> BoundExpansion? {
        var scope = input.scope
        var namer = ColumnNamer(replacing: input.scope.names, keepsGenerated: false)
        var elements: [Definition] = []
        var conversions: [Definition] = []
        var expanded: Set<String> = []
        for element in node.all(.element) {
            guard let named = element[.value] else { continue }
            guard let value = named.kind == .namedExpression ? named[.value] : named else { continue }
            if keepsElements, value.kind == .missing { continue }
            guard let bound = bindArray(value) else { return nil }
            if named[.name]?.kind == .nameList {
                report(.singleValue, "The expression does not have multiple named values.", at: named.span)
                return nil
            }
            guard let title = columnName(named, bound, &namer) else { return nil }
            if named.kind == .name || named.kind == .bracketedName { expanded.insert(title) }
            let column = makeColumn(title, bound.type, isNullable: true)
            elements.append(Definition(column: column, expression: bound))
            var visible = column
            if let typeNode = element[.type] {
                guard let type = bindElementType(typeNode) else { return nil }
                if type != .dynamic {
                    visible = makeColumn(title, type, isNullable: true)
                    conversions.append(Definition(column: visible, expression: expandedValue(column, as: type)))
                }
            }
            scope.put(visible)
        }
        guard !elements.isEmpty else {
            report(.missingElement, "An array is expected here.", at: node.span)
            return nil
        }
        let kind =
            option("kind", of: node, among: ["bag", "array"])
            ?? option("bagexpansion", of: node, among: ["bag", "array"])
        var expansion = Expansion(
            input: input.plan,
            elements: elements,
            index: nil,
            bagsAsArrays: kind == "array",
            limit: nil
        )
        let index = makeColumn("", .long, isNullable: false)
        if let name = option("with_itemindex", of: node) {
            var visible = index
            visible.name = scope.freeName(name)
            scope.columns.append(visible)
            expansion.index = index
        } else if keepsElements {
            expansion.index = index
        }
        if let limitNode = node[.limit] {
            guard let limit = settledInteger(limitNode) else {
                report(.wholeNumberExpected, "The limit must be a constant whole number.", at: limitNode.span)
                return nil
            }
            expansion.limit = max(0, limit)
        } else if word(node) == "mvexpand" {
            expansion.limit = 128  // The old spelling has this limit; KQL §1.13.
        }
        var result = BoundRelation(extended(.expand(expansion), conversions), scope.columns)
        result.scope.aliases = input.scope.aliases
        return BoundExpansion(relation: result, index: index, expanded: expanded)
    }

    /// A dynamic value whose elements become rows.
    private mutating func bindArray(_ node: SyntaxNode) -> Expression? {
        let expression = bindExpression(node)
        if expression.isInvalid { return nil }
        if expression.type == .dynamic { return expression }
        if expression.type == .unknown { return .late(.unknown) }
        report(
            .conditionExpected,
            "The expression must have the type dynamic, and it is of type \(expression.type.rawValue).",
            at: node.span,
            suggestions: expression.type == .string ? ["parse_json(…)", "split(…)"] : []
        )
        return nil
    }

    private mutating func bindElementType(_ node: SyntaxNode) -> ScalarType? {
        guard let token = node.token(.type), let type = ScalarType(keyword: source.text(token.span)) else {
            report(.unknownType, "A type is expected here, such as typeof(string).", at: node.span)
            return nil
        }
        guard SQLConversion.convert(.null, from: .dynamic, to: type) != nil else {
            report(.notSupported, "Elements of type \(type.rawValue) are not supported yet.", at: node.span)
            return nil
        }
        return type
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

extension RowScope {
    /// Puts a column in the place of the one of its name, or at the end.
    mutating func put(_ column: PlanColumn) {
        if let index = columns.firstIndex(where: { $0.name == column.name }) {
            columns[index] = column
        } else {
            columns.append(column)
        }
    }

    /// The name, with the first number behind it that makes it free.
    func freeName(_ name: String) -> String {
        guard columns.contains(where: { $0.name == name }) else { return name }
        var number = 1
        while columns.contains(where: { $0.name == "\(name)\(number)" }) { number += 1 }
        return "\(name)\(number)"
    }
}
