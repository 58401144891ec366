extension Binder {
    /// `x in (…)`, `x has_any (…)` and their like; KQL §6.
    mutating func bindInList(_ node: SyntaxNode) -> Expression {
        guard let leftNode = node[.left], let token = node.token(.operator) else { return .invalid }
        let sign = source.text(token.span)
        let left = bindExpression(leftNode)
        let elements = node.all(.element)
        if elements.isEmpty, !left.isInvalid {
            return refuse(.missingElement, "The list needs at least one value.", at: node.span)
        }
        if sign == "has_any" || sign == "has_all" {
            return bindNeedles(sign, left, elements, at: token.span)
        }
        let isNegated = sign.hasPrefix("!")
        let isCaseSensitive = !sign.hasSuffix("~")
        if !isCaseSensitive, !left.isInvalid, left.type != .string, left.type != .dynamic {
            return refuse(
                .undefinedOperator,
                "The operator '\(sign)' is defined for strings only, and this is of type \(left.type.rawValue).",
                at: token.span,
                suggestions: [sign.hasPrefix("!") ? "!in" : "in"]
            )
        }
        if elements.count == 1, let element = elements.first, isTabular(element) {
            return bindInTable(left, element, isNegated: isNegated, isCaseSensitive: isCaseSensitive)
        }
        let values = elements.map { bindExpression($0) }
        if left.isInvalid || values.contains(where: \.isInvalid) { return .invalid }
        if left.type == .unknown || values.contains(where: { $0.type == .unknown }) { return .late(.bool) }
        return bindList(left, values, isNegated: isNegated, isCaseSensitive: isCaseSensitive)
    }

    /// The tests of the values one by one; those of the left side's own type are one list.
    private mutating func bindList(
        _ left: Expression,
        _ values: [Expression],
        isNegated: Bool,
        isCaseSensitive: Bool
    ) -> Expression {
        // A dynamic on the left is compared in the type of each value, as text with an array; KQL §9.
        let left = isCaseSensitive ? left : left.converted(to: .string)
        let type = left.type == .dynamic ? values.first { $0.type != .dynamic }?.type ?? .string : left.type
        let subject = left.converted(to: type)
        var tests: [Expression] = []
        var listed: [Expression] = []
        for value in values {
            if value.type == .dynamic {
                tests.append(member(subject, value, isCaseSensitive: isCaseSensitive))
                continue
            }
            guard isCaseSensitive else {
                listed.append(value.converted(to: .string))
                continue
            }
            let pair = unifyForEquality(left.type == .dynamic && value.type == type ? subject : left, value)
            if pair.left.type == type {
                listed.append(pair.right)
            } else {
                tests.append(
                    Expression(
                        .operation(.inList(isNegated: false, isCaseSensitive: true), [pair.left, pair.right]),
                        .bool,
                        isNullable: false
                    )
                )
            }
        }
        if !listed.isEmpty {
            tests.insert(
                Expression(
                    .operation(.inList(isNegated: false, isCaseSensitive: isCaseSensitive), [subject] + listed),
                    .bool,
                    isNullable: false
                ),
                at: 0
            )
        }
        let any = tests.count == 1 ? tests[0] : Expression(.operation(.or, tests), .bool, isNullable: false)
        return isNegated ? Expression(.operation(.not, [any]), .bool, isNullable: false) : any
    }

    /// Whether a value is an element of a dynamic array, by its text.
    private func member(_ value: Expression, _ array: Expression, isCaseSensitive: Bool) -> Expression {
        Expression(
            // JSON writes true where a bool's text is True.
            .operation(
                .inArray(isNegated: false, isCaseSensitive: isCaseSensitive && value.type != .bool),
                [value.converted(to: .string), array]
            ),
            .bool,
            isNullable: false
        )
    }

    /// `x in (T)`: among the first column of a table.
    private mutating func bindInTable(
        _ left: Expression,
        _ node: SyntaxNode,
        isNegated: Bool,
        isCaseSensitive: Bool
    ) -> Expression {
        guard let relation = bindNestedTable(node), let column = relation.scope.columns.first else { return .invalid }
        if left.isInvalid { return .invalid }
        if left.type == .unknown || column.type == .unknown { return .late(.bool) }
        if column.type == .dynamic {
            // The arrays of all rows together are the list.
            let test = member(left, listOf(column, relation), isCaseSensitive: isCaseSensitive)
            return isNegated ? Expression(.operation(.not, [test]), .bool, isNullable: false) : test
        }
        var value = left.type == .dynamic ? left.converted(to: column.type) : left
        var plan = relation.plan
        var tested = column
        if value.type != column.type, !(value.type.isNumeric && column.type.isNumeric) {
            let pair = unifyForEquality(value, .column(column))
            value = pair.left
            if pair.right.type != column.type {
                tested = makeColumn(column.name, for: pair.right)
                plan = .extend(plan, [Definition(column: tested, expression: pair.right)])
            }
        }
        if !isCaseSensitive {
            let array = listOf(column, relation)
            let test = Expression(
                .operation(.inArray(isNegated: false, isCaseSensitive: false), [value, array]),
                .bool,
                isNullable: false
            )
            return isNegated ? Expression(.operation(.not, [test]), .bool, isNullable: false) : test
        }
        return Expression(
            .inSubquery(value, plan, tested.id, isNegated: isNegated, isCaseSensitive: true),
            .bool,
            isNullable: false
        )
    }

    private mutating func bindNeedles(
        _ sign: String,
        _ left: Expression,
        _ nodes: [SyntaxNode],
        at span: Span
    ) -> Expression {
        var parts: [Expression] = []
        if nodes.count == 1, let node = nodes.first, isTabular(node) {
            guard let relation = bindNestedTable(node), let column = relation.scope.columns.first else {
                return .invalid
            }
            parts = [listOf(column, relation)]
        } else {
            parts = nodes.map { bindExpression($0) }
        }
        if left.isInvalid || parts.contains(where: \.isInvalid) { return .invalid }
        if left.type == .unknown || parts.contains(where: { $0.type == .unknown }) { return .late(.bool) }
        guard left.type == .string || left.type == .dynamic else {
            return refuse(
                .undefinedOperator,
                "The operator '\(sign)' is defined for strings only, and this is of type \(left.type.rawValue).",
                at: span,
                suggestions: ["tostring(…)"]
            )
        }
        // Values of other types are looked for by their text.
        parts = parts.map { $0.type == .dynamic ? $0 : $0.converted(to: .string) }
        let array: Expression
        let texts = parts.compactMap { $0.type == .string ? $0.constant?.text : nil }
        if parts.count == 1, parts[0].type == .dynamic {
            array = parts[0]
        } else if texts.count == parts.count {
            array = .literal(.dynamic(JSONText.array(of: texts)))
        } else {
            array = packed(parts)
        }
        return Expression(
            .operation(sign == "has_any" ? .hasAny : .hasAll, [left.converted(to: .string), array]),
            .bool,
            isNullable: false
        )
    }

    /// A table inside of an expression; it sees no columns of the row.
    mutating func bindNestedTable(_ node: SyntaxNode) -> BoundRelation? {
        let saved = (rows, mode, pendingCalls)
        rows = RowScope(columns: [])
        mode = .row
        pendingCalls = []
        defer { (rows, mode, pendingCalls) = saved }
        return bindTabular(node)
    }

    /// All values of a table's column as one dynamic array.
    private mutating func listOf(_ column: PlanColumn, _ relation: BoundRelation) -> Expression {
        let output = makeColumn("list", .dynamic, isNullable: false)
        let call = AggregateCall(kind: .makeSet, arguments: [.column(column)], outputs: [output])
        return Expression(
            .scalarSubquery(.aggregate(relation.plan, keys: [], calls: [call]), output.id),
            .dynamic,
            isNullable: false
        )
    }

    /// All values as one array; elements of dynamic arrays stand for themselves.
    private func packed(_ values: [Expression]) -> Expression {
        let name = values.contains { $0.type == .dynamic } ? ScalarFunctions.flattening : "pack_array"
        guard let function = FunctionRegistry.scalars[name] else { return .invalid }
        return Expression(.call(function, function.signatures[0], values), .dynamic, isNullable: false)
    }
}
