/// Turns expressions of a `scan` into the program that the engine's function runs.
///
/// What the row alone decides is left to SQL and stands in the row; only what reads a step's last match is in the program.
struct ScanCompiler {
    /// What SQL computes of each row.
    private(set) var row: [Expression] = []
    /// The name of what could not be put into the program.
    private(set) var obstacle: String?

    /// Functions that the program knows, and those whose first argument chooses what is computed.
    private static let functions: [String: String] = [
        "iff": "iff", "iif": "iff", "case": "case", "isnull": "isnull", "isnotnull": "isnotnull", "isempty": "isempty",
        "isnotempty": "isnotempty", "coalesce": "coalesce", "max_of": "max_of", "min_of": "min_of", "abs": "abs",
        "strcat": "strcat", "strlen": "strlen", "not": "not", "datetime_add": "datetime_add",
        "datetime_diff": "datetime_diff", "bin": "bin", "tolower": "tolower", "toupper": "toupper",
        "replace_string": "replace_string", "substring": "substring", "strcat_delim": "strcat_delim",
        "array_length": "array_length", "array_concat": "array_concat",
    ]

    /// Functions all of whose arguments are texts, whatever their types.
    private static let textFunctions: Set<String> = ["strcat", "strcat_delim", "tolower", "toupper", "replace_string"]

    /// The form in which the program holds values of a type; `nil` where it cannot.
    static func form(_ type: ScalarType) -> String? {
        switch type {
        case .bool: "bool"
        case .int, .long, .datetime, .timespan: "long"
        case .real: "real"
        case .string: "text"
        case .guid: "identifier"
        case .dynamic: "dynamic"
        case .decimal, .unknown: nil
        }
    }

    /// A value as it goes into a row: instants and lengths of time as ticks.
    static func transported(_ expression: Expression) -> Expression {
        expression.type == .datetime || expression.type == .timespan ? expression.converted(to: .long) : expression
    }

    /// The JSON form of an expression; `nil` where the program cannot compute it.
    mutating func compile(_ expression: Expression, _ scope: ScanScope) -> String? {
        guard let form = Self.form(expression.type) else {
            obstacle = expression.type.rawValue
            return nil
        }
        if let literal = expression.constant {
            return "[\"lit\",\"\(form)\",\(Self.json(literal))]"
        }
        if case .column(let id) = expression.node {
            if let state = scope.states[id] { return "[\"state\",\(state.step),\(state.slot)]" }
            if let declared = scope.declared.first(where: { $0.column.id == id }) {
                return compile(.literal(declared.fallback), scope)
            }
        }
        if !readsState(expression, scope) { return "[\"row\",\(place(of: expression))]" }
        switch expression.node {
        case .operation(let operation, let operands):
            guard let name = Self.name(of: operation) else {
                obstacle = "this operator"
                return nil
            }
            return call(name, form, operands, scope)
        case .convert(let inner):
            guard let name = Self.conversion(from: inner.type, to: expression.type) else {
                obstacle = "to\(expression.type.rawValue)"
                return nil
            }
            return name.isEmpty ? compile(inner, scope) : call(name, form, [inner], scope)
        case .call(let function, _, let arguments):
            guard let name = Self.functions[function.name] else {
                obstacle = function.name
                return nil
            }
            var arguments = arguments
            for index in arguments.indices
            where Self.textFunctions.contains(function.name) || function.name == "substring" && index == 0 {
                arguments[index] = arguments[index].converted(to: .string)
            }
            return call(name, form, arguments, scope)
        default:
            obstacle = "a table"
            return nil
        }
    }

    private mutating func call(_ name: String, _ form: String, _ operands: [Expression], _ scope: ScanScope) -> String?
    {
        var parts = [JSONText.string(name), JSONText.string(form)]
        for operand in operands {
            guard let part = compile(operand, scope) else { return nil }
            parts.append(part)
        }
        return "[" + parts.joined(separator: ",") + "]"
    }

    private func readsState(_ expression: Expression, _ scope: ScanScope) -> Bool {
        var result = false
        expression.forEachColumn { id in
            if scope.states[id] != nil || scope.declared.contains(where: { $0.column.id == id }) { result = true }
        }
        return result
    }

    /// The place of a value in the row; a column has one place, however often it is read.
    private mutating func place(of expression: Expression) -> Int {
        if case .column(let id) = expression.node,
            let index = row.firstIndex(where: { if case .column(id) = $0.node { true } else { false } })
        {
            return index
        }
        row.append(expression)
        return row.count - 1
    }

    private static func json(_ literal: Literal) -> String {
        switch literal.value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        // NaN and the infinities have no number in JSON; they read back from text.
        case .real(let value): value.isFinite ? "\(value)" : "\"\(value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf")\""
        case .text(let text): literal.type == .dynamic ? text : JSONText.string(text)
        }
    }

    private static func conversion(from: ScalarType, to: ScalarType) -> String? {
        switch (from, to) {
        case (.int, .long), (.long, .datetime), (.long, .timespan), (.datetime, .long), (.timespan, .long),
            (.guid, .string):
            ""
        case (.bool, .long), (.real, .long), (.string, .long), (.bool, .int), (.real, .int), (.long, .int): "to long"
        case (.int, .real), (.long, .real): "to real"
        case (.int, .bool), (.long, .bool), (.real, .bool): "to bool"
        case (.dynamic, .string): "dynamic to text"
        case (.bool, .string), (.int, .string), (.long, .string), (.real, .string): "to text"
        case (.datetime, .string): "datetime to text"
        case (.timespan, .string): "timespan to text"
        default: nil
        }
    }

    /// The program's name of an operation; `nil` for what it does not know.
    private static func name(of operation: Operation) -> String? {
        switch operation {
        case .text(let text): (text.isNegated ? "!" : "") + "\(text.test)" + (text.isCaseSensitive ? "_cs" : "")
        case .inList(_, isCaseSensitive: false), .inArray, .hasAny, .hasAll, .path, .key, .index, .chain: nil
        default: operation.name
        }
    }
}
