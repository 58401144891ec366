/// Characters that make up terms: Unicode letters and digits, categories L and N (kql.md §6).
enum TermCharacter {
    private static let limit: UInt32 = 0x20000

    private static let bits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: Int(limit / 64))
        for value in 0..<limit where isTermByCategory(value) {
            bits[Int(value / 64)] |= 1 << UInt64(value % 64)
        }
        return bits
    }()

    /// Whether a scalar value belongs to a term.
    @inline(__always)
    static func isTerm(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return isTermASCII(UInt8(truncatingIfNeeded: scalar)) }
        guard scalar < limit else { return isTermByCategory(scalar) }
        return (bits[Int(scalar / 64)] >> UInt64(scalar % 64)) & 1 == 1
    }

    @inline(__always)
    static func isTermASCII(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    private static func isTermByCategory(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            return true
        default:
            return false
        }
    }
}
