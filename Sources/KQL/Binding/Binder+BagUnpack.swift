extension Binder {
    /// `bag_unpack(column [, prefix [, conflict [, ignored]]])`: a column for each key of the bags; KQL §12.
    mutating func bindBagUnpack(_ call: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard (1...4).contains(call.arguments.count) else {
            report(.wrongArgumentCount, "The plugin 'bag_unpack' expects 1 to 4 arguments.", at: call.span)
            return nil
        }
        guard let bag = pluginColumn(call.arguments[0]), let unpacking = unpacking(call) else { return nil }
        let value = Expression.column(bag).converted(to: .dynamic)
        var kept = input.scope.columns.filter { $0.id != bag.id || $0.name != bag.name }
        if let schema = call.schema { return unpacked(schema, call, unpacking, value, kept, input) }
        let id = probeID(call.span)
        guard let shape = options.shapes[id], !shape.columns.isEmpty else {
            if options.shapes[id] == nil { probeKeys(id, value, unpacking, input) }
            var result = BoundRelation(input.plan, kept)
            result.scope.isOpen = true
            return result
        }
        var definitions: [Definition] = []
        for found in shape.columns.prefix(options.maximumDiscoveredColumns) {
            let name = unpacking.prefix + found.name
            let column = makeColumn(name, found.type, isNullable: true)
            if let index = kept.firstIndex(where: { $0.name == name }) {
                switch unpacking.conflict {
                case .keepSource: continue
                case .replaceSource: kept[index] = column
                case .error:
                    report(
                        .duplicateColumn,
                        "bag_unpack makes a column '\(name)', and its input has one; say what to do with "
                            + "columnsConflict='replace_source' or 'keep_source', or give a prefix.",
                        at: call.span
                    )
                    return nil
                }
            } else {
                kept.append(column)
            }
            definitions.append(Definition(column: column, expression: slot(found.name, of: value, as: found.type)))
        }
        guard shape.columns.count <= options.maximumDiscoveredColumns else { return tooManyColumns(call, shape) }
        return BoundRelation(extended(input.plan, definitions), kept)
    }

    private mutating func tooManyColumns(_ call: PluginCall, _ shape: DiscoveredShape) -> BoundRelation? {
        report(
            .invalidValue,
            "The data give \(shape.columns.count) columns, and \(options.maximumDiscoveredColumns) are allowed; declare "
                + "the ones that matter: evaluate \(call.name)(…) : (name: type).",
            at: call.span
        )
        return nil
    }

    private enum Conflict: String {
        case error
        case replaceSource = "replace_source"
        case keepSource = "keep_source"
    }

    private struct Unpacking {
        var prefix = ""
        var conflict = Conflict.error
        var ignored: Literal?
    }

    private mutating func unpacking(_ call: PluginCall) -> Unpacking? {
        var result = Unpacking()
        let places = call.arguments
        func node(_ index: Int, _ names: [String]) -> SyntaxNode? {
            index < places.count ? places[index] : names.compactMap { call.named[$0] }.first
        }
        if let prefix = node(1, ["OutputColumnPrefix", "column_prefix"]) {
            guard let text = pluginConstant(prefix, [.string])?.text else { return nil }
            result.prefix = text
        }
        if let conflict = node(2, ["columnsConflict"]) {
            guard let text = pluginConstant(conflict, [.string])?.text else { return nil }
            guard let known = Conflict(rawValue: text) else {
                let words = ["error", "replace_source", "keep_source"]
                report(
                    .invalidValue,
                    "'\(text)' is no way to resolve conflicts; the ways are \(words.joined(separator: ", ")).",
                    at: conflict.span,
                    suggestions: Suggestions.closest(to: text, among: words)
                )
                return nil
            }
            result.conflict = known
        }
        if let ignored = node(3, ["ignoredProperties"]) {
            guard let list = pluginConstant(ignored, [.dynamic]) else { return nil }
            result.ignored = list
        }
        return result
    }

    /// The columns that the author declares, by their names behind the prefix.
    private mutating func unpacked(
        _ schema: [ColumnSchema],
        _ call: PluginCall,
        _ unpacking: Unpacking,
        _ value: Expression,
        _ kept: [PlanColumn],
        _ input: BoundRelation
    ) -> BoundRelation {
        var columns = call.schemaKeepsInput ? kept.filter { column in !schema.contains { $0.name == column.name } } : []
        var definitions: [Definition] = []
        for wanted in schema {
            let source = kept.first { $0.name == wanted.name }
            if let source, unpacking.conflict != .replaceSource,
                !wanted.name.hasPrefix(unpacking.prefix) || !call.schemaKeepsInput
            {
                let column = makeColumn(wanted.name, wanted.type, isNullable: true)
                definitions.append(
                    Definition(column: column, expression: Expression.column(source).converted(to: wanted.type)))
                columns.append(column)
                continue
            }
            let key =
                wanted.name.hasPrefix(unpacking.prefix)
                ? String(wanted.name.dropFirst(unpacking.prefix.count)) : wanted.name
            let column = makeColumn(wanted.name, wanted.type, isNullable: true)
            definitions.append(Definition(column: column, expression: slot(key, of: value, as: wanted.type)))
            columns.append(column)
        }
        return BoundRelation(extended(input.plan, definitions), columns)
    }

    private func slot(_ key: String, of bag: Expression, as type: ScalarType) -> Expression {
        path([.key(key)], of: bag).converted(to: type)
    }

    /// Names a probe by the place of its plugin and the calls around it.
    func probeID(_ span: Span) -> String { (callPath + [span.start]).map(String.init).joined(separator: ".") }

    /// Asks the data for the keys of the bags and the types of their values.
    private mutating func probeKeys(
        _ id: String,
        _ bag: Expression,
        _ unpacking: Unpacking,
        _ input: BoundRelation
    ) {
        guard !input.scope.isOpen, !isUnsettled, !probes.contains(where: { $0.id == id }) else { return }
        let isBag = Expression(
            .operation(.equal, [call("gettype", [bag]), .literal(.string("dictionary"))]), .bool, isNullable: false)
        let pair = makeColumn("pair", .dynamic, isNullable: true)
        let expansion = Expansion(
            input: .filter(input.plan, isBag),
            elements: [Definition(column: pair, expression: bag)],
            index: nil,
            bagsAsArrays: true,
            limit: nil
        )
        let name = makeColumn("name", .string, isNullable: false)
        let type = makeColumn("type", .string, isNullable: false)
        var plan = LogicalPlan.aggregate(
            .expand(expansion),
            keys: [
                Definition(column: name, expression: path([.position(0)], of: .column(pair)).converted(to: .string)),
                Definition(column: type, expression: call("gettype", [path([.position(1)], of: .column(pair))])),
            ],
            calls: []
        )
        if let ignored = unpacking.ignored {
            let isIgnored = Expression(
                .operation(.inArray(isNegated: true, isCaseSensitive: true), [.column(name), .literal(ignored)]),
                .bool,
                isNullable: false
            )
            plan = .filter(plan, isIgnored)
        }
        plan = .fetch(plan, Int64(options.maximumDiscoveredColumns) * 8 + 1)
        probes.append(PendingProbe(id: id, plan: plan, columns: [name, type]))
    }
}
