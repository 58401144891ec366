internal import DuckDB

/// A pattern of `parse`, read once and used for every row; kql.md §10.
///
/// It is handed over as a JSON array of strings: the mode, the flags of a regular expression, and then the parts in
/// order, each marked by its first character: `*`, `=` and a literal, `:` and a column's type.
struct ParsePattern: Sendable {
    enum Mode: Sendable {
        /// Literals are texts, the pattern is the whole text, and every column must have its type.
        case simple
        /// As simple, but a column that has not its type is empty by itself.
        case relaxed
        /// Literals are regular expressions, found anywhere in the text; every column must have its type.
        case regex
    }

    enum Part: Sendable {
        case skip
        case literal(TextNeedle, length: Int)
        case column(CapturedType, Int)
    }

    let mode: Mode
    private(set) var parts: [Part] = []
    private(set) var types: [CapturedType] = []
    /// The expression of the regex mode, and the group of each column.
    private(set) var regex: (Regex, groups: [Int])?

    /// - Throws: ``FunctionFailure`` where the regular expression cannot be read.
    init(_ specification: ByteView) throws {
        let texts = (JSONText(specification)?.elements ?? []).map { element in
            ByteView.with(element) { JSONText($0)?.string ?? [] }
        }
        switch texts.first.map({ String(decoding: $0, as: UTF8.self) }) {
        case "relaxed"?: mode = .relaxed
        case "regex"?: mode = .regex
        default: mode = .simple
        }
        var expression = ""
        for text in texts.dropFirst(2) {
            let content = Array(text.dropFirst())
            switch text.first {
            case UInt8(ascii: "=")?:
                expression += String(decoding: content, as: UTF8.self)
                parts.append(
                    .literal(ByteView.with(content) { TextNeedle($0, isFolding: false) }, length: content.count))
            case UInt8(ascii: ":")?:
                let type = CapturedType(String(decoding: content, as: UTF8.self))
                expression += "(?P<kql\(types.count)>\(type.expression))"
                parts.append(.column(type, types.count))
                types.append(type)
            default:
                expression += ".*?"
                parts.append(.skip)
            }
        }
        guard mode == .regex else { return }
        let flags = String(decoding: texts[1], as: UTF8.self)
        let whole = (flags.isEmpty ? "" : "(?\(flags))") + expression
        let regex = try ByteView.with(whole) { text throws in try RegexCache.shared.regex(text) }
        self.regex = (regex, groups: types.indices.map { regex.names["kql\($0)"] ?? 0 })
    }

    /// The texts of the columns; nil where the text does not match.
    func captures(in text: ByteView) -> [Range<Int>]? {
        if let regex {
            let groups = regex.0.withMatcher { $0.match(in: text) }
            guard let groups else { return nil }
            let ranges = regex.groups.map { ($0 < groups.count ? groups[$0] : nil) ?? 0..<0 }
            for (type, range) in zip(types, ranges) where !type.accepts(text[range]) { return nil }
            return ranges
        }
        var matcher = LiteralMatcher(pattern: self, text: text)
        return matcher.run()
    }
}

/// What a column of a pattern must be.
enum CapturedType: Sendable {
    case string, whole, narrow, real, bool, datetime, timespan, guid, dynamic

    init(_ name: String) {
        switch name {
        case "long": self = .whole
        case "int": self = .narrow
        case "real", "decimal": self = .real
        case "bool": self = .bool
        case "datetime": self = .datetime
        case "timespan": self = .timespan
        case "guid": self = .guid
        case "dynamic": self = .dynamic
        default: self = .string
        }
    }

    /// What stands for the column in a regular expression.
    var expression: String {
        switch self {
        case .whole, .narrow: #"[-+]?\d+"#
        case .real: #"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"#
        default: ".*"
        }
    }

    /// Whether any text is a value, so that it need not be looked at.
    var isAnyText: Bool { self == .string || self == .dynamic }

    /// Whether the text is a value of the type.
    func accepts(_ text: ByteView) -> Bool {
        switch self {
        case .string, .dynamic: true
        case .whole: NumberText.long(text) != nil
        case .narrow: NumberText.int(text) != nil
        case .real: NumberText.double(text) != nil
        case .bool: NumberText.bool(text) != nil
        case .datetime: DatetimeParser.ticks(text) != nil
        case .timespan: TimespanParser.ticks(text) != nil
        case .guid: GUIDText.canonical(text) != nil
        }
    }
}
