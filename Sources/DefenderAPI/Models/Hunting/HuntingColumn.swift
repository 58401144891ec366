/// A column of a hunting result.
public struct HuntingColumn: Sendable, Hashable {
    /// The column's name.
    public var name: String

    /// The type's name; a hint only, since cells are any JSON value.
    public var type: HuntingColumnType

    /// Describes a column.
    public init(name: String, type: HuntingColumnType) {
        self.name = name
        self.type = type
    }
}

/// The type of a hunting column as the APIs name it: the .NET name of the Kusto type.
public struct HuntingColumnType: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name on the wire.
    public let rawValue: String

    /// Keeps any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Text.
    public static let string = Self(rawValue: "String")

    /// An instant, in ISO 8601 with seven fractional digits.
    public static let dateTime = Self(rawValue: "DateTime")

    /// A whole number of 64 bits.
    public static let int64 = Self(rawValue: "Int64")

    /// A whole number of 32 bits.
    public static let int32 = Self(rawValue: "Int32")

    /// A number.
    public static let double = Self(rawValue: "Double")

    /// A truth value.
    public static let boolean = Self(rawValue: "SByte")

    /// Any JSON.
    public static let object = Self(rawValue: "Object")

    /// A globally unique identifier.
    public static let guid = Self(rawValue: "Guid")

    /// A length of time, `d.hh:mm:ss.fffffff`.
    public static let timeSpan = Self(rawValue: "TimeSpan")

    /// A decimal number.
    public static let decimal = Self(rawValue: "SqlDecimal")

    /// The name on the wire.
    public var description: String { rawValue }
}
