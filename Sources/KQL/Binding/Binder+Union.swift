extension Binder {
    /// `union`: all rows of all tables; KQL §10. A name with two types becomes a column for each.
    mutating func bindUnion(_ node: SyntaxNode, input: BoundRelation?) -> BoundRelation? {
        let options = unionOptions(node)
        var branches: [(relation: BoundRelation, name: String)] = []
        if let input { branches.append((input, input.tableName ?? "union_arg0")) }
        for source in node.all(.source) where source.kind != .missing {
            for relation in bindTableOperand(source, isFuzzy: options.isFuzzy) {
                branches.append((relation, relation.tableName ?? "union_arg\(branches.count)"))
            }
        }
        guard !sink.hasErrors else { return nil }
        if branches.isEmpty { return BoundRelation(.values([], rows: []), []) }
        return combine(branches, options)
    }

    struct UnionOptions {
        var isInner = false
        var isFuzzy = false
        var sourceColumn: String?
    }

    private mutating func unionOptions(_ node: SyntaxNode) -> UnionOptions {
        var result = UnionOptions()
        for option in node.all(.option) {
            guard let token = option.token(.value) else { continue }
            let value = source.text(token.span)
            switch word(option) {
            case "kind":
                if value != "inner" && value != "outer" {
                    report(
                        .invalidValue,
                        "'\(value)' is no kind of union; the kinds are inner and outer.",
                        at: token.span,
                        suggestions: Suggestions.closest(to: value, among: ["inner", "outer"])
                    )
                }
                result.isInner = value == "inner"
            case "isfuzzy": result.isFuzzy = value.lowercased() == "true"
            case "withsource", "with_source":
                result.sourceColumn = token.kind == .string ? StringLiteral.value(source.bytes, token.span) : value
            default: break
            }
        }
        return result
    }

    mutating func combine(
        _ branches: [(relation: BoundRelation, name: String)],
        _ options: UnionOptions
    ) -> BoundRelation {
        // Names in the order of their first appearance, each with its types.
        var order: [String] = []
        var types: [String: [ScalarType]] = [:]
        for branch in branches {
            for column in branch.relation.scope.columns {
                if types[column.name] == nil { order.append(column.name) }
                if types[column.name]?.contains(column.type) != true {
                    types[column.name, default: []].append(column.type)
                }
            }
        }
        if options.isInner {
            let names = branches.map { Set($0.relation.scope.names) }
            order.removeAll { name in !names.allSatisfy { $0.contains(name) } }
        }
        var columns: [PlanColumn] = []
        var sources: [(name: String, type: ScalarType)] = []
        // One after the other: a name that is taken gets a number, whether it has a type's name behind it or not.
        var namer = ColumnNamer()
        if let name = options.sourceColumn {
            columns.append(makeColumn(namer.added(name), .string, isNullable: false))
        }
        for name in order {
            let variants = types[name] ?? []
            for type in variants {
                let title = namer.added(variants.count > 1 ? "\(name)_\(type.rawValue)" : name)
                columns.append(makeColumn(title, type, isNullable: true))
                sources.append((name, type))
            }
        }
        let parts = branches.map { branch in
            var expressions: [Expression] = []
            if options.sourceColumn != nil { expressions.append(.literal(.string(branch.name))) }
            // A table's names are its own, but unions of hundreds of columns would search them again and again.
            var present: [String: PlanColumn] = [:]
            for column in branch.relation.scope.columns { present[column.name] = column }
            for (name, type) in sources {
                let column = present[name].flatMap { $0.type == type ? $0 : nil }
                expressions.append(column.map(Expression.column) ?? .literal(.null(type)))
            }
            return UnionBranch(plan: branch.relation.plan, columns: expressions)
        }
        var result = BoundRelation(.union(parts, columns), columns)
        result.scope.isOpen = branches.contains { $0.relation.scope.isOpen }
        return result
    }
}
