internal import DuckDB

/// What a dynamic converts to (kql.md §7, §9).
extension JSONText {
    /// Calls `body` with the text of a string; nil for other values.
    func withString<R>(_ body: (ByteView) -> R) -> R? {
        guard kind == .string else { return nil }
        if let plain = plainString { return body(plain) }
        return ByteView.with(string, body)
    }

    var asLong: Int64? {
        switch kind {
        case .bool: isTrue ? 1 : 0
        case .number: NumberText.long(text) ?? NumberText.double(text).flatMap(NumberText.saturatedLong)
        case .string: withString { NumberText.long($0) } ?? nil
        case .null, .array, .bag: nil
        }
    }

    var asInt: Int32? {
        switch kind {
        case .bool: isTrue ? 1 : 0
        case .number:
            NumberText.long(text).map { Int32(truncatingIfNeeded: $0) }
                ?? NumberText.double(text).flatMap(NumberText.saturatedInt)
        case .string: withString { NumberText.int($0) } ?? nil
        case .null, .array, .bag: nil
        }
    }

    var asDouble: Double? {
        switch kind {
        case .bool: isTrue ? 1 : 0
        case .number: NumberText.double(text)
        case .string: withString { NumberText.double($0) } ?? nil
        case .null, .array, .bag: nil
        }
    }

    var asBool: Bool? {
        switch kind {
        case .bool: isTrue
        case .number: NumberText.double(text).map { $0 != 0 }
        case .string: withString { NumberText.bool($0) } ?? nil
        case .null, .array, .bag: nil
        }
    }

    /// The name that `gettype` gives.
    var typeName: String {
        switch kind {
        case .string: "string"
        case .number: NumberText.long(text) == nil ? "double" : "long"
        case .bool: "bool"
        case .null: "null"
        case .array: "array"
        case .bag: "dictionary"
        }
    }

    /// The elements of an array, copied; nil for what is no array.
    var elements: [[UInt8]]? {
        guard kind == .array else { return nil }
        var elements: [[UInt8]] = []
        forEachElement { element in
            elements.append(element.text.bytes)
            return true
        }
        return elements
    }

    /// The keys (plain texts) and values (JSON texts) of a bag, copied; nil for what is no bag.
    var members: [(key: [UInt8], value: [UInt8])]? {
        guard kind == .bag else { return nil }
        var members: [(key: [UInt8], value: [UInt8])] = []
        forEachMember { key, value in
            members.append((key.string, value.text.bytes))
            return true
        }
        return members
    }
}
