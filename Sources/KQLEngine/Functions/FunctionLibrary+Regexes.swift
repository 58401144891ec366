internal import DuckDB
internal import KQL

// MARK: Regular expressions, kql.md §6

extension FunctionLibrary {
    static let regexes: [FunctionBody] = [
        FunctionBody(.matchesRegex) { input, output in
            try forEachMatcher(input, pattern: 1, output) { matcher, row in
                output.set(row, matcher.occurs(in: input[0].text(row)))
            }
        },
        FunctionBody(.extract) { input, output in
            try forEachMatcher(input, pattern: 0, output) { matcher, row in
                let text = input[2].text(row)
                let group = input[1].int64(row)
                guard group >= 0, let groups = matcher.match(in: text), group < Int64(groups.count),
                    let range = groups[Int(group)]
                else {
                    output.set(row, [])
                    return
                }
                output.set(row, text[range])
            }
        },
        FunctionBody(.extractAll) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[2].isNull(row) else {
                    output.setNull(row)
                    continue
                }
                let regex = try RegexCache.shared.regex(input[0].text(row))
                let wanted = try RegexGroups(regex, input[1].isNull(row) ? nil : input[1].text(row))
                output.set(row, wanted.all(in: input[2].text(row), regex))
            }
        },
        FunctionBody(.replaceRegex) { input, output in
            var rewrites = PreparedArgument(input[2]) { RegexRewrite($0) }
            try forEachMatcher(input, pattern: 1, output) { matcher, row in
                let text = input[0].text(row)
                let rewrite = try rewrites.value(row)
                var result: [UInt8] = []
                var end = 0
                matcher.forEachMatch(in: text) { groups in
                    guard let whole = groups[0] else { return }
                    result.append(contentsOf: text[end..<whole.lowerBound].buffer)
                    rewrite.append(groups, of: text, to: &result)
                    end = whole.upperBound
                }
                result.append(contentsOf: text[end..<text.count].buffer)
                output.set(row, result)
            }
        },
        trimming(.trim, atStart: true, atEnd: true),
        trimming(.trimStart, atStart: true, atEnd: false),
        trimming(.trimEnd, atStart: false, atEnd: true),
        FunctionBody(.countOf) { input, output in
            var needles = PreparedArgument(input[1]) { TextNeedle($0, isFolding: false) }
            try input.forEachRow(output) { row in
                let text = input[0].text(row)
                guard input[2].bool(row) else {
                    output.set(row, TextParts.count(of: try needles.value(row), in: text))
                    return
                }
                guard !input[1].text(row).isEmpty else {
                    output.set(row, Int64(0))
                    return
                }
                var total: Int64 = 0
                try RegexCache.shared.regex(input[1].text(row)).withMatcher { matcher in
                    matcher.forEachMatch(in: text) { _ in total += 1 }
                }
                output.set(row, total)
            }
        },
    ]

    /// Calls `body` with the matcher of each row's pattern; a constant pattern has one for the whole call.
    private static func forEachMatcher(
        _ input: FunctionInput, pattern: Int, prefix: String = "", suffix: String = "", _ output: FunctionOutput,
        _ body: (inout Regex.Matcher, Int) throws -> Void
    ) throws {
        if input.count > 0, input.isConstantText(pattern) {
            let regex = try RegexCache.shared.regex(input[pattern].text(0), prefix: prefix, suffix: suffix)
            try regex.withMatcher { matcher in
                try input.forEachRow(output) { row in try body(&matcher, row) }
            }
            return
        }
        try input.forEachRow(output) { row in
            let regex = try RegexCache.shared.regex(input[pattern].text(row), prefix: prefix, suffix: suffix)
            try regex.withMatcher { matcher in try body(&matcher, row) }
        }
    }

    private static func trimming(_ function: EngineFunction, atStart: Bool, atEnd: Bool) -> FunctionBody {
        FunctionBody(function) { input, output in
            try input.forEachRow(output) { row in
                var text = input[1].text(row)
                if atStart {
                    let regex = try RegexCache.shared.regex(input[0].text(row), prefix: "\\A(?:", suffix: ")")
                    if let end = regex.withMatcher({ $0.match(in: text)?[0]?.upperBound }) {
                        text = text[end..<text.count]
                    }
                }
                if atEnd {
                    let regex = try RegexCache.shared.regex(input[0].text(row), prefix: "(?:", suffix: ")\\z")
                    if let start = regex.withMatcher({ $0.match(in: text)?[0]?.lowerBound }) {
                        text = text[0..<start]
                    }
                }
                output.set(row, text)
            }
        }
    }
}

/// Which groups `extract_all` gives.
struct RegexGroups {
    private let groups: [Int]

    /// - Parameter list: A JSON array of numbers and names, nil for all groups.
    init(_ regex: Regex, _ list: ByteView?) throws(FunctionFailure) {
        guard regex.captureCount > 0 else {
            throw FunctionFailure("extract_all needs a regular expression with a group in parentheses")
        }
        guard let list else {
            groups = Array(1...regex.captureCount)
            return
        }
        var groups: [Int] = []
        JSONText(list)?.forEachElement { element in
            let name = element.withString { $0.string }
            if let index = name.flatMap({ regex.names[$0] }) ?? element.asLong.flatMap({ Int(exactly: $0) }),
                (0...regex.captureCount).contains(index)
            {
                groups.append(index)
            }
            return true
        }
        guard !groups.isEmpty else { throw FunctionFailure("extract_all names no group of its regular expression") }
        self.groups = groups
    }

    /// All matches as a JSON array; nil when there is none.
    func all(in text: ByteView, _ regex: Regex) -> [UInt8]? {
        var matches = JSONArrayWriter()
        var isEmpty = true
        regex.withMatcher { matcher in
            matcher.forEachMatch(in: text) { ranges in
                let texts = groups.map { index in JSONText.quoted(ranges[index].map { text[$0].bytes } ?? []) }
                matches.append(texts.count == 1 ? texts[0] : JSONArray.text(texts))
                isEmpty = false
            }
        }
        return isEmpty ? nil : matches.finish()
    }
}

/// The rewrite of `replace_regex`: text with `\0` to `\9`.
struct RegexRewrite {
    private enum Piece {
        case text([UInt8])
        case group(Int)
    }

    private var pieces: [Piece] = []

    init(_ rewrite: ByteView) {
        var text: [UInt8] = []
        var position = 0
        while position < rewrite.count {
            let byte = rewrite[position]
            if byte == UInt8(ascii: "\\"), position + 1 < rewrite.count {
                let next = rewrite[position + 1]
                if next &- 0x30 < 10 {
                    pieces.append(.text(text))
                    text = []
                    pieces.append(.group(Int(next - 0x30)))
                } else {
                    if next != UInt8(ascii: "\\") { text.append(byte) }
                    text.append(next)
                }
                position += 2
            } else {
                text.append(byte)
                position += 1
            }
        }
        pieces.append(.text(text))
    }

    func append(_ groups: [Range<Int>?], of text: ByteView, to output: inout [UInt8]) {
        for piece in pieces {
            switch piece {
            case .text(let bytes): output += bytes
            case .group(let index):
                if index < groups.count, let range = groups[index] { output.append(contentsOf: text[range].buffer) }
            }
        }
    }
}
