package import KQL

/// A value of a hunting table, in the shape in which segments store it.
package enum HuntingValue: Sendable, Hashable {
    /// No value; never used in a string column, where a missing text is empty.
    case null
    /// A value of a bool column.
    case bool(Bool)
    /// A value of an int or long column.
    case integer(Int64)
    /// A value of a real column.
    case real(Double)
    /// A datetime or timespan: ticks of 100 ns, a datetime counted from 0001-01-01T00:00:00Z.
    case ticks(Int64)
    /// A string, a guid in lower case, or a dynamic value as JSON text.
    case text(String)

    /// The value of a column of this type when nothing is known.
    package static func missing(_ type: ScalarType) -> HuntingValue {
        type == .string ? .text("") : .null
    }

    /// Whether nothing is known: null, or the empty text.
    package var isMissing: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isEmpty
        default: false
        }
    }
}

/// A row of a hunting table.
package struct HuntingRow: Sendable, Hashable {
    /// The name of the table.
    package var table: String

    /// One value for each column of the table, in the order of the schema.
    package var values: [HuntingValue]

    /// Makes a row of values that are already in the order of the schema.
    package init(table: String, values: [HuntingValue]) {
        self.table = table
        self.values = values
    }

    /// The value of a column; `nil` when the table has no such column.
    package subscript(column column: String) -> HuntingValue? {
        get {
            guard let index = DefenderSchema.columnIndex(table, column), index < values.count else { return nil }
            return values[index]
        }
        set {
            guard let newValue, let index = DefenderSchema.columnIndex(table, column), index < values.count else {
                return
            }
            values[index] = newValue
        }
    }

    /// The text of a string column; empty when the value is missing or of another type.
    package func text(_ column: String) -> String {
        if case .text(let text)? = self[column: column] { text } else { "" }
    }
}

/// The layout of one table: names to positions, and a row in which nothing is known.
struct RowLayout: Sendable {
    let table: String
    let empty: [HuntingValue]
    let types: [ScalarType]

    init?(table name: String) {
        guard let schema = DefenderSchema.table(named: name) else { return nil }
        table = name
        types = schema.columns.map(\.type)
        empty = types.map(HuntingValue.missing)
    }

    func index(_ column: String) -> Int? {
        DefenderSchema.columnIndex(table, column)
    }
}
