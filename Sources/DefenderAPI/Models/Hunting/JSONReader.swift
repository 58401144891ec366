/// A refusal of text that is no JSON, RFC 8259.
public struct JSONReaderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong.
    public var message: String

    /// The byte where it was wrong, from 0.
    public var offset: Int

    /// One line for a log or a terminal.
    public var description: String { "\(message) at byte \(offset)." }
}

/// Reads JSON from UTF-8 bytes in one pass.
///
/// Foundation's decoder reads about 18 MB/s, a hunting answer can have more than 100 MB.
struct JSONReader {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    /// Deeper nesting than this is refused, so that no answer can overflow the stack.
    static let maximumDepth = 256

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads one value that fills the bytes.
    static func value(of bytes: [UInt8]) throws -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.readValue()
        try reader.readEnd()
        return value
    }

    mutating func readEnd() throws {
        skipBlanks()
        guard position == bytes.count else { throw error("Unexpected text after the value") }
    }

    mutating func readValue() throws -> JSONValue {
        skipBlanks()
        switch try peek() {
        case UInt8(ascii: "\""):
            return .string(try readString())
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try readObject { name, reader in members[name] = try reader.readValue() }
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            try readArray { reader in elements.append(try reader.readValue()) }
            return .array(elements)
        case UInt8(ascii: "t"):
            try readLiteral("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try readLiteral("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try readLiteral("null")
            return .null
        default:
            return try readNumber()
        }
    }

    mutating func skipValue() throws { _ = try readValue() }

    mutating func readObject(_ member: (String, inout JSONReader) throws -> Void) throws {
        try readObjectBytes { name, reader in
            try member(try reader.text(of: name), &reader)
        }
    }

    /// Calls `member` with the range of each name between its quotes, escapes not resolved.
    mutating func readObjectBytes(_ member: (Range<Int>, inout JSONReader) throws -> Void) throws {
        try enter("{")
        skipBlanks()
        if try peek() == UInt8(ascii: "}") {
            leave()
            return
        }
        while true {
            skipBlanks()
            let name = try stringRange()
            skipBlanks()
            guard try peek() == UInt8(ascii: ":") else { throw error("Expected ':'") }
            position += 1
            try member(name, &self)
            skipBlanks()
            let next = try peek()
            if next == UInt8(ascii: "}") { break }
            guard next == UInt8(ascii: ",") else { throw error("Expected ',' or '}'") }
            position += 1
        }
        leave()
    }

    mutating func readArray(_ element: (inout JSONReader) throws -> Void) throws {
        skipBlanks()
        try enter("[")
        skipBlanks()
        if try peek() == UInt8(ascii: "]") {
            leave()
            return
        }
        while true {
            try element(&self)
            skipBlanks()
            let next = try peek()
            if next == UInt8(ascii: "]") { break }
            guard next == UInt8(ascii: ",") else { throw error("Expected ',' or ']'") }
            position += 1
        }
        leave()
    }

    func matches(_ range: Range<Int>, _ key: [UInt8]) -> Bool {
        range.count == key.count && bytes[range].elementsEqual(key)
    }

    func error(_ message: String) -> JSONReaderError { JSONReaderError(message: message, offset: position) }
}

extension JSONReader {
    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func peek() throws -> UInt8 {
        guard position < bytes.count else { throw error("The text ends too soon") }
        return bytes[position]
    }

    private mutating func enter(_ bracket: Unicode.Scalar) throws {
        skipBlanks()
        guard try peek() == UInt8(ascii: bracket) else { throw error("Expected '\(bracket)'") }
        guard depth < Self.maximumDepth else { throw error("Nested too deeply") }
        depth += 1
        position += 1
    }

    private mutating func leave() {
        depth -= 1
        position += 1
    }

    private mutating func readLiteral(_ literal: StaticString) throws {
        let end = position + literal.utf8CodeUnitCount
        guard end <= bytes.count,
            literal.withUTF8Buffer({ bytes[position..<end].elementsEqual($0) })
        else { throw error("Expected \(literal)") }
        position = end
    }

    private mutating func readNumber() throws -> JSONValue {
        let start = position
        var isInteger = true
        scan: while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isInteger = false
            default: break scan
            }
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            digits.utf8.count == 1
                || !(first == UInt8(ascii: "0") && digits.utf8.dropFirst().first.map(isDigit) == true)
        else {
            position = start
            throw error("Expected a value")
        }
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard digits.utf8.last.map(isDigit) == true, !text.contains(".e"), !text.contains(".E"),
            let value = Double(text)
        else {
            position = start
            throw error("Expected a number")
        }
        return .double(value)
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func readString() throws -> String { try text(of: try stringRange()) }

    /// The range between the quotes; leaves the position behind the closing one.
    private mutating func stringRange() throws -> Range<Int> {
        guard try peek() == UInt8(ascii: "\"") else { throw error("Expected a text") }
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return start..<(position - 1)
            case UInt8(ascii: "\\"):
                position += 2
            case 0..<0x20:
                // RFC 8259 §7: control characters must be escaped. A raw line break in a query is the usual case.
                throw error("A control character in a text must be escaped")
            default:
                position += 1
            }
        }
        position = bytes.count
        throw error("A text is not closed")
    }

    /// The text of a range between quotes, escapes resolved, RFC 8259 §7.
    func text(of range: Range<Int>) throws -> String {
        let slice = bytes[range]
        guard slice.contains(UInt8(ascii: "\\")) else {
            guard let text = String(validating: slice, as: UTF8.self) else {
                throw JSONReaderError(message: "A text is no UTF-8", offset: range.lowerBound)
            }
            return text
        }
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                continue
            }
            guard index < range.upperBound else { throw escapeError(index) }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(escape)
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                let scalar = try unicodeScalar(at: &index, end: range.upperBound)
                output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [0xEF, 0xBF, 0xBD])
            default: throw escapeError(index - 1)
            }
        }
        guard let text = String(validating: output, as: UTF8.self) else {
            throw JSONReaderError(message: "A text is no UTF-8", offset: range.lowerBound)
        }
        return text
    }

    /// Reads `XXXX`, and a second surrogate when the first demands one; a lone surrogate becomes U+FFFD.
    private func unicodeScalar(at index: inout Int, end: Int) throws -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let first = try hexadecimal(at: &index, end: end)
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? replacement }
        guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return replacement
        }
        var ahead = index + 2
        let second = try hexadecimal(at: &ahead, end: end)
        guard (0xDC00..<0xE000).contains(second) else { return replacement }
        index = ahead
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
    }

    private func hexadecimal(at index: inout Int, end: Int) throws -> UInt32 {
        guard index + 4 <= end else { throw escapeError(index) }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw escapeError(index) }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }

    private func escapeError(_ index: Int) -> JSONReaderError {
        JSONReaderError(message: "An escape is not valid", offset: index)
    }
}
