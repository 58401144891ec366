internal import DuckDB

/// Validates JSON (RFC 8259) and writes it in the one form in which dynamics are kept: no blanks, strings with
/// the shortest escapes, numbers and key order as they were. Equal values then mostly are equal texts.
struct JSONCompactor {
    /// Deeper nesting is no JSON for us: it bounds the stack.
    static let depthLimit = 256

    private let text: ByteView
    private var position = 0
    private var output: [UInt8] = []

    private init(_ text: ByteView) {
        self.text = text
        output.reserveCapacity(text.count)
    }

    /// The compact form, nil where the text is no JSON value.
    static func compact(_ text: ByteView) -> [UInt8]? {
        var compactor = JSONCompactor(text)
        compactor.skipBlanks()
        guard compactor.value(depth: 0) else { return nil }
        compactor.skipBlanks()
        return compactor.position == text.count ? compactor.output : nil
    }

    private mutating func skipBlanks() {
        while position < text.count, JSONText.isBlank(text[position]) { position += 1 }
    }

    private mutating func value(depth: Int) -> Bool {
        guard position < text.count, depth < Self.depthLimit else { return false }
        switch text[position] {
        case UInt8(ascii: "{"): return bag(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return number()
        }
    }

    private mutating func bag(depth: Int) -> Bool {
        take()
        skipBlanks()
        if accept(UInt8(ascii: "}")) { return true }
        while true {
            skipBlanks()
            guard position < text.count, text[position] == UInt8(ascii: "\""), string() else { return false }
            skipBlanks()
            guard accept(UInt8(ascii: ":")) else { return false }
            skipBlanks()
            guard value(depth: depth + 1) else { return false }
            skipBlanks()
            if accept(UInt8(ascii: "}")) { return true }
            guard accept(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func array(depth: Int) -> Bool {
        take()
        skipBlanks()
        if accept(UInt8(ascii: "]")) { return true }
        while true {
            skipBlanks()
            guard value(depth: depth + 1) else { return false }
            skipBlanks()
            if accept(UInt8(ascii: "]")) { return true }
            guard accept(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func string() -> Bool {
        let start = position + 1
        var end = start
        var isPlain = true
        while end < text.count, text[end] != UInt8(ascii: "\"") {
            guard text[end] >= 0x20 else { return false }
            if text[end] == UInt8(ascii: "\\") {
                isPlain = false
                guard end + 1 < text.count else { return false }
                switch text[end + 1] {
                case UInt8(ascii: "u"):
                    guard JSONText.hexadecimal(text, at: end + 2) != nil else { return false }
                    end += 6
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                    UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                    end += 2
                default: return false
                }
            } else {
                end += 1
            }
        }
        guard end < text.count else { return false }
        if isPlain {
            output.append(contentsOf: text[position..<end + 1].buffer)
        } else {
            JSONText.appendString(JSONText.unescape(text[start..<end]), to: &output)
        }
        position = end + 1
        return true
    }

    private mutating func number() -> Bool {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        let whole = position
        guard skipDigits() else { return false }
        if text[whole] == UInt8(ascii: "0"), position > whole + 1 { return false }
        if skip(UInt8(ascii: ".")), !skipDigits() { return false }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
            guard skipDigits() else { return false }
        }
        output.append(contentsOf: text[start..<position].buffer)
        return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= text.count else { return false }
        let matches = word.withUTF8Buffer { letters in
            letters.indices.allSatisfy { text[position + $0] == letters[$0] }
        }
        guard matches else { return false }
        output.append(contentsOf: text[position..<position + length].buffer)
        position += length
        return true
    }

    private mutating func take() {
        output.append(text[position])
        position += 1
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        take()
        return true
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while position < text.count, text[position] &- 0x30 < 10 { position += 1 }
        return position > start
    }
}
