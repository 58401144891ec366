internal import DuckDB

/// The texts of a JSON array, for `in` and `in~`.
///
/// A text is looked for among those of its length and of its first and last letter, which as a rule are none or one.
final class TextSet: Sendable {
    private struct Member {
        var start: Int
        var length: Int
    }

    private static let bucketCount = 256

    private let isFolding: Bool
    /// All texts, folded where the set folds.
    private let texts: Set<[UInt8]>
    /// The bytes of the texts one after the other, the texts in the order of their buckets, and where each bucket begins.
    private let bytes: [UInt8]
    private let members: [Member]
    private let buckets: [Int]

    init(_ text: ByteView, isFolding: Bool) {
        self.isFolding = isFolding
        var texts: Set<[UInt8]> = []
        JSONText(text)?.forEachElement { element in
            if !element.isNull { texts.insert(isFolding ? element.displayText.folded : element.displayText) }
            return true
        }
        self.texts = texts
        var sorted = [[[UInt8]]](repeating: [], count: Self.bucketCount)
        for text in texts {
            ByteView.with(text) { sorted[Self.bucket(of: $0, isFolding: isFolding)].append(text) }
        }
        var bytes: [UInt8] = []
        var members: [Member] = []
        var buckets = [0]
        for bucket in sorted {
            for text in bucket {
                members.append(Member(start: bytes.count, length: text.count))
                bytes += text
            }
            buckets.append(members.count)
        }
        self.bytes = bytes
        self.members = members
        self.buckets = buckets
    }

    func contains(_ text: ByteView) -> Bool {
        // Beyond ASCII letters of different lengths fold into one another.
        if isFolding, !text.isASCII { return texts.contains(text.bytes.folded) }
        let bucket = Self.bucket(of: text, isFolding: isFolding)
        for index in buckets[bucket]..<buckets[bucket + 1] where isMember(members[index], text) { return true }
        return false
    }

    private func isMember(_ member: Member, _ text: ByteView) -> Bool {
        guard member.length == text.count else { return false }
        for index in 0..<text.count {
            let byte = isFolding ? CaseFolding.foldASCII(text[index]) : text[index]
            if bytes[member.start + index] != byte { return false }
        }
        return true
    }

    @inline(__always)
    private static func bucket(of text: ByteView, isFolding: Bool) -> Int {
        guard !text.isEmpty else { return 0 }
        var first = text[0]
        var last = text[text.count - 1]
        if isFolding {
            first = CaseFolding.foldASCII(first)
            last = CaseFolding.foldASCII(last)
        }
        return (text.count &* 31 ^ Int(first) ^ Int(last) &* 7) & (bucketCount - 1)
    }
}
