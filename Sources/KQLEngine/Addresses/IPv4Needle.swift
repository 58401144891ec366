internal import DuckDB

/// An IPv4 address, or the beginning of one, that is looked for in text.
struct IPv4Needle {
    private let needle: TextNeedle
    private let isWhole: Bool

    /// Reads a whole address, or with `isPrefix` also one to three of its numbers with a dot behind each.
    init?(_ text: ByteView, isPrefix: Bool) {
        if let address = IPv4Prefix(text), address.length == 32 {
            isWhole = true
        } else {
            let parts = text.string.split(separator: ".", omittingEmptySubsequences: false)
            guard isPrefix, (2...4).contains(parts.count), parts.last?.isEmpty == true,
                parts.dropLast().allSatisfy({ UInt8($0) != nil && ($0.utf8.count == 1 || $0.utf8.first != 0x30) })
            else { return nil }
            isWhole = false
        }
        needle = TextNeedle(text, isFolding: false)
    }

    /// Whether the address stands in the text with neither letter nor digit beside it.
    func occurs(in text: ByteView) -> Bool {
        var position = 0
        while let found = needle.range(in: text, from: position) {
            position = found.lowerBound + 1
            let isFree = found.lowerBound == 0 || !TermCharacter.isTermASCII(text[found.lowerBound - 1])
            guard isFree else { continue }
            var end = found.upperBound
            if !isWhole {
                while end < text.count, text[end] &- 0x30 < 10 || text[end] == UInt8(ascii: ".") { end += 1 }
                // A dot behind the address ends a sentence.
                if end > found.upperBound, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
                guard let address = IPv4Prefix(text[found.lowerBound..<end]), address.length == 32 else { continue }
            }
            if end == text.count || !TermCharacter.isTermASCII(text[end]) { return true }
        }
        return false
    }
}
