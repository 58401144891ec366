extension Expression {
    /// A value of which only the type is known, because a column that it reads is known only once the data are seen.
    ///
    /// Where such an expression is run all the same, the data had no such column, and it is null.
    static func late(_ type: ScalarType) -> Expression { .literal(.null(type)) }

    /// A call that one of these signatures will suit.
    static func late(_ candidates: [Signature]) -> Expression {
        var types: Set<ScalarType> = []
        for candidate in candidates {
            if case .fixed(let type) = candidate.result { types.insert(type) } else { types.insert(.unknown) }
        }
        return late(types.count == 1 ? types.first ?? .unknown : .unknown)
    }
}

/// Tables whose columns only the data tell: after `bag_unpack`, or of a table that does not exist. A name that such a
/// table does not show is bound late: it becomes a column of type ``ScalarType/unknown``, as the service's own
/// checker has it.
extension Binder {
    /// Binds an operator; where it names columns that an open input does not show, these are added first.
    mutating func bindOpenStep(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        guard input.scope.isOpen else { return bindOperator(node, input) }
        var input = input
        while true {
            var attempt = self
            attempt.lateNames = []
            var result = attempt.bindOperator(node, input)
            let names = attempt.lateNames
            guard names.isEmpty else {
                let outer = lateNames
                input = adding(names, to: input)
                lateNames = outer
                continue
            }
            attempt.lateNames = lateNames
            self = attempt
            if Self.keepsOpen(node.kind) { result?.scope.isOpen = true }
            return result
        }
    }

    private mutating func adding(_ names: [String], to input: BoundRelation) -> BoundRelation {
        var result = input
        var definitions: [Definition] = []
        for name in names where !result.scope.columns.contains(where: { $0.name == name }) {
            let column = makeColumn(name, .unknown, isNullable: true)
            definitions.append(Definition(column: column, expression: .late(.unknown)))
            result.scope.columns.append(column)
        }
        result.plan = extended(input.plan, definitions)
        return result
    }

    /// Whether columns that are not known yet pass through an operator.
    private static func keepsOpen(_ kind: SyntaxKind) -> Bool {
        switch kind {
        case .countOperator, .getschemaOperator, .evaluateOperator, .facetOperator, .forkOperator, .invokeOperator,
            .joinOperator, .unionOperator:
            false
        default: true
        }
    }

    /// A name that an open table does not show.
    mutating func lateColumn(_ name: String) -> Expression {
        lateNames.append(name)
        return .late(.unknown)
    }

    /// An aggregate of a value that is not known yet.
    mutating func lateAggregate(
        _ function: AggregateFunction,
        _ value: Expression,
        _ base: String?
    ) -> [AggregateOutput]? {
        guard value.type == .unknown else { return nil }
        switch function.kind {
        case .count, .distinctCount, .makeList, .makeSet: return nil
        default: break
        }
        let type = function.kind == .avg ? .unknown : function.result ?? .unknown
        let column = makeColumn(function.name, type, isNullable: true)
        pendingCalls.append(AggregateCall(kind: .max, arguments: [.late(type)], outputs: [column]))
        let name: String?
        switch function.naming {
        case .prefix(let prefix): name = prefix + "_" + (base ?? "")
        case .firstArgument: name = base
        default: name = nil
        }
        return [AggregateOutput(column: column, name: name)]
    }

    /// The keys of a join that an open side does not show: on the left they are asked for, on the right added.
    mutating func openKeys(_ conditions: [SyntaxNode], _ left: BoundRelation, _ right: inout BoundRelation) {
        for condition in conditions {
            var sides: [(name: String?, isLeft: Bool)] = []
            switch condition.kind {
            case .name, .bracketedName: sides = [(name(of: condition), true), (name(of: condition), false)]
            case .binary:
                sides = [(condition[.left]?[.name].flatMap(name(of:)), true)]
                sides.append((condition[.right]?[.name].flatMap(name(of:)), false))
            case .and, .parenthesized:
                openKeys(condition.all(.element) + condition.all(.value), left, &right)
            default: continue
            }
            for side in sides {
                guard let name = side.name else { continue }
                if side.isLeft, left.scope.isOpen, left.scope.column(named: name) == nil { lateNames.append(name) }
                if !side.isLeft, right.scope.isOpen, right.scope.column(named: name) == nil {
                    right = adding([name], to: right)
                }
            }
        }
    }

    // MARK: Tables that do not exist

    /// A table without rows whose columns are not known, where a union tolerates it.
    mutating func absentTable(_ name: String, at span: Span) -> BoundRelation? {
        guard toleratesAbsence else { return nil }
        if callPath.isEmpty { warnOfAbsence(name, at: span) }
        return openTable()
    }

    /// Tells that a name stands for no table here.
    mutating func warnOfAbsence(_ name: String, at span: Span) {
        sink.report(
            .missingData,
            "There is no table '\(name)' here, so it counts as one without rows.",
            at: span,
            severity: .warning
        )
    }

    /// A table without rows of which nothing is known.
    func openTable() -> BoundRelation {
        var result = BoundRelation(.fetch(.values([], rows: []), 0), [])
        result.scope.isOpen = true
        return result
    }

    /// Whether the inputs of a union may be missing; KQL §3.
    func isFuzzy(_ union: SyntaxNode) -> Bool {
        union.all(.option).contains { option in
            word(option) == "isfuzzy"
                && option.token(.value).map { source.text($0.span).lowercased() == "true" } == true
        }
    }
}
