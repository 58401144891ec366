/// Writes SQL text and collects the values that go with it.
struct SQLWriter {
    let dialect: any SQLDialect
    private(set) var text = ""
    private(set) var parameters: [EngineValue] = []
    private(set) var functions: Set<EngineFunction> = []
    private var indentation = 0
    /// Set once the text is longer than an engine should read; what is left is not written.
    private(set) var isTooLong = false
    /// Some queries of a megabyte become four of SQL.
    private static let lengthLimit = 16_000_000

    init(dialect: any SQLDialect) { self.dialect = dialect }

    private mutating func line() {
        text += "\n"
        text += String(repeating: "  ", count: indentation)
    }

    private mutating func write(_ word: StaticString) { text += word.description }

    private mutating func write<Element>(
        _ elements: [Element],
        separator: StaticString = ", ",
        _ body: (inout SQLWriter, Element) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            if index > 0 { write(separator) }
            body(&self, element)
        }
    }

    private static func alias(_ column: ColumnID) -> String { "c\(column.number)" }

    // MARK: Statements

    /// A whole query: common tables first, then the SELECT.
    mutating func write(_ select: SQLSelect, common: [(number: Int, select: SQLSelect)]) {
        if !common.isEmpty {
            write(common.contains(where: \.select.isRecursive) ? "WITH RECURSIVE " : "WITH ")
            write(common, separator: ",\n") { writer, table in
                writer.text += "m\(table.number)"
                writer.write(table.select.isRecursive ? " AS " : " AS MATERIALIZED ")
                writer.writeParenthesized(table.select)
            }
            line()
        }
        write(select)
    }

    private mutating func writeParenthesized(_ select: SQLSelect) {
        write("(")
        indentation += 1
        line()
        write(select)
        indentation -= 1
        write(")")
    }

    private mutating func write(_ select: SQLSelect) {
        writeCore(select)
        for branch in select.unionAll {
            line()
            write("UNION ALL")
            line()
            writeCore(branch)
        }
        if !select.order.isEmpty {
            line()
            write("ORDER BY ")
            write(select.order) { $0.write($1) }
        }
        if let limit = select.limit {
            line()
            write("LIMIT ")
            write(.parameter(.int64(limit)))
        }
    }

    private mutating func writeCore(_ select: SQLSelect) {
        write("SELECT ")
        if select.outputs.isEmpty {
            write("1 AS c0")
        } else {
            write(select.outputs) { writer, output in
                writer.write(output.expression)
                if case .column(let id) = output.expression, id == output.alias { return }
                writer.write(" AS ")
                writer.text += Self.alias(output.alias)
            }
        }
        if case .none = select.source {
        } else {
            line()
            write("FROM ")
            write(select.source)
        }
        if !select.conditions.isEmpty {
            line()
            write("WHERE ")
            write(select.conditions, separator: " AND ") { $0.write($1) }
        }
        if let groups = select.groups, !groups.isEmpty {
            line()
            write("GROUP BY ")
            write(groups) { $0.write($1) }
        }
    }

    private mutating func write(_ order: SQLOrder) {
        write(order.expression)
        write(order.isAscending ? " ASC" : " DESC")
        write(order.nullsFirst ? " NULLS FIRST" : " NULLS LAST")
    }

    private mutating func write(_ source: SQLSource) {
        switch source {
        case .none: break
        case .table(let name): text += dialect.quoted(dialect.relation(for: name))
        case .select(let select): writeParenthesized(select)
        case .common(let number): text += "m\(number)"
        case .values(let columns, let rows):
            write("(VALUES ")
            write(rows) { writer, row in
                writer.write("(")
                writer.write(row) { $0.write($1) }
                writer.write(")")
            }
            write(") AS v(")
            write(columns) { writer, column in writer.text += Self.alias(column) }
            write(")")
        case .series(let column, let bounds):
            write("generate_series(")
            write(bounds) { $0.write($1) }
            write(") AS g(")
            text += Self.alias(column)
            write(")")
        case .join(let join):
            write(join.left)
            line()
            write(join.kind)
            write(" ")
            write(join.right)
            write(" ON ")
            write(join.condition)
        }
    }

    // MARK: Expressions

    private mutating func write(_ expression: SQLExpression) {
        if text.utf8.count > Self.lengthLimit { isTooLong = true }
        if isTooLong { return }
        switch expression {
        case .parameter(.null(let type)):
            write("CAST(NULL AS ")
            write(dialect.word(for: type))
            write(")")
        case .parameter(let value):
            parameters.append(value)
            text += dialect.placeholder(parameters.count, value.type)
        case .column(let id): text += Self.alias(id)
        case .tableColumn(let name): text += dialect.quoted(name)
        case .word(let word): write(word)
        case .call(let name, let arguments):
            write(name)
            write("(")
            write(arguments) { $0.write($1) }
            write(")")
        case .engineCall(let function, let arguments):
            functions.insert(function)
            text += function.name
            write("(")
            write(arguments) { $0.write($1) }
            write(")")
        case .infix(let sign, let operands):
            write("(")
            for (index, operand) in operands.enumerated() {
                if index > 0 {
                    write(" ")
                    write(sign)
                    write(" ")
                }
                write(operand)
            }
            write(")")
        case .postfix(let operand, let suffix):
            write("(")
            write(operand)
            write(" ")
            write(suffix)
            write(")")
        case .not(let operand):
            write("(NOT ")
            write(operand)
            write(")")
        case .cast(let operand, let type):
            write("CAST(")
            write(operand)
            write(" AS ")
            write(type)
            write(")")
        case .caseWhen(let branches, let otherwise):
            write("CASE")
            for branch in branches {
                write(" WHEN ")
                write(branch.condition)
                write(" THEN ")
                write(branch.value)
            }
            if let otherwise {
                write(" ELSE ")
                write(otherwise)
            }
            write(" END")
        case .inList(let value, let elements):
            write("(")
            write(value)
            write(" IN (")
            write(elements) { $0.write($1) }
            write("))")
        case .aggregate(let aggregate): write(aggregate)
        case .field(let value, let number):
            write("(")
            write(value)
            text += ").f\(number)"
        case .structure(let members):
            write("{")
            for (index, member) in members.enumerated() {
                if index > 0 { write(", ") }
                text += "f\(index): "
                write(member)
            }
            write("}")
        case .subselect(let select): writeParenthesized(select)
        case .inSubselect(let value, let select):
            write("(")
            write(value)
            write(" IN ")
            writeParenthesized(select)
            write(")")
        case .window(let window): write(window)
        case .rowNumber(let partition):
            write("row_number() OVER (PARTITION BY ")
            write(partition) { $0.write($1) }
            write(")")
        }
    }

    private mutating func write(_ window: SQLWindow) {
        write(window.function)
        write("(")
        write(window.arguments) { $0.write($1) }
        write(") OVER (")
        if !window.partition.isEmpty {
            write("PARTITION BY ")
            write(window.partition) { $0.write($1) }
            write(" ")
        }
        if !window.order.isEmpty {
            write("ORDER BY ")
            write(window.order) { $0.write($1) }
        }
        if window.isRunning { write(" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW") }
        write(")")
    }

    private mutating func write(_ aggregate: SQLAggregate) {
        write(aggregate.function)
        write("(")
        if aggregate.isDistinct { write("DISTINCT ") }
        write(aggregate.arguments) { $0.write($1) }
        if !aggregate.order.isEmpty {
            write(" ORDER BY ")
            write(aggregate.order) { $0.write($1) }
        }
        write(")")
        if let filter = aggregate.filter {
            write(" FILTER (WHERE ")
            write(filter)
            write(")")
        }
    }
}
