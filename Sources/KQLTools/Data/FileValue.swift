import KQL

/// A value as a file spells it, before it is one of a column's type.
enum FileValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    /// A text: a JSON string, or a field of a file that has nothing but texts.
    case text(String)
    /// An array or a bag as compact JSON.
    case json(String)
    /// A datetime or timespan that the file holds as such, in ticks.
    case ticks(Int64)
}

/// A row of a file: names and values side by side.
struct FileRow {
    var names: [String]
    var values: [FileValue]
}

/// Rows that can be read again and again.
protocol RowSource {
    /// Whether all values are texts, so that numbers are recognised by their form.
    var isTextual: Bool { get }

    /// The types that the file itself declares, in order; empty where it declares none.
    var declaredColumns: [(name: String, type: ScalarType)] { get }

    /// Hands every row over in order.
    ///
    /// - Parameter fault: Takes what could not be read: a line and why; it is left out.
    func forEachRow(_ body: (FileRow) throws -> Void, fault: (Int, String) -> Void) throws
}

extension RowSource {
    var declaredColumns: [(name: String, type: ScalarType)] { [] }
}
