internal import DuckDB

/// What `tdigest` keeps of numbers or times: values in order, each with a weight.
///
/// Every value is kept while there are few different ones, so that ranks are exact; of more, neighbours are joined, which
/// moves a rank by less than one part in 4,000. Written as `[[7],[value,…],[weight,…]]`.
struct RankDigest {
    static let mostValues = 4_096

    private(set) var values: [[UInt8]] = []
    private(set) var weights: [Int64] = []
    private var keys: [RankKey] = []

    init() {}

    /// Values as JSON, in ascending order, with their weights; looked at one by one, so that few are held.
    init(count: Int, value: (Int) -> ByteView, weight: (Int) -> Int64) {
        var different = 0
        var total: Int64 = 0
        for index in 0..<count {
            total += weight(index)
            if index == 0 || !Self.same(value(index), value(index - 1)) { different += 1 }
        }
        guard different > 0 else { return }
        let isWhole = different <= Self.mostValues
        let share = isWhole ? 0 : (Double(total) / Double(Self.mostValues)).rounded(.up)
        var group: Int64 = 0
        for index in 0..<count {
            group += weight(index)
            let isLast = index == count - 1
            // Equal values stay together.
            guard isLast || !Self.same(value(index + 1), value(index)) else { continue }
            guard isLast || Double(group) >= share else { continue }
            values.append(value(index).bytes)
            keys.append(RankKey(value(index).bytes))
            weights.append(group)
            group = 0
        }
    }

    private static func same(_ left: ByteView, _ right: ByteView) -> Bool {
        left.count == right.count && left.buffer.elementsEqual(right.buffer)
    }

    /// Reads what ``text`` has written; nil for anything else.
    init?(_ value: JSONText?) {
        guard let value, value.kind == .array, value.elementCount == 3, let head = value.element(at: 0),
            head.text.bytes == Array("[7]".utf8), let values = value.element(at: 1), values.kind == .array,
            let weights = value.element(at: 2), weights.kind == .array
        else { return nil }
        values.forEachElement { element in
            self.values.append(element.text.bytes)
            keys.append(RankKey(element))
            return true
        }
        var isSound = true
        weights.forEachElement { element in
            guard let number = NumberText.long(element.text), number > 0 else {
                isSound = false
                return false
            }
            self.weights.append(number)
            return true
        }
        guard isSound, self.weights.count == self.values.count else { return nil }
        // The order in which another program stored them need not be ours.
        if zip(keys, keys.dropFirst()).contains(where: { $1 < $0 }) { self = Self.merged([self, RankDigest()]) }
    }

    /// All values of several digests, each at its place.
    static func merged(_ digests: [RankDigest]) -> RankDigest {
        if digests.count == 1 { return digests[0] }
        var entries: [(key: RankKey, digest: Int32, place: Int32)] = []
        entries.reserveCapacity(digests.reduce(0) { $0 + $1.values.count })
        for (index, digest) in digests.enumerated() {
            for place in digest.values.indices { entries.append((digest.keys[place], Int32(index), Int32(place))) }
        }
        entries.sort { $0.key < $1.key }
        var different: [(place: Int, weight: Int64)] = []
        func value(_ index: Int) -> [UInt8] { digests[Int(entries[index].digest)].values[Int(entries[index].place)] }
        var total: Int64 = 0
        for index in entries.indices {
            let weight = digests[Int(entries[index].digest)].weights[Int(entries[index].place)]
            total += weight
            if let last = different.last, value(last.place) == value(index) {
                different[different.count - 1].weight += weight
            } else {
                different.append((index, weight))
            }
        }
        let share =
            different.count <= Self.mostValues ? 0 : (Double(total) / Double(Self.mostValues)).rounded(.up)
        var result = RankDigest()
        var group: Int64 = 0
        for (index, entry) in different.enumerated() {
            group += entry.weight
            guard Double(group) >= share || index == different.count - 1 else { continue }
            result.values.append(value(entry.place))
            result.keys.append(entries[entry.place].key)
            result.weights.append(group)
            group = 0
        }
        return result
    }

    private var total: Int64 { weights.reduce(0, +) }

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
        for (index, other) in keys.enumerated() {
            if key < other { break }
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
        self = ByteView.with(json) { view in JSONText(view).map { RankKey($0) } ?? RankKey(ticks: 0, number: 0) }
    }

    init(_ value: JSONText) {
        if value.kind == .string {
            let ticks = value.withString { DatetimeParser.ticks($0) ?? TimespanParser.ticks($0) } ?? nil
            self.init(ticks: ticks ?? 0, number: 0)
        } else if let whole = NumberText.long(value.text) {
            self.init(ticks: whole, number: Double(whole))
        } else {
            self.init(ticks: 0, number: value.asDouble ?? 0)
        }
    }

    private init(ticks: Int64, number: Double) {
        self.ticks = ticks
        self.number = number
    }

    static func < (left: RankKey, right: RankKey) -> Bool {
        left.number != right.number ? left.number < right.number : left.ticks < right.ticks
    }
}
