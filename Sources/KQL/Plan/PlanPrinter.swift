/// Writes a plan as indented lines, for people and for recorded tests.
struct PlanPrinter {
    private var lines: [String] = []

    static func text(_ plan: LogicalPlan, columns: [PlanColumn]) -> String {
        var printer = PlanPrinter()
        let names = columns.map { "\($0.name): \($0.type.rawValue) = \(alias($0.id))" }
        printer.lines.append("result [\(names.joined(separator: ", "))]")
        printer.write(plan, 1)
        return printer.lines.joined(separator: "\n") + "\n"
    }

    private static func alias(_ id: ColumnID) -> String { "c\(id.number)" }

    private mutating func add(_ text: String, _ level: Int) {
        lines.append(String(repeating: "  ", count: level) + text)
    }

    private mutating func write(_ plan: LogicalPlan, _ level: Int) {
        switch plan {
        case .read(let read):
            let columns = zip(read.columns, read.sourceNames).map { "\(Self.alias($0.0.id)) = \($0.1)" }
            add("read \(read.table) [\(columns.joined(separator: ", "))]", level)
        case .values(let columns, let rows):
            let names = columns.map { "\(Self.alias($0.id)): \($0.type.rawValue)" }
            add("values [\(names.joined(separator: ", "))] \(rows.count) rows", level)
        case .range(let column, let from, let to, let step):
            let bounds = [from, to, step].map(Self.text).joined(separator: ", ")
            add("range \(Self.alias(column.id)) \(bounds)", level)
        case .filter(let input, let condition):
            add("filter \(Self.text(condition))", level)
            write(input, level + 1)
        case .extend(let input, let definitions):
            add("extend [\(Self.text(definitions))]", level)
            write(input, level + 1)
        case .project(let input, let columns):
            add("project [\(columns.map { Self.alias($0.id) }.joined(separator: ", "))]", level)
            write(input, level + 1)
        case .aggregate(let input, let keys, let calls):
            add("aggregate by [\(Self.text(keys))] [\(calls.map(Self.text).joined(separator: ", "))]", level)
            write(input, level + 1)
        case .sort(let input, let keys):
            let parts = keys.map {
                "\(Self.alias($0.column.id)) \($0.isAscending ? "asc" : "desc") nulls \($0.nullsFirst ? "first" : "last")"
            }
            add("sort [\(parts.joined(separator: ", "))]", level)
            write(input, level + 1)
        case .fetch(let input, let count):
            add("fetch \(count)", level)
            write(input, level + 1)
        case .join(let join):
            let keys = join.keys.map { "\(Self.alias($0.left.id)) = \(Self.alias($0.right.id))" }
            add("join \(join.kind.rawValue) on [\(keys.joined(separator: ", "))]", level)
            write(join.left, level + 1)
            write(join.right, level + 1)
        case .union(let branches, let columns):
            add("union [\(columns.map { Self.alias($0.id) }.joined(separator: ", "))]", level)
            for branch in branches {
                add("branch [\(branch.columns.map(Self.text).joined(separator: ", "))]", level + 1)
                write(branch.plan, level + 2)
            }
        case .expand(let expansion):
            add("expand [\(Self.text(expansion.elements))]", level)
            write(expansion.input, level + 1)
        case .capture(let capture):
            let columns = (capture.columns + [capture.matched].compactMap { $0 }).map { Self.alias($0.id) }
            let call = "\(capture.function.name)(\(Self.text(capture.source)), \(capture.specification))"
            add("capture [\(columns.joined(separator: ", "))] \(call)", level)
            write(capture.input, level + 1)
        case .sequence(let input, let column):
            add("sequence \(Self.alias(column.id))", level)
            write(input, level + 1)
        case .window(let window):
            let calls = window.calls.map { call in
                let arguments = call.expressions.map(Self.text).joined(separator: ", ")
                return "\(Self.alias(call.output.id)) = \(call.kind.rawValue)(\(arguments))"
            }
            let keys = window.partition.map { Self.alias($0.id) }.joined(separator: ", ")
            add("window by [\(keys)] [\(calls.joined(separator: ", "))]", level)
            write(window.input, level + 1)
        case .scan(let scan):
            let keys = scan.partition.map { Self.alias($0.id) }.joined(separator: ", ")
            let row = scan.row.map(Self.text).joined(separator: ", ")
            let made = scan.made.map { Self.alias($0.id) }.joined(separator: ", ")
            add("scan by [\(keys)] [\(made)] of [\(row)] \(scan.program)", level)
            write(scan.input, level + 1)
        case .hole(let number): add("hole \(number)", level)
        case .recursion(let recursion):
            let columns = zip(recursion.columns, recursion.baseColumns)
                .map { "\(Self.alias($0.0.id)) = \(Self.alias($0.1.id))" }
            add("recursion m\(recursion.number) [\(columns.joined(separator: ", "))]", level)
            write(recursion.base, level + 1)
            add("step [\(recursion.stepColumns.map { Self.alias($0.id) }.joined(separator: ", "))]", level)
            write(recursion.step, level + 1)
        case .tables(let tables, let plan):
            add("tables", level)
            for table in tables {
                add(
                    "table m\(table.number) [\(table.columns.map { Self.alias($0.id) }.joined(separator: ", "))]",
                    level + 1)
                write(table.plan, level + 2)
            }
            write(plan, level + 1)
        case .reading(let number, let columns):
            let pairs = columns.map { "\(Self.alias($0.column.id)) = \(Self.alias($0.source))" }
            add("reading m\(number) [\(pairs.joined(separator: ", "))]", level)
        case .shared(let number, let plan, let columns):
            let pairs = columns.map { "\(Self.alias($0.column.id)) = \(Self.alias($0.source))" }
            add("shared m\(number) [\(pairs.joined(separator: ", "))]", level)
            write(plan, level + 1)
        }
    }

    private static func text(_ definitions: [Definition]) -> String {
        definitions.map { "\(alias($0.column.id)) = \(text($0.expression))" }.joined(separator: ", ")
    }

    private static func text(_ call: AggregateCall) -> String {
        let arguments = (call.arguments.map(text) + [call.parameter.map(text)].compactMap { $0 }).joined(
            separator: ", ")
        let filter = call.filter.map { " where \(text($0))" } ?? ""
        let outputs = call.outputs.map { alias($0.id) }.joined(separator: " ")
        return "\(outputs) = \(call.kind.rawValue)(\(arguments))\(filter)"
    }

    static func text(_ literal: Literal) -> String {
        switch (literal.value, literal.type) {
        case (.null, let type): "\(type.rawValue)(null)"
        case (.bool(let value), _): value ? "true" : "false"
        case (.integer(let value), .datetime): "datetime(\(DatetimeText.text(value)))"
        case (.integer(let value), .timespan): "timespan(\(TimespanText.text(value)))"
        case (.integer(let value), .int): "int(\(value))"
        case (.integer(let value), _): String(value)
        case (.real(let value), _): "real(\(value))"
        case (.text(let value), .string): JSONText.string(value)
        case (.text(let value), let type): "\(type.rawValue)(\(value))"
        }
    }

    static func text(_ expression: Expression) -> String {
        switch expression.node {
        case .literal(let value): text(Literal(type: expression.type, value: value))
        case .column(let id): alias(id)
        case .operation(let operation, let operands):
            "\(operation.name)(\(operands.map(text).joined(separator: ", ")))"
        case .call(let function, _, let arguments): "\(function.name)(\(arguments.map(text).joined(separator: ", ")))"
        case .convert(let inner): "to \(expression.type.rawValue)(\(text(inner)))"
        case .scalarSubquery(let plan, let column): "scalar \(alias(column)) of (\(inline(plan)))"
        case .inSubquery(let value, let plan, let column, let isNegated, _):
            "\(isNegated ? "!in" : "in")(\(text(value)), \(alias(column)) of (\(inline(plan))))"
        case .invalid: "invalid"
        }
    }

    private static func inline(_ plan: LogicalPlan) -> String {
        var printer = PlanPrinter()
        printer.write(plan, 0)
        return printer.lines.map { String($0.drop { $0 == " " }) }.joined(separator: " < ")
    }
}
