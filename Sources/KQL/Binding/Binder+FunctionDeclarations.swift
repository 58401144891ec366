extension Binder {
    /// Binds the body of a function with stand-ins for its parameters, so that faults are told where it is declared and
    /// even when it is never called.
    ///
    /// A table of which the declaration says `(*)` shows no columns here: the body must do without their names.
    mutating func checkFunction(_ declaration: SyntaxNode) {
        guard letDepth < 8, let statements = declaration[.body]?.all(.statement) else { return }
        var probe = self
        probe.declared = []
        probe.rows = RowScope(columns: [])
        probe.mode = .row
        probe.nextGenerated = 1
        probe.isStandingIn = true
        probe.letDepth += 1
        var hasScalar = false
        for parameter in declaration.all(.parameter) {
            guard let name = name(of: parameter) else { continue }
            if isTableParameter(parameter) {
                if hasScalar {
                    probe.report(.tableParameterFirst, "Tabular parameters must be declared first.", at: parameter.span)
                }
                probe.lets[name] = .shared(probe.nextShared, probe.standIn(forTable: parameter))
                probe.nextShared += 1
            } else {
                hasScalar = true
                let word = parameter.token(.type).map { source.text($0.span) } ?? ""
                probe.lets[name] = .scalar(ScalarType(keyword: word).map(probe.standIn) ?? .invalid)
            }
        }
        for statement in statements.dropLast() where statement.kind == .letStatement { probe.bindLet(statement) }
        if let last = statements.last, last.kind == .expressionStatement, let result = last[.value] {
            if probe.isTabular(result) {
                _ = probe.bindTableOrGraph(result)
            } else {
                _ = probe.bindExpression(result)
            }
        }
        sink = probe.sink
        functionCalls = probe.functionCalls
    }

    /// A table without rows that has the columns of a parameter.
    private mutating func standIn(forTable parameter: SyntaxNode) -> BoundRelation {
        var columns: [PlanColumn] = []
        for declaration in parameter.all(.element) {
            guard let name = declaration[.name].flatMap(name(of:)), let token = declaration.token(.type),
                let type = ScalarType(keyword: source.text(token.span))
            else { continue }
            columns.append(makeColumn(name, type, isNullable: true))
        }
        return BoundRelation(.values(columns, rows: []), columns)
    }

    /// Stands for a text that only the caller knows; it is a pattern, a path and no table's name.
    static let standInText = "$.a"

    /// A constant of a type that serves wherever one is needed: as a number of rows, a pattern or a path.
    func standIn(_ type: ScalarType) -> Expression {
        switch type {
        case .bool: .literal(.bool(true))
        case .int: .literal(Literal(type: .int, value: .integer(1)))
        case .long: .literal(.long(1))
        case .real: .literal(.real(1))
        case .string: .literal(.string(Self.standInText))
        case .datetime: .literal(.datetime(options.now))
        case .timespan: .literal(.timespan(TimespanUnit.ticksPerDay))
        default: .literal(.null(type))
        }
    }
}
