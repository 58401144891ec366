/// How the engine stores a value; every ``ScalarType`` has exactly one form in SQL.
public enum EngineType: String, Sendable, Hashable, CaseIterable {
    /// BOOLEAN, for `bool`.
    case boolean
    /// INTEGER of 32 bits, for `int`.
    case int32
    /// BIGINT of 64 bits, for `long`, and for `datetime` and `timespan` as ticks of 100 ns.
    case int64
    /// DOUBLE, for `real`.
    case double
    /// VARCHAR in UTF-8, for `string` (never NULL), `guid` (lower case with dashes), `dynamic` (JSON text) and
    /// `decimal` (the form of ``DecimalNumber/stored``).
    case text
    /// HUGEINT, the sum of 64-bit integers; only between functions.
    case int128
    /// VARCHAR[], a list of texts; only between functions, never a column of a result.
    case textList
}

extension ScalarType {
    /// The form in which the engine holds values of this type.
    public var engineType: EngineType {
        switch self {
        case .bool: .boolean
        case .int: .int32
        case .long, .datetime, .timespan: .int64
        case .real: .double
        case .string, .guid, .dynamic, .decimal, .unknown: .text
        }
    }
}

/// A value that is handed to the engine beside the SQL text, never inside it.
public enum EngineValue: Sendable, Hashable {
    /// NULL of a type.
    case null(EngineType)
    /// A BOOLEAN.
    case boolean(Bool)
    /// An INTEGER.
    case int32(Int32)
    /// A BIGINT.
    case int64(Int64)
    /// A DOUBLE.
    case double(Double)
    /// A VARCHAR.
    case text(String)

    /// The engine type to bind the value as.
    public var type: EngineType {
        switch self {
        case .null(let type): type
        case .boolean: .boolean
        case .int32: .int32
        case .int64: .int64
        case .double: .double
        case .text: .text
        }
    }
}
