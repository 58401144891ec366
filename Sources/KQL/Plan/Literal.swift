/// A constant of a type.
struct Literal: Sendable, Hashable {
    /// How the value is held: `integer` serves int, long, datetime and timespan, `text` string, guid,
    /// dynamic (JSON) and decimal (as ``DecimalNumber/stored``).
    enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        case integer(Int64)
        case real(Double)
        case text(String)
    }

    var type: ScalarType
    var value: Value

    static func null(_ type: ScalarType) -> Literal {
        // A string has no null; KQL §5.
        type == .string ? Literal(type: .string, value: .text("")) : Literal(type: type, value: .null)
    }

    static func string(_ text: String) -> Literal { Literal(type: .string, value: .text(text)) }
    static func bool(_ value: Bool) -> Literal { Literal(type: .bool, value: .bool(value)) }
    static func long(_ value: Int64) -> Literal { Literal(type: .long, value: .integer(value)) }
    static func real(_ value: Double) -> Literal { Literal(type: .real, value: .real(value)) }
    static func datetime(_ ticks: Int64) -> Literal { Literal(type: .datetime, value: .integer(ticks)) }
    static func timespan(_ ticks: Int64) -> Literal { Literal(type: .timespan, value: .integer(ticks)) }
    static func decimal(_ value: DecimalNumber) -> Literal { Literal(type: .decimal, value: .text(value.stored)) }
    static func dynamic(_ json: String) -> Literal { Literal(type: .dynamic, value: .text(json)) }

    var isNull: Bool { value == .null }

    var integer: Int64? {
        if case .integer(let value) = value { value } else { nil }
    }

    var text: String? {
        if case .text(let value) = value { value } else { nil }
    }

    /// The number, whether whole or not.
    var number: Double? {
        switch value {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    /// The value as the engine takes it.
    var engineValue: EngineValue {
        switch (value, type) {
        case (.null, _): .null(type.engineType)
        case (.bool(let value), _): .boolean(value)
        case (.integer(let value), .int): .int32(Int32(truncatingIfNeeded: value))
        case (.integer(let value), _): .int64(value)
        case (.real(let value), _): .double(value)
        case (.text(let value), _): .text(value)
        }
    }
}
