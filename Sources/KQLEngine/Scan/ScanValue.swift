internal import DuckDB

/// A value while `scan` runs; whole numbers stand for datetimes and timespans too, as ticks.
enum ScanValue: Equatable {
    case null
    case bool(Bool)
    case long(Int64)
    case real(Double)
    /// string, guid, and dynamic as JSON text.
    case text([UInt8])

    /// Reads a value out of JSON, in the form that a type code says.
    init(_ json: JSONText, as type: ScanType) {
        switch type {
        case .text: self = .text(json.isNull ? [] : json.kind == .string ? json.string : json.text.bytes)
        case .identifier: self = json.isNull ? .null : .text(json.string)
        case .dynamic: self = json.isNull ? .null : .text(json.text.bytes)
        case .bool: self = json.isNull ? .null : .bool(json.isTrue)
        case .long: self = json.asLong.map(ScanValue.long) ?? .null
        case .real: self = json.asDouble.map(ScanValue.real) ?? .null
        }
    }

    /// The value as JSON, in the form of a type.
    func json(as type: ScanType) -> [UInt8] {
        switch self {
        case .null: Array("null".utf8)
        case .bool(let value): Array((value ? "true" : "false").utf8)
        case .long(let value): Array(String(value).utf8)
        case .real(let value): RealText.jsonNumber(value)
        case .text(let text): type == .dynamic ? text : JSONText.quoted(text)
        }
    }

    var number: Double? {
        switch self {
        case .long(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    var isTrue: Bool { self == .bool(true) }
}

/// The form of a value of a column.
enum ScanType: String, Sendable {
    case bool, long, real, text, identifier, dynamic

    /// What stands where there is no value yet: a string is empty, everything else null.
    var missing: ScanValue { self == .text ? .text([]) : .null }
}
