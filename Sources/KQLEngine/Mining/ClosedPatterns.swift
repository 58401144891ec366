/// Sets of items that occur together: those to which no item can be added without losing a row.
///
/// Each is found once, by the order of Uno, Kiyomi and Arimura 2004 (LCM): an item is added, what all remaining rows
/// share is added with it, and the result counts where that brought no item before the one that was added.
struct ClosedPatterns {
    struct Pattern {
        var items: [Int32]
        var weights: [Double]
        /// The place of a row that has it.
        var place: Int
    }

    /// More patterns are of no use to anyone.
    static let limit = 20_000
    /// Looks at an item of a row before the search is given up; some seconds.
    private static let effort = 1_500_000_000

    private let rows: CodedRows
    /// How many items are added freely; what follows from them is not counted.
    private let most: Int
    private let isFrequent: ([Double]) -> Bool
    private(set) var found: [Pattern] = []
    private var work = 0

    /// - Throws: ``FunctionFailure`` when there are too many.
    init(_ rows: CodedRows, most: Int, isFrequent: @escaping ([Double]) -> Bool) throws {
        self.rows = rows
        self.most = most
        self.isFrequent = isFrequent
        let all = Array(rows.rows.indices)
        guard !all.isEmpty else { return }
        let shared = common(to: all)
        if !shared.isEmpty { found.append(Pattern(items: shared, weights: rows.weights(of: all), place: 0)) }
        try extend(shared, all, after: -1, depth: 0)
    }

    /// The items that all of some rows have.
    private func common(to places: [Int]) -> [Int32] {
        guard let first = places.first else { return [] }
        var items = rows.rows[first].items.filter { $0 >= 0 }
        for place in places.dropFirst() {
            items.removeAll { !rows.has(place, $0) }
            if items.isEmpty { break }
        }
        return items.sorted()
    }

    private mutating func extend(_ items: [Int32], _ places: [Int], after core: Int32, depth: Int) throws {
        guard depth < most else { return }
        var lists: [Int32: [Int]] = [:]
        for place in places {
            for item in rows.rows[place].items where item > core { lists[item, default: []].append(place) }
        }
        work += places.count * rows.width
        let known = Set(items)
        for item in lists.keys.sorted() where !known.contains(item) {
            guard let inner = lists[item] else { continue }
            let weights = rows.weights(of: inner)
            guard isFrequent(weights) else { continue }
            let shared = common(to: inner)
            work += inner.count * 4
            guard !shared.contains(where: { $0 < item && !known.contains($0) }) else { continue }
            found.append(Pattern(items: shared, weights: weights, place: inner[0]))
            guard found.count <= Self.limit, work <= Self.effort else {
                throw FunctionFailure(
                    "there are too many patterns; project fewer columns before it, or raise the threshold")
            }
            try extend(shared, inner, after: item, depth: depth + 1)
        }
    }
}
