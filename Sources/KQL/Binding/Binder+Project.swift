extension Binder {
    /// `project`: columns in the order as written.
    mutating func bindProject(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        let elements = node.all(.element)
        var namer = ColumnNamer()
        var columns: [PlanColumn] = []
        var definitions: [Definition] = []
        for element in elements {
            for column in bindDefinition(element, &namer, columns, &definitions) {
                // A written name of a bare column takes the place of a derived one.
                if let index = columns.firstIndex(where: { $0.name == column.name }) {
                    columns[index] = column
                } else {
                    columns.append(column)
                }
            }
        }
        return BoundRelation(extended(input.plan, definitions), columns)
    }

    /// The columns of an element of `project`: one of the input under a name, or new ones.
    private mutating func bindDefinition(
        _ element: SyntaxNode,
        _ namer: inout ColumnNamer,
        _ columns: [PlanColumn],
        _ definitions: inout [Definition]
    ) -> [PlanColumn] {
        let value = element.kind == .namedExpression ? element[.value] : element
        guard let value else { return [] }
        let expression = bindExpression(value)
        if expression.isInvalid { return [] }
        let values = columnValues(element, value, expression, &namer) { binder, namer in
            binder.columnName(element, expression, &namer)
        }
        var made: [PlanColumn] = []
        for (name, expression) in values {
            if case .column(let id) = expression.node, !(columns + made).contains(where: { $0.id == id }) {
                made.append(
                    PlanColumn(
                        id: id,
                        name: name,
                        type: expression.type,
                        isNullable: expression.isNullable,
                        shape: expression.shape
                    )
                )
                continue
            }
            let column = makeColumn(name, for: expression)
            definitions.append(Definition(column: column, expression: expression))
            made.append(column)
        }
        return made
    }

    func extended(_ plan: LogicalPlan, _ definitions: [Definition]) -> LogicalPlan {
        definitions.isEmpty ? plan : .extend(plan, definitions)
    }

    /// `extend`: new columns at the end; a name of the input is replaced in place. All see the input only.
    mutating func bindExtend(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        let elements = node.all(.element)
        var namer = ColumnNamer(replacing: input.scope.names)
        var definitions: [Definition] = []
        var made: [PlanColumn] = []
        for element in elements {
            let value = element.kind == .namedExpression ? element[.value] : element
            guard let value else { continue }
            let expression = bindExpression(value)
            if expression.isInvalid { continue }
            let values = columnValues(element, value, expression, &namer) { binder, namer in
                binder.columnName(element, expression, &namer)
            }
            for (name, expression) in values {
                let column = makeColumn(name, for: expression)
                definitions.append(Definition(column: column, expression: expression))
                made.append(column)
            }
        }
        var result = input
        result.tableName = nil
        result.plan = extended(input.plan, definitions)
        for column in made {
            if let index = result.scope.columns.firstIndex(where: { $0.name == column.name }) {
                result.scope.columns[index] = column
            } else {
                result.scope.columns.append(column)
            }
        }
        return result
    }

    mutating func bindProjectAway(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        let away = Set(node.all(.element).flatMap { resolveColumns($0) }.map(\.name))
        return BoundRelation(input.plan, input.scope.columns.filter { !away.contains($0.name) })
    }

    mutating func bindProjectKeep(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        let kept = Set(node.all(.element).flatMap { resolveColumns($0) }.map(\.name))
        return BoundRelation(input.plan, input.scope.columns.filter { kept.contains($0.name) })
    }

    /// `project-rename new = old`: in place.
    mutating func bindProjectRename(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        var columns = input.scope.columns
        for element in node.all(.element) {
            guard element.kind == .namedExpression, let nameNode = element[.name], let newName = name(of: nameNode),
                let value = element[.value]
            else {
                report(.expectedToken, "project-rename needs pairs of the form new = old.", at: element.span)
                continue
            }
            guard value.kind == .name || value.kind == .bracketedName || value.kind == .missing else {
                report(.columnNameExpected, "The name of a column is expected here.", at: value.span)
                continue
            }
            guard let old = resolveColumn(value),
                let index = columns.firstIndex(where: { $0.id == old.id && $0.name == old.name })
            else { continue }
            if rows.columns.contains(where: { $0.name == newName }) || columns.contains(where: { $0.name == newName }) {
                report(.duplicateColumn, "A column with the name '\(newName)' is already declared.", at: nameNode.span)
                continue
            }
            columns[index].name = newName
        }
        return BoundRelation(input.plan, columns)
    }

    /// `distinct a, b` or `distinct *`.
    mutating func bindDistinct(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        rows = input.scope
        let elements = node.all(.element)
        var namer = ColumnNamer()
        var keys: [Definition] = []
        var names: Set<String> = []
        for element in elements {
            var pairs: [(expression: Expression, name: String?)] = []
            if element.kind == .star {
                pairs = input.scope.columns.map { (.column($0), $0.name) }
            } else {
                guard let value = element.kind == .namedExpression ? element[.value] : element else { continue }
                let expression = bindExpression(value)
                if expression.isInvalid { continue }
                pairs = [(expression, columnName(element, expression, &namer))]
            }
            for (expression, name) in pairs {
                guard let name else { continue }
                if !names.insert(name).inserted {
                    if element.kind == .star { continue }
                    keys.removeAll { $0.column.name == name }
                }
                if expression.type == .dynamic {
                    report(
                        .dynamicKey,
                        "The column '\(name)' is of type dynamic, which distinct cannot compare; convert it with "
                            + "tostring().",
                        at: element.span
                    )
                    continue
                }
                keys.append(Definition(column: makeColumn(name, for: expression), expression: expression))
            }
        }
        return BoundRelation(.aggregate(input.plan, keys: keys, calls: []), keys.map(\.column))
    }
}
