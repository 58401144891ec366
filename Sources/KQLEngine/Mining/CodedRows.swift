internal import DuckDB

/// Rows that differ, each with how much it weighs; the values of a column that are worth a look are numbered items.
///
/// Read from a JSON array of rows `[number, weight, …, value, …]`, whose values are texts; the empty text is no value.
struct CodedRows {
    struct Row {
        /// The number by which the query knows the row.
        var number: Int64
        var weights: [Double]
        /// The item of each column; -1 for none.
        var items: [Int32]
    }

    private(set) var rows: [Row] = []
    /// The column of each item.
    private(set) var columns: [Int] = []
    /// The weight of all rows, in each of the sets.
    private(set) var total: [Double] = []
    let width: Int

    /// - Parameters:
    ///   - sets: How many weights a row has.
    ///   - isWorth: Whether a value with these weights of these totals can be in a pattern.
    /// - Throws: ``FunctionFailure`` for what are no rows.
    init(_ text: JSONText, sets: Int, isWorth: (_ weights: [Double], _ total: [Double]) -> Bool) throws {
        var raw: [(number: Int64, weights: [Double], values: [[UInt8]])] = []
        text.forEachElement { element in
            var parts: [JSONText] = []
            element.forEachElement { part in
                parts.append(part)
                return true
            }
            guard parts.count > sets, let number = parts[0].asLong else { return true }
            raw.append(
                (
                    number, parts[1...sets].map { max($0.asDouble ?? 0, 0) },
                    parts[(sets + 1)...].map { $0.string }
                ))
            return true
        }
        // Whatever order the engine gave the rows in, what is found is the same.
        raw.sort { $0.values.lexicographicallyPrecedes($1.values) { $0.lexicographicallyPrecedes($1) } }
        width = raw.first?.values.count ?? 0
        guard raw.allSatisfy({ $0.values.count == width }) else { throw FunctionFailure("the rows differ in length") }
        total = (0..<sets).map { set in raw.reduce(0) { $0 + $1.weights[set] } }
        let codes = Self.codes(raw.map { ($0.weights, $0.values) }, width, sets) { [total] in isWorth($0, total) }
        columns = codes.columns
        collect(raw.map { ($0.number, $0.weights, $0.values) }, codes.codes)
    }

    /// Numbers for the values that are worth it, those with the greatest weight first.
    private static func codes(
        _ rows: [(weights: [Double], values: [[UInt8]])], _ width: Int, _ sets: Int, _ isWorth: ([Double]) -> Bool
    ) -> (codes: [[[UInt8]: Int32]], columns: [Int]) {
        var worth: [(column: Int, value: [UInt8], weight: Double)] = []
        for column in 0..<width {
            var weights: [[UInt8]: [Double]] = [:]
            for row in rows where !row.values[column].isEmpty {
                for set in 0..<sets {
                    weights[row.values[column], default: Array(repeating: 0, count: sets)][set] += row.weights[set]
                }
            }
            for (value, weights) in weights where isWorth(weights) {
                worth.append((column, value, weights.reduce(0, +)))
            }
        }
        worth.sort {
            if $0.weight != $1.weight { return $0.weight > $1.weight }
            return $0.column != $1.column
                ? $0.column < $1.column : $0.value.lexicographicallyPrecedes($1.value)
        }
        var codes = Array(repeating: [[UInt8]: Int32](), count: width)
        for (index, item) in worth.enumerated() { codes[item.column][item.value] = Int32(index) }
        return (codes, worth.map(\.column))
    }

    /// Rows that have the same items are one.
    private mutating func collect(
        _ raw: [(number: Int64, weights: [Double], values: [[UInt8]])], _ codes: [[[UInt8]: Int32]]
    ) {
        var places: [[Int32]: Int] = [:]
        for row in raw {
            let items = row.values.enumerated().map { codes[$0.offset][$0.element] ?? -1 }
            if let place = places[items] {
                for set in row.weights.indices { rows[place].weights[set] += row.weights[set] }
            } else {
                places[items] = rows.count
                rows.append(Row(number: row.number, weights: row.weights, items: items))
            }
        }
    }

    /// Whether a row has an item.
    @inline(__always)
    func has(_ row: Int, _ item: Int32) -> Bool { rows[row].items[columns[Int(item)]] == item }

    /// The places of the rows that have all of some items.
    func places(with items: [Int32]) -> [Int] {
        rows.indices.filter { row in items.allSatisfy { has(row, $0) } }
    }

    func weights(of places: [Int]) -> [Double] {
        var result = Array(repeating: 0.0, count: total.count)
        for place in places {
            for set in result.indices { result[set] += rows[place].weights[set] }
        }
        return result
    }

    /// `0` and `1` for the columns that a pattern leaves open and those that it fixes.
    func mask(_ items: [Int32]) -> [UInt8] {
        var mask = Array(repeating: UInt8(ascii: "0"), count: width)
        for item in items { mask[columns[Int(item)]] = UInt8(ascii: "1") }
        return mask
    }
}
