/// How freely a word may stand as a name; KQL §2.
///
/// The ranks are ordered: what takes a name of one rank takes those before it too.
enum WordRank: UInt8, Sendable, Comparable {
    /// A word that is no keyword.
    case identifier
    /// A keyword that is a name wherever one can stand.
    case name
    /// A keyword that can only name what is being made: `project where = 1`.
    case declared
    /// A keyword that can only name what is there: `project kind`.
    case special
    /// A keyword that is a name in brackets only.
    case reserved
    /// `true` or `false`, which are no names.
    case literal

    static func < (left: WordRank, right: WordRank) -> Bool { left.rawValue < right.rawValue }

    /// Whether a word can name a column, a table or a variable in an expression.
    var isReference: Bool { self <= .name || self == .special }
}

/// The keywords with their ranks, found by their bytes.
struct WordTable: Sendable {
    /// The table that the lexer uses.
    static let shared = WordTable(Keywords.ranked)

    /// Positions in `entries` plus one, at the hash of a word or behind it; 0 where none is.
    private let slots: [UInt16]
    private let entries: [(start: Int, end: Int, rank: WordRank)]
    private let text: [UInt8]

    init(_ groups: [(rank: WordRank, words: [String])]) {
        var slots = [UInt16](repeating: 0, count: 1024)
        var entries: [(start: Int, end: Int, rank: WordRank)] = []
        var text: [UInt8] = []
        for (rank, words) in groups {
            for word in words {
                let start = text.count
                text.append(contentsOf: word.utf8)
                var slot = Self.hash(text, start, text.count)
                while slots[slot] != 0 { slot = (slot + 1) & 1023 }
                entries.append((start, text.count, rank))
                slots[slot] = UInt16(entries.count)
            }
        }
        self.slots = slots
        self.entries = entries
        self.text = text
    }

    /// The rank of the word between two offsets.
    func rank(_ bytes: [UInt8], _ start: Int, _ end: Int) -> WordRank {
        var slot = Self.hash(bytes, start, end)
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.end - entry.start == end - start {
                var offset = 0
                while offset < end - start, text[entry.start + offset] == bytes[start + offset] { offset += 1 }
                if offset == end - start { return entry.rank }
            }
            slot = (slot + 1) & 1023
        }
        return .identifier
    }

    /// FNV-1a, folded to the number of slots.
    private static func hash(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var value: UInt32 = 2_166_136_261
        for index in start..<end { value = (value ^ UInt32(bytes[index])) &* 16_777_619 }
        return Int((value ^ value >> 15) & 1023)
    }
}
