extension Binder {
    /// A tabular operator on its input; `nil` when there is no telling what columns it gives.
    mutating func bindStep(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        rows = input.scope
        mode = .row
        if input.graph != nil || Self.takesGraph(node.kind) { return bindGraphStep(node, input) }
        switch node.kind {
        case .makeGraphOperator: return bindMakeGraph(node, input)
        case .whereOperator: return bindWhere(node, input)
        case .projectOperator: return bindProject(node, input)
        case .projectAwayOperator: return bindProjectAway(node, input)
        case .projectKeepOperator: return bindProjectKeep(node, input)
        case .projectRenameOperator: return bindProjectRename(node, input)
        case .projectReorderOperator: return bindProjectReorder(node, input)
        case .extendOperator: return bindExtend(node, input)
        case .serializeOperator: return bindExtend(node, input)
        case .takeOperator:
            guard let count = bindRowCount(node[.count]) else { return input }
            return input.replacing(.fetch(input.plan, count))
        case .sortOperator: return bindSort(node, input)
        case .topOperator: return bindTop(node, input)
        case .distinctOperator: return bindDistinct(node, input)
        case .countOperator: return bindCountRows(node, input)
        case .summarizeOperator: return bindSummarize(node, input)
        case .joinOperator, .lookupOperator: return bindJoin(node, input)
        case .unionOperator: return bindUnion(node, input: input)
        case .mvExpandOperator: return bindMvExpand(node, input)
        case .mvApplyOperator: return bindMvApply(node, input)
        case .parseOperator: return bindParse(node, input, keepsMatchesOnly: false)
        case .parseWhereOperator: return bindParse(node, input, keepsMatchesOnly: true)
        case .parseKeyValuesOperator: return bindParseKeyValues(node, input)
        case .makeSeriesOperator: return bindMakeSeries(node, input)
        case .partitionOperator: return bindPartition(node, input)
        case .scanOperator: return bindScan(node, input)
        case .topNestedOperator: return bindTopNested(node, input)
        case .topHittersOperator: return bindTopHitters(node, input)
        case .sampleOperator: return bindSample(node, input)
        case .sampleDistinctOperator: return bindSampleDistinct(node, input)
        case .reduceOperator: return bindReduce(node, input)
        case .consumeOperator: return bindConsume(node, input)
        case .assertSchemaOperator: return bindAssertSchema(node, input)
        case .projectByNamesOperator: return bindProjectByNames(node, input)
        case .invokeOperator: return bindInvoke(node, input)
        case .getschemaOperator: return bindGetschema(node, input)
        // A name for the rows so far, and hints for a chart, change nothing of the rows.
        case .renderOperator: return input
        case .asOperator: return bindAs(node, input)
        case .searchOperator: return bindSearch(node, input: input)
        case .evaluateOperator: return bindEvaluate(node, input: input)
        case .forkOperator: return bindFork(node, input)
        case .facetOperator: return bindFacet(node, input)
        case .unsupportedOperator:
            report(
                .notSupported, "The operator '\(word(node))' is not supported yet.",
                at: node.token(.keyword)?.span ?? node.span)
            return nil
        default: return nil
        }
    }

    private mutating func bindWhere(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        guard let conditionNode = node[.condition] else { return input }
        if let condition = bindNamedCondition(node, conditionNode) {
            return condition.isInvalid ? input : input.replacing(.filter(input.plan, condition))
        }
        let condition = condition(bindExpression(conditionNode), at: conditionNode.span, takesDynamic: false)
        if condition.isInvalid { return input }
        return input.replacing(.filter(input.plan, condition))
    }

    /// `where a = 1`: the name in front is allowed and means nothing, and almost always == is meant.
    private mutating func bindNamedCondition(_ node: SyntaxNode, _ conditionNode: SyntaxNode) -> Expression? {
        guard let name = node.tokens(.syntax).first, source.text(name.span) != "[",
            node.tokens(.syntax).contains(where: { source.text($0.span) == "=" })
        else { return nil }
        let value = bindExpression(conditionNode)
        guard !value.isInvalid, value.type != .bool, value.type != .unknown else {
            return condition(value, at: conditionNode.span, takesDynamic: false)
        }
        return refuse(
            .conditionExpected, "The expression must have the type bool: '=' gives a name, and '==' compares.",
            at: name.span, suggestions: ["\(source.text(name.span)) == \(source.text(conditionNode.span))"])
    }

    private mutating func bindSort(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        sorted(input, node.all(.element), takesDynamic: false)
    }

    private mutating func bindTop(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        let count = bindRowCount(node[.count])
        rows = input.scope
        let result = sorted(input, node.all(.element), takesDynamic: true)
        guard let count else { return result }
        return result.replacing(.fetch(result.plan, count))
    }

    /// Rows in an order: descending unless said otherwise; nulls first when ascending, last when descending. KQL §10.
    mutating func sorted(
        _ input: BoundRelation,
        _ elements: [SyntaxNode],
        takesDynamic: Bool
    ) -> BoundRelation {
        var keys: [SortKey] = []
        var definitions: [Definition] = []
        for element in elements {
            guard let named = element[.value] else { continue }
            let value = named.kind == .namedExpression ? named[.value] ?? named : named
            let expression = bindExpression(value)
            if expression.isInvalid { continue }
            if expression.type == .dynamic, !takesDynamic {
                report(
                    .dynamicKey,
                    "A value of type dynamic cannot be sorted by; convert it with tostring() or tolong().",
                    at: value.span,
                    suggestions: ["tostring(\(source.text(value.span)))"]
                )
                continue
            }
            let direction = element.token(.direction).map { source.text($0.span) }
            if direction?.hasPrefix("granny") == true {
                report(
                    .notSupported, "The orders granny-asc and granny-desc are for columns, not for rows.",
                    at: element.span)
                continue
            }
            let isAscending = direction == "asc"
            let nulls = element.token(.nulls).map { source.text($0.span) }
            let column: PlanColumn
            if case .column(let id) = expression.node {
                column = PlanColumn(id: id, name: "", type: expression.type, isNullable: expression.isNullable)
            } else {
                column = makeColumn("", for: expression)
                definitions.append(Definition(column: column, expression: expression))
            }
            let nullsFirst = nulls.map { $0 == "first" } ?? isAscending
            if expression.type == .dynamic {
                warn(
                    .mixedTypes,
                    "Dynamic values are ordered as numbers where they are numbers, and else by their text.",
                    at: value.span
                )
                let number = makeColumn("", for: expression.converted(to: .real))
                definitions.append(Definition(column: number, expression: expression.converted(to: .real)))
                keys.append(SortKey(column: number, isAscending: isAscending, nullsFirst: nullsFirst))
                let text = makeColumn("", for: expression.converted(to: .string))
                definitions.append(Definition(column: text, expression: expression.converted(to: .string)))
                keys.append(SortKey(column: text, isAscending: isAscending, nullsFirst: nullsFirst))
                continue
            }
            keys.append(SortKey(column: column, isAscending: isAscending, nullsFirst: nullsFirst))
        }
        guard !keys.isEmpty else { return input }
        return input.replacing(.sort(extended(input.plan, definitions), keys))
    }

    private mutating func bindCountRows(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        let column = makeColumn(node[.name].flatMap(name(of:)) ?? "Count", .long, isNullable: false)
        let call = AggregateCall(kind: .count, arguments: [], outputs: [column])
        return BoundRelation(.aggregate(input.plan, keys: [], calls: [call]), [column])
    }

    private mutating func bindGetschema(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation {
        if node.all(.option).contains(where: { $0.token(.value).map { source.text($0.span) } == "csl" }) {
            let text = input.scope.columns.map { "\($0.name):\($0.type.rawValue)" }.joined(separator: ", ")
            let column = makeColumn("Schema", .string, isNullable: false)
            return BoundRelation(.values([column], rows: [[.string(text)]]), [column])
        }
        let columns = [
            makeColumn("ColumnName", .string, isNullable: false),
            makeColumn("ColumnOrdinal", .long, isNullable: false),
            makeColumn("DataType", .string, isNullable: false),
            makeColumn("ColumnType", .string, isNullable: false),
        ]
        let rows: [[Literal]] = input.scope.columns.enumerated().map { index, column in
            [
                .string(column.name), .long(Int64(index)), .string(Self.runtimeName(column.type)),
                .string(column.type.rawValue),
            ]
        }
        return BoundRelation(.values(columns, rows: rows), columns)
    }

    /// The name that the service's runtime has for a type.
    private static func runtimeName(_ type: ScalarType) -> String {
        switch type {
        case .bool: "System.SByte"
        case .int: "System.Int32"
        case .long: "System.Int64"
        case .real: "System.Double"
        case .decimal: "System.Data.SqlTypes.SqlDecimal"
        case .string: "System.String"
        case .datetime: "System.DateTime"
        case .timespan: "System.TimeSpan"
        case .guid: "System.Guid"
        case .dynamic, .unknown: "System.Object"
        }
    }
}

extension BoundRelation {
    /// The same visible columns over another plan.
    func replacing(_ plan: LogicalPlan) -> BoundRelation {
        var result = self
        result.plan = plan
        result.tableName = nil
        return result
    }
}
