/// Turns expressions of KQL into SQL with the same meaning; KQL §5 to §9.
struct ExpressionLowering {
    /// Whether only true matters, as in WHERE, or null must be told from false.
    enum Position {
        case filter
        case value
    }

    let dialect: any SQLDialect
    /// How a column is spelt where the expression stands.
    let column: (ColumnID) -> SQLExpression
    /// A table inside of an expression, with one output.
    let select: (LogicalPlan, ColumnID) -> SQLSelect

    func lower(_ expression: Expression, _ position: Position = .value) -> SQLExpression {
        switch expression.node {
        case .literal(let value): return literal(Literal(type: expression.type, value: value))
        case .column(let id): return column(id)
        case .convert(let inner): return convert(inner, to: expression.type)
        case .call(let function, let signature, let arguments):
            return call(function, signature, arguments, expression.type)
        case .operation(let operation, let operands): return lower(operation, operands, expression, position)
        case .scalarSubquery(let plan, let id):
            let value = SQLExpression.subselect(select(plan, id))
            return expression.type == .string ? value.orEmpty : value
        case .inSubquery(let value, let plan, let id, let isNegated, _):
            let test = SQLExpression.inSubselect(lower(value), select(plan, id))
            if !isNegated { return position == .filter ? test : test.orElse(.false) }
            // A null on the left is in no list; KQL §5.
            return .not(test.orElse(.false))
        case .invalid: return .null
        }
    }

    private func literal(_ literal: Literal) -> SQLExpression {
        switch literal.value {
        case .bool(let value): value ? .true : .false
        default: .parameter(literal.engineValue)
        }
    }

    /// A conversion; of a path into a dynamic together with the path, so that the JSON is read once.
    private func convert(_ inner: Expression, to type: ScalarType) -> SQLExpression {
        if inner.type == .dynamic {
            let source = dynamicSource(inner)
            return SQLConversion.path(of: source.text, path: source.path, to: type) ?? .null
        }
        return SQLConversion.convert(lower(inner), from: inner.type, to: type) ?? .null
    }

    /// A dynamic as a path into the text that it is read from, so that the text is read once, and what `parse_json` makes
    /// of it need not be written first.
    func dynamicSource(_ value: Expression) -> (text: SQLExpression, path: SQLExpression) {
        var base = value
        var steps: [PathStep] = []
        while case .operation(.path(let last), let operands) = base.node, let inner = operands.first {
            base = inner
            steps = last + steps
        }
        if case .call(let function, _, let arguments) = base.node, function.readsJSON,
            let argument = arguments.first, argument.type == .string
        {
            return (lower(argument), .text(JSONText.path(steps, parses: true)))
        }
        return (lower(base), .text(JSONText.path(steps)))
    }

    private func call(
        _ function: ScalarFunction,
        _ signature: Signature,
        _ arguments: [Expression],
        _ result: ScalarType
    ) -> SQLExpression {
        let call = LoweredCall(
            arguments: arguments.map { lower($0) },
            types: arguments.map(\.type),
            result: result
        )
        if let own = dialect.lower(function, call) { return own }
        switch signature.lowering {
        case .engine(let engine, let defaults):
            let missing = engine.variadic == nil ? max(0, engine.arguments.count - call.arguments.count) : 0
            return .engineCall(engine, call.arguments + defaults.suffix(missing).map(SQLExpression.parameter))
        case .builtin(let name): return .call(name, call.arguments)
        case .engineOfDynamics(let engine):
            return .engineCall(engine, call.arguments.indices.map { ScalarFunctions.asDynamic(call, $0) })
        case .conversion: return SQLConversion.convert(call[0], from: call.types[0], to: result) ?? .null
        case .custom(let body): return body(call)
        case .folded: return .null
        }
    }

    // MARK: Operators

    private func lower(
        _ operation: Operation,
        _ operands: [Expression],
        _ expression: Expression,
        _ position: Position
    ) -> SQLExpression {
        switch operation {
        case .and: return .infix("AND", operands.map { lower($0, position) })
        case .or: return anyOf(operands, position)
        case .not: return .not(lower(operands[0]))
        case .equal: return equal(operands[0], operands[1], position)
        case .notEqual: return notEqual(operands[0], operands[1], position)
        case .less: return order("<", operands)
        case .lessOrEqual: return order("<=", operands)
        case .greater: return order(">", operands)
        case .greaterOrEqual: return order(">=", operands)
        case .between(let isNegated):
            let value = lower(operands[0])
            let test = SQLExpression.infix(
                "AND",
                [.infix(">=", [value, lower(operands[1])]), .infix("<=", [value, lower(operands[2])])]
            )
            return isNegated ? .not(test) : test
        case .text(let text): return lower(text, lower(operands[0]), lower(operands[1]))
        case .inList(let isNegated, let isCaseSensitive):
            let test = inList(operands, isCaseSensitive, position)
            return isNegated ? .not(test.orElse(.false)) : test
        case .inArray(let isNegated, let isCaseSensitive):
            let test = SQLExpression.engineCall(
                isCaseSensitive ? .inArray : .inIgnoringCase,
                [lower(operands[0]), lower(operands[1])]
            ).orElse(.false)
            return isNegated ? .not(test) : test
        case .hasAny, .hasAll:
            let test = SQLExpression.engineCall(operation == .hasAny ? .hasAny : .hasAll, operands.map { lower($0) })
            return operands[1].isNullable ? test.orElse(.false) : test
        case .path:
            let source = dynamicSource(expression)
            return .engineCall(.dynamicGet, [source.text, source.path])
        case .key: return key(operands)
        case .index: return .engineCall(.dynamicIndex, operands.map { lower($0) })
        case .negate, .add, .subtract, .multiply, .divide, .modulo:
            return arithmetic(operation, operands, expression.type)
        case .chain(let operations):
            let signs = SQLExpression.text(operations.map(Self.sign).joined())
            return .engineCall(
                expression.type == .real ? .chainReal : .chain, [signs] + operands.map { lower($0) })
        }
    }

    private static func sign(_ operation: Operation) -> String {
        switch operation {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        default: "%"
        }
    }

    /// The engine rewrites disjunctions of conjunctions in a time that grows with the square of their number; behind a
    /// function of ours they stay as they are.
    private func anyOf(_ operands: [Expression], _ position: Position) -> SQLExpression {
        let tests = operands.map { lower($0, position) }
        let isPlain = operands.allSatisfy {
            if case .operation(let operation, _) = $0.node { operation != .and } else { true }
        }
        guard tests.count > Self.disjunctionLimit, !isPlain else { return .infix("OR", tests) }
        return .engineCall(.anyTrue, tests)
    }

    /// So many alternatives the engine rewrites quickly, whatever they are.
    private static let disjunctionLimit = 100

    /// A member by a key that is computed per row; a dynamic one is a key or a position as it holds a string or not.
    private func key(_ operands: [Expression]) -> SQLExpression {
        let object = lower(operands[0])
        guard operands[1].type == .dynamic else { return .engineCall(.dynamicKey, [object, lower(operands[1])]) }
        return .engineCall(.dynamicAt, [object, lower(operands[1])])
    }

    private func order(_ sign: StaticString, _ operands: [Expression]) -> SQLExpression {
        let values = operands.map { lower($0) }
        guard operands[0].type == .dynamic, operands[1].type == .dynamic else { return .infix(sign, values) }
        return .infix(sign, [.engineCall(.compareDynamic, values), .value(0)])
    }

    /// False where one side is null, null where both are; KQL §5.
    private func equal(_ left: Expression, _ right: Expression, _ position: Position) -> SQLExpression {
        let sides = (lower(left), lower(right))
        if left.type == .dynamic, right.type == .dynamic {
            return .caseWhen(
                [(.infix("AND", [sides.0.isNull, sides.1.isNull]), .null)],
                otherwise: SQLExpression.engineCall(.equalDynamic, [sides.0, sides.1]).orElse(.false)
            )
        }
        let test = SQLExpression.infix("=", [sides.0, sides.1])
        if position == .filter || !left.isNullable && !right.isNullable { return test }
        guard left.isNullable, right.isNullable else { return test.orElse(.false) }
        return .caseWhen(
            [(.infix("AND", [sides.0.isNull, sides.1.isNull]), .null)],
            otherwise: .infix("IS NOT DISTINCT FROM", [sides.0, sides.1])
        )
    }

    /// True where one side is null, null where both are; KQL §5.
    private func notEqual(_ left: Expression, _ right: Expression, _ position: Position) -> SQLExpression {
        let sides = (lower(left), lower(right))
        if left.type == .dynamic, right.type == .dynamic { return .not(equal(left, right, position)) }
        if !left.isNullable, !right.isNullable { return .infix("<>", [sides.0, sides.1]) }
        let test = SQLExpression.infix("IS DISTINCT FROM", [sides.0, sides.1])
        if position == .filter || !left.isNullable || !right.isNullable { return test }
        return .caseWhen([(.infix("AND", [sides.0.isNull, sides.1.isNull]), .null)], otherwise: test)
    }

    private func lower(_ text: TextOperator, _ value: SQLExpression, _ needle: SQLExpression) -> SQLExpression {
        let test: SQLExpression
        switch (text.test, text.isCaseSensitive) {
        case (.has, false): test = .engineCall(.has, [value, needle])
        case (.has, true): test = .engineCall(.hasCaseSensitive, [value, needle])
        case (.hasprefix, false): test = .engineCall(.hasPrefix, [value, needle])
        case (.hasprefix, true): test = .engineCall(.hasPrefixCaseSensitive, [value, needle])
        case (.hassuffix, false): test = .engineCall(.hasSuffix, [value, needle])
        case (.hassuffix, true): test = .engineCall(.hasSuffixCaseSensitive, [value, needle])
        case (.contains, false): test = .engineCall(.contains, [value, needle])
        case (.contains, true): test = .call("contains", [value, needle])
        case (.startswith, false): test = .engineCall(.startsWith, [value, needle])
        case (.startswith, true): test = .call("starts_with", [value, needle])
        case (.endswith, false): test = .engineCall(.endsWith, [value, needle])
        case (.endswith, true): test = .call("ends_with", [value, needle])
        case (.matches, _): test = .engineCall(.matchesRegex, [value, needle])
        case (.equals, _): test = .engineCall(.equalsIgnoringCase, [value, needle])
        }
        return text.isNegated ? .not(test) : test
    }

    private func inList(_ operands: [Expression], _ isCaseSensitive: Bool, _ position: Position) -> SQLExpression {
        let value = lower(operands[0])
        let elements = operands.dropFirst()
        guard isCaseSensitive else {
            let texts = elements.compactMap { $0.constant?.text }
            if texts.count == elements.count {
                return .engineCall(.inIgnoringCase, [value, .text(JSONText.array(of: texts))])
            }
            return .infix("OR", elements.map { .engineCall(.equalsIgnoringCase, [value, lower($0)]) })
        }
        let test = SQLExpression.inList(value, elements.map { lower($0) })
        let isSafe = !operands.contains(where: \.isNullable)
        return position == .filter || isSafe ? test : test.orElse(.false)
    }

    // MARK: Arithmetic

    private func arithmetic(_ operation: Operation, _ operands: [Expression], _ type: ScalarType) -> SQLExpression {
        let values = operands.map { lower($0) }
        let types = operands.map(\.type)
        if type == .decimal { return decimal(operation, values) }
        if type == .dynamic { return dynamic(operation, values) }
        if operation == .negate {
            return type == .real
                ? .infix("*", [values[0], .parameter(.double(-1))])
                : .engineCall(.subtract, [.value(0), values[0]])
        }
        switch (operation, type) {
        case (.add, .real): return .infix("+", values)
        case (.subtract, .real): return .infix("-", values)
        case (.multiply, .real): return .infix("*", values)
        case (.divide, .real):
            // Of two times it is the quotient of their ticks.
            return .infix("/", types[0] == .real ? values : values.map { .cast($0, "DOUBLE") })
        case (.modulo, .real): return .engineCall(.moduloReal, values)
        case (.add, .datetime): return .engineCall(.addTicks, values)
        case (.subtract, .datetime):
            return .engineCall(.addTicks, [values[0], .engineCall(.subtract, [.value(0), values[1]])])
        case (.multiply, .timespan), (.multiply, .datetime), (.divide, .timespan), (.divide, .datetime):
            let scaled = scaledTicks(operation, values, types)
            // What leaves the range of a datetime is null.
            return type == .datetime ? .engineCall(.addTicks, [.value(0), scaled]) : scaled
        case (.add, _): return .engineCall(.add, values)
        case (.subtract, _): return .engineCall(.subtract, values)
        case (.multiply, _): return .engineCall(.multiply, values)
        case (.divide, _): return .engineCall(.divide, values)
        case (.modulo, _): return .engineCall(.modulo, values)
        default: return .null
        }
    }

    /// Ticks times or over a number.
    private func scaledTicks(
        _ operation: Operation,
        _ values: [SQLExpression],
        _ types: [ScalarType]
    ) -> SQLExpression {
        guard types.contains(.real) else {
            return .engineCall(operation == .multiply ? .multiply : .divide, values)
        }
        if operation == .divide {
            return .engineCall(.realToLong, [.infix("/", [.cast(values[0], "DOUBLE"), values[1]])])
        }
        return .engineCall(.scaleTicks, types[0] == .real ? [values[1], values[0]] : values)
    }

    /// Arithmetic of dynamics, which hold numbers or nothing that can be computed with.
    private func dynamic(_ operation: Operation, _ values: [SQLExpression]) -> SQLExpression {
        switch operation {
        case .negate: .engineCall(.computeDynamic, [.text("-"), .text("0"), values[0]])
        case .add: .engineCall(.computeDynamic, [.text("+")] + values)
        case .subtract: .engineCall(.computeDynamic, [.text("-")] + values)
        case .multiply: .engineCall(.computeDynamic, [.text("*")] + values)
        case .divide: .engineCall(.computeDynamic, [.text("/")] + values)
        default: .engineCall(.computeDynamic, [.text("%")] + values)
        }
    }

    private func decimal(_ operation: Operation, _ values: [SQLExpression]) -> SQLExpression {
        switch operation {
        case .negate: .engineCall(.decimalSubtract, [.text(DecimalNumber.zero.stored), values[0]])
        case .add: .engineCall(.decimalAdd, values)
        case .subtract: .engineCall(.decimalSubtract, values)
        case .multiply: .engineCall(.decimalMultiply, values)
        case .divide: .engineCall(.decimalDivide, values)
        default: .engineCall(.decimalModulo, values)
        }
    }
}
