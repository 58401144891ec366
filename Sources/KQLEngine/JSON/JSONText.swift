internal import DuckDB

/// A JSON value as the text it is, walked without building a tree.
///
/// Dynamics are JSON text (design 9) that `parse_json` or the import has validated, so walking trusts the text;
/// malformed text never leads outside its bytes and never loops, but what is found in it is not defined.
struct JSONText {
    enum Kind { case string, number, bool, null, array, bag }

    /// The value without outer blanks; never empty.
    let text: ByteView

    /// The value that a text holds, nil for blank text.
    init?(_ text: ByteView) {
        var start = 0
        var end = text.count
        while start < end, Self.isBlank(text[start]) { start += 1 }
        while end > start, Self.isBlank(text[end - 1]) { end -= 1 }
        guard start < end else { return nil }
        self.text = text[start..<end]
    }

    /// A value without outer blanks that is known not to be empty.
    init(slice: ByteView) { text = slice }

    var kind: Kind {
        switch text[0] {
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "{"): .bag
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    var isNull: Bool { text[0] == UInt8(ascii: "n") }
    var isTrue: Bool { text[0] == UInt8(ascii: "t") }

    /// The content of a string with its escapes resolved; empty for other values.
    var string: [UInt8] {
        guard kind == .string, text.count >= 2 else { return [] }
        return Self.unescape(text[1..<text.count - 1])
    }

    /// The content of a string that has no escapes, in place.
    var plainString: ByteView? {
        guard kind == .string, text.count >= 2 else { return nil }
        let content = text[1..<text.count - 1]
        for index in 0..<content.count where content[index] == UInt8(ascii: "\\") { return nil }
        return content
    }

    /// The value of a key of a bag; of equal keys the first.
    func member(_ key: [UInt8]) -> JSONText? {
        var found: JSONText?
        forEachMember { name, value in
            guard name.equals(key) else { return true }
            found = value
            return false
        }
        return found
    }

    /// The element of an array at a position, from the end when negative.
    func element(at index: Int) -> JSONText? {
        guard kind == .array else { return nil }
        var position = index
        if index < 0 {
            position = elementCount + index
            guard position >= 0 else { return nil }
        }
        var found: JSONText?
        var current = 0
        forEachElement { element in
            if current == position { found = element }
            current += 1
            return found == nil
        }
        return found
    }

    var elementCount: Int {
        var total = 0
        forEachElement { _ in
            total += 1
            return true
        }
        return total
    }

    /// Calls `body` for each element until it returns false; does nothing for what is no array.
    func forEachElement(_ body: (JSONText) -> Bool) {
        guard kind == .array else { return }
        var position = 1
        while let start = firstOfValue(from: position) {
            let end = Self.end(ofValueIn: text, at: start)
            guard end > start, body(JSONText(slice: text[start..<end])) else { return }
            position = end
        }
    }

    /// Calls `body` for each key and value until it returns false; does nothing for what is no bag.
    func forEachMember(_ body: (JSONText, JSONText) -> Bool) {
        guard kind == .bag else { return }
        var position = 1
        while let start = firstOfValue(from: position), text[start] == UInt8(ascii: "\"") {
            let keyEnd = Self.end(ofValueIn: text, at: start)
            var valueStart = keyEnd
            while valueStart < text.count, Self.isBlank(text[valueStart]) || text[valueStart] == UInt8(ascii: ":") {
                valueStart += 1
            }
            guard valueStart < text.count else { return }
            let end = Self.end(ofValueIn: text, at: valueStart)
            guard end > valueStart,
                body(JSONText(slice: text[start..<keyEnd]), JSONText(slice: text[valueStart..<end]))
            else { return }
            position = end
        }
    }

    /// Whether this string, with escapes resolved, is the given one.
    private func equals(_ key: [UInt8]) -> Bool {
        if let plain = plainString {
            guard plain.count == key.count else { return false }
            for index in 0..<plain.count where plain[index] != key[index] { return false }
            return true
        }
        return string == key
    }

    private func firstOfValue(from start: Int) -> Int? {
        var position = start
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return nil }
            if !Self.isBlank(byte), byte != UInt8(ascii: ",") { return position }
            position += 1
        }
        return nil
    }

    /// The position after the value that begins at `start`.
    private static func end(ofValueIn text: ByteView, at start: Int) -> Int {
        switch text[start] {
        case UInt8(ascii: "\""):
            return endOfString(in: text, at: start)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            var depth = 0
            var position = start
            while position < text.count {
                switch text[position] {
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    depth -= 1
                    if depth == 0 { return position + 1 }
                case UInt8(ascii: "\""):
                    position = endOfString(in: text, at: position)
                    continue
                default: break
                }
                position += 1
            }
            return position
        default:
            var position = start
            while position < text.count {
                let byte = text[position]
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
                    || isBlank(byte)
                {
                    break
                }
                position += 1
            }
            return position
        }
    }

    private static func endOfString(in text: ByteView, at start: Int) -> Int {
        var position = start + 1
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "\""): return position + 1
            default: position += 1
            }
        }
        return text.count
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
