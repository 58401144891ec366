extension PlanRenderer {
    // MARK: Texts found in a text

    func capture(_ capture: Capture) -> Rendered {
        let input = render(capture.input)
        var inner = open(input.select, for: [capture.source])
        let list = state.makeColumn()
        let call = SQLExpression.engineCall(
            capture.function,
            [lowering(over: inner).lower(capture.source), .text(capture.specification)]
        )
        inner.outputs.append(SQLOutput(alias: list, expression: call))
        var outer = inner.wrapped
        outer.outputs.removeLast()
        for (index, column) in capture.columns.enumerated() {
            let text = SQLExpression.call("list_extract", [.column(list), .value(Int64(index + 1))])
            outer.outputs.append(SQLOutput(alias: column.id, expression: text.orEmpty))
        }
        if let matched = capture.matched {
            outer.outputs.append(SQLOutput(alias: matched.id, expression: SQLExpression.column(list).isNotNull))
        }
        return Rendered(select: outer, order: input.order)
    }

    // MARK: Order

    /// Rows with a number in their order. Several keys of an order become one without ties, so that all window
    /// functions agree on who stands next to whom.
    func sequence(_ input: Rendered, _ column: PlanColumn) -> Rendered {
        var numbered = input.select.wrapped
        numbered.outputs.append(
            SQLOutput(
                alias: column.id,
                expression: .window(
                    SQLWindow(function: "row_number", order: input.order.flatMap { order($0) { .column($0) } })
                )
            )
        )
        return Rendered(
            select: numbered.wrapped,
            order: [SortKey(column: column, isAscending: true, nullsFirst: false)]
        )
    }

    // MARK: Window functions

    func window(_ window: Window) -> Rendered {
        let input = render(window.input)
        var select = open(input.select, for: window.calls.flatMap(\.expressions))
        let lowering = lowering(over: select)
        var operands: [CallColumns] = []
        for call in window.calls {
            var columns = CallColumns()
            func add(_ expression: Expression) -> SQLExpression {
                if expression.constant != nil { return lowering.lower(expression) }
                let alias = state.makeColumn()
                select.outputs.append(SQLOutput(alias: alias, expression: lowering.lower(expression)))
                return .column(alias)
            }
            columns.arguments = call.arguments.map(add)
            columns.fallback = call.fallback.map(add)
            columns.restart = call.restart.map(add)
            operands.append(columns)
        }
        let kept = Set(input.select.outputs.map(\.alias))
        let frame = WindowFrame(
            partition: window.partition.map { .column($0.id) },
            order: [SQLOrder(expression: .column(window.sequence.id), isAscending: true, nullsFirst: false)]
        )
        select = select.wrapped
        addGroups(window, frame, &operands, &select)
        select = select.wrapped
        for (call, columns) in zip(window.calls, operands) where call.kind != .sessionStart {
            select.outputs.append(
                SQLOutput(alias: call.output.id, expression: value(of: call, columns, frame))
            )
        }
        for (call, columns) in zip(window.calls, operands) where call.kind == .sessionStart {
            select = sessions(call, columns, frame, window.sequence.id, select)
        }
        let outputs = kept.union(window.calls.map(\.output.id))
        var result = select.wrapped
        result.outputs.removeAll { !outputs.contains($0.alias) }
        return Rendered(select: result, order: input.order)
    }

    /// What belongs to one call while it is rendered.
    private struct CallColumns {
        var arguments: [SQLExpression] = []
        var fallback: SQLExpression?
        var restart: SQLExpression?
        /// Counts the restarts so far.
        var group: SQLExpression?
        /// Whether the term differs from that of the row before.
        var change: SQLExpression?
    }

    private struct WindowFrame {
        var partition: [SQLExpression]
        var order: [SQLOrder]

        func callAsFunction(
            _ function: StaticString,
            _ arguments: [SQLExpression] = [],
            group: SQLExpression? = nil,
            isRunning: Bool = false
        ) -> SQLExpression {
            .window(
                SQLWindow(
                    function: function,
                    arguments: arguments,
                    partition: partition + [group].compactMap { $0 },
                    order: order,
                    isRunning: isRunning
                )
            )
        }
    }

    /// Counts restarts, and then finds changes between them; each needs a SELECT of its own.
    private func addGroups(
        _ window: Window,
        _ frame: WindowFrame,
        _ operands: inout [CallColumns],
        _ select: inout SQLSelect
    ) {
        for index in operands.indices {
            guard let restart = operands[index].restart, window.calls[index].kind != .sessionStart else { continue }
            let alias = state.makeColumn()
            let isRestart = SQLExpression.caseWhen([(restart, .value(1))], otherwise: .value(0))
            select.outputs.append(
                SQLOutput(alias: alias, expression: frame("sum", [isRestart], isRunning: true))
            )
            operands[index].group = .column(alias)
        }
        select = select.wrapped
        for index in operands.indices {
            let kind = window.calls[index].kind
            guard kind == .denseRank || kind == .minimalRank else { continue }
            let alias = state.makeColumn()
            let group = operands[index].group
            let before = frame("lag", [operands[index].arguments[0]], group: group)
            let isFirst = SQLExpression.infix("=", [frame("row_number", group: group), .value(1)])
            let differs = SQLExpression.infix("IS DISTINCT FROM", [operands[index].arguments[0], before])
            let number: SQLExpression = kind == .denseRank ? .value(1) : frame("row_number", group: group)
            select.outputs.append(
                SQLOutput(
                    alias: alias,
                    expression: .caseWhen(
                        [(.infix("OR", [isFirst, differs]), number)],
                        otherwise: kind == .denseRank ? .value(0) : .null
                    )
                )
            )
            operands[index].change = .column(alias)
        }
    }

    private func value(of call: WindowCall, _ columns: CallColumns, _ frame: WindowFrame) -> SQLExpression {
        let group = columns.group
        switch call.kind {
        case .rowNumber:
            let number = frame("row_number", group: group)
            guard call.offset != 1 else { return number }
            return .infix("+", [number, .value(call.offset &- 1)])
        case .previous, .next:
            let function: StaticString = call.kind == .previous ? "lag" : "lead"
            var arguments = [columns.arguments[0], .value(call.offset)]
            if let fallback = columns.fallback { arguments.append(fallback) }
            let value = frame(function, arguments)
            return call.output.type == .string ? value.orEmpty : value
        case .cumulativeSum:
            let sum = frame("sum", [columns.arguments[0]], group: group, isRunning: true)
            switch call.output.type {
            case .real: return sum.orElse(.parameter(.double(0)))
            case .int: return .cast(sum.orElse(.value(0)), "INTEGER")
            default: return .cast(sum.orElse(.value(0)), "BIGINT")
            }
        case .denseRank:
            return .cast(frame("sum", [columns.change ?? .null], group: group, isRunning: true), "BIGINT")
        case .minimalRank: return frame("max", [columns.change ?? .null], group: group, isRunning: true)
        case .sessionStart: return .null
        }
    }

    /// Where a session begins depends on where the one before began, so a function goes over the rows in order.
    private func sessions(
        _ call: WindowCall,
        _ columns: CallColumns,
        _ frame: WindowFrame,
        _ sequence: ColumnID,
        _ select: SQLSelect
    ) -> SQLSelect {
        let number = 1_000_000 + state.makeColumn().number
        state.common.append((number, select))
        let (places, starts) = (state.makeColumn(), state.makeColumn())
        let restart = columns.restart.map { SQLExpression.caseWhen([($0, .text("r"))], otherwise: .text("")) }
        let time = SQLExpression.cast(columns.arguments[0], "VARCHAR").orEmpty
        let item = SQLExpression.call("concat", [restart ?? .text(""), time])
        func list(_ value: SQLExpression) -> SQLExpression {
            .aggregate(SQLAggregate(function: "list", arguments: [value], order: frame.order))
        }
        var grouped = SQLSelect(
            outputs: [
                SQLOutput(alias: places, expression: list(.column(sequence))),
                SQLOutput(
                    alias: starts,
                    expression: .engineCall(
                        .sessionStarts,
                        [list(item), columns.arguments[1], columns.arguments[2]]
                    )
                ),
            ],
            source: .common(number)
        )
        grouped.groups = frame.partition
        var unnested = grouped.wrapped
        let (place, start) = (state.makeColumn(), state.makeColumn())
        unnested.outputs = [
            SQLOutput(alias: place, expression: .call("unnest", [.column(places)])),
            SQLOutput(alias: start, expression: .call("unnest", [.column(starts)])),
        ]
        unnested.expandsRows = true
        let kept = select.outputs.map { SQLOutput(alias: $0.alias, expression: .column($0.alias)) }
        return SQLSelect(
            outputs: kept + [SQLOutput(alias: call.output.id, expression: .cast(.column(start), "BIGINT"))],
            source: .join(
                SQLJoin(
                    kind: "INNER JOIN",
                    left: .common(number),
                    right: .select(unnested),
                    condition: .infix("=", [.column(sequence), .column(place)])
                )
            )
        )
    }
}
