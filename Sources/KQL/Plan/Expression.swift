/// A column of a plan, known by number; its name matters only at the edges.
struct ColumnID: Sendable, Hashable {
    let number: Int
}

/// A column that a step of a plan offers.
struct PlanColumn: Sendable, Hashable {
    let id: ColumnID
    var name: String
    let type: ScalarType
    /// Whether the column can hold null; never true of a string.
    let isNullable: Bool
    /// What a dynamic is known to hold.
    var shape: DynamicShape?
}

/// What an operator of the language does; functions are in the registry instead.
enum Operation: Sendable, Hashable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case and, or, not
    case add, subtract, multiply, divide, modulo, negate
    /// Operands with one operator fewer between them, computed from the left in one type.
    case chain([Operation])
    /// `between`, both ends included, three-valued in nulls.
    case between(isNegated: Bool)
    case text(TextOperator)
    /// The first operand against the others.
    case inList(isNegated: Bool, isCaseSensitive: Bool)
    /// The first operand against the elements of a dynamic array.
    case inArray(isNegated: Bool, isCaseSensitive: Bool)
    /// The first operand against a dynamic array of needles.
    case hasAny, hasAll
    /// A fixed path into a dynamic.
    case path([PathStep])
    /// A key or a position that is computed per row.
    case key, index
}

/// A scalar expression with its type; it keeps the meaning that KQL gives it.
struct Expression: Sendable {
    indirect enum Node: Sendable {
        case literal(Literal.Value)
        case column(ColumnID)
        case operation(Operation, [Expression])
        case call(ScalarFunction, Signature, [Expression])
        /// The value in the type of the expression, by the rules of `tostring`, `tolong`, …
        case convert(Expression)
        /// First column of the first row of a table.
        case scalarSubquery(LogicalPlan, ColumnID)
        /// Whether the value is among a column of a table.
        case inSubquery(Expression, LogicalPlan, ColumnID, isNegated: Bool, isCaseSensitive: Bool)
        /// An expression that was refused; the error is reported already.
        case invalid
    }

    let node: Node
    let type: ScalarType
    let isNullable: Bool
    /// What a dynamic is known to hold; `nil` where only the rows tell.
    let shape: DynamicShape?
    /// The number of its parts and the levels of them, each part counted wherever it is read.
    let extent: ExpressionExtent

    init(_ node: Node, _ type: ScalarType, isNullable: Bool, shape: DynamicShape? = nil) {
        self.node = node
        self.type = type
        self.isNullable = isNullable && type != .string
        self.shape = type == .dynamic ? shape ?? Self.shape(of: node) : nil
        extent = ExpressionExtent(of: node)
    }

    private static func shape(of node: Node) -> DynamicShape? {
        switch node {
        case .literal(.text(let json)):
            switch json.utf8.first {
            case UInt8(ascii: "["): .array
            case UInt8(ascii: "{"): .bag
            case UInt8(ascii: "\""): .text
            default: .primitive
            }
        case .call(let function, _, _): function.shape
        default: nil
        }
    }

    static func literal(_ literal: Literal) -> Expression {
        Expression(.literal(literal.value), literal.type, isNullable: literal.isNull)
    }

    static func column(_ column: PlanColumn) -> Expression {
        Expression(.column(column.id), column.type, isNullable: column.isNullable, shape: column.shape)
    }

    static let invalid = Expression(.invalid, .dynamic, isNullable: true)

    var isInvalid: Bool {
        if case .invalid = node { true } else { false }
    }

    /// The constant that the expression is; `nil` when it is computed.
    var constant: Literal? {
        if case .literal(let value) = node { Literal(type: type, value: value) } else { nil }
    }

    /// The expression in another type; itself when it has that type.
    func converted(to target: ScalarType) -> Expression {
        guard target != type, !isInvalid else { return self }
        let result = Expression(.convert(self), target, isNullable: isNullable || !Self.isTotal(from: type, to: target))
        return ConstantFolding.fold(result)
    }

    /// Whether a conversion gives a value for each value.
    private static func isTotal(from: ScalarType, to: ScalarType) -> Bool {
        switch (from, to) {
        case (.string, _), (.dynamic, _): false
        case (_, .dynamic), (.int, .long), (.int, .real), (.int, .decimal), (.long, .real), (.long, .decimal),
            (.long, .int), (.int, .bool), (.long, .bool), (.bool, .int), (.bool, .long), (.bool, .real):
            true
        default: false
        }
    }

    /// Calls a closure with every column that the expression reads, subqueries' own columns not included.
    func forEachColumn(_ body: (ColumnID) -> Void) {
        switch node {
        case .literal, .invalid, .scalarSubquery: return
        case .column(let id): body(id)
        case .operation(_, let operands): for operand in operands { operand.forEachColumn(body) }
        case .call(_, _, let arguments): for argument in arguments { argument.forEachColumn(body) }
        case .convert(let inner): inner.forEachColumn(body)
        case .inSubquery(let value, _, _, _, _): value.forEachColumn(body)
        }
    }

    /// The expression with every plan in it replaced.
    func mapPlans(_ body: (LogicalPlan, ColumnID) -> LogicalPlan) -> Expression {
        let mapped: Node
        switch node {
        case .literal, .invalid, .column: return self
        case .operation(let operation, let operands): mapped = .operation(operation, operands.map { $0.mapPlans(body) })
        case .call(let function, let signature, let arguments):
            mapped = .call(function, signature, arguments.map { $0.mapPlans(body) })
        case .convert(let inner): mapped = .convert(inner.mapPlans(body))
        case .scalarSubquery(let plan, let column): mapped = .scalarSubquery(body(plan, column), column)
        case .inSubquery(let value, let plan, let column, let isNegated, let isCaseSensitive):
            mapped = .inSubquery(
                value.mapPlans(body),
                body(plan, column),
                column,
                isNegated: isNegated,
                isCaseSensitive: isCaseSensitive
            )
        }
        return Expression(mapped, type, isNullable: isNullable)
    }
}

extension Expression {
    /// The expression with columns replaced by expressions; `nil` when it holds a table.
    func replacingColumns(_ replacements: [ColumnID: Expression]) -> Expression? {
        func all(_ expressions: [Expression]) -> [Expression]? {
            let replaced = expressions.compactMap { $0.replacingColumns(replacements) }
            return replaced.count == expressions.count ? replaced : nil
        }
        switch node {
        case .literal, .invalid: return self
        case .column(let id): return replacements[id] ?? self
        case .operation(let operation, let operands):
            return all(operands).map { Expression(.operation(operation, $0), type, isNullable: isNullable) }
        case .call(let function, let signature, let arguments):
            return all(arguments).map { Expression(.call(function, signature, $0), type, isNullable: isNullable) }
        case .convert(let inner):
            return inner.replacingColumns(replacements).map { Expression(.convert($0), type, isNullable: isNullable) }
        case .scalarSubquery, .inSubquery: return nil
        }
    }
}

extension Expression {
    /// The expression with every part of it changed, from the inside out; tables in it stay.
    func mapped(_ body: (Expression) -> Expression) -> Expression {
        let inner: Node
        switch node {
        case .literal, .invalid, .column, .scalarSubquery: return body(self)
        case .operation(let operation, let operands): inner = .operation(operation, operands.map { $0.mapped(body) })
        case .call(let function, let signature, let arguments):
            inner = .call(function, signature, arguments.map { $0.mapped(body) })
        case .convert(let value): inner = .convert(value.mapped(body))
        case .inSubquery(let value, let plan, let column, let isNegated, let isCaseSensitive):
            inner = .inSubquery(
                value.mapped(body),
                plan,
                column,
                isNegated: isNegated,
                isCaseSensitive: isCaseSensitive
            )
        }
        return body(Expression(inner, type, isNullable: isNullable))
    }
}
