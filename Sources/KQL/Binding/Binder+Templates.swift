extension Binder {
    /// A plugin whose meaning is written in KQL.
    mutating func bindTemplate(
        _ template: PluginTemplate,
        _ plugin: PluginCall,
        _ input: BoundRelation
    ) -> BoundRelation? {
        var plugin = plugin
        var lookback: BoundRelation?
        if template.takesTable, let last = plugin.arguments.last, isTabular(last) {
            plugin.arguments.removeLast()
            guard let table = bindLookback(last, plugin, input) else { return nil }
            lookback = table
        }
        let count = plugin.arguments.count
        let form = template.calls.first { arguments in
            let fixed = arguments.filter { argument in
                switch argument {
                case .column, .constant: true
                case .option, .dimensions: false
                }
            }.count
            return count == fixed || count > fixed && fixed < arguments.count
        }
        guard let form else {
            let least = template.calls.map { $0.count }.min() ?? 0
            report(
                .wrongArgumentCount, "The plugin '\(plugin.name)' expects at least \(least) arguments.", at: plugin.span
            )
            return nil
        }
        guard let prepared = prepare(form, plugin, input) else { return nil }
        let spelling = PluginTemplate.Dimensions(count: prepared.dimensions.count, hasTable: lookback != nil)
        let text = SourceText("() { \(template.body(spelling, count)) }")
        let (declaration, faults) = Parser.parseFunction(text)
        if let fault = faults.diagnostics.first {
            report(.faultyFunction, "The plugin '\(plugin.name)' cannot be read: \(fault.message)", at: plugin.span)
            return nil
        }
        var values = prepared.values
        values["T"] = .shared(nextShared, prepared.relation)
        nextShared += 1
        if let lookback {
            values["lookback"] = .shared(nextShared, lookback)
            nextShared += 1
        }
        guard
            case .table(let result)? = bindBody(
                plugin.name, declaration, text, values, isBuiltIn: true, at: plugin.nameSpan)
        else { return nil }
        return template.outputs.isEmpty ? result : named(template, plugin, prepared, result)
    }

    /// The ids of a table that were there before: its column of the name that the rows' ids have.
    private mutating func bindLookback(
        _ node: SyntaxNode,
        _ plugin: PluginCall,
        _ input: BoundRelation
    ) -> BoundRelation? {
        guard let idNode = plugin.arguments.first, let id = name(of: idNode), var table = bindNestedTable(node) else {
            return nil
        }
        guard var column = table.scope.column(named: id) else {
            report(.missingColumns, "The table needs a column '\(id)' for the ids.", at: node.span)
            return nil
        }
        column.name = "$id"
        table.scope = RowScope(columns: [column])
        return table
    }

    private struct PreparedCall {
        var relation: BoundRelation
        var values: [String: LetValue] = [:]
        var dimensions: [PlanColumn] = []
        /// The name of each argument's column, where it is one.
        var names: [String?] = []
    }

    /// The rows with what the call names as columns, and the constants.
    private mutating func prepare(
        _ form: [PluginTemplate.Argument],
        _ plugin: PluginCall,
        _ input: BoundRelation
    ) -> PreparedCall? {
        rows = input.scope
        mode = .row
        var result = PreparedCall(relation: input)
        var definitions: [Definition] = []
        var times: Set<ScalarType> = []
        for (index, node) in plugin.arguments.enumerated() {
            result.names.append(derivedName(node))
            switch kind(of: node, index < form.count ? form[index] : .dimensions) {
            case .column(let name):
                var value = bindExpression(node)
                if value.isInvalid { return nil }
                if name == "condition" { value = condition(value, at: node.span) }
                if value.isInvalid { return nil }
                if name == "time" || name == "index" {
                    guard value.type.isNumeric || [.datetime, .timespan, .unknown].contains(value.type) else {
                        report(.summableExpected, "A column of times or numbers is expected here.", at: node.span)
                        return nil
                    }
                    times.insert(value.type)
                }
                let column = makeColumn("$" + name, for: value)
                definitions.append(Definition(column: column, expression: value))
            case .constant(let name), .option(let name):
                let value = bindWithoutRows(node)
                if value.isInvalid { return nil }
                guard value.constant != nil || value.type == .datetime else {
                    report(.constantExpected, "A constant is expected here.", at: node.span)
                    return nil
                }
                guard value.type != .string else {
                    report(
                        .notSupported,
                        "Intervals of calendar weeks, months and years are not supported here; give a timespan.",
                        at: node.span
                    )
                    return nil
                }
                result.values[name] = .scalar(value)
            case .dimensions:
                let value = bindExpression(node)
                if value.isInvalid { return nil }
                let column = makeColumn("$d\(result.dimensions.count)", for: value)
                definitions.append(Definition(column: column, expression: value))
                var titled = column
                titled.name = derivedName(node) ?? "Column\(result.dimensions.count + 1)"
                result.dimensions.append(titled)
            }
        }
        result.relation = input.replacing(extended(input.plan, definitions))
        result.relation.scope.columns += definitions.map(\.column)
        return result
    }

    /// What an argument is; where an option stands, a column is a dimension already.
    private func kind(of node: SyntaxNode, _ argument: PluginTemplate.Argument) -> PluginTemplate.Argument {
        guard case .option = argument, let name = derivedName(node), rows.column(named: name) != nil else {
            return argument
        }
        return .dimensions
    }

    /// The columns of the body under the names that the call gives them.
    private func named(
        _ template: PluginTemplate,
        _ plugin: PluginCall,
        _ prepared: PreparedCall,
        _ result: BoundRelation
    ) -> BoundRelation {
        var columns: [PlanColumn] = []
        func add(_ inner: String, _ name: String) {
            guard var column = result.scope.columns.first(where: { $0.name == inner }) else { return }
            column.name = name
            columns.append(column)
        }
        for output in template.outputs {
            switch output {
            case .named(let inner, let name): add(inner, name.isEmpty ? percentileName(plugin, prepared) : name)
            case .like(let inner, let argument, let prefix):
                add(inner, prefix + (prepared.names[argument] ?? "Column\(argument + 1)"))
            case .dimensions:
                for (index, dimension) in prepared.dimensions.enumerated() { add("$d\(index)", dimension.name) }
            }
        }
        var output = result
        output.scope.columns = columns
        return output
    }

    /// `rolling_5_percentile_value_50`.
    private func percentileName(_ plugin: PluginCall, _ prepared: PreparedCall) -> String {
        let bins = Self.digits(prepared.values["bins"])
        let percent = Self.digits(prepared.values["percent"])
        return "rolling_\(bins)_percentile_\(prepared.names.first.flatMap { $0 } ?? "")_\(percent)"
    }

    /// A constant number as a part of a name.
    private static func digits(_ value: LetValue?) -> String {
        guard let value, case .scalar(let expression) = value, let literal = expression.constant else { return "" }
        if let whole = literal.integer { return String(whole) }
        if let number = literal.number { return "\(number)" }
        return ""
    }

    // MARK: Addresses

    /// `ipv4_lookup(table, address, network [, key, …] [, return_unmatched = true])` and its like for IPv6.
    mutating func bindAddressLookup(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        var arguments = plugin.arguments
        var isOuter = false
        if let node = plugin.named["return_unmatched"] {
            guard let literal = pluginConstant(node, [.bool]) else { return nil }
            isOuter = literal == .bool(true)
        } else if arguments.count > 3, let last = arguments.last, case .bool(let value)? = bindWithoutRowsQuietly(last)
        {
            isOuter = value
            arguments.removeLast()
        }
        guard arguments.count >= 3 else {
            report(
                .wrongArgumentCount, "The plugin '\(plugin.name)' expects at least 3 arguments.", at: plugin.span)
            return nil
        }
        guard isTabular(arguments[0]) else {
            report(.tableExpected, "A table is expected here.", at: arguments[0].span)
            return nil
        }
        guard let table = bindNestedTable(arguments[0]) else { return nil }
        rows = input.scope
        guard let address = pluginColumn(arguments[1]) else { return nil }
        rows = table.scope
        guard let network = pluginColumn(arguments[2]) else { return nil }
        var keys: [String] = []
        for node in arguments.dropFirst(3) {
            rows = table.scope
            guard let right = pluginColumn(node) else { return nil }
            rows = input.scope
            guard pluginColumn(node) != nil else { return nil }
            keys.append(right.name)
        }
        return lookup(plugin, input, table, address, network, keys, isOuter: isOuter)
    }

    private func bindWithoutRowsQuietly(_ node: SyntaxNode) -> Literal.Value? {
        let text = source.text(node.span)
        return text == "true" || text == "false" ? .bool(text == "true") : nil
    }

    private mutating func lookup(
        _ plugin: PluginCall,
        _ input: BoundRelation,
        _ table: BoundRelation,
        _ address: PlanColumn,
        _ network: PlanColumn,
        _ keys: [String],
        isOuter: Bool
    ) -> BoundRelation? {
        func column(_ name: String, _ relation: inout BoundRelation, _ value: Expression) {
            let column = makeColumn(name, for: value)
            relation.plan = extended(relation.plan, [Definition(column: column, expression: value)])
            relation.scope.columns.append(column)
        }
        var left = input
        var right = table
        left.scope.isOpen = false
        column("$address", &left, Expression.column(address).converted(to: .string))
        column("$network", &right, Expression.column(network).converted(to: .string))
        let extra = keys.map { ", ['" + String($0.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }) + "']" }
            .joined()
        let test = plugin.name == "ipv4_lookup" ? "ipv4_is_in_range" : "ipv6_is_in_range"
        // Each address that occurs is looked up once, whatever the rows.
        let text = SourceText(
            """
            () {
                let rows = materialize(T | extend ['$one'] = 1);
                let networks = materialize(L | distinct ['$network'] | extend ['$one'] = 1);
                let found = rows | distinct ['$address'], ['$one']
                    | join kind=inner networks on ['$one']
                    | where \(test)(['$address'], ['$network'])
                    | project ['$address'], ['$network']
                    | join kind=inner (L) on ['$network']
                    | project-away ['$network'], ['$network1'];
                rows
                | join kind=\(isOuter ? "leftouter" : "inner") found on ['$address']\(extra)
                | project-away ['$one'], ['$address'], ['$address1']
            }
            """
        )
        let (declaration, faults) = Parser.parseFunction(text)
        guard faults.diagnostics.isEmpty else {
            report(
                .notSupported, "The keys of '\(plugin.name)' cannot be looked up under their names.", at: plugin.span)
            return nil
        }
        let values: [String: LetValue] = ["T": .shared(nextShared, left), "L": .shared(nextShared + 1, right)]
        nextShared += 2
        guard
            case .table(var result)? = bindBody(
                plugin.name, declaration, text, values, isBuiltIn: true, at: plugin.nameSpan)
        else { return nil }
        // The keys of the table are those of the rows.
        var names = Set(keys.map { $0 + "1" })
        result.scope.columns.removeAll { names.remove($0.name) != nil }
        return result
    }
}
