internal import DuckDB

extension JSONText {
    /// The text that the inside of a JSON string stands for. Unpaired surrogates become U+FFFD, since text is
    /// UTF-8 everywhere.
    static func unescape(_ content: ByteView) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        var position = 0
        while position < content.count {
            let byte = content[position]
            guard byte == UInt8(ascii: "\\"), position + 1 < content.count else {
                output.append(byte)
                position += 1
                continue
            }
            let kind = content[position + 1]
            position += 2
            switch kind {
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "u"):
                var scalar = hexadecimal(content, at: position) ?? 0xFFFD
                position = min(position + 4, content.count)
                if (0xD800..<0xDC00).contains(scalar), position + 6 <= content.count,
                    content[position] == UInt8(ascii: "\\"), content[position + 1] == UInt8(ascii: "u"),
                    let low = hexadecimal(content, at: position + 2), (0xDC00..<0xE000).contains(low)
                {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                    position += 6
                }
                appendUTF8(scalar, to: &output)
            default: output.append(kind)
            }
        }
        return output
    }

    /// Writes the UTF-8 of a scalar value; what is no scalar becomes U+FFFD.
    static func appendUTF8(_ value: UInt32, to output: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        if scalar.value < 0x80 {
            output.append(UInt8(scalar.value))
        } else {
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }

    static func hexadecimal(_ text: ByteView, at position: Int) -> UInt32? {
        guard position + 4 <= text.count else { return nil }
        var value: UInt32 = 0
        for index in position..<position + 4 {
            guard let digit = HexadecimalDigit.value(text[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// Writes a text as a JSON string with the shortest escapes.
    static func appendString(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        if text.withContiguousStorageIfAvailable({ appendEscaped($0, to: &output) }) == nil {
            Array(text).withUnsafeBufferPointer { appendEscaped($0, to: &output) }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Copies what needs no escape in runs, since most texts need none.
    private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            output.append(contentsOf: text[start..<index])
            appendEscape(of: byte, to: &output)
            start = index + 1
        }
        output.append(contentsOf: text[start...])
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x20...: output.append(byte)
        default:
            output.append(contentsOf: "u00".utf8)
            output.append(HexadecimalDigit.lower(byte >> 4))
            output.append(HexadecimalDigit.lower(byte & 15))
        }
    }

    static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        appendString(text, to: &output)
        return output
    }
}

/// Hexadecimal digits as bytes.
enum HexadecimalDigit {
    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    static func lower(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    static func upper(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
