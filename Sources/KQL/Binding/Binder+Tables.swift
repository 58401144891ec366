extension Binder {
    /// A table: a source and its operators.
    mutating func bindTabular(_ node: SyntaxNode) -> BoundRelation? {
        guard let relation = bindTableOrGraph(node) else { return nil }
        guard relation.graph != nil else { return relation }
        report(
            .tableExpected,
            "A table is expected here, and this is a graph: end it with graph-match (a)-[e]->(b) project …, or with "
                + "graph-to-table nodes.",
            at: node.span,
            suggestions: ["graph-to-table nodes", "graph-to-table edges"]
        )
        return nil
    }

    /// A table or a graph.
    mutating func bindTableOrGraph(_ node: SyntaxNode) -> BoundRelation? {
        switch node.kind {
        case .pipeline:
            guard let source = node[.source] else { return nil }
            let steps = node.all(.operator)
            // What stands before a tolerant union may name tables that do not exist.
            let outer = (lets, toleratesAbsence, history)
            // A name that `as` gives is known to the operators after it.
            defer { (lets, toleratesAbsence, history) = outer }
            history = []
            let tolerant = steps.lastIndex { $0.kind == .unionOperator && isFuzzy($0) } ?? -1
            if tolerant >= 0 { toleratesAbsence = true }
            guard var relation = bindTableOrGraph(source) else { return nil }
            for (index, step) in steps.enumerated() {
                if index == tolerant { toleratesAbsence = outer.1 }
                guard let next = bindOpenStep(step, relation) else { return nil }
                history.append((word(step), relation.scope))
                relation = next
                guard checkSize(step.span) else { return nil }
            }
            return relation
        case .parenthesized: return node[.value].flatMap { bindTableOrGraph($0) }
        case .name, .bracketedName: return resolveTable(node)
        case .wildcardName: return resolveTable(node)
        case .printSource: return bindPrint(node)
        case .rangeSource: return bindRange(node)
        case .datatable: return bindDatatable(node)
        case .unionOperator: return bindUnion(node, input: nil)
        case .externalData: return bindExternalData(node)
        case .searchOperator: return bindSearch(node, input: nil)
        case .findOperator: return bindFind(node)
        case .evaluateOperator: return bindEvaluate(node, input: nil)
        case .call: return bindTableCall(node)
        case .member where callPattern(of: node) != nil: return bindPatternMember(node)
        case .unsupportedSource:
            report(
                .notSupported,
                "'\(word(node))' cannot be offered: hunting reads the one database of a tenant; name its tables in a "
                    + "union instead.",
                at: node.token(.keyword)?.span ?? node.span
            )
            return nil
        case .missing: return nil
        default:
            let text = source.text(node.span)
            for place in ["workspace", "cluster", "database", "app", "adx", "arg"] where text.hasPrefix(place + "(") {
                report(
                    .notSupported, "'\(place)(…)' reads what is outside of hunting, which is not offered.",
                    at: node.span)
                return nil
            }
            report(.tableExpected, "A table is expected here.", at: node.span)
            return nil
        }
    }

    /// Stops before a query whose tabular lets multiply becomes too large.
    private mutating func checkSize(_ span: Span) -> Bool {
        guard nextColumn > Self.columnLimit else { return true }
        report(.nestedTooDeep, "The query is too large once its let statements are put in.", at: span)
        return false
    }

    private mutating func bindTableCall(_ node: SyntaxNode) -> BoundRelation? {
        let arguments = node[.argument]?.all(.argument) ?? []
        let name = word(node)
        if name == "materialize", arguments.count == 1 { return bindTableOrGraph(arguments[0]) }
        if case .function(let declaration, let scope)? = lets[name] {
            guard case .table(let relation)? = bindFunctionCall(declaration, scope: scope, arguments, at: node.span)
            else {
                return nil
            }
            return relation
        }
        if name == "table" { return bindTableFunction(node, arguments) }
        if let function = storedFunction(named: name), lets[name] == nil {
            guard case .table(let relation)? = bindStored(function, arguments, piped: nil, at: node.span) else {
                return nil
            }
            return relation
        }
        if let reason = FunctionRefusals.reasons[name], lets[name] == nil {
            report(
                .notSupported, "The function '\(name)' cannot be offered: \(reason).",
                at: node.token(.name)?.span ?? node.span)
            return nil
        }
        if FunctionRegistry.scalars[name] != nil || FunctionRegistry.aggregates[name] != nil {
            report(.tableExpected, "A table is expected here, and '\(name)' gives a scalar value.", at: node.span)
            return nil
        }
        if let absent = absentTable(name, at: node.span) { return absent }
        var functions: [String] = []
        for (name, value) in lets {
            if case .function = value { functions.append(name) }
        }
        let isVariable = lets[name] != nil || catalog.table(named: name) != nil
        report(
            .unknownFunction,
            "The name '\(name)' does not refer to any known function."
                + (isVariable ? " It is a table, which takes no parentheses." : ""),
            at: node.token(.name)?.span ?? node.span,
            suggestions: isVariable
                ? [name]
                : JoinKind(keyword: name) != nil ? ["kind=\(name)"] : Suggestions.closest(to: name, among: functions)
        )
        return nil
    }

    /// A let, a hunting table or an old name of one.
    private mutating func resolveTable(_ node: SyntaxNode) -> BoundRelation? {
        guard let name = node.kind == .wildcardName ? source.text(node.span) : name(of: node), checkSize(node.span)
        else {
            return nil
        }
        switch lets[name] {
        case .tabular(let body, let scope):
            guard letDepth < 64 else {
                report(.nestedTooDeep, "Let statements are nested too deeply.", at: node.span)
                return nil
            }
            tableReads += 1
            guard tableReads <= Self.tableReadLimit else {
                if tableReads == Self.tableReadLimit + 1 {
                    report(
                        .nestedTooDeep,
                        "The query is too large once its let statements are put in; "
                            + "materialize() computes a table once.", at: node.span)
                }
                return nil
            }
            let saved = (lets, declared, rows, mode, nextGenerated)
            lets = scope
            declared = []
            rows = RowScope(columns: [])
            mode = .row
            nextGenerated = generatedStarts[body.span.start] ?? 1
            letDepth += 1
            defer {
                (lets, declared, rows, mode, nextGenerated) = saved
                letDepth -= 1
            }
            guard var relation = bindTableOrGraph(body) else { return nil }
            relation.tableName = nil
            return relation
        case .shared(let number, let relation):
            let pairs = relation.scope.columns.map { column in
                (column: makeColumn(column.name, column.type, isNullable: column.isNullable), source: column.id)
            }
            sharedUses[number, default: 0] += 1
            var result = BoundRelation(.shared(number, relation.plan, columns: pairs), pairs.map(\.column))
            result.scope.isOpen = relation.scope.isOpen
            result.isSerialized = relation.isSerialized
            result.scope.aliases = relation.scope.aliases
            return result
        case .scalar(let expression):
            if expression.isInvalid { return nil }
            report(.tableExpected, "'\(name)' is a scalar value; a table is expected here.", at: node.span)
            return nil
        case .function(let declaration, let scope):
            // A function without parameters may stand without parentheses.
            guard case .table(var relation)? = bindFunctionCall(declaration, scope: scope, [], at: node.span) else {
                return nil
            }
            // A view stands for a table, under its own name.
            if declaration.token(.keyword) != nil { relation.tableName = name }
            return relation
        case nil: break
        }
        if let function = storedFunction(named: name), catalog.table(named: name) == nil {
            guard case .table(let relation)? = bindStored(function, [], piped: nil, at: node.span) else { return nil }
            return relation
        }
        guard let table = catalog.table(named: name) else {
            if let absent = absentTable(name, at: node.span) { return absent }
            if let others = SentinelTables.others(for: name, in: catalog) {
                report(
                    .tableExpected,
                    "The name '\(name)' does not refer to any known table, tabular variable or function: it is a table of "
                        + "Microsoft Sentinel.", at: node.span, suggestions: others)
                return nil
            }
            var candidates = catalog.tableNames + Array(catalog.renamedTables.keys)
            candidates.append(contentsOf: lets.keys)
            report(
                .tableExpected,
                "The name '\(name)' does not refer to any known table, tabular variable or function.",
                at: node.span,
                suggestions: Suggestions.closest(to: name, among: candidates)
            )
            return nil
        }
        return read(table)
    }

    /// A hunting table, narrowed to the times that the options allow.
    mutating func read(_ table: TableSchema) -> BoundRelation {
        tables.insert(table.name)
        let columns = table.columns.map { makeColumn($0.name, $0.type, isNullable: true) }
        var plan = LogicalPlan.read(
            TableRead(
                table: table.name, columns: columns, sourceNames: table.storedNames, engineName: table.engineName)
        )
        var relation = BoundRelation(plan, columns)
        relation.scope.aliases = table.columnAliases
        relation.tableName = table.name
        relation.isKnownEmpty = options.tablesWithRows?.contains(table.name) == false
        relation.scope.ingestionTime = columns.first { $0.name == table.timeColumn && $0.type == .datetime }
        guard let timeName = table.timeColumn, let time = columns.first(where: { $0.name == timeName }),
            time.type == .datetime
        else { return relation }
        if options.resolvesTimeGenerated, table.column(named: "TimeGenerated") == nil {
            relation.scope.aliases["TimeGenerated"] = timeName
        }
        var bounds: [(Operation, Int64)] = []
        if let lookback = options.lookback { bounds.append((.greaterOrEqual, options.now &- lookback)) }
        if let timespan = options.timespan {
            bounds.append((.greaterOrEqual, timespan.lowerBound))
            bounds.append((.lessOrEqual, timespan.upperBound))
        }
        for (operation, ticks) in bounds {
            plan = .filter(
                plan,
                Expression(
                    .operation(operation, [.column(time), .literal(.datetime(ticks))]),
                    .bool,
                    isNullable: true
                )
            )
        }
        relation.plan = plan
        return relation
    }

    // MARK: Sources

    private mutating func bindPrint(_ node: SyntaxNode) -> BoundRelation {
        rows = RowScope(columns: [])
        let elements = node.all(.element)
        var namer = ColumnNamer()
        var definitions: [Definition] = []
        for (index, element) in elements.enumerated() {
            let value = element.kind == .namedExpression ? element[.value] : element
            guard let value else { continue }
            let expression = bindExpression(value)
            if expression.isInvalid { continue }
            let values = columnValues(element, value, expression, &namer) { binder, namer in
                element.kind == .namedExpression
                    ? binder.columnName(element, expression, &namer) : namer.added("print_\(index)")
            }
            for (name, expression) in values {
                definitions.append(Definition(column: makeColumn(name, for: expression), expression: expression))
            }
        }
        return BoundRelation(.extend(.values([], rows: [[]]), definitions), definitions.map(\.column))
    }

    private mutating func bindRange(_ node: SyntaxNode) -> BoundRelation? {
        guard let nameNode = node[.name], let name = name(of: nameNode), let lower = node[.lower],
            let upper = node[.upper], let step = node[.step]
        else { return nil }
        let values = [lower, upper, step].map { bindWithoutRows($0) }
        guard values.allSatisfy({ !$0.isInvalid }) else { return nil }
        let type: ScalarType
        if values.allSatisfy(\.type.isNumeric) {
            type = values.map(\.type).reduce(.long) { Self.widest($0, $1) }
        } else if values[0].type == .datetime, values[1].type == .datetime, values[2].type == .timespan {
            type = .datetime
        } else if values.allSatisfy({ $0.type == .timespan }) {
            type = .timespan
        } else {
            report(
                .incompatibleArguments,
                "range needs three numbers, or two datetimes and a timespan, or three timespans.",
                at: node.span
            )
            return nil
        }
        let parts = values.enumerated().map { index, value in
            type == .datetime && index == 2 ? value : value.converted(to: type)
        }
        let literals = parts.compactMap(\.constant)
        guard literals.count == 3, literals.allSatisfy({ !$0.isNull }) else {
            return bindOpenRange(name, type, parts, at: node.span)
        }
        guard let size = literals[2].number, size != 0 else {
            report(.invalidValue, "The step of range must not be 0.", at: step.span)
            return nil
        }
        if let first = literals[0].number, let last = literals[1].number, (last - first) / size > 10_000_000 {
            report(.invalidValue, "range would give more than 10,000,000 rows.", at: node.span)
            return nil
        }
        let column = makeColumn(name, type, isNullable: false)
        var result = BoundRelation(.range(column, from: literals[0], to: literals[1], step: literals[2]), [column])
        result.isSerialized = true
        return result
    }

    private mutating func bindDatatable(_ node: SyntaxNode) -> BoundRelation? {
        var columns: [PlanColumn] = []
        for declaration in node.all(.element) {
            guard let nameNode = declaration[.name], let name = name(of: nameNode),
                let token = declaration.token(.type)
            else { continue }
            guard let type = ScalarType(keyword: source.text(token.span)) else {
                report(
                    .unknownName,
                    "'\(source.text(token.span))' is no type.",
                    at: token.span,
                    suggestions: Suggestions.closest(
                        to: source.text(token.span),
                        among: ScalarType.named.map(\.rawValue)
                    )
                )
                return nil
            }
            if columns.contains(where: { $0.name == name }) {
                report(.duplicateColumn, "A column with the name '\(name)' is already declared.", at: nameNode.span)
                return nil
            }
            columns.append(makeColumn(name, type, isNullable: true))
        }
        let nodes = node.all(.value)
        guard !columns.isEmpty else { return nil }
        guard nodes.count % columns.count == 0 else {
            report(
                .wrongValueCount,
                "Incorrect number of data values; they should appear in multiples of \(columns.count).",
                at: node.span
            )
            return nil
        }
        var rows: [[Literal]] = []
        var row: [Literal] = []
        var isSound = true
        for (index, value) in nodes.enumerated() {
            let column = columns[index % columns.count]
            let bound = bindWithoutRows(value)
            if bound.isInvalid {
                isSound = false
                continue
            }
            guard let literal = Self.cell(bound, as: column.type) else {
                report(
                    .wrongType,
                    "A constant of type \(column.type.rawValue) is expected here, for the column '\(column.name)'.",
                    at: value.span
                )
                isSound = false
                continue
            }
            row.append(literal)
            if row.count == columns.count {
                rows.append(row)
                row = []
            }
        }
        guard isSound else { return nil }
        return BoundRelation(.values(columns, rows: rows), columns)
    }

    /// A constant as a value of a column's type.
    private static func cell(_ expression: Expression, as type: ScalarType) -> Literal? {
        guard let literal = expression.constant else { return nil }
        if literal.type == type { return literal }
        if literal.isNull { return .null(type) }
        if type == .int, let value = literal.integer, literal.type == .long, let narrow = Int32(exactly: value) {
            return Literal(type: .int, value: .integer(Int64(narrow)))
        }
        if type == .bool, let value = literal.integer, literal.type == .long { return .bool(value != 0) }
        if type == .real || type == .long || type == .dynamic || type == .datetime || type == .timespan {
            return ConstantFolding.convert(literal, to: type)
        }
        if type == .guid, let text = literal.text, literal.type == .string, text.utf8.count == 36 {
            return Literal(type: .guid, value: .text(text.lowercased()))
        }
        return nil
    }
}
