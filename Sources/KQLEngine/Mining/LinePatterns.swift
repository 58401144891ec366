internal import DuckDB

/// What `reduce` makes of texts: patterns of words that many have at the same place.
///
/// After Vaarandi 2003 (SLCT), as the reference says, with choices of ours that give the results that it prints: a word
/// is kept at a place when more than the threshold's share of all texts have it there; texts with as many words and the
/// same kept words are one group, where the kept words are at least the threshold's share of the words; groups that share
/// half of their words, or the threshold's share where that is more, are one. Texts without any kept word are `others`.
struct LinePatterns {
    private struct Line {
        var number: Int64
        var weight: Double
        var text: String
        var words: [Substring]
        /// What stands before, between and behind the words.
        var gaps: [String]
    }

    private struct Group {
        /// The kept word of each place; nil for any.
        var words: [Substring?]
        /// The places of its lines, the heaviest first.
        var lines: [Int]
    }

    private struct Word: Hashable {
        var place: Int
        var text: Substring
    }

    private static let least = 0.5
    private static let effort = 400_000_000

    private let threshold: Double
    private let separators: Set<Unicode.Scalar>?
    private var lines: [Line] = []

    /// - Parameters:
    ///   - text: A JSON array of rows `[number, weight, text]`.
    ///   - separators: What stands between words; nil for all that are not ASCII letters and digits.
    init(_ text: JSONText, threshold: Double, separators: Set<Unicode.Scalar>?) {
        self.threshold = threshold
        self.separators = separators
        text.forEachElement { element in
            guard let number = element.element(at: 0)?.asLong, let weight = element.element(at: 1)?.asDouble,
                let value = element.element(at: 2)?.string
            else { return true }
            lines.append(line(number, weight, String(decoding: value, as: UTF8.self)))
            return true
        }
        lines.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.text < $1.text }
    }

    private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        if let separators { return separators.contains(scalar) }
        return switch scalar {
        case "0"..."9", "a"..."z", "A"..."Z": false
        default: scalar.isASCII
        }
    }

    private func line(_ number: Int64, _ weight: Double, _ text: String) -> Line {
        var words: [Substring] = []
        var gaps = [""]
        let scalars = text.unicodeScalars
        var start: String.Index?
        for index in scalars.indices {
            if isSeparator(scalars[index]) {
                if let begin = start {
                    words.append(text[begin..<index])
                    gaps.append("")
                    start = nil
                }
                gaps[gaps.count - 1].unicodeScalars.append(scalars[index])
            } else if start == nil {
                start = index
            }
        }
        if let begin = start {
            words.append(text[begin...])
            gaps.append("")
        }
        return Line(number: number, weight: weight, text: text, words: words, gaps: gaps)
    }

    /// `[pattern, count, representative, [numbers]]`, the greatest first and what fits nowhere last.
    func groups() throws -> [UInt8] {
        var (alone, signatures, others) = firstGroups()
        var merged = try joined(&signatures)
        merged += alone
        let weights = merged.map { group in group.lines.reduce(0) { $0 + lines[$1].weight } }
        let order = merged.indices.sorted {
            weights[$0] != weights[$1] ? weights[$0] > weights[$1] : merged[$0].lines[0] < merged[$1].lines[0]
        }
        var result = order.map { written(pattern(of: merged[$0]), merged[$0].lines, lines[merged[$0].lines[0]].text) }
        if !others.isEmpty {
            others.sort()
            result.append(written("others", others, ""))
        }
        return JSONArray.text(result)
    }

    /// Texts with the same kept words; those whose kept words are too few stay by themselves.
    private func firstGroups() -> (alone: [Group], signatures: [Group], others: [Int]) {
        let total = lines.reduce(0) { $0 + $1.weight }
        var weights: [Word: Double] = [:]
        for line in lines {
            for (place, word) in line.words.enumerated() {
                weights[Word(place: place, text: word), default: 0] += line.weight
            }
        }
        var alone: [Group] = []
        var signatures: [Group] = []
        var places: [[Substring?]: Int] = [:]
        var others: [Int] = []
        for (index, line) in lines.enumerated() {
            let words = line.words.enumerated().map { place, word -> Substring? in
                (weights[Word(place: place, text: word)] ?? 0) > threshold * total ? word : nil
            }
            let kept = words.count { $0 != nil }
            if kept == 0 {
                others.append(index)
            } else if Double(kept) < threshold * Double(words.count) {
                alone.append(Group(words: words, lines: [index]))
            } else if let place = places[words] {
                signatures[place].lines.append(index)
            } else {
                places[words] = signatures.count
                signatures.append(Group(words: words, lines: [index]))
            }
        }
        return (alone, signatures, others)
    }

    /// Groups that share words enough become one.
    private func joined(_ signatures: inout [Group]) throws -> [Group] {
        let share = max(threshold, Self.least)
        var result: [Group] = []
        var byLength: [Int: [Int]] = [:]
        var work = 0
        for signature in signatures {
            let length = signature.words.count
            var best: (count: Int, index: Int)?
            for index in byLength[length] ?? [] {
                work += length
                let count = zip(result[index].words, signature.words).count { $0 != nil && $0 == $1 }
                if count > best?.count ?? 0, Double(count) >= share * Double(length) { best = (count, index) }
            }
            guard work <= Self.effort else {
                throw FunctionFailure("there are too many texts that have little in common; raise the threshold")
            }
            if let best {
                let words = zip(result[best.index].words, signature.words).map { $0 == $1 ? $0 : nil }
                result[best.index].words = words
                result[best.index].lines += signature.lines
            } else {
                byLength[length, default: []].append(result.count)
                result.append(signature)
            }
        }
        for index in result.indices { result[index].lines.sort() }
        return result
    }

    private func pattern(of group: Group) -> String {
        // A separator that the query names belongs to what varies beside it, and so does one that varies itself.
        func gap(_ place: Int) -> String {
            let before = place > 0 ? group.words[place - 1] == nil : false
            let behind = place < group.words.count ? group.words[place] == nil : false
            guard before || behind else { return lines[group.lines[0]].gaps[place] }
            if separators != nil { return "" }
            var common = Array(lines[group.lines[0]].gaps[place])
            for line in group.lines.dropFirst() {
                let other = Array(lines[line].gaps[place])
                // What stands next to a word that is kept is what they have in common.
                let count =
                    behind
                    ? zip(common, other).prefix { $0 == $1 }.count
                    : zip(common.reversed(), other.reversed()).prefix { $0 == $1 }.count
                common = Array(behind ? common.prefix(count) : common.suffix(count))
            }
            return String(common)
        }
        var result = gap(0)
        for (place, word) in group.words.enumerated() {
            if word != nil || !(separators != nil && result.hasSuffix("*")) { result += word ?? "*" }
            result += gap(place + 1)
        }
        return result
    }

    private func written(_ pattern: String, _ places: [Int], _ representative: String) -> [UInt8] {
        let weight = places.reduce(0) { $0 + lines[$1].weight }
        return JSONArray.text([
            JSONText.quoted(pattern.utf8), Array("\(Int64(weight))".utf8), JSONText.quoted(representative.utf8),
            JSONArray.text(places.map { Array("\(lines[$0].number)".utf8) }),
        ])
    }
}
