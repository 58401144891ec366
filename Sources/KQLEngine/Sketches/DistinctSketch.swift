internal import DuckDB
internal import Foundation

/// What `hll` keeps of a set: the hashes of its members while they are few, else HyperLogLog registers.
///
/// Written as `[[1024,14],["hash",…],[register,…]]`, of which one of the two lists is empty.
struct DistinctSketch {
    /// How many hashes are kept before registers are used.
    static let mostHashes = 16_384
    private static let precision = 14
    private static let registerCount = 1 << precision

    private var hashes: Set<UInt64> = []
    private var registers: [UInt8] = []

    init() {}

    /// Reads what ``text`` has written; nil for anything else.
    init?(_ value: JSONText?) {
        guard let parts = value?.elements, parts.count == 3 else { return nil }
        guard parts[0] == Array("[1024,14]".utf8) else { return nil }
        let hashTexts = ByteView.with(parts[1]) { JSONText($0)?.elements }
        let registerTexts = ByteView.with(parts[2]) { JSONText($0)?.elements }
        guard let hashTexts, let registerTexts else { return nil }
        for text in hashTexts {
            guard let hash = ByteView.with(text, { JSONText($0)?.asLong }) else { return nil }
            hashes.insert(UInt64(bitPattern: hash))
        }
        guard registerTexts.isEmpty || registerTexts.count == Self.registerCount else { return nil }
        for text in registerTexts {
            guard let value = ByteView.with(text, { NumberText.long($0) }), (0...64).contains(value) else { return nil }
            registers.append(UInt8(value))
        }
    }

    mutating func insert(_ text: ByteView) { insert(hash: XXHash64.hash(text)) }

    private mutating func insert(hash: UInt64) {
        guard registers.isEmpty else {
            register(hash)
            return
        }
        hashes.insert(hash)
        if hashes.count > Self.mostHashes { makeRegisters() }
    }

    private mutating func makeRegisters() {
        registers = Array(repeating: 0, count: Self.registerCount)
        for hash in hashes { register(hash) }
        hashes = []
    }

    private mutating func register(_ hash: UInt64) {
        let place = Int(hash >> UInt64(64 - Self.precision))
        let rest = hash << UInt64(Self.precision)
        let rank = UInt8(min(rest.leadingZeroBitCount, 64 - Self.precision) + 1)
        registers[place] = max(registers[place], rank)
    }

    mutating func merge(_ other: DistinctSketch) {
        if !other.registers.isEmpty {
            if registers.isEmpty { makeRegisters() }
            for place in registers.indices { registers[place] = max(registers[place], other.registers[place]) }
        }
        for hash in other.hashes { insert(hash: hash) }
    }

    /// How many members the set has: exact with hashes, else an estimate within about one per cent.
    var count: Int64 {
        guard !registers.isEmpty else { return Int64(hashes.count) }
        let size = Double(Self.registerCount)
        var sum = 0.0
        var zeros = 0
        for rank in registers {
            sum += 1 / Double(UInt64(1) << UInt64(min(rank, 63)))
            if rank == 0 { zeros += 1 }
        }
        let estimate = 0.7213 / (1 + 1.079 / size) * size * size / sum
        // Linear counting is better while registers are free; Flajolet et al. 2007, section 4.
        if estimate <= 2.5 * size, zeros > 0 {
            return Int64((size * log(size / Double(zeros))).rounded())
        }
        return Int64(estimate.rounded())
    }

    /// How many members several sets share: counted while all have hashes, else by the sizes of the unions.
    static func common(_ sketches: [DistinctSketch]) -> Int64? {
        guard let first = sketches.first, sketches.count <= 12 else { return nil }
        if sketches.allSatisfy(\.registers.isEmpty) {
            return Int64(sketches.dropFirst().reduce(first.hashes) { $0.intersection($1.hashes) }.count)
        }
        var result: Int64 = 0
        for choice in 1..<(1 << sketches.count) {
            var union = DistinctSketch()
            for index in sketches.indices where choice >> index & 1 == 1 { union.merge(sketches[index]) }
            result += choice.nonzeroBitCount % 2 == 1 ? union.count : -union.count
        }
        return max(result, 0)
    }

    var text: [UInt8] {
        var output = Array("[[1024,14],[".utf8)
        for (index, hash) in hashes.sorted().enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: "\"\(Int64(bitPattern: hash))\"".utf8)
        }
        output.append(contentsOf: "],[".utf8)
        for (index, rank) in registers.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: "\(rank)".utf8)
        }
        output.append(contentsOf: "]]".utf8)
        return output
    }
}
