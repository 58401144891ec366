internal import DuckDB

/// Functions of the language that steps of `scan` call on what they matched.
extension ScanOperation {
    /// - Returns: `nil` for a name that is no function of these.
    static func call(_ name: String, _ type: ScanType, _ values: [ScanValue]) throws -> ScanValue? {
        switch name {
        case "datetime_add", "datetime_diff": return try calendar(name, values)
        case "bin": return bin(values[0], values.count > 1 ? values[1] : .long(1))
        case "tolower": return .text(mapped(values[0]) { $0.properties.lowercaseMapping })
        case "toupper": return .text(mapped(values[0]) { $0.properties.uppercaseMapping })
        case "replace_string": return .text(replaced(text(values[0]), text(values[1]), text(values[2])))
        case "substring":
            guard let start = whole(values, 1) else { return .text([]) }
            let length = values.count > 2 ? whole(values, 2) : nil
            return .text(
                ByteView.with(text(values[0])) {
                    TextParts.substring($0, start: start, length: length).bytes
                })
        case "strcat_delim": return .text(Array(values.dropFirst().map(text).joined(separator: text(values[0]))))
        case "array_length":
            guard let elements = elements(values[0]) else { return .null }
            return .long(Int64(elements.count))
        case "array_concat":
            let lists = values.map(elements)
            guard lists.allSatisfy({ $0 != nil }) else { return .null }
            return .text(array(lists.flatMap { $0 ?? [] }))
        case "dynamic to text":
            guard case .text(let json) = values[0] else { return .text([]) }
            return .text(
                ByteView.with(json) { view in
                    guard let value = JSONText(view) else { return json }
                    return value.isNull ? [] : value.kind == .string ? value.string : json
                })
        default: return nil
        }
    }

    private static func calendar(_ name: String, _ values: [ScanValue]) throws -> ScanValue {
        let word = String(decoding: text(values[0]), as: UTF8.self)
        guard let unit = CalendarUnit(rawValue: word.lowercased()) else {
            throw FunctionFailure("'\(word)' is no part of a datetime")
        }
        guard let first = whole(values, 1), let second = whole(values, 2) else { return .null }
        let result =
            name == "datetime_add" ? unit.adding(first, to: second) : unit.boundaries(from: second, to: first)
        return result.map(ScanValue.long) ?? .null
    }

    private static func bin(_ value: ScanValue, _ size: ScanValue) -> ScanValue {
        if case .long(let value) = value, case .long(let size) = size {
            return Arithmetic.bin(value, size).map(ScanValue.long) ?? .null
        }
        guard let value = value.number, let size = size.number, size > 0 else { return .null }
        return .real((value / size).rounded(.down) * size)
    }

    private static func whole(_ values: [ScanValue], _ index: Int) -> Int64? {
        if case .long(let value) = values[index] { value } else { nil }
    }

    /// A text with each scalar mapped; a mapping to several scalars is passed over, as the engine does.
    private static func mapped(_ value: ScanValue, _ mapping: (Unicode.Scalar) -> String) -> [UInt8] {
        var result = ""
        for scalar in String(decoding: text(value), as: UTF8.self).unicodeScalars {
            let scalars = mapping(scalar).unicodeScalars
            result.unicodeScalars.append(scalars.count == 1 ? scalars.first ?? scalar : scalar)
        }
        return Array(result.utf8)
    }

    private static func replaced(_ text: [UInt8], _ lookup: [UInt8], _ rewrite: [UInt8]) -> [UInt8] {
        guard !lookup.isEmpty else { return text }
        var result: [UInt8] = []
        var position = 0
        while position < text.count {
            if text[position...].starts(with: lookup) {
                result += rewrite
                position += lookup.count
            } else {
                result.append(text[position])
                position += 1
            }
        }
        return result
    }

    /// The elements of an array; `nil` for what is none.
    private static func elements(_ value: ScanValue) -> [[UInt8]]? {
        guard case .text(let json) = value else { return nil }
        return ByteView.with(json) { view in
            guard let array = JSONText(view), array.kind == .array else { return nil }
            return array.elements
        }
    }

    private static func array(_ elements: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "[")] + elements.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
    }
}
