// Plugins that look for patterns among rows: the values that many rows have together; kql.md §12.
extension Binder {
    /// What the arguments of such a plugin say.
    private struct PatternOptions {
        var numbers: [Double] = []
        var weight: PlanColumn?
        /// The column that tells two sets apart, and the values that stand for them.
        var split: (column: PlanColumn, values: [Expression])?
        /// What stands in a column that a pattern leaves open, by the column's type.
        var wildcards: [ScalarType: Expression] = [:]
    }

    /// `basket`, `autocluster` and `diffpatterns`.
    ///
    /// Equal rows are counted first and numbered; the engine looks for patterns in what their values are as texts and
    /// tells of each a row that has it, so that values keep their types.
    mutating func bindPatternPlugin(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        guard let options = patternOptions(plugin) else { return nil }
        var table = input
        table.scope.isOpen = false
        table.scope.aliases = [:]
        let columns = input.scope.columns
        let excluded = Set([options.weight?.id, options.split?.column.id].compactMap { $0 })
        let used = columns.indices.filter { !excluded.contains(columns[$0].id) }
        for index in columns.indices { table.scope.columns[index].name = "$c\(index)" }
        var values: [String: LetValue] = [:]
        func share(_ name: String, _ relation: BoundRelation) {
            values[name] = .shared(nextShared, relation)
            nextShared += 1
        }
        share("T", table)
        if let split = options.split {
            for (name, value) in zip(["a", "b"], split.values) { values[name] = .scalar(value) }
        }
        guard let groups = patternBody(plugin, groupsText(columns, used, options), values) else { return nil }
        share("G", groups)
        let texts = used.map { ", tostring(['$v\($0)'])" }.joined()
        let weights = options.split == nil ? "['$n']" : "['$n'], ['$m']"
        let listText = "G | summarize ['$rows'] = make_list_with_nulls(pack_array(['$row'], \(weights)\(texts)))"
        guard var list = patternBody(plugin, listText, values), let rowsColumn = list.scope.columns.first else {
            return nil
        }
        let numbers = "[" + options.numbers.map { "\($0)" }.joined(separator: ",") + "]"
        let found = InternalFunctions.call(
            InternalFunctions.findPatterns,
            [
                .literal(.string(plugin.name)), .column(rowsColumn),
                .literal(Literal(type: .dynamic, value: .text(numbers))),
            ],
            .dynamic
        )
        let foundColumn = makeColumn("$found", for: found)
        list.plan = extended(list.plan, [Definition(column: foundColumn, expression: found)])
        list.scope.columns = [foundColumn]
        share("F", list)
        for (index, column) in columns.enumerated() {
            let empty = Literal.null(column.type)
            values["w\(index)"] = .scalar(
                options.wildcards[column.type]
                    ?? .literal(column.type == .string ? .string("") : empty))
        }
        guard var result = patternBody(plugin, segmentsText(columns, used, options), values) else { return nil }
        var names = RowScope(columns: [])
        let fixed =
            options.split == nil
            ? ["SegmentId", "Count", "Percent"]
            : ["SegmentId", "CountA", "CountB", "PercentA", "PercentB", "PercentDiffAB"]
        for (index, name) in (fixed + columns.map(\.name)).enumerated() {
            result.scope.columns[index].name = names.freeName(name)
            names.columns.append(result.scope.columns[index])
        }
        return result
    }

    /// Rows that differ, numbered in an order of their own, with what they weigh.
    private func groupsText(_ columns: [PlanColumn], _ used: [Int], _ options: PatternOptions) -> String {
        let weight = options.weight.flatMap { column in columns.firstIndex { $0.id == column.id } }
        func sum(_ condition: String?) -> String {
            switch (weight, condition) {
            case (let index?, let condition?): "sumif(todouble(['$c\(index)']), \(condition))"
            case (let index?, nil): "sum(todouble(['$c\(index)']))"
            case (nil, let condition?): "countif(\(condition))"
            case (nil, nil): "count()"
            }
        }
        var calls = ["['$n'] = \(sum(nil))"]
        if let split = options.split, let index = columns.firstIndex(where: { $0.id == split.column.id }) {
            calls = zip(["$n", "$m"], ["a", "b"]).map { name, value in
                "['\(name)'] = \(sum("tostring(['$c\(index)']) == \(value)"))"
            }
        }
        // A dynamic is no key of a group; its text is.
        let keys = used.map { index in
            columns[index].type == .dynamic
                ? "['$k\(index)'] = tostring(['$c\(index)'])" : "['$v\(index)'] = ['$c\(index)']"
        }
        calls += used.filter { columns[$0].type == .dynamic }.map { "['$v\($0)'] = take_any(['$c\($0)'])" }
        let order = used.map { columns[$0].type == .dynamic ? "['$k\($0)'] asc" : "['$v\($0)'] asc" }
        let by = keys.isEmpty ? "" : " by " + keys.joined(separator: ", ")
        let sort = order.isEmpty ? "" : " | sort by " + order.joined(separator: ", ")
        let positive = options.split == nil ? "['$n'] > 0" : "['$n'] > 0 or ['$m'] > 0"
        return "T | summarize \(calls.joined(separator: ", "))\(by) | where \(positive)\(sort)"
            + " | extend ['$row'] = row_number()"
    }

    /// The segments that were found, with the values of the rows that stand for them.
    private func segmentsText(_ columns: [PlanColumn], _ used: [Int], _ options: PatternOptions) -> String {
        let sets = options.split == nil ? 1 : 2
        func part(_ index: Int, _ function: String = "todouble") -> String { "\(function)(['$found'][\(index)])" }
        func percent(_ set: Int) -> String { "100.0 * \(part(set)) / \(part(sets + 2 + set))" }
        var outputs = ["['$o0'] = row_number(0)"]
        if sets == 1 {
            outputs += ["['$o1'] = \(part(0, "tolong"))", "['$o2'] = round(\(percent(0)), 1)"]
        } else {
            outputs += ["['$o1'] = \(part(0, "tolong"))", "['$o2'] = \(part(1, "tolong"))"]
            outputs += ["['$o3'] = round(\(percent(0)), 2)", "['$o4'] = round(\(percent(1)), 2)"]
            outputs += ["['$o5'] = round(abs(\(percent(0)) - \(percent(1))), 2)"]
        }
        let first = outputs.count
        for index in columns.indices {
            let place = used.firstIndex(of: index)
            let value = place.map { place in
                "iff(substring(['$mask'], \(place), 1) == '1', ['$v\(index)'], w\(index))"
            }
            outputs.append("['$o\(first + index)'] = \(value ?? "w\(index)")")
        }
        return """
            F | mv-expand ['$found']
            | where isnotnull(['$found'])
            | extend ['$row'] = \(part(sets, "tolong")), ['$mask'] = \(part(sets + 1, "tostring")), ['$place'] = row_number()
            | join kind=inner G on ['$row']
            | sort by ['$place'] asc
            | project \(outputs.joined(separator: ", "))
            """
    }

    /// A part of a plugin that is written in KQL.
    mutating func patternBody(
        _ plugin: PluginCall,
        _ body: String,
        _ values: [String: LetValue]
    ) -> BoundRelation? {
        let text = SourceText("() { \(body) }")
        let (declaration, faults) = Parser.parseFunction(text)
        if let fault = faults.diagnostics.first {
            report(.faultyFunction, "The plugin '\(plugin.name)' cannot be read: \(fault.message)", at: plugin.span)
            return nil
        }
        guard
            case .table(let result)? = bindBody(
                plugin.name, declaration, text, values, isBuiltIn: true, at: plugin.nameSpan)
        else { return nil }
        return result
    }

    // MARK: Arguments

    private mutating func patternOptions(_ plugin: PluginCall) -> PatternOptions? {
        var options = PatternOptions()
        var arguments = plugin.arguments[...]
        if plugin.name == "diffpatterns" {
            guard arguments.count >= 3 else {
                report(
                    .wrongArgumentCount, "The plugin 'diffpatterns' expects at least 3 arguments.", at: plugin.span)
                return nil
            }
            guard let column = pluginColumn(arguments.removeFirst()) else { return nil }
            var values: [Expression] = []
            for _ in 0..<2 {
                guard let literal = pluginConstant(arguments.removeFirst(), [.string]) else { return nil }
                values.append(.literal(literal))
            }
            options.split = (column, values)
        }
        let isBasketLike = plugin.name != "autocluster"
        var first = isBasketLike ? 0.05 : 0.5
        var second = plugin.name == "basket" ? 5.0 : isBasketLike ? 64 : 25
        // The weight stands before the threshold of `diffpatterns`, and behind that of the others.
        for part in plugin.name == "diffpatterns" ? ["weight", "first", "second"] : ["first", "weight", "second"] {
            guard let node = arguments.popFirst() else { break }
            if isDefault(node) { continue }
            switch part {
            case "weight":
                guard let column = pluginColumn(node) else { return nil }
                guard column.type.isNumeric else {
                    report(.numberExpected, "A column of numbers is expected here.", at: node.span)
                    return nil
                }
                options.weight = column
            case "first":
                let range = isBasketLike ? 0.015...1 : 0...1
                guard let number = patternNumber(node, [.real, .long, .int], range) else { return nil }
                first = number
            default:
                guard let number = patternNumber(node, [.long, .int], 1...1000) else { return nil }
                second = number
            }
        }
        options.numbers = [first, second]
        for node in arguments where !isDefault(node) {
            let value = bindWithoutRows(node)
            if value.isInvalid { return nil }
            guard value.constant != nil else {
                report(.constantExpected, "A constant is expected here.", at: node.span)
                return nil
            }
            options.wildcards[value.type] = value
        }
        return options
    }

    /// `'~'` stands for what is not said.
    private func isDefault(_ node: SyntaxNode) -> Bool { node.kind == .stringLiteral && stringValue(node) == "~" }

    private mutating func patternNumber(
        _ node: SyntaxNode,
        _ types: [ScalarType],
        _ range: ClosedRange<Double>
    ) -> Double? {
        guard let literal = pluginConstant(node, types), let number = literal.number else { return nil }
        guard range.contains(number) else {
            report(
                .invalidValue, "A number from \(range.lowerBound) to \(range.upperBound) is expected here.",
                at: node.span)
            return nil
        }
        return number
    }

    // MARK: Sketches

    /// `dcount_intersect(hll, hll, …)`: how many members the first, the first two, … sketches have in common.
    mutating func bindCommonCounts(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard (2...12).contains(plugin.arguments.count) else {
            report(
                .wrongArgumentCount, "The plugin 'dcount_intersect' expects 2 to 12 arguments.", at: plugin.span)
            return nil
        }
        var sketches: [Expression] = []
        for node in plugin.arguments {
            let value = bindExpression(node)
            if value.isInvalid { return nil }
            guard value.type == .dynamic else {
                report(
                    .wrongType, "A value of type dynamic is expected, and this is of type \(value.type.rawValue).",
                    at: node.span)
                return nil
            }
            sketches.append(value)
        }
        var columns = input.scope.columns
        var definitions: [Definition] = []
        for index in sketches.indices {
            let value = InternalFunctions.call(
                InternalFunctions.sketchCommon, Array(sketches[...index]), .long)
            var names = RowScope(columns: columns)
            let column = makeColumn(names.freeName("s\(index)"), for: value)
            names.columns.append(column)
            columns.append(column)
            definitions.append(Definition(column: column, expression: value))
        }
        return BoundRelation(extended(input.plan, definitions), columns)
    }
}
