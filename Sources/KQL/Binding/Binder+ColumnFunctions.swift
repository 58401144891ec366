extension Binder {
    /// The functions that ask for the columns of a row, which are decided here.
    mutating func bindColumnFunction(_ name: String, _ nodes: [SyntaxNode], at span: Span) -> Expression {
        switch name {
        case "iscolumnexists":
            guard nodes.count == 1 else { return wrongCount(name, "1 argument", at: span) }
            return constantName(nodes[0]).map { .literal(.bool(rows.column(named: $0) != nil)) } ?? .invalid
        case "column_names_of":
            guard nodes.count == 1 else { return wrongCount(name, "1 argument", at: span) }
            guard isTabular(nodes[0]) else {
                return refuse(.tableExpected, "A table is expected here.", at: nodes[0].span)
            }
            guard let relation = bindNestedTable(nodes[0]) else { return .invalid }
            return .literal(.dynamic(JSONText.array(of: relation.scope.columns.map(\.name))))
        case "pack_all": return bindPackAll(nodes, at: span)
        case "bag_pack_columns": return bindPackColumns(nodes, at: span)
        default: return bindColumnIfExists(name, nodes, at: span)
        }
    }

    private mutating func wrongCount(_ name: String, _ count: String, at span: Span) -> Expression {
        refuse(.wrongArgumentCount, "The function '\(name)' expects \(count).", at: span)
    }

    /// The name of a column, which must be constant; reported and `nil` where it is not.
    private mutating func constantName(_ node: SyntaxNode) -> String? {
        let value = bindExpression(node)
        if value.isInvalid { return nil }
        guard let text = value.constant?.text, value.type == .string else {
            report(.constantValueExpected, "The name of a column must be a constant string.", at: node.span)
            return nil
        }
        return text
    }

    /// `column_ifexists("name", default)`: the column in the type of the default, or the default.
    private mutating func bindColumnIfExists(_ name: String, _ nodes: [SyntaxNode], at span: Span) -> Expression {
        guard nodes.count == 2 else { return wrongCount(name, "2 arguments", at: span) }
        let column = constantName(nodes[0])
        let otherwise = bindExpression(nodes[1])
        guard let column, !otherwise.isInvalid else { return .invalid }
        return rows.column(named: column).map { Expression.column($0).converted(to: otherwise.type) } ?? otherwise
    }

    /// `pack_all([ignoreEmpty])`: a bag of all columns of the row.
    private mutating func bindPackAll(_ nodes: [SyntaxNode], at span: Span) -> Expression {
        guard nodes.count <= 1 else { return wrongCount("pack_all", "1 argument", at: span) }
        guard !rows.columns.isEmpty else { return .literal(.dynamic("{}")) }
        let bag = bag(of: rows.columns)
        guard let node = nodes.first else { return bag }
        let flag = bindExpression(node)
        guard !flag.isInvalid, check(.literal, node, flag) else { return .invalid }
        let isSet =
            switch flag.constant?.value {
            case .bool(let value): value
            case .integer(let value): value != 0
            default: false
            }
        guard isSet, let function = FunctionRegistry.scalars[ScalarFunctions.droppingEmpty] else { return bag }
        return Expression(.call(function, function.signatures[0], [bag]), .dynamic, isNullable: false)
    }

    /// `bag_pack_columns(a, b, …)`: a bag of these columns under their names.
    private mutating func bindPackColumns(_ nodes: [SyntaxNode], at span: Span) -> Expression {
        guard !nodes.isEmpty else { return wrongCount("bag_pack_columns", "at least 1 argument", at: span) }
        var columns: [PlanColumn] = []
        for node in nodes {
            let value = bindExpression(node)
            guard !value.isInvalid, check(.column, node, value) else { return .invalid }
            if let name = name(of: node), let column = rows.column(named: name) { columns.append(column) }
        }
        return bag(of: columns)
    }

    /// A bag of columns under their names.
    func bag(of columns: [PlanColumn]) -> Expression {
        guard let function = FunctionRegistry.scalars["bag_pack"], !columns.isEmpty else {
            return .literal(.dynamic("{}"))
        }
        let arguments = columns.flatMap { [Expression.literal(.string($0.name)), .column($0)] }
        return Expression(.call(function, function.signatures[0], arguments), .dynamic, isNullable: false)
    }
}
