/// A scalar expression of SQL.
///
/// All words of it are written in this module's source (`StaticString`) or made by numbering, and every value of a
/// query is a parameter: so no text that a user writes can become SQL.
indirect enum SQLExpression: Sendable {
    /// A value, bound beside the text.
    case parameter(EngineValue)
    /// A column by its internal alias.
    case column(ColumnID)
    /// A column of a hunting table by its own name, which comes from the catalogue.
    case tableColumn(String)
    /// TRUE, FALSE, NULL, `*` and the like.
    case word(StaticString)
    case call(StaticString, [SQLExpression])
    case engineCall(EngineFunction, [SQLExpression])
    /// Operands with an operator between them, in parentheses.
    case infix(StaticString, [SQLExpression])
    /// An operand before a suffix such as `IS NULL`, in parentheses.
    case postfix(SQLExpression, StaticString)
    case not(SQLExpression)
    case cast(SQLExpression, StaticString)
    case caseWhen([(condition: SQLExpression, value: SQLExpression)], otherwise: SQLExpression?)
    case inList(SQLExpression, [SQLExpression])
    case aggregate(SQLAggregate)
    /// A member of a struct, by number.
    case field(SQLExpression, Int)
    /// A struct of numbered members.
    case structure([SQLExpression])
    case subselect(SQLSelect)
    case inSubselect(SQLExpression, SQLSelect)
    /// A window function.
    case window(SQLWindow)
    /// row_number() over a partition.
    case rowNumber(partition: [SQLExpression])

    static let null = SQLExpression.word("NULL")
    static let `true` = SQLExpression.word("TRUE")
    static let `false` = SQLExpression.word("FALSE")

    static func value(_ value: Int64) -> SQLExpression { .parameter(.int64(value)) }

    static func text(_ value: String) -> SQLExpression { .parameter(.text(value)) }

    /// The expression, or another where it is NULL.
    func orElse(_ other: SQLExpression) -> SQLExpression { .call("coalesce", [self, other]) }

    /// The text, empty where it is NULL.
    var orEmpty: SQLExpression { .call("coalesce", [self, .text("")]) }

    var isNull: SQLExpression { .postfix(self, "IS NULL") }

    var isNotNull: SQLExpression { .postfix(self, "IS NOT NULL") }
}

/// An aggregate in SQL.
struct SQLAggregate: Sendable {
    var function: StaticString
    var arguments: [SQLExpression]
    var isDistinct = false
    var order: [SQLOrder] = []
    var filter: SQLExpression?
}

/// A window function in SQL.
struct SQLWindow: Sendable {
    var function: StaticString
    var arguments: [SQLExpression] = []
    var partition: [SQLExpression] = []
    var order: [SQLOrder] = []
    /// Which rows it sees, from the first of the partition to the present one.
    var isRunning = false
}

/// A key of ORDER BY; direction and place of nulls are always written.
struct SQLOrder: Sendable {
    var expression: SQLExpression
    var isAscending: Bool
    var nullsFirst: Bool
}

/// Where a SELECT reads from.
indirect enum SQLSource: Sendable {
    /// One row without columns.
    case none
    /// The view of a hunting table.
    case table(String)
    case select(SQLSelect)
    case values([ColumnID], rows: [[SQLExpression]])
    /// Whole numbers from, to and step, both ends included.
    case series(ColumnID, [SQLExpression])
    /// A numbered common table expression.
    case common(Int)
    case join(SQLJoin)
}

/// Two sources side by side; their columns have different aliases.
struct SQLJoin: Sendable {
    var kind: StaticString
    var left: SQLSource
    var right: SQLSource
    var condition: SQLExpression
}

/// A column of a SELECT.
struct SQLOutput: Sendable {
    var alias: ColumnID
    var expression: SQLExpression
}

/// A SELECT, or several with UNION ALL.
struct SQLSelect: Sendable {
    var outputs: [SQLOutput]
    var source: SQLSource
    var conditions: [SQLExpression] = []
    var groups: [SQLExpression]?
    var order: [SQLOrder] = []
    var limit: Int64?
    /// Further SELECTs with the same number of columns.
    var unionAll: [SQLSelect] = []
    /// Whether an output makes several rows of one.
    var expandsRows = false
    /// Whether the SELECTs behind the first one read the table that they make.
    var isRecursive = false

    init(outputs: [SQLOutput], source: SQLSource) {
        self.outputs = outputs
        self.source = source
    }

    /// Whether WHERE and other outputs may still be put into this SELECT.
    var isPlain: Bool { groups == nil && order.isEmpty && limit == nil && unionAll.isEmpty && !expandsRows }

    /// What a column is computed from, when that is a column as it stands.
    func simple(_ column: ColumnID) -> SQLExpression? {
        guard let output = outputs.first(where: { $0.alias == column }) else { return nil }
        switch output.expression {
        case .column, .tableColumn: return output.expression
        default: return nil
        }
    }

    /// A SELECT that reads this one.
    var wrapped: SQLSelect {
        SQLSelect(
            outputs: outputs.map { SQLOutput(alias: $0.alias, expression: .column($0.alias)) },
            source: .select(self)
        )
    }
}
