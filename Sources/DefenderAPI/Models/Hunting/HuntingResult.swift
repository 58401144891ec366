/// What a hunting query found: columns, and rows of untyped cells.
public struct HuntingResult: Sendable, Hashable {
    /// The columns in the order of the query.
    public var schema: [HuntingColumn]

    /// The rows; each has one cell a column, in the order of ``schema``.
    ///
    /// A cell that the answer left out is `null`.
    public var rows: [[JSONValue]]

    /// What the run cost; the Microsoft 365 Defender API alone tells.
    public var statistics: JSONValue?

    /// Makes a result.
    public init(schema: [HuntingColumn], rows: [[JSONValue]], statistics: JSONValue? = nil) {
        self.schema = schema
        self.rows = rows
        self.statistics = statistics
    }

    /// The position of a column, by its name.
    ///
    /// - Complexity: O(*n*) in the number of columns; keep it when reading many rows.
    public func index(ofColumn name: String) -> Int? {
        schema.firstIndex { $0.name == name }
    }

    /// A cell; nil when there is no such column.
    public func value(row: Int, column name: String) -> JSONValue? {
        index(ofColumn: name).map { rows[row][$0] }
    }

    /// A row by the names of its columns.
    public func dictionary(row: Int) -> [String: JSONValue] {
        Dictionary(zip(schema.map(\.name), rows[row]), uniquingKeysWith: { first, _ in first })
    }
}
