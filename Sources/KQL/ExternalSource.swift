/// What an `externaldata` of a query reads. The compiler opens nothing: whoever runs the query decides whether these
/// addresses may be read, and gives the engine their rows as the relation ``relation``.
public struct ExternalSource: Sendable, Hashable {
    /// The relation that the SQL reads, in the manner of a hunting table. Its columns are numbered, because names
    /// that a query writes must not reach the engine.
    public var relation: TableSchema

    /// The columns as the query declares them, in the order of the relation's.
    public var columns: [ColumnSchema]

    /// Where the rows are, in order; all have one layout.
    public var addresses: [String]

    /// The properties that the query gives, names in lower case: `format`, `ignorefirstrecord`, ….
    public var properties: [String: String]

    /// Whether an address is a literal `h'…'`, whose author wants it shown nowhere.
    public var isObfuscated: Bool

    /// Where the `externaldata` stands.
    public var span: Span

    init(
        number: Int, columns: [ColumnSchema], addresses: [String], properties: [String: String],
        isObfuscated: Bool, span: Span
    ) {
        relation = TableSchema(
            name: "$external\(number)",
            columns: columns.enumerated().map { ColumnSchema("e\($0.offset + 1)", $0.element.type) }
        )
        self.columns = columns
        self.addresses = addresses
        self.properties = properties
        self.isObfuscated = isObfuscated
        self.span = span
    }

    /// The format that the query names, or that the first address ends in; `csv` when neither tells.
    public var format: String {
        if let format = properties["format"] { return format.lowercased() }
        let path = (addresses.first ?? "").prefix { $0 != "?" && $0 != "#" && $0 != ";" }.lowercased()
        let bare = [".gz", ".zip"].first { path.hasSuffix($0) }.map { String(path.dropLast($0.count)) } ?? path
        let known = ["csv", "tsv", "psv", "scsv", "sohsv", "json", "multijson", "txt", "raw", "parquet", "tsve"]
        guard let dot = bare.lastIndex(of: ".") else { return "csv" }
        let ending = String(bare[bare.index(after: dot)...])
        return known.contains(ending) ? ending : "csv"
    }

    /// Whether the first line of each file holds titles.
    public var ignoresFirstRecord: Bool {
        ["true", "1"].contains(properties["ignorefirstrecord"]?.lowercased() ?? "")
    }
}
