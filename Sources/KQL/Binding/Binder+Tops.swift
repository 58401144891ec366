extension Binder {
    /// `sample n`: rows by lot. The lots are a hash of the row's number and of the query's instant, so that the same
    /// rows at the same instant give the same sample.
    mutating func bindSample(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let count = bindRowCount(node[.count]) else { return nil }
        let number = input.plan.sequence ?? makeColumn("", .long, isNullable: false)
        let plan = input.plan.sequence == nil ? LogicalPlan.sequence(input.plan, number) : input.plan
        let lot = call("binary_xor", [.column(number), .literal(.long(options.now))]).flatMap { call("hash", [$0]) }
        return input.replacing(drawn(count, of: plan, by: lot))
    }

    /// The rows of the least lots.
    private mutating func drawn(_ count: Int64, of plan: LogicalPlan, by lot: Expression?) -> LogicalPlan {
        guard let lot else { return .fetch(plan, count) }
        let column = makeColumn("", for: lot)
        let key = SortKey(column: column, isAscending: true, nullsFirst: true)
        return .fetch(.sort(.extend(plan, [Definition(column: column, expression: lot)]), [key]), count)
    }

    /// `sample-distinct n of x`: values of a column by lot.
    mutating func bindSampleDistinct(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let count = bindRowCount(node[.count]), let valueNode = node[.value],
            let value = bindBareColumn(valueNode)
        else { return nil }
        guard value.type != .dynamic else {
            report(
                .dynamicKey,
                "The value of type 'dynamic' is not allowed in this context; convert it with tostring().",
                at: valueNode.span
            )
            return nil
        }
        let column = makeColumn(value.name, value.type, isNullable: value.isNullable)
        let key = Definition(column: column, expression: .column(value))
        let seed = Expression.literal(.string(String(options.now)))
        let text = Expression.column(column).converted(to: .string)
        let lot = call("strcat", [text, seed]).flatMap { call("hash", [$0]) }
        return BoundRelation(drawn(count, of: .aggregate(input.plan, keys: [key], calls: []), by: lot), [column])
    }

    /// `top-hitters n of x [by y]`: the service estimates, we count.
    mutating func bindTopHitters(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let count = bindRowCount(node[.count]), let valueNode = node[.value],
            let value = bindBareColumn(valueNode)
        else { return nil }
        let key = makeColumn(value.name, value.type, isNullable: value.isNullable)
        let total: PlanColumn
        let call: AggregateCall
        if let byNode = node[.key] {
            let inner = byNode.kind == .namedExpression ? byNode[.value] ?? byNode : byNode
            let summand = bindExpression(inner)
            if summand.isInvalid { return nil }
            guard summand.type.isNumeric, summand.type != .decimal else {
                report(.numberExpected, "The expression value must be a number.", at: byNode.span)
                return nil
            }
            let name = explicitNames(byNode).first ?? derivedName(inner) ?? ""
            let type: ScalarType = summand.type == .int ? .long : summand.type
            total = makeColumn("approximate_sum_\(name)", type, isNullable: false)
            call = AggregateCall(kind: .sum, arguments: [summand.converted(to: type)], outputs: [total])
        } else {
            total = makeColumn("approximate_count_\(value.name)", .long, isNullable: false)
            call = AggregateCall(kind: .count, arguments: [], outputs: [total])
        }
        var plan = LogicalPlan.aggregate(
            input.plan,
            keys: [Definition(column: key, expression: .column(value))],
            calls: [call]
        )
        plan = .sort(plan, [SortKey(column: total, isAscending: false, nullsFirst: false)])
        return BoundRelation(.fetch(plan, count), [key, total])
    }

    /// `consume`: reads its input and gives nothing.
    mutating func bindConsume(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        BoundRelation(.filter(input.plan, .literal(.bool(false))), [])
    }

    /// `assert-schema (name: type, …)`: the input, if it has exactly these columns.
    mutating func bindAssertSchema(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        var wanted: [PlanColumn] = []
        for declaration in node.all(.element) {
            if let column = declareColumn(declaration, among: wanted) { wanted.append(column) }
        }
        let present = input.scope.columns
        let isSame =
            wanted.count == present.count
            && zip(wanted, present).allSatisfy { $0.name == $1.name && $0.type == $1.type }
        if !isSame {
            let text = present.map { "\($0.name): \($0.type.rawValue)" }.joined(separator: ", ")
            report(.schemaMismatch, "The table's schema is (\(text)), which is not what is asserted.", at: node.span)
            return nil
        }
        return input.replacing(input.plan)
    }

    /// `project-by-names "a", "b*", dynamic(["c"])`: columns by their names, those that are not there left out.
    mutating func bindProjectByNames(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        var columns: [PlanColumn] = []
        var isOpen = input.scope.isOpen
        for element in node.all(.element) {
            let value = bindWithoutRows(element)
            if value.isInvalid { return nil }
            // While a function is declared its parameters hold nothing yet, so that its columns are not known.
            if value.type == .dynamic, value.constant?.isNull == true {
                isOpen = true
                continue
            }
            guard let literal = value.constant, let text = literal.text else {
                report(.constantExpected, "A constant name or an array of names is expected here.", at: element.span)
                return nil
            }
            let names: [String]
            if literal.type == .string {
                names = [text]
            } else if let array = JSONText.strings(ofArray: text) {
                names = array
            } else {
                report(.constantExpected, "A constant array of names is expected here.", at: element.span)
                return nil
            }
            for name in names {
                let found = input.scope.columns.filter { Self.matches($0.name, pattern: name) }
                columns.append(contentsOf: found.filter { column in !columns.contains { $0.name == column.name } })
            }
        }
        var result = BoundRelation(input.plan, columns)
        result.scope.isOpen = isOpen
        return result
    }

    // MARK: Parts

    /// A constant number of rows.
    mutating func bindRowCount(_ node: SyntaxNode?) -> Int64? {
        guard let node, node.kind != .missing else { return nil }
        let inner = node.kind == .namedExpression ? node[.value] ?? node : node
        let value = bindWithoutRows(inner)
        if value.isInvalid { return nil }
        guard let literal = settled(value, at: inner.span), let count = literal.integer,
            literal.type == .long || literal.type == .int
        else {
            report(.wholeNumberExpected, "The number of rows must be a constant whole number.", at: node.span)
            return nil
        }
        return max(0, count)
    }

    /// A column of the input by its bare name.
    private mutating func bindBareColumn(_ node: SyntaxNode) -> PlanColumn? {
        guard node.kind == .name || node.kind == .bracketedName else {
            report(.scalarExpected, "Column name expected; compute the value with extend first.", at: node.span)
            return nil
        }
        return resolveColumn(node)
    }
}
