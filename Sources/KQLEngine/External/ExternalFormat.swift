/// How external data are laid out.
enum ExternalFormat: Sendable, Hashable {
    /// Lines of values with a separator between; values may stand in double quotes.
    case delimited(UInt8)
    /// JSON objects one after the other, or in arrays.
    case json
    /// Each line is the value of the first column.
    case lines
    /// Each file is the value of the first column.
    case whole
    /// Columns by name, in Parquet files.
    case parquet

    init?(_ name: String) {
        switch name {
        case "csv": self = .delimited(UInt8(ascii: ","))
        case "tsv", "tsve": self = .delimited(UInt8(ascii: "\t"))
        case "psv": self = .delimited(UInt8(ascii: "|"))
        case "scsv": self = .delimited(UInt8(ascii: ";"))
        case "sohsv": self = .delimited(0x01)
        case "json", "multijson", "singlejson": self = .json
        case "txt": self = .lines
        case "raw": self = .whole
        case "parquet": self = .parquet
        default: return nil
        }
    }

    static let names = ["csv", "tsv", "psv", "scsv", "sohsv", "json", "multijson", "txt", "raw", "parquet"]
}
