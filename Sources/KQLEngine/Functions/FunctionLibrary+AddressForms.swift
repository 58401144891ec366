internal import DuckDB
internal import KQL

// MARK: IPv4 and IPv6, kql.md §13

extension FunctionLibrary {
    static let addressForms: [FunctionBody] = [
        FunctionBody(.parseIPv4Mask) { input, output in
            input.forEachRow(output) { row in
                let prefix = IPv4Prefix(input[0].text(row))?.masked(to: input[1].int64(row))
                output.set(row, prefix.map { Int64($0.network) })
            }
        },
        FunctionBody(.parseIPv6) { input, output in
            input.forEachRow(output) { row in
                let bits = input[1].int64(row)
                let prefix = (0...128).contains(bits) ? IPPrefix(input[0].text(row)) : nil
                output.set(row, prefix?.masked(to: Int(bits)).text ?? "")
            }
        },
        FunctionBody(.ipv4Compare) { input, output in
            input.forEachRow(output) { row in
                let bits = input[2].int64(row)
                guard (0...32).contains(bits), let left = IPv4Prefix(input[0].text(row)),
                    let right = IPv4Prefix(input[1].text(row))
                else {
                    output.setNull(row)
                    return
                }
                let shortest = Int64(min(left.length, right.length, Int(bits)))
                let (a, b) = (left.masked(to: shortest)?.network ?? 0, right.masked(to: shortest)?.network ?? 0)
                output.set(row, Int64(a == b ? 0 : a < b ? -1 : 1))
            }
        },
        FunctionBody(.ipv6Compare) { input, output in
            input.forEachRow(output) { row in
                let bits = input[2].int64(row)
                guard (0...128).contains(bits), let left = IPPrefix(input[0].text(row)),
                    let right = IPPrefix(input[1].text(row))
                else {
                    output.setNull(row)
                    return
                }
                output.set(row, left.compare(right, bits: Int(bits)))
            }
        },
        FunctionBody(.ipv6IsInRange) { input, output in
            try input.forEachRow(output, preparing: 1, { IPPrefix($0) }) { prefix, row in
                let address = IPPrefix(input[0].text(row))
                output.set(row, address.flatMap { address in prefix.map { $0.contains(address) } })
            }
        },
        FunctionBody(.ipv6IsInAnyRange) { input, output in
            try input.forEachRow(
                output, preparing: 1, { strings(of: $0).compactMap { ByteView.with($0) { IPPrefix($0) } } }
            ) { prefixes, row in
                let address = IPPrefix(input[0].text(row))
                output.set(row, address.map { address in prefixes.contains { $0.contains(address) } })
            }
        },
        FunctionBody(.ipv4Suffix) { input, output in
            input.forEachRow(output) { output.set($0, IPv4Prefix(input[0].text($0)).map { Int64($0.length) }) }
        },
        FunctionBody(.ipv4Prefixes) { input, output in
            input.forEachRow(output) { row in
                guard let first = IPv4Prefix(input[0].text(row)), let last = IPv4Prefix(input[1].text(row)) else {
                    output.setNull(row)
                    return
                }
                let prefixes = IPv4Prefix.covering(first.network, last.network)
                output.set(row, JSONArray.text(prefixes.map { JSONText.quoted("\($0.text)/\($0.length)".utf8) }))
            }
        },
        formatted(.formatIPv4) { $0.text },
        formatted(.formatIPv4Mask) { "\($0.text)/\($0.length)" },
    ]

    static let addressTerms: [FunctionBody] = [
        sought(.hasIPv4) { [IPv4Needle($0, isPrefix: false)].compactMap(\.self) },
        sought(.hasIPv4Prefix) { [IPv4Needle($0, isPrefix: true)].compactMap(\.self) },
        sought(.hasAnyIPv4) { needles($0, isPrefix: false) },
        sought(.hasAnyIPv4Prefix) { needles($0, isPrefix: true) },
    ]

    private static func needles(_ array: ByteView, isPrefix: Bool) -> [IPv4Needle] {
        strings(of: array).compactMap { ByteView.with($0) { IPv4Needle($0, isPrefix: isPrefix) } }
    }

    /// The strings of a JSON array.
    private static func strings(of array: ByteView) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        JSONText(array)?.forEachElement { element in
            if element.kind == .string { strings.append(element.string) }
            return true
        }
        return strings
    }

    private static func sought(
        _ function: EngineFunction, _ make: @escaping @Sendable (ByteView) -> [IPv4Needle]
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            try input.forEachRow(output, preparing: 1, make) { needles, row in
                let text = input[0].text(row)
                output.set(row, needles.contains { $0.occurs(in: text) })
            }
        }
    }

    private static func formatted(
        _ function: EngineFunction, _ body: @escaping @Sendable (IPv4Prefix) -> String
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { row in
                let text = input[0].text(row)
                let number = NumberText.long(text).flatMap { UInt32(exactly: $0) }
                let address = number.map { IPv4Prefix(network: $0, length: 32) } ?? IPv4Prefix(text)
                output.set(row, address?.masked(to: input[1].int64(row)).map(body) ?? "")
            }
        }
    }
}

extension IPv4Prefix {
    /// The prefix, no longer than a number of bits; nil for a number that no prefix has.
    func masked(to bits: Int64) -> IPv4Prefix? {
        guard (0...32).contains(bits) else { return nil }
        let shortest = min(length, Int(bits))
        return IPv4Prefix(network: network & Self.mask(shortest), length: shortest)
    }

    var text: String { (0..<4).map { String(network >> UInt32(24 - $0 * 8) & 255) }.joined(separator: ".") }

    /// The fewest prefixes that hold all addresses from one to another.
    static func covering(_ first: UInt32, _ last: UInt32) -> [IPv4Prefix] {
        var prefixes: [IPv4Prefix] = []
        var start = UInt64(first)
        while start <= UInt64(last) {
            var bits = 32
            while bits > 0 {
                let size = UInt64(1) << UInt64(33 - bits)
                guard start % size == 0, start + size - 1 <= UInt64(last) else { break }
                bits -= 1
            }
            prefixes.append(IPv4Prefix(network: UInt32(start), length: bits))
            start += UInt64(1) << UInt64(32 - bits)
        }
        return prefixes
    }
}
