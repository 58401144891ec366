extension Binder {
    /// `join` and `lookup`; KQL §10.
    mutating func bindJoin(_ node: SyntaxNode, _ left: BoundRelation) -> BoundRelation? {
        let isLookup = node.kind == .lookupOperator
        guard let kind = joinKind(node, isLookup), let source = node[.source] else { return nil }
        guard var right = bindNestedTable(source) else { return nil }
        openKeys(node.all(.condition), left, &right)
        guard lateNames.isEmpty else { return nil }
        rows = left.scope
        var keys: [(left: PlanColumn, right: PlanColumn)] = []
        for condition in node.all(.condition) { bindJoinCondition(condition, left, right, &keys) }
        guard !keys.isEmpty else { return nil }

        var rightColumns = right.scope.columns
        if isLookup {
            let dropped = Set(keys.map(\.right.id))
            rightColumns.removeAll { dropped.contains($0.id) }
        }
        var columns: [PlanColumn] = []
        var taken: Set<String> = []
        let reserved = Set(rightColumns.map(\.name))
        var outputs: [(column: PlanColumn, source: PlanColumn)] = []
        let leftCanMiss = kind == .rightouter || kind == .fullouter
        let rightCanMiss = kind == .leftouter || kind == .fullouter
        func add(_ binder: inout Binder, _ column: PlanColumn, canMiss: Bool) {
            var name = column.name
            var number = 1
            // A new name keeps clear of the right side's own names too.
            while taken.contains(name) || number > 1 && reserved.contains(name) {
                name = column.name + String(number)
                number += 1
            }
            taken.insert(name)
            var result = column
            if canMiss {
                result = binder.makeColumn(name, column.type, isNullable: true)
                outputs.append((result, column))
            }
            result.name = name
            columns.append(result)
        }
        if kind.keepsLeft { for column in left.scope.columns { add(&self, column, canMiss: leftCanMiss) } }
        if kind.keepsRight { for column in rightColumns { add(&self, column, canMiss: rightCanMiss) } }
        let join = Join(kind: kind, left: left.plan, right: right.plan, keys: keys, outputs: outputs)
        var result = BoundRelation(.join(join), columns)
        result.scope.isOpen = kind.keepsLeft && left.scope.isOpen || kind.keepsRight && right.scope.isOpen
        return result
    }

    private mutating func joinKind(_ node: SyntaxNode, _ isLookup: Bool) -> JoinKind? {
        for option in node.all(.option) where word(option) == "kind" {
            guard let token = option.token(.value) else { continue }
            let text = source.text(token.span)
            let kind = JoinKind(keyword: text)
            if let kind, !isLookup || kind == .leftouter || kind == .inner { return kind }
            let kinds =
                isLookup
                ? ["leftouter", "inner"]
                : [
                    "innerunique", "inner", "leftouter", "rightouter", "fullouter", "leftsemi", "leftanti", "rightsemi",
                    "rightanti",
                ]
            report(
                .invalidValue,
                "'\(text)' is no kind of \(isLookup ? "lookup" : "join"); the kinds are \(kinds.joined(separator: ", ")).",
                at: token.span,
                suggestions: Suggestions.closest(to: text, among: kinds)
            )
            return nil
        }
        return isLookup ? .leftouter : .innerunique
    }

    private mutating func bindJoinCondition(
        _ node: SyntaxNode,
        _ left: BoundRelation,
        _ right: BoundRelation,
        _ keys: inout [(left: PlanColumn, right: PlanColumn)]
    ) {
        switch node.kind {
        case .missing: return
        case .parenthesized:
            if let inner = node[.value] { bindJoinCondition(inner, left, right, &keys) }
        case .and:
            for element in node.all(.element) { bindJoinCondition(element, left, right, &keys) }
        case .name, .bracketedName:
            guard let name = name(of: node) else { return }
            guard let first = left.scope.column(named: name) else {
                return unknownKey(name, left, right, "left", node.span)
            }
            guard let second = right.scope.column(named: name) else {
                return unknownKey(name, right, left, "right", node.span)
            }
            addKey(first, second, node.span, &keys)
        case .binary where node.token(.operator).map({ source.text($0.span) }) == "==":
            guard let first = side(node[.left], "$left", left, right),
                let second = side(node[.right], "$right", right, left)
            else { return }
            addKey(first, second, node.span, &keys)
        default:
            report(
                .invalidJoinCondition,
                "A join condition is the name of a column that both sides have, or $left.a == $right.b.",
                at: node.span
            )
        }
    }

    private mutating func addKey(
        _ left: PlanColumn,
        _ right: PlanColumn,
        _ span: Span,
        _ keys: inout [(left: PlanColumn, right: PlanColumn)]
    ) {
        if left.type == .dynamic, right.type == .dynamic {
            warn(
                .mixedTypes,
                "Join keys of type dynamic are equal where their JSON is; convert them with tostring() to say so.",
                at: span
            )
            keys.append((left, right))
        } else if left.type == .dynamic || right.type == .dynamic {
            report(
                .dynamicKey,
                "A column of type dynamic cannot be a join key; convert it with tostring() first.",
                at: span
            )
        } else if left.type != right.type, left.type != .unknown, right.type != .unknown {
            report(
                .differentKeyTypes,
                "The join keys have different types: \(left.type.rawValue) and \(right.type.rawValue).",
                at: span
            )
        } else {
            keys.append((left, right))
        }
    }

    /// `$left.a` or `$right.b`.
    private mutating func side(
        _ node: SyntaxNode?,
        _ prefix: String,
        _ relation: BoundRelation,
        _ other: BoundRelation
    ) -> PlanColumn? {
        guard let node else { return nil }
        guard node.kind == .member, let base = node[.base], base.kind == .name, name(of: base) == prefix,
            let nameNode = node[.name], let name = name(of: nameNode)
        else {
            report(
                .invalidJoinCondition,
                "The operand of a join condition must be \(prefix).column on this side.",
                at: node.span,
                suggestions: node.kind == .name ? ["\(prefix).\(source.text(node.span))"] : []
            )
            return nil
        }
        if let column = relation.scope.column(named: name) { return column }
        unknownKey(name, relation, other, String(prefix.dropFirst()), nameNode.span)
        return nil
    }

    private mutating func unknownKey(
        _ name: String,
        _ relation: BoundRelation,
        _ other: BoundRelation,
        _ side: String,
        _ span: Span
    ) {
        let isOnOther = other.scope.column(named: name) != nil
        report(
            .unknownName,
            "The \(side) side of the join has no column '\(name)'"
                + (isOnOther ? "; the other side has one." : "."),
            at: span,
            suggestions: Suggestions.closest(to: name, among: relation.scope.names)
        )
    }
}
