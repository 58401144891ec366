/// Tables that are named by patterns, by texts and by `as`.
extension Binder {
    /// The tables that an operand of `union`, `search` or `find` stands for.
    mutating func bindTableOperand(_ node: SyntaxNode, isFuzzy: Bool) -> [BoundRelation] {
        let text = source.text(node.span)
        if node.kind == .wildcardName, text.contains("*") { return tables(matching: text, isFuzzy, at: node.span) }
        let saved = toleratesAbsence
        if isFuzzy { toleratesAbsence = true }
        defer { toleratesAbsence = saved }
        guard var relation = bindNestedTable(node) else { return [] }
        if let name = viewName(node, text) { relation.tableName = name }
        return [relation]
    }

    /// The name of the view that an operand is.
    private func viewName(_ node: SyntaxNode, _ text: String) -> String? {
        guard let name = node.kind == .wildcardName ? text : node.kind == .call ? word(node) : name(of: node),
            case .function(let declaration, _)? = lets[name], declaration.token(.keyword) != nil
        else { return nil }
        return name
    }

    /// The tables and the views of the query whose names match a pattern.
    mutating func tables(matching pattern: String, _ isFuzzy: Bool, at span: Span) -> [BoundRelation] {
        var result = catalog.addedNames.filter { Self.matches($0, pattern: pattern) }
            .compactMap { catalog.table(named: $0) }.map { read($0) }
        for (name, value) in lets.sorted(by: { $0.key < $1.key }) where Self.matches(name, pattern: pattern) {
            guard case .function(let declaration, let scope) = value, declaration.token(.keyword) != nil,
                declaration.all(.parameter).isEmpty,
                case .table(var view)? = bindFunctionCall(declaration, scope: scope, [], at: span)
            else { continue }
            view.tableName = name
            result.append(view)
        }
        if result.isEmpty, !isFuzzy { report(.unknownName, "No table matches '\(pattern)'.", at: span) }
        return result
    }

    /// `table("name")`.
    mutating func bindTableFunction(_ node: SyntaxNode, _ arguments: [SyntaxNode]) -> BoundRelation? {
        guard (1...2).contains(arguments.count) else {
            report(.wrongArgumentCount, "The function 'table' expects 1 or 2 arguments.", at: node.span)
            return nil
        }
        let value = bindWithoutRows(arguments[0])
        if value.isInvalid { return nil }
        guard value.type == .string, let name = value.constant?.text else {
            report(.constantExpected, "The name of the table must be a constant string.", at: arguments[0].span)
            return nil
        }
        if let table = catalog.table(named: name) { return read(table) }
        if let absent = absentTable(name, at: arguments[0].span) { return absent }
        // Which table a parameter names is not known where a function is declared.
        if isStandingIn, name == Self.standInText { return openTable() }
        // The caller of a function may hand it the name of a table that this tenant does not have.
        if !callPath.isEmpty {
            warnOfAbsence(name, at: arguments[0].span)
            return openTable()
        }
        report(
            .tableExpected,
            "The name '\(name)' does not refer to any known table, tabular variable or function.",
            at: arguments[0].span,
            suggestions: Suggestions.closest(to: name, among: catalog.tableNames)
        )
        return nil
    }

    /// `as name`: the rows so far under a name that the operators behind it can read.
    mutating func bindAs(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        guard let nameNode = node[.name], let name = name(of: nameNode) else { return input }
        let number = nextShared
        nextShared += 1
        lets[name] = .shared(number, input)
        sharedUses[number, default: 0] += 1
        let pairs = input.scope.columns.map { column in
            (column: makeColumn(column.name, column.type, isNullable: column.isNullable), source: column.id)
        }
        var result = input
        result.plan = .shared(number, input.plan, columns: pairs)
        result.scope.columns = pairs.map(\.column)
        result.scope.hidden = [:]
        result.scope.ingestionTime = nil
        result.tableName = name
        return result
    }

    /// `ingestion_time()`: when a row of a table came in; null where the row is no longer one of a table.
    mutating func bindIngestionTime() -> Expression {
        rows.ingestionTime.map(Expression.column) ?? .literal(.null(.datetime))
    }

    /// Without a database of places every address is nowhere, which an author should know.
    mutating func warnOfAbsentPlaces(at span: Span) {
        sink.report(
            .missingData,
            "No one has told where addresses are, so 'geo_info_from_ip_address' gives empty bags; name an MMDB file "
                + "or a table of networks.",
            at: span,
            severity: .warning
        )
    }

    // MARK: Several results

    /// `fork (…) (…)`: hunting answers with one table, which is the first branch's.
    mutating func bindFork(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        let branches = node.all(.element).compactMap { $0[.value] }
        var results: [BoundRelation?] = []
        for branch in branches { results.append(bindOperators(branch, input)) }
        warnOfFirstResult(node)
        return results.first ?? nil
    }

    /// `facet by a, b with (…)`: one table for each column and one for the operators; hunting answers with the first.
    mutating func bindFacet(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        var first: BoundRelation?
        for key in node.all(.key) {
            guard let column = resolveColumn(key) else { return nil }
            guard first == nil else { continue }
            let output = makeColumn(column.name, column.type, isNullable: column.isNullable)
            let count = makeColumn("count_\(column.name)", .long, isNullable: false)
            first = BoundRelation(
                .aggregate(
                    input.plan,
                    keys: [Definition(column: output, expression: .column(column))],
                    calls: [AggregateCall(kind: .count, arguments: [], outputs: [count])]
                ),
                [output, count]
            )
        }
        if let operators = node[.value] { _ = bindOperators(operators, input) }
        warnOfFirstResult(node)
        return first
    }

    private mutating func bindOperators(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        var relation = input
        for step in node.all(.operator) {
            guard let next = bindOpenStep(step, relation) else { return nil }
            relation = next
        }
        return relation
    }

    private mutating func warnOfFirstResult(_ node: SyntaxNode) {
        sink.report(
            .severalResults,
            "'\(word(node))' gives several results, and hunting answers with the first of them.",
            at: node.token(.keyword)?.span ?? node.span,
            severity: .warning
        )
    }
}
