internal import DuckDB
internal import KQL

// MARK: IPv4, kql.md §13

extension FunctionLibrary {
    static let addresses: [FunctionBody] = [
        FunctionBody(.parseIPv4) { input, output in
            input.forEachRow(output) { output.set($0, IPv4Prefix(input[0].text($0)).map { Int64($0.network) }) }
        },
        FunctionBody(.ipv4IsPrivate) { input, output in
            input.forEachRow(output) { row in
                let address = IPv4Prefix(input[0].text(row))
                output.set(row, address.map { address in IPv4Prefix.privateRanges.contains { $0.contains(address) } })
            }
        },
        FunctionBody(.ipv4IsInRange) { input, output in
            var prefixes = PreparedArgument(input[1]) { IPv4Prefix($0) }
            try input.forEachRow(output) { row in
                let address = IPv4Prefix(input[0].text(row))
                let prefix = try prefixes.value(row)
                output.set(row, address.flatMap { address in prefix.map { $0.contains(address) } })
            }
        },
        FunctionBody(.ipv4IsInAnyRange) { input, output in
            var lists = PreparedArgument(input[1]) { text -> [IPv4Prefix] in
                var prefixes: [IPv4Prefix] = []
                JSONText(text)?.forEachElement { element in
                    if let prefix = element.withString({ IPv4Prefix($0) }) ?? nil { prefixes.append(prefix) }
                    return true
                }
                return prefixes
            }
            try input.forEachRow(output) { row in
                let address = IPv4Prefix(input[0].text(row))
                let prefixes = try lists.value(row)
                output.set(row, address.map { address in prefixes.contains { $0.contains(address) } })
            }
        },
    ]
}

/// An IPv4 address with the length of its prefix; a bare address has 32 bits.
struct IPv4Prefix: Equatable {
    /// The address with the bits beyond the prefix cleared.
    let network: UInt32
    let length: Int

    static let privateRanges: [IPv4Prefix] = [
        IPv4Prefix(network: 0x0A00_0000, length: 8), IPv4Prefix(network: 0xAC10_0000, length: 12),
        IPv4Prefix(network: 0xC0A8_0000, length: 16),
    ]

    init(network: UInt32, length: Int) {
        self.network = network
        self.length = length
    }

    /// Reads `a.b.c.d` or `a.b.c.d/bits` with outer blanks; leading zeros are refused, since some read them as octal.
    init?(_ text: ByteView) {
        let text = NumberText.trimmed(text)
        var position = 0
        func number(upTo limit: UInt32) -> UInt32? {
            let start = position
            var value: UInt32 = 0
            while position < text.count, position - start < 3, text[position] &- 0x30 < 10 {
                value = value * 10 + UInt32(text[position] - 0x30)
                position += 1
            }
            let digits = position - start
            guard digits > 0, value <= limit, digits == 1 || text[start] != 0x30 else { return nil }
            return value
        }
        var address: UInt32 = 0
        for part in 0..<4 {
            if part > 0 {
                guard position < text.count, text[position] == UInt8(ascii: ".") else { return nil }
                position += 1
            }
            guard let value = number(upTo: 255) else { return nil }
            address = address << 8 | value
        }
        var bits = 32
        if position < text.count {
            guard text[position] == UInt8(ascii: "/") else { return nil }
            position += 1
            guard let value = number(upTo: 32), position == text.count else { return nil }
            bits = Int(value)
        }
        length = bits
        network = address & Self.mask(bits)
    }

    static func mask(_ bits: Int) -> UInt32 { bits == 0 ? 0 : ~0 << UInt32(32 - bits) }

    func contains(_ other: IPv4Prefix) -> Bool {
        other.length >= length && other.network & Self.mask(length) == network
    }
}
