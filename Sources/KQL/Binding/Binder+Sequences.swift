// Plugins that look for states which follow each other; kql.md §12.
extension Binder {
    /// `sequence_detect(time, step window, whole window, name = condition, …, dimension, …)`.
    ///
    /// Each way to choose rows, one for each condition and each later than the one before, is a row of the result.
    mutating func bindSequenceDetect(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        let nodes = plugin.arguments
        guard nodes.count >= 4 else {
            report(.wrongArgumentCount, "The plugin 'sequence_detect' expects at least 4 arguments.", at: plugin.span)
            return nil
        }
        guard let time = sequenceTime(nodes[0]), let windows = sequenceWindows([nodes[1], nodes[2]], of: time.value)
        else { return nil }
        var definitions = [Definition(column: makeColumn("$time", for: time.value), expression: time.value)]
        var steps: [String] = []
        var dimensions: [PlanColumn] = []
        for node in nodes.dropFirst(3) {
            let inner = node.kind == .namedExpression ? node[.value] ?? node : node
            rows = input.scope
            let value = bindExpression(inner)
            if value.isInvalid { return nil }
            if dimensions.isEmpty, value.type == .bool {
                definitions.append(Definition(column: makeColumn("$s\(steps.count)", for: value), expression: value))
                steps.append((derivedName(node) ?? "") + "_" + time.name)
                continue
            }
            guard !steps.isEmpty else {
                report(
                    .wrongType, "A value of type bool is expected, and this is of type \(value.type.rawValue).",
                    at: node.span)
                return nil
            }
            guard node.kind != .namedExpression, let column = pluginColumn(node) else {
                if node.kind == .namedExpression {
                    report(.columnNameExpected, "The name of a column is expected here.", at: node.span)
                }
                return nil
            }
            guard column.type != .dynamic else {
                report(
                    .dynamicKey, "A column of type dynamic cannot be a dimension; convert it with tostring().",
                    at: node.span)
                return nil
            }
            let copy = makeColumn("$d\(dimensions.count)", for: .column(column))
            definitions.append(Definition(column: copy, expression: .column(column)))
            dimensions.append(column)
        }
        let spelling = PluginTemplate.Dimensions(count: dimensions.count)
        let keys = "['$one']" + spelling.more
        var text = "let data = materialize(T | extend ['$one'] = 1 | where isnotnull(['$time']));\n"
        for index in steps.indices {
            text += "let s\(index) = data | where ['$s\(index)'] | summarize by \(keys), ['$t\(index)'] = ['$time'];\n"
        }
        text += "s0"
        for index in steps.indices.dropFirst() {
            text +=
                " | join kind=inner s\(index) on \(keys) | where ['$t\(index)'] > ['$t\(index - 1)']"
                + " and ['$t\(index)'] - ['$t\(index - 1)'] <= stepWindow and ['$t\(index)'] - ['$t0'] <= span"
            text += " | project \(keys)" + (0...index).map { ", ['$t\($0)']" }.joined()
        }
        text += " | sort by ['$t\(steps.count - 1)'] asc, ['$t0'] asc"
        let times = steps.indices.map { "['$t\($0)']" }.joined(separator: ", ")
        let duration = time.value.type == .datetime || time.value.type == .timespan ? "" : "totimespan"
        let length = "['$t\(steps.count - 1)'] - ['$t0']"
        let dimensionText = (0..<dimensions.count).map { "['$d\($0)'], " }.joined()
        let span = duration.isEmpty ? length : "\(duration)(\(length))"
        text += " | project \(dimensionText)\(times), Duration = \(span)"
        var table = input
        table.scope.isOpen = false
        table.plan = extended(input.plan, definitions)
        table.scope = RowScope(columns: definitions.map(\.column))
        let values: [String: LetValue] = [
            "T": .shared(nextShared, table), "stepWindow": .scalar(windows[0]), "span": .scalar(windows[1]),
        ]
        nextShared += 1
        guard var result = patternBody(plugin, text, values) else { return nil }
        var names = RowScope(columns: [])
        for (index, name) in (dimensions.map(\.name) + steps + ["Duration"]).enumerated() {
            result.scope.columns[index].name = names.freeName(name)
            names.columns.append(result.scope.columns[index])
        }
        return result
    }

    /// `funnel_sequence_completion(id, time, start, end, bin, state, sequence, periods)`: how many ids come how far.
    mutating func bindFunnelCompletion(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard var funnel = prepareFunnel(plugin, input, periods: true) else { return nil }
        let count = funnel.states
        var text = """
            let data = materialize(T | where ['$time'] >= start and ['$time'] < end
                | extend ['$bin'] = bin_at(['$time'], step, start), ['$text'] = tostring(['$state'])
                | distinct ['$id'], ['$bin'], ['$time'], ['$text']);
            let p0 = data | where ['$text'] == tostring(sequence[0])
                | project ['$id'], ['$bin'], ['$first'] = ['$time'], ['$last'] = ['$time'];

            """
        for index in 1..<max(count, 1) {
            // What comes soonest leaves most time for the rest.
            text += """
                let p\(index) = p\(index - 1)
                    | join kind=inner (data | where ['$text'] == tostring(sequence[\(index)])) on ['$id'], ['$bin']
                    | where ['$time'] > ['$last']
                    | summarize ['$last'] = min(['$time']) by ['$id'], ['$bin'], ['$first'];

                """
        }
        text += "let steps = union " + (0..<count).map { "(p\($0) | extend ['$step'] = \($0))" }.joined(separator: ", ")
        text += """
            ;
            let periods = print ['$all'] = periods
                | mv-expand ['$period'] = ['$all'] | extend ['$one'] = 1, ['$period'] = totimespan(tostring(['$period']))
                | project ['$one'], ['$period'];
            let frame = data | distinct ['$bin'] | extend ['$one'] = 1 | join kind=inner periods on ['$one']
                | mv-expand ['$step'] = range(0, \(count - 1), 1) to typeof(long) | project ['$bin'], ['$period'], ['$step'];
            let reached = steps | extend ['$one'] = 1 | join kind=inner periods on ['$one']
                | where \(funnel.isTime ? "['$last'] - ['$first']" : "totimespan(['$last'] - ['$first'])") <= ['$period']
                | summarize ['$count'] = count_distinct(['$id']) by ['$bin'], ['$period'], ['$step'];
            frame | join kind=leftouter reached on ['$bin'], ['$period'], ['$step']
            | sort by ['$bin'] asc, ['$period'] asc, ['$step'] asc
            | project ['$bin'], ['$name'] = tostring(sequence[['$step']]), ['$period'], ['$count'] = coalesce(['$count'], 0)
            """
        funnel.names = [funnel.names[0], funnel.names[1], "Period", "dcount"]
        return funnelResult(plugin, text, funnel)
    }

    /// `funnel_sequence(id, time, start, end, window, bin, state, sequence)`: what came before a sequence of states, and
    /// what behind it. A state that stays is one state.
    mutating func bindFunnelSequence(_ plugin: PluginCall, _ input: BoundRelation) -> BoundRelation? {
        guard var funnel = prepareFunnel(plugin, input, periods: false) else { return nil }
        let last = funnel.states - 1
        func state(_ ahead: Int, _ column: String = "$text") -> String {
            ahead == 0 ? "['\(column)']" : "next(['\(column)'], \(ahead))"
        }
        var tests: [String] = []
        for index in 0...max(last, 0) {
            tests.append("\(state(index)) == tostring(sequence[\(index)])")
            if index > 0 {
                tests.append("\(state(index, "$id")) == ['$id']")
                tests.append("\(state(index, "$time")) - \(state(index - 1, "$time")) <= window")
            }
        }
        let text = """
            T | where ['$time'] >= start and ['$time'] < end
            | extend ['$text'] = tostring(['$state'])
            | sort by ['$id'] asc, ['$time'] asc, ['$text'] asc
            | extend ['$new'] = ['$id'] != prev(['$id']) or isnull(prev(['$time'])) or ['$text'] != prev(['$text'])
            | where ['$new']
            | sort by ['$id'] asc, ['$time'] asc, ['$text'] asc
            | extend ['$match'] = \(tests.joined(separator: " and ")),
                ['$prev'] = iff(prev(['$id']) == ['$id'], prev(['$state']), nothing),
                ['$next'] = iff(next(['$id'], \(last + 1)) == ['$id'], next(['$state'], \(last + 1)), nothing)
            | where ['$match']
            | summarize ['$count'] = count_distinct(['$id']), ['$samples'] = make_set(['$id'], 128)
                by ['$bin'] = bin_at(['$time'], step, start), ['$prev'], ['$next']
            | sort by ['$bin'] asc, ['$count'] desc, ['$prev'] asc, ['$next'] asc
            | project ['$bin'], ['$prev'], ['$next'], ['$count'], ['$samples']
            """
        sink.report(
            .severalResults,
            "'funnel_sequence' gives several results, and hunting answers with the first of them.",
            at: plugin.nameSpan,
            severity: .warning
        )
        funnel.names = [funnel.names[0], "prev", "next", "dcount", "samples"]
        return funnelResult(plugin, text, funnel)
    }

    // MARK: Parts

    private struct Funnel {
        var table: BoundRelation
        var values: [String: LetValue]
        /// How many states the sequence has.
        var states: Int
        /// Whether the timeline is one of times rather than numbers.
        var isTime: Bool
        var names: [String]
    }

    private mutating func funnelResult(_ plugin: PluginCall, _ text: String, _ funnel: Funnel) -> BoundRelation? {
        var values = funnel.values
        values["T"] = .shared(nextShared, funnel.table)
        nextShared += 1
        guard var result = patternBody(plugin, text, values) else { return nil }
        for (index, name) in funnel.names.enumerated() { result.scope.columns[index].name = name }
        return result
    }

    private mutating func prepareFunnel(_ plugin: PluginCall, _ input: BoundRelation, periods: Bool) -> Funnel? {
        rows = input.scope
        let nodes = plugin.arguments
        guard nodes.count == 8 else {
            report(.wrongArgumentCount, "The plugin '\(plugin.name)' expects 8 arguments.", at: plugin.span)
            return nil
        }
        let stateNode = nodes[periods ? 5 : 6]
        guard let id = pluginColumn(nodes[0]), let time = sequenceTime(nodes[1]), let state = pluginColumn(stateNode)
        else { return nil }
        for (column, node) in [(id, nodes[0]), (state, stateNode)] where column.type == .dynamic {
            report(
                .dynamicKey, "A column of type dynamic cannot be used here; convert it with tostring().", at: node.span)
            return nil
        }
        var values: [String: LetValue] = [:]
        for (name, node) in zip(["start", "end"], [nodes[2], nodes[3]]) {
            let value = bindWithoutRows(node)
            if value.isInvalid { return nil }
            guard value.type == time.value.type || value.type.isNumeric && time.value.type.isNumeric else {
                report(
                    .wrongType,
                    "A value of type \(time.value.type.rawValue) is expected, and this is of type \(value.type.rawValue).",
                    at: node.span)
                return nil
            }
            values[name] = .scalar(value)
        }
        let lengths = periods ? [nodes[4]] : [nodes[4], nodes[5]]
        guard let windows = sequenceWindows(lengths, of: time.value) else { return nil }
        for (name, value) in zip(periods ? ["step"] : ["window", "step"], windows) { values[name] = .scalar(value) }
        guard let sequence = pluginConstant(nodes[periods ? 6 : 7], [.dynamic]),
            let states = sequence.text.flatMap(JSONText.elementCount), states > 0, states <= 64
        else {
            report(.invalidValue, "An array of 1 to 64 states is expected here.", at: nodes[periods ? 6 : 7].span)
            return nil
        }
        values["sequence"] = .scalar(.literal(sequence))
        if periods {
            guard let literal = pluginConstant(nodes[7], [.dynamic]) else { return nil }
            values["periods"] = .scalar(.literal(literal))
        }
        values["nothing"] = .scalar(.literal(state.type == .string ? .string("") : .null(state.type)))
        let sources = [("$id", Expression.column(id)), ("$time", time.value), ("$state", .column(state))]
        let definitions = sources.map { Definition(column: makeColumn($0, for: $1), expression: $1) }
        var table = input
        table.plan = extended(input.plan, definitions)
        table.scope = RowScope(columns: definitions.map(\.column))
        let isTime = time.value.type == .datetime || time.value.type == .timespan
        return Funnel(table: table, values: values, states: states, isTime: isTime, names: [time.name, state.name])
    }

    /// A timeline, under the name of its column.
    private mutating func sequenceTime(_ node: SyntaxNode) -> (value: Expression, name: String)? {
        guard let column = pluginColumn(node) else { return nil }
        guard column.type.isNumeric || [.datetime, .timespan].contains(column.type) else {
            report(.summableExpected, "A column of times or numbers is expected here.", at: node.span)
            return nil
        }
        return (.column(column), column.name)
    }

    /// Lengths on a timeline: timespans, or numbers where it is one of numbers.
    private mutating func sequenceWindows(_ nodes: [SyntaxNode], of time: Expression) -> [Expression]? {
        var result: [Expression] = []
        for node in nodes {
            let value = bindWithoutRows(node)
            if value.isInvalid { return nil }
            let isSuited = time.type.isNumeric ? value.type.isNumeric : value.type == .timespan
            guard isSuited, value.constant != nil else {
                report(
                    isSuited ? .constantExpected : .wrongType,
                    "A constant \(time.type.isNumeric ? "number" : "timespan") is expected here.", at: node.span)
                return nil
            }
            result.append(value)
        }
        return result
    }
}
