import KQL
import KQLEngine
import Telemetry

/// Values of a file as values of a column's type.
enum ValueConversion {
    /// The value of a column; `nil` when the type cannot hold it, and then the column gets null.
    static func convert(_ value: FileValue, to type: ScalarType) -> HuntingValue? {
        if case .null = value { return .missing(type) }
        if case .text(let text) = value, text.isEmpty { return .missing(type) }
        switch type {
        case .string: return .text(text(value))
        case .bool: return bool(value).map { .bool($0) }
        case .int:
            guard let number = integer(value), Int32(exactly: number) != nil else { return nil }
            return .integer(number)
        case .long: return integer(value).map { .integer($0) }
        case .real: return real(value).map { .real($0) }
        case .decimal: return DecimalNumber(text(value).utf8).map { .text($0.stored) }
        case .datetime:
            if case .ticks(let ticks) = value { return .ticks(ticks) }
            guard case .text(let text) = value, let ticks = ValueText.datetime(text) ?? Ticks.parse(text) else {
                return nil
            }
            return .ticks(ticks)
        case .timespan:
            if case .ticks(let ticks) = value { return .ticks(ticks) }
            guard case .text(let text) = value else { return nil }
            return ValueText.timespan(text).map { .ticks($0) }
        case .guid:
            guard case .text(let text) = value else { return nil }
            return guid(text).map { .text($0) }
        case .dynamic, .unknown: return .text(dynamic(value))
        }
    }

    private static func text(_ value: FileValue) -> String {
        switch value {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .real(let value): ValueText.text(real: value)
        case .text(let text), .json(let text): text
        case .ticks(let ticks): ValueText.text(datetime: ticks)
        }
    }

    private static func bool(_ value: FileValue) -> Bool? {
        switch value {
        case .bool(let value): value
        case .integer(let value): value != 0
        case .text(let text):
            switch text.lowercased() {
            case "true", "1": true
            case "false", "0": false
            default: nil
            }
        default: nil
        }
    }

    private static func integer(_ value: FileValue) -> Int64? {
        switch value {
        case .bool(let value): value ? 1 : 0
        case .integer(let value): value
        case .real(let value): Int64(exactly: value)
        case .text(let text): Int64(text) ?? Double(text).flatMap { Int64(exactly: $0) }
        default: nil
        }
    }

    private static func real(_ value: FileValue) -> Double? {
        switch value {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .text(let text): Double(text)
        default: nil
        }
    }

    /// 8-4-4-4-12 hexadecimal digits in lower case, braces taken off.
    private static func guid(_ text: String) -> String? {
        let bare = text.hasPrefix("{") && text.hasSuffix("}") ? String(text.dropFirst().dropLast()) : text
        let bytes = Array(bare.lowercased().utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let wantsDash = [8, 13, 18, 23].contains(index)
            let isDigit = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
            guard wantsDash ? byte == 0x2D : isDigit else { return nil }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// JSON; a text that holds an array or a bag is taken as that, as the hunting API writes dynamics.
    private static func dynamic(_ value: FileValue) -> String {
        switch value {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .real(let value): return JSONNode.real(value).compact
        case .json(let text): return text
        case .ticks(let ticks): return JSONDocument.quoted(ValueText.text(datetime: ticks))
        case .text(let text):
            if let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
                let document = JSONDocument(Array(text.utf8))
            {
                return document.compact
            }
            return JSONDocument.quoted(text)
        }
    }
}
