internal import DuckDB

/// How `parse-kv` finds pairs in a text, read once and used for every row; kql.md §10.
///
/// It is handed over as a JSON array of strings, each marked by its first character: `p` delimiter of pairs, `k`
/// delimiter of key and value, `q` one or two quotes, `e` an escape, `g` greedy, `r` a regular expression, `:` a key.
struct KeyValuePattern: Sendable {
    private(set) var keys: [[UInt8]] = []
    private(set) var pairDelimiter: TextNeedle?
    private(set) var keyDelimiter: TextNeedle?
    private(set) var quotes: [(open: UInt8, close: UInt8)] = []
    private(set) var escapes: Set<UInt8> = []
    private(set) var isGreedy = false
    private(set) var regex: Regex?
    private(set) var places: [[UInt8]: Int] = [:]

    /// - Throws: ``FunctionFailure`` where the regular expression cannot be read or has not two groups.
    init(_ specification: ByteView) throws {
        let texts = (JSONText(specification)?.elements ?? []).map { element in
            ByteView.with(element) { JSONText($0)?.string ?? [] }
        }
        for text in texts {
            let content = Array(text.dropFirst())
            switch text.first {
            case UInt8(ascii: "p")?: pairDelimiter = ByteView.with(content) { TextNeedle($0, isFolding: false) }
            case UInt8(ascii: "k")?: keyDelimiter = ByteView.with(content) { TextNeedle($0, isFolding: false) }
            case UInt8(ascii: "q")?:
                if let open = content.first { quotes.append((open, content.last ?? open)) }
            case UInt8(ascii: "e")?: escapes.formUnion(content)
            case UInt8(ascii: "g")?: isGreedy = true
            case UInt8(ascii: "r")?:
                let regex = try ByteView.with(content) { text throws in try RegexCache.shared.regex(text) }
                guard regex.captureCount == 2 else {
                    throw FunctionFailure("the regular expression of parse-kv needs two groups: the key and the value")
                }
                self.regex = regex
            default:
                if places[content] == nil { places[content] = keys.count }
                keys.append(content)
            }
        }
    }

    /// The text of each key's first value; nil for a key that is not there.
    func values(in text: ByteView) -> [[UInt8]?] {
        var result = [[UInt8]?](repeating: nil, count: keys.count)
        func found(_ key: [UInt8], _ value: [UInt8]) {
            guard let place = places[key], result[place] == nil else { return }
            result[place] = value
        }
        if let regex {
            regex.withMatcher { matcher in
                matcher.forEachMatch(in: text) { groups in
                    guard let key = groups[1] else { return }
                    found(trimmed(text[key]), groups[2].map { trimmed(text[$0]) } ?? [])
                }
            }
        } else if let pairDelimiter, let keyDelimiter {
            findDelimited(text, pairDelimiter, keyDelimiter, found)
        } else {
            findWords(text, found)
        }
        return result
    }

    private func trimmed(_ text: ByteView) -> [UInt8] { NumberText.trimmed(text).bytes }

    // MARK: With delimiters

    private func findDelimited(
        _ text: ByteView, _ pair: TextNeedle, _ separator: TextNeedle, _ found: ([UInt8], [UInt8]) -> Void
    ) {
        var position = 0
        while position < text.count {
            position = skipBlanks(text, position)
            // A key ends at its separator; a piece without one is no pair.
            let key: [UInt8]
            let valueStart: Int
            if let quoted = quoted(text, position) {
                let after = skipBlanks(text, quoted.end)
                guard let found = separator.range(in: text, from: after), found.lowerBound == after else {
                    position = next(pair, text, quoted.end)
                    continue
                }
                key = quoted.text
                valueStart = found.upperBound
            } else {
                guard let found = separator.range(in: text, from: position) else { return }
                let end = pair.range(in: text, from: position)?.lowerBound ?? text.count
                guard found.lowerBound <= end else {
                    position = next(pair, text, position)
                    continue
                }
                key = trimmed(text[position..<found.lowerBound])
                valueStart = found.upperBound
            }
            let start = skipBlanks(text, valueStart, unless: pair)
            if let quoted = quoted(text, start) {
                found(key, quoted.text)
                position = next(pair, text, quoted.end)
            } else {
                let end = valueEnd(text, start, pair, separator)
                found(key, trimmed(text[start..<end]))
                position = next(pair, text, end)
            }
        }
    }

    /// Where a value that is not quoted ends: at the next delimiter; greedy: at the last one before the next separator.
    private func valueEnd(_ text: ByteView, _ start: Int, _ pair: TextNeedle, _ separator: TextNeedle) -> Int {
        guard isGreedy else { return pair.range(in: text, from: start)?.lowerBound ?? text.count }
        guard let following = separator.range(in: text, from: start) else { return text.count }
        var end: Int?
        var position = start
        while let place = pair.range(in: text, from: position), place.upperBound <= following.lowerBound {
            end = place.lowerBound
            position = place.upperBound
        }
        return end ?? text.count
    }

    /// Behind the next delimiter of pairs.
    private func next(_ pair: TextNeedle, _ text: ByteView, _ position: Int) -> Int {
        pair.range(in: text, from: position)?.upperBound ?? text.count
    }

    private func skipBlanks(_ text: ByteView, _ position: Int, unless pair: TextNeedle? = nil) -> Int {
        var position = position
        while position < text.count, text[position] == 0x20 || text[position] &- 0x09 < 5 {
            if let pair, pair.isPrefix(of: text[position..<text.count]) { break }
            position += 1
        }
        return position
    }

    /// A text in quotes that begins here, without quotes and escapes.
    private func quoted(_ text: ByteView, _ position: Int) -> (text: [UInt8], end: Int)? {
        guard position < text.count, let quote = quotes.first(where: { $0.open == text[position] }) else { return nil }
        var result: [UInt8] = []
        var index = position + 1
        while index < text.count {
            let byte = text[index]
            if escapes.contains(byte), index + 1 < text.count {
                result.append(text[index + 1])
                index += 2
            } else if byte == quote.close {
                return (result, index + 1)
            } else {
                result.append(byte)
                index += 1
            }
        }
        return nil
    }

    // MARK: Without delimiters

    /// Every character that is neither letter nor digit parts keys and values.
    private func findWords(_ text: ByteView, _ found: ([UInt8], [UInt8]) -> Void) {
        var position = 0
        while position < text.count {
            let start = skipSeparators(text, position)
            guard start < text.count else { return }
            let keyEnd = keys.lazy.compactMap { key -> Int? in
                let end = start + key.count
                guard end <= text.count, !key.isEmpty, text[start..<end].bytes == key,
                    end == text.count || wordEnd(text, end) == end
                else { return nil }
                return end
            }.max()
            guard let keyEnd else {
                position = max(wordEnd(text, start), start + 1)
                continue
            }
            let key = text[start..<keyEnd].bytes
            var valueStart = keyEnd
            while valueStart < text.count, wordEnd(text, valueStart) == valueStart,
                !quotes.contains(where: { $0.open == text[valueStart] })
            {
                valueStart += text.scalar(at: valueStart).length
            }
            if let quoted = quoted(text, valueStart) {
                found(key, quoted.text)
                position = quoted.end
            } else {
                let end = wordEnd(text, valueStart)
                found(key, text[valueStart..<end].bytes)
                position = max(end, valueStart + 1)
            }
        }
    }

    private func skipSeparators(_ text: ByteView, _ position: Int) -> Int {
        var position = position
        while position < text.count, wordEnd(text, position) == position {
            position += text.scalar(at: position).length
        }
        return position
    }

    /// The end of the letters and digits that begin here.
    private func wordEnd(_ text: ByteView, _ position: Int) -> Int {
        var position = position
        while position < text.count {
            let scalar = text.scalar(at: position)
            guard TermCharacter.isTerm(scalar.value) else { break }
            position += scalar.length
        }
        return position
    }
}
