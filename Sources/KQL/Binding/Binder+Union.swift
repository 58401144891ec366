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
            order.removeAll { name in
                !branches.allSatisfy { branch in branch.relation.scope.columns.contains { $0.name == name } }
            }
        }
        var columns: [PlanColumn] = []
        var sources: [(name: String, type: ScalarType)] = []
        var taken = Set(order.filter { types[$0]?.count == 1 })
        if let name = options.sourceColumn {
            taken.insert(name)
            columns.append(makeColumn(name, .string, isNullable: false))
        }
        for name in order {
            let variants = types[name] ?? []
            for type in variants {
                var title = name
                if variants.count > 1 {
                    title = "\(name)_\(type.rawValue)"
                    var number = 1
                    while taken.contains(title) {
                        title = "\(name)_\(type.rawValue)\(number)"
                        number += 1
                    }
                    taken.insert(title)
                }
                columns.append(makeColumn(title, type, isNullable: true))
                sources.append((name, type))
            }
        }
        let parts = branches.map { branch in
            var expressions: [Expression] = []
            if options.sourceColumn != nil { expressions.append(.literal(.string(branch.name))) }
            for (name, type) in sources {
                let column = branch.relation.scope.columns.first { $0.name == name && $0.type == type }
                expressions.append(column.map(Expression.column) ?? .literal(.null(type)))
            }
            return UnionBranch(plan: branch.relation.plan, columns: expressions)
        }
        var result = BoundRelation(.union(parts, columns), columns)
        result.scope.isOpen = branches.contains { $0.relation.scope.isOpen }
        return result
    }
}
