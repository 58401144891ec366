internal import DuckDB

/// What `tdigest` keeps of numbers or times: values in order, each with a weight.
///
/// Every value is kept while there are few different ones, so that ranks are exact; of more, neighbours are joined, which
/// moves a rank by less than one part in 4,000. Written as `[[7],[value,…],[weight,…]]`.
struct RankDigest {
    static let mostValues = 4_096

    private(set) var values: [[UInt8]] = []
    private(set) var weights: [Int64] = []

    init() {}

    /// Values as JSON, in ascending order, with their weights.
    init(values: [[UInt8]], weights: [Int64]) {
        for (value, weight) in zip(values, weights) { append(value, weight) }
        compress()
    }

    /// Reads what ``text`` has written; nil for anything else.
    init?(_ value: JSONText?) {
        guard let parts = value?.elements, parts.count == 3 else { return nil }
        guard parts[0] == Array("[7]".utf8) else { return nil }
        let values = ByteView.with(parts[1]) { JSONText($0)?.elements }
        let weights = ByteView.with(parts[2]) { JSONText($0)?.elements }
        guard let values, let weights, values.count == weights.count else { return nil }
        var numbers: [Int64] = []
        for weight in weights {
            guard let number = ByteView.with(weight, { NumberText.long($0) }), number > 0 else { return nil }
            numbers.append(number)
        }
        // The order in which another program stored them need not be ours.
        let ordered = zip(values, numbers).map { (key: RankKey($0), value: $0, weight: $1) }.sorted { $0.key < $1.key }
        for entry in ordered { append(entry.value, entry.weight) }
    }

    private mutating func append(_ value: [UInt8], _ weight: Int64) {
        if let last = values.indices.last, values[last] == value {
            weights[last] += weight
        } else {
            values.append(value)
            weights.append(weight)
        }
    }

    private mutating func compress() {
        guard values.count > Self.mostValues else { return }
        let share = (Double(total) / Double(Self.mostValues)).rounded(.up)
        var kept = RankDigest()
        var group: Int64 = 0
        for index in values.indices {
            group += weights[index]
            if Double(group) >= share || index == values.count - 1 {
                kept.values.append(values[index])
                kept.weights.append(group)
                group = 0
            }
        }
        self = kept
    }

    private var total: Int64 { weights.reduce(0, +) }

    static func merged(_ digests: [RankDigest]) -> RankDigest {
        if digests.count == 1 { return digests[0] }
        let entries = digests.flatMap { digest in
            zip(digest.values, digest.weights).map { (key: RankKey($0), value: $0, weight: $1) }
        }.sorted { $0.key < $1.key }
        return RankDigest(values: entries.map(\.value), weights: entries.map(\.weight))
    }

    /// The value at a percentage by nearest rank.
    func value(at percentage: Double) -> [UInt8]? {
        Self.place(of: percentage, in: weights).map { values[$0] }
    }

    /// The first place at which the weights so far reach a percentage of all.
    static func place(of percentage: Double, in weights: [Int64]) -> Int? {
        let total = Double(weights.reduce(0, &+))
        var sum = 0.0
        for (index, weight) in weights.enumerated() {
            sum += Double(weight)
            if sum * 100 >= percentage * total { return index }
        }
        return weights.indices.last
    }

    /// How many values are not above one.
    func rank(of value: [UInt8]) -> Double {
        let key = RankKey(value)
        var sum: Int64 = 0
        for (index, other) in values.enumerated() {
            if key < RankKey(other) { break }
            sum += weights[index]
        }
        return Double(sum)
    }

    func percentRank(of value: [UInt8]) -> Double? {
        let total = total
        return total == 0 ? nil : rank(of: value) * 100 / Double(total)
    }

    var text: [UInt8] {
        var output = Array("[[7],".utf8)
        output += JSONArray.text(values)
        output.append(UInt8(ascii: ","))
        output += JSONArray.text(weights.map { Array("\($0)".utf8) })
        output.append(UInt8(ascii: "]"))
        return output
    }
}

/// What orders the values of a digest: numbers by value, times and lengths by ticks.
struct RankKey: Comparable {
    private let ticks: Int64
    private let number: Double

    init(_ json: [UInt8]) {
        let value = ByteView.with(json) { view -> (Int64, Double) in
            guard let value = JSONText(view) else { return (0, 0) }
            if value.kind == .string {
                let ticks = value.withString { DatetimeParser.ticks($0) ?? TimespanParser.ticks($0) } ?? nil
                return (ticks ?? 0, 0)
            }
            if let whole = NumberText.long(value.text) { return (whole, Double(whole)) }
            return (0, value.asDouble ?? 0)
        }
        ticks = value.0
        number = value.1
    }

    static func < (left: RankKey, right: RankKey) -> Bool {
        left.number != right.number ? left.number < right.number : left.ticks < right.ticks
    }
}
