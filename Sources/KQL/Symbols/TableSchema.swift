/// A column of a hunting table or of a result: a case-sensitive name and a type.
public struct ColumnSchema: Sendable, Hashable {
    /// The name; it may be any text, names that differ in case are different columns.
    public var name: String

    /// The type of the values.
    public var type: ScalarType

    /// Makes a column of its name and type.
    public init(_ name: String, _ type: ScalarType) {
        self.name = name
        self.type = type
    }

    /// Makes a column of its name and type.
    public init(name: String, type: ScalarType) {
        self.init(name, type)
    }
}

/// A table that queries can name.
public struct TableSchema: Sendable, Hashable {
    /// The name as queries write it.
    public var name: String

    /// The columns in the order in which a query that names none returns them.
    public var columns: [ColumnSchema] {
        didSet { storedNames = Self.storedNames(of: columns) }
    }

    /// The names under which the engine's relation holds the columns: SQL tells names of different case not apart, so a
    /// column whose name another one has in another case gets a number behind it.
    package private(set) var storedNames: [String]

    /// The table's name in the engine, to which names that differ in case are the same.
    package var engineName: String

    /// The `datetime` column that says when a row happened, which default time ranges narrow; `nil` for snapshots.
    public var timeColumn: String?

    /// Further spellings of columns that queries may use, each with the name of the column that is meant.
    public var columnAliases: [String: String]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - name: The name as queries write it.
    ///   - columns: The columns in documentation order; names must be unique.
    ///   - timeColumn: The column that time ranges narrow; by default `Timestamp` when the table has it.
    ///   - columnAliases: Further spellings of columns, from alias to column name.
    public init(
        name: String,
        columns: [ColumnSchema],
        timeColumn: String? = nil,
        columnAliases: [String: String] = [:]
    ) {
        self.name = name
        self.columns = columns
        storedNames = Self.storedNames(of: columns)
        engineName = name
        self.timeColumn =
            timeColumn ?? columns.first { $0.name == "Timestamp" && $0.type == .datetime }?.name
        self.columnAliases = columnAliases
    }

    private static func storedNames(of columns: [ColumnSchema]) -> [String] {
        var taken: Set<String> = []
        return columns.map { column in
            let folded = column.name.lowercased()
            if taken.insert(folded).inserted { return column.name }
            var number = 2
            while !taken.insert("\(folded)\u{1F}\(number)").inserted { number += 1 }
            return "\(column.name)\u{1F}\(number)"
        }
    }

    /// The column of exactly this name, aliases not considered.
    public func column(named name: String) -> ColumnSchema? {
        columns.first { $0.name == name }
    }
}
