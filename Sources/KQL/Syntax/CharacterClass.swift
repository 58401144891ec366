/// Which characters are blanks, and which stand in names; KQL §2.
enum CharacterClass {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

    static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    static func isNamePart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || isDigit(byte)
    }

    /// The length in bytes of the blank at an offset, 0 when there is none.
    ///
    /// Besides ASCII these are U+00A0, U+1680, U+180E, U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F, U+3000
    /// and U+FEFF: queries pasted from web pages contain them.
    static func blankLength(_ bytes: [UInt8], _ index: Int) -> Int {
        let first = bytes[index]
        if first == 0x20 || (first >= 0x09 && first <= 0x0D) { return 1 }
        guard first >= 0xC2 else { return 0 }
        if first == 0xC2 { return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0 }
        guard index + 2 < bytes.count else { return 0 }
        switch (first, bytes[index + 1], bytes[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE1, 0xA0, 0x8E), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9),
            (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            return 3
        default:
            return 0
        }
    }

    /// The length in bytes of the line end at an offset, 0 when there is none.
    static func lineEndLength(_ bytes: [UInt8], _ index: Int) -> Int {
        let first = bytes[index]
        if first == 0x0A || first == 0x0D { return 1 }
        if first == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 {
            return 3
        }
        return 0
    }

    /// The number of bytes of the scalar that starts at an offset; 1 for a stray byte.
    static func scalarLength(_ bytes: [UInt8], _ index: Int) -> Int {
        let first = bytes[index]
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        return min(length, bytes.count - index)
    }
}
