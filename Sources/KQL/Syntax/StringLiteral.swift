/// The value of a string literal; KQL §2.
enum StringLiteral {
    /// The number of bytes of the escape sequence at a backslash, 0 when it is none.
    static func escapeLength(_ bytes: [UInt8], _ index: Int) -> Int {
        guard index + 1 < bytes.count else { return 0 }
        switch bytes[index + 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "v"):
            return 2
        case UInt8(ascii: "x"): return hexLength(bytes, index, 2)
        case UInt8(ascii: "u"): return hexLength(bytes, index, 4)
        case UInt8(ascii: "U"): return hexLength(bytes, index, 8)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var length = 2
            let most = bytes[index + 1] <= UInt8(ascii: "3") ? 4 : 3
            while length < most, index + length < bytes.count,
                (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[index + length])
            {
                length += 1
            }
            return length
        default: return 0
        }
    }

    /// Whether a token is a string that its author marked as secret, `h'…'`.
    static func isObfuscated(_ bytes: [UInt8], _ token: Token) -> Bool {
        token.kind == .string && token.span.start < bytes.count && bytes[token.span.start] | 0x20 == UInt8(ascii: "h")
    }

    private static func hexLength(_ bytes: [UInt8], _ index: Int, _ digits: Int) -> Int {
        guard index + 2 + digits <= bytes.count else { return 0 }
        for offset in 0..<digits where !CharacterClass.isHexDigit(bytes[index + 2 + offset]) { return 0 }
        return 2 + digits
    }

    /// The text that a literal stands for; of a malformed one, what can be read of it.
    static func value(_ bytes: [UInt8], _ span: Span) -> String {
        var index = span.start
        var end = span.end
        if bytes[index] | 0x20 == UInt8(ascii: "h") { index += 1 }
        let isVerbatim = index < end && bytes[index] == UInt8(ascii: "@")
        if isVerbatim { index += 1 }
        guard index < end else { return "" }
        let quote = bytes[index]
        if quote == UInt8(ascii: "`") || quote == UInt8(ascii: "~") {
            index += 3
            if end - index >= 3, bytes[end - 1] == quote, bytes[end - 2] == quote { end -= 3 }
            return String(decoding: bytes[min(index, end)..<end], as: UTF8.self)
        }
        index += 1
        if end > index, bytes[end - 1] == quote { end -= 1 }
        var units: [UInt8] = []
        units.reserveCapacity(end - index)
        while index < end {
            let byte = bytes[index]
            if isVerbatim, byte == quote, index + 1 < end, bytes[index + 1] == quote {
                units.append(quote)
                index += 2
            } else if !isVerbatim, byte == UInt8(ascii: "\\") {
                let length = escapeLength(bytes, index)
                if length == 0 || index + length > end {
                    units.append(byte)
                    index += 1
                } else {
                    append(escape: bytes[index..<index + length], to: &units)
                    index += length
                }
            } else {
                units.append(byte)
                index += 1
            }
        }
        return String(decoding: repairSurrogates(units), as: UTF8.self)
    }

    private static func append(escape: ArraySlice<UInt8>, to units: inout [UInt8]) {
        let start = escape.startIndex
        let scalarValue: UInt32
        switch escape[start + 1] {
        case UInt8(ascii: "n"): scalarValue = 0x0A
        case UInt8(ascii: "t"): scalarValue = 0x09
        case UInt8(ascii: "r"): scalarValue = 0x0D
        case UInt8(ascii: "a"): scalarValue = 0x07
        case UInt8(ascii: "b"): scalarValue = 0x08
        case UInt8(ascii: "f"): scalarValue = 0x0C
        case UInt8(ascii: "v"): scalarValue = 0x0B
        case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
            scalarValue = UInt32(String(decoding: escape[(start + 2)...], as: UTF8.self), radix: 16) ?? 0xFFFD
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            scalarValue = UInt32(String(decoding: escape[(start + 1)...], as: UTF8.self), radix: 8) ?? 0xFFFD
        default: scalarValue = UInt32(escape[start + 1])
        }
        if (0xD800...0xDFFF).contains(scalarValue) {
            // Half of a pair, kept in the three-byte form until its other half is seen.
            units.append(0xE0 | UInt8(scalarValue >> 12))
            units.append(0x80 | UInt8(scalarValue >> 6 & 0x3F))
            units.append(0x80 | UInt8(scalarValue & 0x3F))
        } else {
            units.append(contentsOf: String(Character(Unicode.Scalar(scalarValue) ?? "\u{FFFD}")).utf8)
        }
    }

    /// Joins pairs of `\uD8xx\uDCxx` escapes to one scalar.
    private static func repairSurrogates(_ units: [UInt8]) -> [UInt8] {
        guard units.contains(0xED) else { return units }
        var result: [UInt8] = []
        var index = 0
        while index < units.count {
            if let high = half(units, index), high < 0xDC00, let low = half(units, index + 3), low >= 0xDC00,
                let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            {
                result.append(contentsOf: String(Character(scalar)).utf8)
                index += 6
            } else {
                result.append(units[index])
                index += 1
            }
        }
        return result
    }

    private static func half(_ units: [UInt8], _ index: Int) -> UInt32? {
        guard index + 2 < units.count, units[index] == 0xED, units[index + 1] >= 0xA0 else { return nil }
        return 0xD000 | UInt32(units[index + 1] & 0x3F) << 6 | UInt32(units[index + 2] & 0x3F)
    }
}
