/// What the expressions of a `scan` may name besides the columns of a row.
struct ScanScope {
    var steps: [String: Int] = [:]
    /// The columns that a step's match has: the row's, and those that the operator declares.
    var columns: [PlanColumn] = []
    var declared: [(column: PlanColumn, fallback: Literal)] = []
    /// The names of what the program keeps of each match.
    var slots: [String] = []
    /// Columns that stand for what a step matched last.
    var states: [ColumnID: (step: Int, slot: Int)] = [:]

    mutating func slot(of name: String) -> Int {
        if let index = slots.firstIndex(of: name) { return index }
        slots.append(name)
        return slots.count - 1
    }
}

extension Binder {
    /// `scan [with_match_id = n] [order by …] [partition by …] [declare (…)] with (step …; …)`; KQL §10.
    mutating func bindScan(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        let order = node.all(.element)
        var plan = order.isEmpty ? input.plan : sorted(input, order, takesDynamic: false).plan
        rows = input.scope
        guard let partition = bindScanPartition(node, &plan), let scope = declareScan(node, input) else { return nil }
        if let kind = node.all(.option).first(where: { word($0) == "kind" }) {
            report(.notSupported, "The kind of a scan is not supported.", at: kind.span)
            return nil
        }
        let saved = scanScope
        scanScope = scope
        defer { scanScope = saved }
        rows.columns = scope.columns
        var compiler = ScanCompiler()
        var steps: [String] = []
        var assigned: [String] = scope.declared.map(\.column.name)
        for step in node.all(.step) {
            guard let text = bindScanStep(step, &compiler, &assigned) else { return nil }
            steps.append(text)
        }
        guard let scope = scanScope, !steps.isEmpty else { return nil }
        for name in assigned { _ = scanScope?.slot(of: name) }
        let slots = (scanScope ?? scope).slots
        var initial: [String] = []
        var missing: [String] = []
        var types: [String] = []
        for name in slots {
            guard let column = scope.columns.last(where: { $0.name == name }) else { return nil }
            let fallback = scope.declared.first { $0.column.name == name }?.fallback
            guard let type = ScanCompiler.form(column.type), let own = compiler.compile(.column(column), scope),
                let before = compiler.compile(.literal(fallback ?? .null(column.type)), scope)
            else { return refuseScan(column.type.rawValue, at: node.span) }
            types.append(JSONText.string(type))
            initial.append(own)
            missing.append(before)
        }
        let rowTypes = compiler.row.compactMap { ScanCompiler.form($0.type) }.map(JSONText.string)
        func list(_ parts: [String]) -> String { "[" + parts.joined(separator: ",") + "]" }
        let sequence = plan.sequence ?? makeColumn("", .long, isNullable: false)
        var scan = Scan(
            input: plan.sequence == nil ? .sequence(plan, sequence) : plan,
            sequence: sequence,
            partition: partition,
            row: compiler.row.map { ScanCompiler.transported($0) },
            program: list([list(rowTypes), list(types), list(initial), list(missing), list(steps)]),
            match: nil,
            outputs: []
        )
        var columns = input.scope.columns
        for name in assigned {
            guard let column = scope.columns.last(where: { $0.name == name }), let slot = slots.firstIndex(of: name)
            else { continue }
            let output = makeColumn(name, column.type, isNullable: true)
            scan.outputs.append((output, slot))
            if let index = columns.firstIndex(where: { $0.name == name }) {
                columns[index] = output
            } else {
                columns.append(output)
            }
        }
        if let name = option("with_match_id", of: node) {
            var names = RowScope(columns: columns)
            let match = makeColumn(names.freeName(name), .long, isNullable: false)
            names.columns.append(match)
            scan.match = match
            columns = names.columns
        }
        return BoundRelation(.scan(scan), columns)
    }

    /// A member of a step: `step.column`; `nil` where the base names no step.
    mutating func bindScanState(_ base: SyntaxNode, _ name: String, at span: Span) -> Expression? {
        guard base.kind == .name, let stepName = self.name(of: base), let scope = scanScope,
            let step = scope.steps[stepName]
        else { return nil }
        guard let column = scope.columns.last(where: { $0.name == name }) else { return unknownName(name, at: span) }
        let state = makeColumn(name, column.type, isNullable: true)
        let slot = scanScope?.slot(of: name) ?? 0
        scanScope?.states[state.id] = (step, slot)
        return .column(state)
    }

    // MARK: Parts

    private mutating func bindScanPartition(_ node: SyntaxNode, _ plan: inout LogicalPlan) -> [PlanColumn]? {
        var keys: [PlanColumn] = []
        var definitions: [Definition] = []
        for keyNode in node.all(.key) {
            let key = bindExpression(keyNode)
            if key.isInvalid { return nil }
            let column = makeColumn("", for: key)
            definitions.append(Definition(column: column, expression: key))
            keys.append(column)
        }
        plan = extended(plan, definitions)
        return keys
    }

    private mutating func declareScan(_ node: SyntaxNode, _ input: BoundRelation) -> ScanScope? {
        var scope = ScanScope()
        scope.columns = input.scope.columns
        for declaration in node.all(.parameter) {
            guard let nameToken = declaration.token(.name), let typeToken = declaration.token(.type),
                let type = ScalarType(keyword: source.text(typeToken.span))
            else { return nil }
            var fallback = Literal.null(type)
            if let value = declaration[.value] {
                let bound = bindWithoutRows(value)
                if bound.isInvalid { return nil }
                guard let literal = bound.converted(to: type).constant else {
                    report(.constantExpected, "A constant of type \(type.rawValue) is expected here.", at: value.span)
                    return nil
                }
                fallback = literal
            }
            let column = makeColumn(name(of: declaration) ?? source.text(nameToken.span), type, isNullable: true)
            if scope.declared.contains(where: { $0.column.name == column.name }) {
                report(
                    .duplicateColumn, "A column with the name '\(column.name)' is already declared.", at: nameToken.span
                )
                return nil
            }
            scope.declared.append((column, fallback))
            scope.columns.removeAll { $0.name == column.name }
            scope.columns.append(column)
        }
        for (index, step) in node.all(.step).enumerated() {
            guard let nameNode = step[.name], let name = name(of: nameNode) else { return nil }
            if step.token(.direction) != nil {
                report(.notSupported, "Optional steps of scan are not supported.", at: step.span)
                return nil
            }
            guard scope.steps[name] == nil else {
                report(.duplicateName, "A step with the name '\(name)' is already declared.", at: nameNode.span)
                return nil
            }
            scope.steps[name] = index
        }
        return scope
    }

    private mutating func bindScanStep(
        _ step: SyntaxNode,
        _ compiler: inout ScanCompiler,
        _ assigned: inout [String]
    ) -> String? {
        guard let conditionNode = step[.condition] else { return nil }
        let condition = bindCondition(conditionNode)
        guard !condition.isInvalid, let scope = scanScope else { return nil }
        guard let test = compiler.compile(condition, scope) else { return refuse(compiler, at: conditionNode.span) }
        var assignments: [String] = []
        for element in step.all(.element) {
            guard let nameNode = element[.name], let name = name(of: nameNode), let valueNode = element[.value] else {
                return nil
            }
            guard let column = scope.columns.last(where: { $0.name == name }) else {
                _ = unknownName(name, at: nameNode.span)
                return nil
            }
            let value = bindExpression(valueNode)
            if value.isInvalid { return nil }
            guard value.type == column.type || SQLConversion.convert(.null, from: value.type, to: column.type) != nil,
                let scope = scanScope
            else {
                report(.wrongType, "A value of type \(column.type.rawValue) expected.", at: valueNode.span)
                return nil
            }
            guard let text = compiler.compile(value.converted(to: column.type), scope) else {
                return refuse(compiler, at: valueNode.span)
            }
            if !assigned.contains(name) { assigned.append(name) }
            assignments.append("[\(scanScope?.slot(of: name) ?? 0),\(text)]")
        }
        let output = step.token(.option).map { source.text($0.span) } ?? "all"
        return "[\(test),\(JSONText.string(output)),[\(assignments.joined(separator: ","))]]"
    }

    private mutating func refuse(_ compiler: ScanCompiler, at span: Span) -> String? {
        report(
            .notSupported,
            "'\(compiler.obstacle ?? "this")' of what a step matched is not supported; compute it with extend before "
                + "or behind the scan.",
            at: span
        )
        return nil
    }

    private mutating func refuseScan(_ type: String, at span: Span) -> BoundRelation? {
        report(.notSupported, "Columns of type \(type) cannot be kept by a scan.", at: span)
        return nil
    }
}
