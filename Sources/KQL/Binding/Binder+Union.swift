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
        let result = combine(branches, options)
        if !node.all(.source).contains(where: { $0.kind == .wildcardName }) { warnOfMergedColumns(result, at: node) }
        return result
    }

    /// Tells of columns that hold values of several types.
    private mutating func warnOfMergedColumns(_ union: BoundRelation, at node: SyntaxNode) {
        guard callPath.isEmpty, !union.scope.hidden.isEmpty else { return }
        let names = union.scope.hidden.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
        sink.report(
            .mixedTypes,
            "Tables of this union give a column different types; the values of all are converted to one type. "
                + "Those of each type can be read as \(names).",
            at: node.token(.keyword)?.span ?? node.span,
            severity: .warning
        )
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
        let names = unionNames(branches, options)
        var columns: [PlanColumn] = []
        var sources: [(name: String, type: ScalarType)] = []
        // One after the other: a name that is taken gets a number, whether it has a type's name behind it or not.
        var namer = ColumnNamer()
        if let name = options.sourceColumn {
            columns.append(makeColumn(namer.added(name), .string, isNullable: false))
        }
        for name in names {
            for type in name.visibleTypes {
                let title = namer.added(name.isSplit ? "\(name.name)_\(type.rawValue)" : name.name)
                columns.append(makeColumn(title, type, isNullable: true))
                sources.append((name.name, type))
            }
        }
        let visible = columns
        // The columns that the service would show in place of a merged one can be asked for.
        var hidden: [String: PlanColumn] = [:]
        for name in names where name.isMerged {
            for type in name.types {
                let column = makeColumn("\(name.name)_\(type.rawValue)", type, isNullable: true)
                hidden[column.name] = column
                columns.append(column)
                sources.append((name.name, type))
            }
        }
        let merged = Set(names.filter(\.isMerged).map(\.name))
        let shown = visible.count - (options.sourceColumn == nil ? 0 : 1)
        let parts = branches.filter { !$0.relation.isKnownEmpty }.map { branch in
            var expressions: [Expression] = []
            if options.sourceColumn != nil { expressions.append(.literal(.string(branch.name))) }
            // A table's names are its own, but unions of hundreds of columns would search them again and again.
            var present: [String: PlanColumn] = [:]
            for column in branch.relation.scope.columns { present[column.name] = column }
            for (index, (name, type)) in sources.enumerated() {
                let column = present[name].flatMap { column in
                    if column.type == type { return Expression.column(column) }
                    return index < shown && merged.contains(name) ? Expression.column(column).converted(to: type) : nil
                }
                expressions.append(column ?? .literal(.null(type)))
            }
            return UnionBranch(plan: branch.relation.plan, columns: expressions)
        }
        var result = BoundRelation(parts.isEmpty ? .values(columns, rows: []) : .union(parts, columns), visible)
        result.scope.hidden = hidden
        result.scope.isOpen = branches.contains { $0.relation.scope.isOpen }
        return result
    }

    /// A name in the columns of a union, with the types that its tables give it.
    struct UnionName {
        var name: String
        /// Each once, in the order of the tables.
        var types: [ScalarType]
        /// Whether the first two tables with the name agree about its type.
        var startsEqual = false

        /// Whether there is a column for each type.
        var isSplit: Bool { types.count > 1 && !startsEqual }
        /// Whether there is one column although the types differ.
        var isMerged: Bool { types.count > 1 && startsEqual }
        var visibleTypes: ArraySlice<ScalarType> { isMerged ? types.prefix(1) : types[...] }
    }

    /// The names in the order of their first appearance.
    ///
    /// The service makes a column for each type of a name; its checker does so only where the first two tables that have
    /// the name differ, and knows of nothing but their type where they agree. We show what the checker shows and keep the
    /// values of all tables in it; see "Where types differ" in docs/kql.md.
    private func unionNames(
        _ branches: [(relation: BoundRelation, name: String)],
        _ options: UnionOptions
    ) -> [UnionName] {
        var result: [UnionName] = []
        var places: [String: Int] = [:]
        var seen: Set<String> = []
        for branch in branches {
            for column in branch.relation.scope.columns {
                guard let place = places[column.name] else {
                    places[column.name] = result.count
                    result.append(UnionName(name: column.name, types: [column.type]))
                    continue
                }
                let isKnown = result[place].types.contains(column.type)
                if seen.insert(column.name).inserted { result[place].startsEqual = isKnown }
                if !isKnown { result[place].types.append(column.type) }
            }
        }
        if options.isInner {
            let names = branches.map { Set($0.relation.scope.names) }
            result.removeAll { name in !names.allSatisfy { $0.contains(name.name) } }
        }
        return result
    }
}
