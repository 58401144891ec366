internal import DuckDB
internal import Foundation

/// What the plugins that look for patterns make of rows; each gives segments `[weight, …, row number, mask]`.
enum PatternPlugins {
    struct Segment {
        var weights: [Double]
        var items: [Int32]
        var place: Int
    }

    /// All closed patterns of at least a share (first option) of the rows, with at most so many free items (second).
    static func basket(_ text: JSONText, _ options: [Double]) throws -> [UInt8] {
        let share = options[0]
        let rows = try CodedRows(text, sets: 1) { $0[0] >= share * $1[0] && $0[0] > 0 }
        let total = rows.total.first ?? 0
        let patterns = try ClosedPatterns(rows, most: Int(options[1])) { $0[0] >= share * total }
        let segments = patterns.found.map { Segment(weights: $0.weights, items: $0.items, place: $0.place) }
        return written(byReach(segments), rows)
    }

    /// The best pattern around each of the heaviest rows; those that add to what the others cover.
    ///
    /// The options are the weight of size against information, and how many rows are looked at. A pattern is worth the
    /// weighted geometric mean of its share of the rows and of the information that its values give, in bits.
    static func autocluster(_ text: JSONText, _ options: [Double]) throws -> [UInt8] {
        let rows = try CodedRows(text, sets: 1) { $0[0] > 0 && $0[0] >= 0.001 * $1[0] }
        guard let total = rows.total.first, total > 0 else { return written([], rows) }
        let shares = share(of: rows)
        var best: [[Int32]: (score: Double, segment: Segment)] = [:]
        let seeds = rows.rows.indices.sorted {
            rows.rows[$0].weights[0] != rows.rows[$1].weights[0]
                ? rows.rows[$0].weights[0] > rows.rows[$1].weights[0] : $0 < $1
        }
        for seed in seeds.prefix(Int(options[1])) {
            var open = rows.rows[seed].items.filter { $0 >= 0 }
            var places = Array(rows.rows.indices)
            var items: [Int32] = []
            var information = 0.0
            var peak: (score: Double, segment: Segment)?
            while !open.isEmpty {
                var step: (score: Double, index: Int, places: [Int], weight: Double)?
                for (index, item) in open.enumerated() {
                    let inner = places.filter { rows.has($0, item) }
                    let weight = rows.weights(of: inner)[0]
                    let score = worth(weight / total, information - log2(shares[Int(item)]), options[0])
                    if step.map({ score > $0.score }) ?? true { step = (score, index, inner, weight) }
                }
                guard let step else { break }
                let item = open.remove(at: step.index)
                information -= log2(shares[Int(item)])
                items.append(item)
                places = step.places
                if peak.map({ step.score > $0.score }) ?? true {
                    peak = (step.score, Segment(weights: [step.weight], items: items.sorted(), place: places[0]))
                }
            }
            if let peak { best[peak.segment.items] = peak }
        }
        let ranked = best.values.sorted {
            $0.score != $1.score
                ? $0.score > $1.score : $0.segment.items.lexicographicallyPrecedes($1.segment.items)
        }
        var covered = Set<Int>()
        var kept: [Segment] = []
        for (_, segment) in ranked {
            let fresh = rows.places(with: segment.items).filter { !covered.contains($0) }
            guard rows.weights(of: fresh)[0] >= 0.05 * total else { continue }
            covered.formUnion(fresh)
            kept.append(segment)
        }
        return written(byReach(kept), rows)
    }

    /// The patterns whose shares of two sets differ by at least the first option; the second is as for ``basket``.
    ///
    /// The greatest differences come first. A pattern that is narrower or wider than one before it counts only where the
    /// rows that the other does not have differ as much, the same way.
    static func differences(_ text: JSONText, _ options: [Double]) throws -> [UInt8] {
        let least = options[0]
        let rows = try CodedRows(text, sets: 2) { weights, total in
            zip(weights, total).contains { $1 > 0 && $0 >= least * $1 }
        }
        let total = rows.total
        guard total.count == 2, total.allSatisfy({ $0 > 0 }) else { return written([], rows) }
        func difference(_ weights: [Double]) -> Double { weights[0] / total[0] - weights[1] / total[1] }
        let patterns = try ClosedPatterns(rows, most: Int(options[1])) { weights in
            zip(weights, total).contains { $0 >= least * $1 }
        }
        let ranked = patterns.found.filter { abs(difference($0.weights)) >= least }.sorted {
            let (left, right) = (abs(difference($0.weights)), abs(difference($1.weights)))
            if left != right { return left > right }
            return $0.items.count != $1.items.count
                ? $0.items.count > $1.items.count : $0.items.lexicographicallyPrecedes($1.items)
        }
        var kept: [Segment] = []
        for pattern in ranked {
            let items = Set(pattern.items)
            let related = kept.filter { items.isSubset(of: $0.items) || items.isSuperset(of: $0.items) }
            if !related.isEmpty {
                let rest = rows.places(with: pattern.items).filter { place in
                    !related.contains { other in other.items.allSatisfy { rows.has(place, $0) } }
                }
                let left = difference(rows.weights(of: rest))
                guard abs(left) >= least, (left > 0) == (difference(pattern.weights) > 0) else { continue }
            }
            kept.append(Segment(weights: pattern.weights, items: pattern.items, place: pattern.place))
        }
        return written(kept, rows)
    }

    private static func worth(_ share: Double, _ information: Double, _ size: Double) -> Double {
        share <= 0 || information <= 0 ? 0 : pow(share, size) * pow(information, 1 - size)
    }

    /// The share of all rows that each item has.
    private static func share(of rows: CodedRows) -> [Double] {
        var shares = Array(repeating: 0.0, count: rows.columns.count)
        for row in rows.rows {
            for item in row.items where item >= 0 { shares[Int(item)] += row.weights[0] / rows.total[0] }
        }
        return shares
    }

    /// What says most of most rows first: weight times values.
    private static func byReach(_ segments: [Segment]) -> [Segment] {
        func reach(_ segment: Segment) -> Double { segment.weights[0] * Double(segment.items.count) }
        return segments.sorted {
            if reach($0) != reach($1) { return reach($0) > reach($1) }
            return $0.items.count != $1.items.count
                ? $0.items.count > $1.items.count : $0.items.lexicographicallyPrecedes($1.items)
        }
    }

    private static func written(_ segments: [Segment], _ rows: CodedRows) -> [UInt8] {
        JSONArray.text(
            segments.map { segment in
                var parts = segment.weights.map { Array("\($0)".utf8) }
                parts.append(Array("\(rows.rows[segment.place].number)".utf8))
                parts.append(JSONText.quoted(rows.mask(segment.items)))
                for total in rows.total { parts.append(Array("\(total)".utf8)) }
                return JSONArray.text(parts)
            })
    }
}
