internal import DuckDB

/// An IPv6 or IPv4 address in 128 bits with the length of its prefix; IPv4 lies behind `::ffff:`.
struct IPPrefix {
    /// The address with the bits beyond the prefix cleared.
    let network: UInt128
    let length: Int

    private init(_ address: UInt128, length: Int) {
        self.length = length
        network = address & Self.mask(length)
    }

    private static func mask(_ bits: Int) -> UInt128 { bits == 0 ? 0 : ~0 << UInt128(128 - bits) }

    init?(_ text: ByteView) {
        let text = NumberText.trimmed(text)
        if let address = IPv4Prefix(text) {
            self.init(0xFFFF_0000_0000 | UInt128(address.network), length: 96 + address.length)
            return
        }
        var parts = text.string.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var bits: Int?
        if parts.count == 2 {
            guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }),
                let value = Int(parts[1])
            else { return nil }
            bits = value
        }
        let hasIPv4 = parts[0].contains(".")
        guard let address = Self.address(&parts[0]) else { return nil }
        var length = bits ?? 128
        // Behind a dotted quad the bits count from its own first bit.
        if hasIPv4, length <= 32 { length += 96 }
        guard length <= 128 else { return nil }
        self.init(address, length: length)
    }

    private static func address(_ text: inout Substring) -> UInt128? {
        var tail: UInt128?
        if text.contains(".") {
            guard let colon = text.lastIndex(of: ":"),
                let address = ByteView.with(String(text[text.index(after: colon)...]), { IPv4Prefix($0) }),
                address.length == 32
            else { return nil }
            tail = UInt128(address.network)
            text = text[...colon]
            // What stands before the quad counts as `::ffff:`, as the service has it.
            if text == "::" || text.lowercased() == "::ffff:" { return 0xFFFF_0000_0000 | UInt128(address.network) }
            text += "0:0"
        }
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        var groups: [[UInt16]] = []
        for half in halves {
            guard let values = Self.groups(half) else { return nil }
            groups.append(values)
        }
        let count = groups.reduce(0) { $0 + $1.count }
        guard halves.count == 2 ? count < 8 : count == 8 else { return nil }
        let all = groups[0] + [UInt16](repeating: 0, count: 8 - count) + (groups.count > 1 ? groups[1] : [])
        return all.reduce(UInt128(0)) { $0 << 16 | UInt128($1) } | (tail ?? 0)
    }

    private static func groups(_ text: Substring) -> [UInt16]? {
        if text.isEmpty { return [] }
        var result: [UInt16] = []
        for group in text.split(separator: ":", omittingEmptySubsequences: false) {
            guard (1...4).contains(group.utf8.count), let value = UInt16(group, radix: 16), group.first != "+" else {
                return nil
            }
            result.append(value)
        }
        return result
    }

    /// The prefix, no longer than a number of bits.
    func masked(to bits: Int) -> IPPrefix { IPPrefix(network, length: min(length, bits)) }

    func contains(_ other: IPPrefix) -> Bool { other.length >= length && other.network & Self.mask(length) == network }

    /// -1, 0 or 1 under the shortest of both prefixes and a number of bits.
    func compare(_ other: IPPrefix, bits: Int) -> Int64 {
        let shortest = min(length, other.length, bits)
        let (a, b) = (masked(to: shortest).network, other.masked(to: shortest).network)
        return a == b ? 0 : a < b ? -1 : 1
    }

    /// Eight groups of four hexadecimal digits.
    var text: String {
        (0..<8).map { index in
            let group = String(UInt16(truncatingIfNeeded: network >> UInt128(112 - index * 16)), radix: 16)
            return String(repeating: "0", count: 4 - group.utf8.count) + group
        }.joined(separator: ":")
    }
}
