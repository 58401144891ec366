extension Binder {
    /// Where the bins of a series begin, how wide they are and how far they go.
    private struct Axis {
        var type: ScalarType
        var origin: Expression
        var step: Expression
        /// The numbers of the first bin and of the one behind the last; `nil` for those of each series' own rows.
        var first: Expression?
        var end: Expression?
        /// Rows at or behind it take no part.
        var limit: Expression?

        var isReal: Bool { type == .real }

        /// The number of the bin that holds a value, from an origin.
        func number(of value: Expression, from origin: Expression? = nil) -> Expression {
            InternalFunctions.call(
                InternalFunctions.binNumber,
                signature: isReal ? 1 : 0,
                [value, origin ?? self.origin, step],
                .long
            )
        }
    }

    /// `make-series`: for each key one array for each aggregate, along an axis of bins; KQL §10.
    mutating func bindMakeSeries(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard let axisNode = node[.base] else { return nil }
        let elements = node.all(.element)
        var namer = ColumnNamer()
        let kind = option("kind", of: node, among: ["nonempty"])
        let keys = node.all(.key).compactMap { bindKey($0, &namer, allowsDynamic: true) }
        guard let value = axisNode.kind == .namedExpression ? axisNode[.value] : axisNode else { return nil }
        let written = bindExpression(value)
        guard !written.isInvalid, let axis = bindAxis(node, written, at: value.span) else { return nil }
        let position = written.converted(to: axis.type)

        let savedCalls = pendingCalls
        pendingCalls = []
        mode = .aggregates
        var results: [PlanColumn] = []
        var computed: [Definition] = []
        var defaults: [Expression] = []
        for element in elements {
            guard let aggregate = element[.value] else { continue }
            let before = results.count
            bindElement(aggregate, keys.map(\.column), &namer, &results, &computed)
            for column in results[before...] {
                defaults.append(bindDefault(element[.limit], column.type))
            }
        }
        let calls = pendingCalls
        mode = .row
        pendingCalls = savedCalls
        guard keys.count == node.all(.key).count, !results.isEmpty, !sink.hasErrors,
            let axisName = columnName(axisNode, written, &namer)
        else { return nil }
        return makeSeries(
            input,
            keys: keys,
            calls: calls,
            computed: computed,
            results: zip(results, defaults).map { ($0, $1) },
            axis: axis,
            position: position,
            axisColumn: makeColumn(axisName, .dynamic, isNullable: false),
            isNonempty: kind == "nonempty"
        )
    }

    /// Rows to bins, bins to aggregates, aggregates to arrays.
    private mutating func makeSeries(
        _ input: BoundRelation,
        keys: [Definition],
        calls: [AggregateCall],
        computed: [Definition],
        results: [(column: PlanColumn, missing: Expression)],
        axis: Axis,
        position: Expression,
        axisColumn: PlanColumn,
        isNonempty: Bool
    ) -> BoundRelation? {
        guard let pack = FunctionRegistry.scalars["pack_array"], let length = FunctionRegistry.scalars["array_length"]
        else { return nil }
        let number = makeColumn("", .long, isNullable: true)
        var plan = LogicalPlan.extend(
            input.plan,
            [Definition(column: number, expression: axis.number(of: position))]
        )
        plan = .filter(plan, isCovered(.column(number), axis))
        if let limit = axis.limit {
            plan = .filter(plan, Expression(.operation(.less, [position, limit]), .bool, isNullable: true))
        }
        let bin = makeColumn("", .long, isNullable: true)
        let groups = keys + [Definition(column: bin, expression: .column(number))]
        plan = extended(.aggregate(plan, keys: groups, calls: calls), computed)
        let row = InternalFunctions.call(
            pack,
            [.column(bin)] + results.map { Expression.column($0.column) },
            .dynamic
        )
        let rows = makeColumn("", .dynamic, isNullable: false)
        let outputs = keys.map { makeColumn($0.column.name, $0.column.type, isNullable: $0.column.isNullable) }
        plan = .aggregate(
            plan,
            keys: zip(outputs, keys).map { Definition(column: $0, expression: .column($1.column)) },
            calls: [AggregateCall(kind: .makeListWithNulls, arguments: [row], outputs: [rows])]
        )
        if !isNonempty, keys.isEmpty {
            let count = InternalFunctions.call(length, [.column(rows)], .long)
            plan = .filter(
                plan,
                Expression(.operation(.greater, [count, .literal(.long(0))]), .bool, isNullable: true)
            )
        }
        let bounds = [axis.first ?? .literal(.null(.long)), axis.end ?? .literal(.null(.long))]
        var columns = outputs
        var definitions: [Definition] = []
        for (index, result) in results.enumerated() {
            let column = makeColumn(result.column.name, .dynamic, isNullable: false)
            let arguments =
                [Expression.column(rows), .literal(.long(Int64(index + 1)))] + bounds + [result.missing]
            definitions.append(
                Definition(
                    column: column,
                    expression: InternalFunctions.call(InternalFunctions.seriesValues, arguments, .dynamic)
                )
            )
            columns.append(column)
        }
        var arguments = [Expression.column(rows)] + bounds + [axis.origin, axis.step]
        if !axis.isReal {
            arguments.append(
                .literal(.string([.datetime, .timespan].contains(axis.type) ? axis.type.rawValue : "long")))
        }
        definitions.append(
            Definition(
                column: axisColumn,
                expression: InternalFunctions.call(
                    InternalFunctions.seriesAxis,
                    signature: axis.isReal ? 1 : 0,
                    arguments,
                    .dynamic
                )
            )
        )
        return BoundRelation(.extend(plan, definitions), columns + [axisColumn])
    }

    /// Whether a bin belongs to the series.
    private func isCovered(_ number: Expression, _ axis: Axis) -> Expression {
        var conditions: [Expression] = []
        if let first = axis.first {
            conditions.append(Expression(.operation(.greaterOrEqual, [number, first]), .bool, isNullable: true))
        }
        if let end = axis.end {
            conditions.append(Expression(.operation(.less, [number, end]), .bool, isNullable: true))
        }
        if conditions.isEmpty, let isNotNull = FunctionRegistry.scalars["isnotnull"] {
            return InternalFunctions.call(isNotNull, [number], .bool)
        }
        guard conditions.count > 1 else { return conditions.first ?? .literal(.bool(true)) }
        return Expression(.operation(.and, conditions), .bool, isNullable: true)
    }

    // MARK: The axis

    private mutating func bindAxis(_ node: SyntaxNode, _ position: Expression, at span: Span) -> Axis? {
        // A column that only the data tell is most often a time.
        let type = position.type == .unknown ? unknownAxisType(node) : position.type
        guard type.isNumeric && type != .decimal || type == .datetime || type == .timespan else {
            report(
                type == .decimal ? .notSupported : .wrongType,
                "The axis of make-series must be a number, a datetime or a timespan, not \(type.rawValue).",
                at: span
            )
            return nil
        }
        let lower = bindBound(node[.lower], type)
        let upper = bindBound(node[.upper], type)
        guard let step = bindInterval(node[.step], type) else { return nil }
        if node[.lower] != nil, lower == nil { return nil }
        if node[.upper] != nil, upper == nil { return nil }
        let isReal = type == .real
        let zero: Expression = .literal(isReal ? .real(0) : .long(0))
        let isOld = node.tokens(.keyword).count > 1
        let origin = isOld ? zero : lower ?? zero
        var axis = Axis(type: type, origin: origin, step: step)
        if isOld {
            axis.first = lower.map { axis.number(of: $0) }
            axis.end = upper.map {
                Expression(.operation(.add, [axis.number(of: $0), .literal(.long(1))]), .long, isNullable: true)
            }
        } else {
            axis.first = lower.map { _ in .literal(.long(0)) }
            axis.limit = upper
            // The first bin that begins at or behind the end.
            axis.end = upper.map { bound in
                Expression(.operation(.negate, [axis.number(of: axis.origin, from: bound)]), .long, isNullable: true)
            }
        }
        return axis
    }

    /// The type of an axis by that of its step, which is a length of time or a number.
    private func unknownAxisType(_ node: SyntaxNode) -> ScalarType {
        var probe = self
        guard let type = node[.step].map({ probe.bindWithoutRows($0).type }) else { return .datetime }
        return type.isNumeric ? type : .datetime
    }

    /// An end of the axis, which sees no row.
    private mutating func bindBound(_ node: SyntaxNode?, _ type: ScalarType) -> Expression? {
        guard let node, node.kind != .missing else { return nil }
        // Of an open table nothing tells that a name is no variable.
        let value = rows.isOpen ? bindExpression(node) : bindWithoutRows(node)
        if value.isInvalid { return nil }
        if value.type == .unknown { return .late(type) }
        if value.type == type { return value }
        if value.type.isNumeric, type.isNumeric, Self.widest(value.type, type) == type {
            return value.converted(to: type)
        }
        report(.conditionExpected, "The expression must have the type \(type.rawValue).", at: node.span)
        return nil
    }

    private mutating func bindInterval(_ node: SyntaxNode?, _ type: ScalarType) -> Expression? {
        guard let node, node.kind != .missing else { return nil }
        let value = rows.isOpen ? bindExpression(node) : bindWithoutRows(node)
        if value.isInvalid { return nil }
        if value.type == .unknown { return .late(type == .datetime ? .timespan : type) }
        let wanted: ScalarType = type == .datetime ? .timespan : type
        let isPromotable = value.type.isNumeric && wanted.isNumeric && (value.type != .real || wanted == .real)
        guard value.type == wanted || isPromotable else {
            report(
                .wrongInterval,
                "The type '\(value.type.rawValue)' is not an appropriate interval type for '\(type.rawValue)'.",
                at: node.span
            )
            return nil
        }
        if let size = value.constant?.number, size <= 0 {
            report(.invalidValue, "The step of make-series must be greater than 0.", at: node.span)
            return nil
        }
        if wanted.isNumeric { return value.converted(to: wanted == .real ? .real : .long) }
        return value
    }

    /// What stands for a bin without rows, as JSON: 0 where nothing is said.
    private mutating func bindDefault(_ node: SyntaxNode?, _ type: ScalarType) -> Expression {
        let json: Literal
        if let node {
            let saved = mode
            mode = .row
            let value = bindWithoutRows(node)
            mode = saved
            if value.isInvalid { return value }
            guard let literal = value.constant,
                let converted = literal.isNull || literal.type == type || literal.type.isNumeric && type.isNumeric
                    ? literal : ConstantFolding.convert(literal, to: type)
            else {
                return refuse(
                    .constantExpected,
                    "The default must be a constant of type \(type.rawValue).",
                    at: node.span
                )
            }
            if type == .real, let number = converted.number {
                json = .real(number)
            } else {
                json = converted
            }
        } else {
            switch type {
            case .real: json = .real(0)
            case .int, .long: json = .long(0)
            case .timespan: json = .timespan(0)
            case .string: json = .string("")
            default: json = .null(type)
            }
        }
        if json.isNull { return .literal(.string("null")) }
        let value = Expression.literal(json).converted(to: .dynamic)
        return value.isInvalid ? .literal(.string("null")) : value
    }
}
