/// Names of the devices of a recording, and the identifiers made of them.
///
/// Some channels log the short name of a machine that others log in full. A short name is taken for the full name
/// whose first label it is, when the recording has exactly one.
struct DeviceNames: Sendable {
    private var full: Set<String> = []
    private var canonical: [String: String] = [:]

    /// Notes a name as an event has it.
    mutating func note(_ name: String) {
        let lower = name.lowercased()
        if lower.contains(".") { full.insert(lower) }
    }

    /// The DNS name of a device in lower case, as full as the recording allows.
    func name(for raw: String) -> String {
        let lower = raw.lowercased()
        guard !lower.contains(".") else { return lower }
        let matches = full.filter { $0.hasPrefix(lower + ".") }
        return matches.count == 1 ? matches.first ?? lower : lower
    }

    /// The identifier of a device: SHA-1 of its name, 40 digits in lower case.
    static func identifier(of name: String) -> String {
        SHA1.hexadecimal(of: name)
    }
}

/// SHA-1 (FIPS 180-4 §6.1), for identifiers only; nothing here is meant to be secret or unforgeable.
enum SHA1 {
    static func hexadecimal(of text: String) -> String {
        var message = Array(text.utf8)
        let bitCount = UInt64(message.count) * 8
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
        }
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        for start in stride(from: 0, to: message.count, by: 64) {
            compress(message[start..<(start + 64)], into: &state)
        }
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var words: [UInt32] = []
        words.reserveCapacity(80)
        for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
            words.append(block[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) })
        }
        for index in 16..<80 {
            words.append(rotate(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for index in 0..<80 {
            let (mix, constant): (UInt32, UInt32) =
                switch index {
                case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let next = rotate(a, by: 5) &+ mix &+ e &+ constant &+ words[index]
            (e, d, c, b, a) = (d, c, rotate(b, by: 30), a, next)
        }
        for (index, value) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ value }
    }

    private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 {
        word << count | word >> (32 - count)
    }
}
