/// A scalar type of KQL: the type of a column, a literal or a scalar expression.
///
/// How the engine stores a value of each type is fixed by ``EngineType``.
public enum ScalarType: String, CaseIterable, Sendable, Hashable {
    /// True, false or null.
    case bool
    /// A 32-bit integer. Arithmetic on it yields ``long``.
    case int
    /// A 64-bit integer, the type of an integer literal.
    case long
    /// An IEEE 754 double.
    case real
    /// A decimal number of 34 digits.
    case decimal
    /// Unicode text. It has no null: a missing text is empty.
    case string
    /// An instant in ticks of 100 ns since 0001-01-01T00:00:00Z.
    case datetime
    /// A signed length of time in ticks of 100 ns.
    case timespan
    /// A 128-bit identifier, printed in lower case with dashes.
    case guid
    /// A JSON-like value: a scalar, an array or a property bag.
    case dynamic
    /// The type of a column that is known only once the data are seen, as those that `bag_unpack` makes. No text
    /// names it, and where rows are stored or returned it is a ``dynamic``.
    case unknown

    /// The types that queries can name.
    public static let named = allCases.filter { $0 != .unknown }

    /// The type named by a word of the language, `nil` when the word names none.
    ///
    /// - Parameter name: A type name as KQL spells it, old synonyms included (`double`, `date`, `time`, `boolean`…).
    public init?(keyword name: String) {
        switch name {
        case "bool", "boolean": self = .bool
        case "int", "int8", "int32": self = .int
        case "long", "int64": self = .long
        case "real", "double": self = .real
        case "decimal": self = .decimal
        case "string": self = .string
        case "datetime", "date": self = .datetime
        case "timespan", "time": self = .timespan
        case "guid", "uuid", "uniqueid": self = .guid
        case "dynamic": self = .dynamic
        default: return nil
        }
    }

    /// Whether arithmetic treats values of this type as numbers.
    public var isNumeric: Bool {
        switch self {
        case .int, .long, .real, .decimal: true
        default: false
        }
    }
}
