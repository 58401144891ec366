extension Binder {
    /// `find`: rows of several tables, with the columns that matter and the others in one bag; KQL §10.
    mutating func bindFind(_ node: SyntaxNode) -> BoundRelation? {
        guard let condition = node[.condition] else { return nil }
        var branches: [(relation: BoundRelation, name: String)] = []
        for relation in searchedTables(node, nil) {
            branches.append((relation, relation.tableName ?? "union_arg\(branches.count)"))
        }
        let referenced = referencedNames(condition)
        // Tables that the predicate says nothing of are left out, unless it looks everywhere.
        if branches.count > 1, !looksEverywhere(condition) {
            branches.removeAll { branch in
                !referenced.contains { branch.relation.scope.column(named: $0) != nil }
            }
        }
        guard !branches.isEmpty || referenced.isEmpty else {
            rows = RowScope(columns: [])
            _ = bindCondition(condition)
            return nil
        }
        filter(&branches, condition, false)
        guard !sink.hasErrors else { return nil }
        let outputs =
            node.all(.element).isEmpty
            ? smartColumns(branches.map(\.relation), referenced)
            : writtenColumns(node.all(.element), branches.map(\.relation))
        guard let outputs, !sink.hasErrors else { return nil }
        return combine(branches, outputs, sourceName(node))
    }

    /// A column of the result: its name, its type, and for the bag whether it holds all columns.
    private struct FindColumn {
        var name: String
        /// The column of the tables.
        var source = ""
        var type: ScalarType
        var isBag = false
        var bagHoldsAll = false
    }

    private func sourceName(_ node: SyntaxNode) -> String {
        for option in node.all(.option) where ["withsource", "with_source"].contains(word(option)) {
            guard let token = option.token(.value) else { continue }
            return token.kind == .string ? StringLiteral.value(source.bytes, token.span) : source.text(token.span)
        }
        return "source_"
    }

    /// The columns that all tables have, then those that the predicate names, then a bag where any are left.
    private func smartColumns(_ relations: [BoundRelation], _ referenced: [String]) -> [FindColumn] {
        guard let first = relations.first else { return [FindColumn(name: "pack_", type: .dynamic, isBag: true)] }
        var names = first.scope.names.filter { name in
            relations.allSatisfy { $0.scope.columns.contains { $0.name == name } }
        }
        for name in referenced where !names.contains(name) {
            if relations.contains(where: { $0.scope.columns.contains { $0.name == name } }) { names.append(name) }
        }
        var result: [FindColumn] = []
        for name in names {
            let shared = commonType(name, relations)
            let compared = referenced.contains(name) ? comparedType(name, relations) : shared
            if shared == compared {
                result.append(FindColumn(name: name, source: name, type: shared))
                continue
            }
            // What the predicate compares stands beside what the tables have in common.
            for type in [shared, compared] {
                result.append(FindColumn(name: "\(name)_\(type.rawValue)", source: name, type: type))
            }
        }
        let isComplete = relations.allSatisfy { $0.scope.names.allSatisfy(names.contains) }
        if !isComplete { result.append(FindColumn(name: "pack_", type: .dynamic, isBag: true)) }
        return result
    }

    /// The type that holds the values of all tables.
    private func commonType(_ name: String, _ relations: [BoundRelation]) -> ScalarType {
        let types = relations.flatMap { $0.scope.columns.filter { $0.name == name }.map(\.type) }
        guard let first = types.first else { return .dynamic }
        if types.allSatisfy({ $0 == first }) { return first }
        return types.allSatisfy(\.isNumeric) ? types.reduce(first) { Self.widest($0, $1) } : .dynamic
    }

    /// The type of a column that a query names: that of the first two tables, where they agree, as in a union.
    private func comparedType(_ name: String, _ relations: [BoundRelation]) -> ScalarType {
        let types = relations.flatMap { $0.scope.columns.filter { $0.name == name }.map(\.type) }
        return types.count > 1 && types[0] == types[1] ? types[0] : commonType(name, relations)
    }

    /// `project a, b: type, pack(*)`.
    private mutating func writtenColumns(_ nodes: [SyntaxNode], _ relations: [BoundRelation]) -> [FindColumn]? {
        var result: [FindColumn] = []
        for node in nodes {
            if node.kind == .star {
                result.append(FindColumn(name: "pack_", type: .dynamic, isBag: true, bagHoldsAll: true))
                continue
            }
            guard let nameNode = node[.name], let name = name(of: nameNode) else { return nil }
            guard relations.contains(where: { $0.scope.column(named: name) != nil }) else {
                report(
                    .unknownName,
                    "The name '\(name)' does not refer to any known column, table, variable or function.",
                    at: nameNode.span,
                    suggestions: Suggestions.closest(to: name, among: relations.flatMap(\.scope.names))
                )
                return nil
            }
            var type = comparedType(name, relations)
            if let token = node.token(.type) {
                guard let written = ScalarType(keyword: source.text(token.span)) else {
                    report(.unknownName, "'\(source.text(token.span))' is no type.", at: token.span)
                    return nil
                }
                type = written
            }
            result.append(FindColumn(name: name, source: name, type: type))
        }
        return result
    }

    private mutating func combine(
        _ branches: [(relation: BoundRelation, name: String)],
        _ outputs: [FindColumn],
        _ sourceName: String
    ) -> BoundRelation? {
        var columns = [makeColumn(sourceName, .string, isNullable: false)]
        for output in outputs { columns.append(makeColumn(output.name, output.type, isNullable: true)) }
        let shown = Set(outputs.map(\.source))
        var parts: [UnionBranch] = []
        for branch in branches {
            var expressions = [Expression.literal(.string(branch.name))]
            for output in outputs {
                if output.isBag {
                    let packed = branch.relation.scope.columns.filter { output.bagHoldsAll || !shown.contains($0.name) }
                    expressions.append(bag(of: packed))
                } else {
                    let column = branch.relation.scope.columns.first { $0.name == output.source }
                    expressions.append(
                        column.map { Expression.column($0).converted(to: output.type) } ?? .literal(.null(output.type))
                    )
                }
            }
            parts.append(UnionBranch(plan: branch.relation.plan, columns: expressions))
        }
        if parts.isEmpty { return BoundRelation(.values(columns, rows: []), columns) }
        return BoundRelation(.union(parts, columns), columns)
    }

    // MARK: The predicate

    /// The names in a predicate, each once, in their order.
    private func referencedNames(_ node: SyntaxNode) -> [String] {
        var result: [String] = []
        func visit(_ node: SyntaxNode) {
            if node.kind == .name || node.kind == .bracketedName, let name = name(of: node), !result.contains(name) {
                result.append(name)
                return
            }
            for child in node.children {
                if case .node(let inner) = child.element, !(node.kind == .member && child.slot == .name) {
                    visit(inner)
                }
            }
        }
        visit(node)
        return result
    }

    /// Whether a predicate holds a term that any column may have.
    private func looksEverywhere(_ node: SyntaxNode) -> Bool {
        switch node.kind {
        case .star, .stringLiteral: true
        case .and, .or: node.all(.element).contains(where: looksEverywhere)
        case .parenthesized: node[.value].map(looksEverywhere) ?? false
        case .binary: node[.left]?.kind == .star
        case .call: word(node) == "not" && (node[.argument]?.all(.argument).contains(where: looksEverywhere) ?? false)
        default: false
        }
    }
}
