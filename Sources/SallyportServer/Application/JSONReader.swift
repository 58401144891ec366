/// Reads JSON, RFC 8259, into a ``JSONTree``; refuses duplicate members and deep nesting.
struct JSONReader: ~Copyable {
    /// Why a text is no JSON; says the position, repeats no content.
    struct Failure: Error, Sendable, CustomStringConvertible {
        let reason: String
        let offset: Int
        var description: String { "\(reason) at byte \(offset)" }
    }

    /// A token or a body of ours nests a handful of levels; a hundred is malice.
    static let defaultDepth = 32

    private let bytes: [UInt8]
    private var position = 0
    private let maximumDepth: Int

    private init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// - Throws: ``Failure``.
    static func read(
        _ bytes: some Sequence<UInt8>, maximumDepth: Int = defaultDepth
    ) throws(Failure) -> JSONTree {
        var reader = Self(Array(bytes), maximumDepth: maximumDepth)
        // A byte order mark in front is what some tools write, and no reader should fail over it.
        if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.failure("Text after the value") }
        return value
    }

    private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONTree {
        guard depth < maximumDepth else { throw failure("Nesting is too deep") }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONTree) throws(Failure) -> JSONTree {
        let expected = Array("\(text)".utf8)
        guard bytes[position...].starts(with: expected) else { throw failure("Unknown word") }
        position += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONTree {
        position += 1
        var members: [JSONTree.Members.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(JSONTree.Members()) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("A member's name is missing") }
            let name = try string()
            // Two readers of a text with duplicates may see different values: refuse, RFC 8259 §4.
            guard names.insert(name).inserted else { throw failure("A member occurs twice") }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("A colon is missing") }
            members.append(JSONTree.Members.Member(name: name, value: try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw failure("An object does not end") }
            return .object(JSONTree.Members(members))
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONTree {
        position += 1
        var items: [JSONTree] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw failure("An array does not end") }
            return .array(items)
        }
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var output: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: output, as: UTF8.self) else { throw failure("Text is no UTF-8") }
                return text
            case UInt8(ascii: "\\"): try escape(into: &output)
            case 0..<0x20: throw failure("A control character in a text")
            default: output.append(byte)
            }
        }
        throw failure("A text does not end")
    }

    private mutating func escape(into output: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw failure("A text does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(byte)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw failure("Half a surrogate pair") }
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw failure("Half a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("Half a surrogate pair") }
            output.append(contentsOf: String(scalar).utf8)
        default: throw failure("Unknown escape")
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failure("A text does not end") }
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let code = UInt32(digits, radix: 16)
        else { throw failure("Unknown escape") }
        position += 4
        return code
    }

    private mutating func number() throws(Failure) -> JSONTree {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        guard let first = digits.utf8.first, (0x30...0x39).contains(first),
            !(first == 0x30 && digits.utf8.count > 1
                && (digits.utf8.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false)),
            text.utf8.last != UInt8(ascii: ".")
        else {
            position = start
            throw failure("A value is missing")
        }
        if let integer = Int64(text) { return .integer(integer) }
        guard let double = Double(text) else { throw failure("Unknown number") }
        return .number(double)
    }
}
