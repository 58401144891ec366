import KQL

/// Changes queries word by word, so that most of what comes out is still read to its end.
public enum TokenMutation {
    /// A text with one token or run of tokens deleted, doubled, swapped, moved or replaced.
    public static func changed(_ text: String, _ vocabulary: [String], _ random: inout SplitMix) -> String {
        var pieces = pieces(of: text)
        guard !pieces.isEmpty else { return vocabulary[random.number(below: vocabulary.count)] }
        let place = random.number(below: pieces.count)
        let end = min(pieces.count, place + 1 + (random.number(below: 3) == 0 ? random.number(below: 12) : 0))
        switch random.number(below: 7) {
        case 0: pieces.removeSubrange(place..<end)
        case 1: pieces.insert(contentsOf: pieces[place..<end], at: place)
        case 2: pieces.swapAt(place, random.number(below: pieces.count))
        case 3:
            let moved = Array(pieces[place..<end])
            pieces.removeSubrange(place..<end)
            pieces.insert(contentsOf: moved, at: random.number(below: pieces.count + 1))
        case 4: pieces[place] = " " + vocabulary[random.number(below: vocabulary.count)] + " "
        case 5: pieces.insert(" " + vocabulary[random.number(below: vocabulary.count)] + " ", at: place)
        default: pieces[place] = changedBytes(pieces[place], &random)
        }
        return pieces.joined()
    }

    /// The beginning of one text and the end of another.
    public static func crossed(_ left: String, _ right: String, _ random: inout SplitMix) -> String {
        let (left, right) = (pieces(of: left), pieces(of: right))
        let kept = left.prefix(random.number(below: left.count + 1))
        return (kept + right.suffix(random.number(below: right.count + 1))).joined()
    }

    /// The tokens, each with the blanks and comments before it.
    private static func pieces(of text: String) -> [String] {
        let query = ParsedQuery(text)
        return query.tokens.map { query.text(of: Span($0.fullStart, $0.span.end)) }
    }

    private static func changedBytes(_ text: String, _ random: inout SplitMix) -> String {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return "'" }
        let place = random.number(below: bytes.count)
        switch random.number(below: 4) {
        case 0: bytes[place] = UInt8(random.number(below: 256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[place], at: place)
        default:
            bytes.insert(
                contentsOf: Array(
                    ["\u{0}", "\u{200B}", "“", "\r", "\u{2028}", "\\", "\"", "'", "`"][
                        random.number(below: 9)
                    ].utf8), at: place)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
