/// Finds bytes in bytes, sixteen candidate positions at a time.
///
/// Two bytes of the needle that are rare in command lines are compared at all positions of a block; where both
/// agree the whole needle is compared. With folding the needle is lower-case ASCII and letters match both cases.
package struct ByteFinder: Sendable {
    private let needle: [UInt8]
    private let isFolding: Bool
    private let firstOffset: Int
    private let secondOffset: Int
    private let first: UInt8
    private let second: UInt8
    private let firstMask: UInt8
    private let secondMask: UInt8

    package init(_ needle: [UInt8], isFolding: Bool) {
        self.needle = needle
        self.isFolding = isFolding
        let byRarity = needle.indices.sorted { Self.commonness(needle[$0]) < Self.commonness(needle[$1]) }
        firstOffset = byRarity.first ?? 0
        secondOffset = byRarity.dropFirst().first ?? firstOffset
        first = needle.isEmpty ? 0 : needle[firstOffset]
        second = needle.isEmpty ? 0 : needle[secondOffset]
        firstMask = isFolding && Self.isLetter(first) ? 0x20 : 0
        secondMask = isFolding && Self.isLetter(second) ? 0x20 : 0
    }

    /// The first position at or after `start`.
    package func find(in text: ByteView, from start: Int) -> Int? {
        let last = text.count - needle.count
        var position = start
        let bytes = UnsafeRawPointer(text.base)
        let firstMasks = SIMD16<UInt8>(repeating: firstMask)
        let secondMasks = SIMD16<UInt8>(repeating: secondMask)
        let firsts = SIMD16<UInt8>(repeating: first)
        let seconds = SIMD16<UInt8>(repeating: second)
        while position + 15 <= last {
            let a = bytes.loadUnaligned(fromByteOffset: position + firstOffset, as: SIMD16<UInt8>.self)
            let b = bytes.loadUnaligned(fromByteOffset: position + secondOffset, as: SIMD16<UInt8>.self)
            let both = unsafeBitCast(
                ((a | firstMasks) .== firsts) .& ((b | secondMasks) .== seconds), to: SIMD2<UInt64>.self)
            if both.x | both.y != 0, let found = candidate(in: text, from: position, low: both.x, high: both.y) {
                return found
            }
            position += 16
        }
        while position <= last {
            if text[position + firstOffset] | firstMask == first, matches(text, at: position) { return position }
            position += 1
        }
        return nil
    }

    private func candidate(in text: ByteView, from position: Int, low: UInt64, high: UInt64) -> Int? {
        for (bits, base) in [(low, position), (high, position + 8)] {
            var bits = bits
            while bits != 0 {
                let lane = bits.trailingZeroBitCount / 8
                if matches(text, at: base + lane) { return base + lane }
                bits &= ~(0xFF << UInt64(lane * 8))
            }
        }
        return nil
    }

    /// Whether the needle stands at a position; the caller has made sure that it fits.
    package func matches(_ text: ByteView, at position: Int) -> Bool {
        needle.withUnsafeBufferPointer { needle in
            if isFolding {
                for index in 0..<needle.count
                where Self.fold(text[position + index]) != needle[index] { return false }
            } else {
                for index in 0..<needle.count where text[position + index] != needle[index] { return false }
            }
            return true
        }
    }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// A rough rank of how often a byte occurs in paths and command lines.
    private static func commonness(_ byte: UInt8) -> Int {
        let byCommonness = Array("etaoisnrlcdmpwuxhfgy.v\\ b3210k-:jqz/\"_456789".utf8)
        return byCommonness.firstIndex(of: Self.fold(byte)).map { 100 - $0 } ?? 0
    }
}
