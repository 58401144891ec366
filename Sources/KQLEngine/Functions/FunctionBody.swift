package import DuckDB
package import KQL

/// What a function of KQL does, without its signature: that stands in ``EngineFunction``.
struct FunctionBody: Sendable {
    let function: EngineFunction
    let body: @Sendable (FunctionInput, FunctionOutput) throws -> Void

    init(_ function: EngineFunction, _ body: @escaping @Sendable (FunctionInput, FunctionOutput) throws -> Void) {
        self.function = function
        self.body = body
    }

    /// The function as the engine registers it.
    var scalarFunction: ScalarFunction {
        ScalarFunction(
            name: function.name,
            parameters: function.arguments.map(\.columnType),
            variadic: function.variadic?.columnType,
            result: function.result.columnType,
            body: body
        )
    }
}

extension EngineType {
    package var columnType: ColumnType {
        switch self {
        case .boolean: .boolean
        case .int32: .integer
        case .int64: .bigint
        case .double: .double
        case .text: .varchar
        case .int128: .hugeint
        case .textList: .list(.varchar)
        }
    }
}

extension FunctionInput {
    /// Whether what is left need not be computed: the query ends, with an error of its own.
    @inline(__always)
    func isStopped(_ output: FunctionOutput) -> Bool {
        output.isOverfull || isInterrupted
    }

    /// The first row without a null argument: where settings can be read that all rows share.
    var firstWholeRow: Int? { (0..<count).first { row in !columns.contains { $0.isNull(row) } } }

    /// Calls `body` for each row without a null argument; the other rows become null.
    @inline(__always)
    func forEachRow(_ output: FunctionOutput, _ body: (Int) throws -> Void) rethrows {
        if columns.allSatisfy(\.hasNoNulls) {
            for row in 0..<count where !isStopped(output) { try body(row) }
            return
        }
        for row in 0..<count where !isStopped(output) {
            if columns.contains(where: { $0.isNull(row) }) {
                output.setNull(row)
            } else {
                try body(row)
            }
        }
    }
}

extension FunctionInput {
    /// Calls `body` for each row without a null argument, with what is made of one text argument: once for the whole
    /// call where the argument is constant, else wherever it changes. The other rows become null.
    @inline(__always)
    func forEachRow<Value>(
        _ output: FunctionOutput, preparing column: Int, _ make: (ByteView) throws -> Value,
        _ body: (Value, Int) throws -> Void
    ) throws {
        if count > 0, isConstantText(column) {
            let value = try make(columns[column].text(0))
            try forEachRow(output) { row in try body(value, row) }
            return
        }
        try withoutActuallyEscaping(make) { make in
            var values = PreparedArgument(columns[column], make)
            try forEachRow(output) { row in try body(try values.value(row), row) }
        }
    }
}

extension FunctionOutput {
    @inline(__always) func set(_ row: Int, _ value: Int64?) {
        if let value { set(row, value) } else { setNull(row) }
    }

    @inline(__always) func set(_ row: Int, _ value: Int32?) {
        if let value { set(row, value) } else { setNull(row) }
    }

    @inline(__always) func set(_ row: Int, _ value: Double?) {
        if let value { set(row, value) } else { setNull(row) }
    }

    @inline(__always) func set(_ row: Int, _ value: Bool?) {
        if let value { set(row, value) } else { setNull(row) }
    }

    @inline(__always) func set(_ row: Int, _ value: [UInt8]?) {
        if let value { set(row, value) } else { setNull(row) }
    }
}

/// What is made of an argument once and used for many rows: a needle, a path, a pattern.
///
/// A constant reaches a function as a column whose rows share one text. So the value is made anew only where a
/// row's text is not the one of the row before.
struct PreparedArgument<Value> {
    private let column: ColumnVector
    private let make: (ByteView) throws -> Value
    private var row = -1
    private var value: Value?

    init(_ column: ColumnVector, _ make: @escaping (ByteView) throws -> Value) {
        self.column = column
        self.make = make
    }

    @inline(__always)
    mutating func value(_ row: Int) throws -> Value {
        if let value, column.sharesText(row, with: self.row) { return value }
        let made = try make(column.text(row))
        value = made
        self.row = row
        return made
    }
}
