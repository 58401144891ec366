import KQL
import KQLEngine

/// Finds the columns of a file whose table nobody declared, and a type that holds all values of each.
///
/// Null and, in files of texts, the empty field say nothing. All `true` or `false` is bool; all whole numbers of 64
/// bits is long; numbers, some with a point, is real; all texts of the form `yyyy-MM-ddThh:mm…` is datetime; arrays
/// and bags make a column dynamic, and so do values of several kinds in a file that tells kinds apart; all else is
/// string. In files of texts a number with a leading zero or a sign `+` is a text, for it would not come back the same.
struct TypeInference {
    private struct Kinds: OptionSet {
        let rawValue: UInt8
        static let bool = Kinds(rawValue: 1)
        static let integer = Kinds(rawValue: 2)
        static let real = Kinds(rawValue: 4)
        static let datetime = Kinds(rawValue: 8)
        static let text = Kinds(rawValue: 16)
        static let json = Kinds(rawValue: 32)
        static let ticks = Kinds(rawValue: 64)
    }

    private let isTextual: Bool
    private var names: [String] = []
    private var positions: [String: Int] = [:]
    private var kinds: [Kinds] = []

    init(isTextual: Bool) { self.isTextual = isTextual }

    mutating func take(_ row: FileRow) {
        for (name, value) in zip(row.names, row.values) {
            let position: Int
            if let known = positions[name] {
                position = known
            } else {
                position = names.count
                positions[name] = position
                names.append(name)
                kinds.append([])
            }
            // A column that is text already stays text.
            if kinds[position].contains(.text), isTextual { continue }
            kinds[position].formUnion(kind(value))
        }
    }

    /// The columns in the order in which they came up.
    var columns: [ColumnSchema] { zip(names, kinds).map { ColumnSchema($0, type($1)) } }

    private func kind(_ value: FileValue) -> Kinds {
        switch value {
        case .null: return []
        case .bool: return .bool
        case .integer: return .integer
        case .real: return .real
        case .json: return .json
        case .ticks: return .ticks
        case .text(let text):
            if isTextual { return Self.kind(ofField: text) }
            return Self.isDatetime(text) ? .datetime : .text
        }
    }

    private static func kind(ofField text: String) -> Kinds {
        if text.isEmpty { return [] }
        if ["true", "false", "True", "False", "TRUE", "FALSE"].contains(text) { return .bool }
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        if let first = digits.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            let hasLeadingZero =
                first == UInt8(ascii: "0") && digits.count > 1 && digits.dropFirst().first != UInt8(ascii: ".")
            if !hasLeadingZero {
                if Int64(text) != nil { return .integer }
                let isPlain = digits.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || ".eE+-".utf8.contains($0)
                }
                if isPlain, Double(text) != nil { return .real }
            }
            if isDatetime(text) { return .datetime }
        }
        return .text
    }

    /// A date with a time, as machines write it; a bare date may be a text just as well.
    private static func isDatetime(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(20))
        guard bytes.count >= 16, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":")
        else { return false }
        return ValueText.datetime(text) != nil
    }

    private func type(_ kinds: Kinds) -> ScalarType {
        switch kinds {
        case []: .string
        case .bool: .bool
        case .integer: .long
        case .real, [.integer, .real]: .real
        case .datetime, .ticks: .datetime
        case .text, [.text, .datetime]: .string
        default: isTextual ? .string : .dynamic
        }
    }
}
