/// The order in which the real engine lists a set of texts.
///
/// The order of a set means nothing, and the language's reference shows several. What the engine's answers have is the
/// order of a hash table with chained entries, as its standard library makes it: a new text comes before the others of
/// its bucket, or first of all where the bucket is empty; when the table grows, entries move in the order in which they
/// stand. The hash is MurmurHash64A (A. Appleby, public domain). Answers keep this order so that they can be compared.
struct SetListing {
    /// The numbers of buckets that a table grows through.
    private static let sizes = [
        7, 11, 13, 29, 59, 127, 257, 541, 1_109, 2_357, 5_087, 10_273, 20_753, 42_043, 85_229,
    ]
    private static let none = -1

    private var buckets: Int
    private var hashes: [UInt64] = []
    /// The entry after each, and at last the first of all.
    private var following: [Int] = [none]
    private var before: [Int]

    /// The texts, which differ from each other, in the order that the engine gives them when it is told of so many
    /// before the first.
    static func listed(_ texts: [[UInt8]], reserving count: Int = 0) -> [[UInt8]] {
        var listing = SetListing(hashes: texts.map(hash), buckets: count > 0 ? size(atLeast: count) : 1)
        for index in texts.indices {
            if index >= (listing.buckets == 1 ? 0 : listing.buckets) {
                listing.grow(to: size(atLeast: max(index + 1, listing.buckets * 2, 12)))
            }
            listing.insert(index)
        }
        return listing.order.map { texts[$0] }
    }

    private init(hashes: [UInt64], buckets: Int) {
        self.hashes = hashes
        self.buckets = buckets
        following = Array(repeating: Self.none, count: hashes.count + 1)
        before = Array(repeating: Self.none, count: buckets)
    }

    private static func size(atLeast count: Int) -> Int { sizes.first { $0 >= count } ?? count | 1 }

    private func bucket(_ index: Int) -> Int { Int(hashes[index] % UInt64(buckets)) }

    private mutating func insert(_ index: Int) {
        let head = hashes.count
        let bucket = bucket(index)
        if before[bucket] == Self.none {
            let first = following[head]
            following[index] = first
            following[head] = index
            if first != Self.none { before[self.bucket(first)] = index }
            before[bucket] = head
        } else {
            following[index] = following[before[bucket]]
            following[before[bucket]] = index
        }
    }

    private mutating func grow(to count: Int) {
        let order = order
        buckets = count
        before = Array(repeating: Self.none, count: count)
        following[hashes.count] = Self.none
        for index in order { insert(index) }
    }

    private var order: [Int] {
        var order: [Int] = []
        var index = following[hashes.count]
        while index != Self.none {
            order.append(index)
            index = following[index]
        }
        return order
    }

    private static func hash(_ text: [UInt8]) -> UInt64 {
        let factor: UInt64 = 0xc6a4_a793_5bd1_e995
        func mixed(_ value: UInt64) -> UInt64 { value ^ value >> 47 }
        func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
        var hash = 0xc70f_6907 ^ UInt64(text.count) &* factor
        var rest = text[...]
        while rest.count >= 8 {
            hash = (hash ^ mixed(word(rest.prefix(8)) &* factor) &* factor) &* factor
            rest = rest.dropFirst(8)
        }
        if !rest.isEmpty { hash = (hash ^ word(rest)) &* factor }
        return mixed(mixed(hash) &* factor)
    }
}
