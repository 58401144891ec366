internal import DuckDB
internal import KQL

// MARK: Replacing and repeating text

extension FunctionLibrary {
    static let replacing: [FunctionBody] = [
        FunctionBody(.repeatText) { input, output in
            input.forEachRow(output) { row in
                let count = Int(min(max(input[1].int64(row), 0), 1024))
                let parts = [[UInt8]](repeating: input[0].text(row).bytes, count: count)
                output.set(row, Array(parts.joined(separator: input[2].text(row).bytes)))
            }
        },
        FunctionBody(.translate) { input, output in
            var last: (row: Int, table: TranslationTable)?
            input.forEachRow(output) { row in
                let table: TranslationTable
                if let last, input[0].sharesText(row, with: last.row), input[1].sharesText(row, with: last.row) {
                    table = last.table
                } else {
                    table = TranslationTable(from: input[0].text(row).string, to: input[1].text(row).string)
                }
                last = (row, table)
                output.set(row, table.translated(input[2].text(row)))
            }
        },
        FunctionBody(.replaceTexts) { input, output in
            var lookups = PreparedArgument(input[1]) { JSONText($0)?.elements?.map(plain) ?? [] }
            var rewrites = PreparedArgument(input[2]) { JSONText($0)?.elements?.map(plain) ?? [] }
            try input.forEachRow(output) { row in
                let text = input[0].text(row).bytes
                output.set(row, replaced(text, try lookups.value(row), try rewrites.value(row)))
            }
        },
        FunctionBody(.regexQuote) { input, output in
            let special = Set("\\.+*?()|[]{}^$#&-~".utf8)
            input.forEachRow(output) { row in
                var result: [UInt8] = []
                for byte in input[0].text(row).buffer {
                    if special.contains(byte) { result.append(UInt8(ascii: "\\")) }
                    result.append(byte)
                }
                output.set(row, result)
            }
        },
        FunctionBody(.indexOfRegex) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.setNull(row)
                    continue
                }
                let regex = try RegexCache.shared.regex(input[1].text(row))
                output.set(
                    row,
                    position(
                        of: regex, in: input[0].text(row), start: input[2].isNull(row) ? 0 : input[2].int64(row),
                        length: input[3].isNull(row) ? -1 : input[3].int64(row),
                        occurrence: input[4].isNull(row) ? 1 : input[4].int64(row)
                    )
                )
            }
        },
    ]

    /// The text of a string; nil for other values.
    private static func plain(_ element: [UInt8]) -> [UInt8]? {
        ByteView.with(element) { view in JSONText(view)?.withString { $0.bytes } ?? nil }
    }

    /// All occurrences of the first lookup count before those of the second, and so on; what one lookup has taken, no
    /// later one looks into.
    private static func replaced(_ text: [UInt8], _ lookups: [[UInt8]?], _ rewrites: [[UInt8]?]) -> [UInt8] {
        var pieces: [(text: ArraySlice<UInt8>, isTaken: Bool)] = [(text[...], false)]
        for (index, lookup) in lookups.enumerated() {
            guard let lookup, !lookup.isEmpty else { continue }
            let rewrite = index < rewrites.count ? rewrites[index] ?? lookup : lookup
            pieces = pieces.flatMap { piece -> [(text: ArraySlice<UInt8>, isTaken: Bool)] in
                piece.isTaken ? [piece] : cut(piece.text, at: lookup, rewrite[...])
            }
        }
        return pieces.flatMap(\.text)
    }

    /// A text in pieces, with the rewrite in the place of each occurrence of a lookup.
    private static func cut(
        _ text: ArraySlice<UInt8>, at lookup: [UInt8], _ rewrite: ArraySlice<UInt8>
    ) -> [(text: ArraySlice<UInt8>, isTaken: Bool)] {
        var pieces: [(text: ArraySlice<UInt8>, isTaken: Bool)] = []
        var start = text.startIndex
        var position = start
        while position + lookup.count <= text.endIndex {
            guard text[position] == lookup[0], text[position...].starts(with: lookup) else {
                position += 1
                continue
            }
            pieces.append((text[start..<position], false))
            pieces.append((rewrite, true))
            position += lookup.count
            start = position
        }
        return pieces + [(text[start...], false)]
    }

    private static func position(
        of regex: Regex, in text: ByteView, start: Int64, length: Int64, occurrence: Int64
    ) -> Int64? {
        guard start >= 0, length >= -1, occurrence >= 1 else { return nil }
        guard start <= Int64(text.count) else { return -1 }
        let begin = text.byteOffset(ofScalar: Int(start))
        let end =
            length == -1 ? text.count : text.byteOffset(ofScalar: Int(min(length, Int64(text.count))), from: begin)
        var remaining = occurrence
        var found: Int?
        regex.withMatcher { matcher in
            matcher.forEachMatch(in: text[begin..<end]) { ranges in
                remaining -= 1
                if remaining == 0 { found = ranges[0]?.lowerBound }
            }
        }
        return found.map { Int64(text[0..<begin + $0].scalarCount) } ?? -1
    }
}
