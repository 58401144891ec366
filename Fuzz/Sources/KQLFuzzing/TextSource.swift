/// Makes texts that look like queries, the same ones for the same seed.
public struct TextSource {
    private var random: SplitMix
    private let corpus: [String]

    /// - Parameter corpus: Queries whose parts are put together anew; without any, fragments of the language are.
    public init(seed: UInt64, corpus: [String] = []) {
        random = SplitMix(seed)
        self.corpus = corpus
    }

    private mutating func number(below limit: Int) -> Int { random.number(below: limit) }

    private mutating func pick(_ words: [String]) -> String { words[number(below: words.count)] }

    /// The next text.
    public mutating func text() -> String {
        guard !corpus.isEmpty, number(below: 4) > 0 else { return fragments() }
        var text = pick(corpus)
        if number(below: 2) == 0 { text = TokenMutation.crossed(text, pick(corpus), &random) }
        for _ in 0..<number(below: 5) { text = TokenMutation.changed(text, Self.vocabulary, &random) }
        return text
    }

    /// Words of the language, for the places of other words.
    public static let vocabulary = operators + tokens + ["|", "let", "print", "range", "datatable", "union", "find"]

    /// A query of fragments; now and then its bytes are changed, so that the lexer has something to do too.
    private mutating func fragments() -> String {
        var parts: [String] = []
        if number(below: 3) == 0 { parts.append(pick(Self.openings)) }
        parts.append(pick(Self.sources))
        for _ in 0..<number(below: 6) { parts.append("| " + pick(Self.operators) + " " + tail(6)) }
        var bytes = Array(parts.joined(separator: " ").utf8)
        for _ in 0..<(number(below: 4) == 0 ? number(below: 8) : 0) where !bytes.isEmpty {
            let place = number(below: bytes.count)
            switch number(below: 3) {
            case 0: bytes[place] = UInt8(number(below: 256))
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes[place], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func tail(_ most: Int) -> String {
        (0..<number(below: most) + 1).map { _ in pick(Self.tokens) }.joined(separator: " ")
    }

    private static let openings = [
        "let x = 5;", "let f = (a: long = 1) { a + x };", "let T = materialize(datatable(a: long)[1, 2]);",
        "set notruncation;", "declare query_parameters(p: string = 'a');", "let v = view () { print a = 1 };", "let",
    ]
    private static let sources = [
        "print a = 1, d = dynamic({'a': [1]})", "datatable(a: long, b: string)[1, 'x']", "range a from 1 to 5 step 1",
        "DeviceEvents", "union DeviceEvents, DeviceInfo", "search 'x'", "find in (DeviceInfo) where a == 1", "f(1)",
        "T",
    ]
    private static let operators = [
        "where", "project", "extend", "summarize", "join", "lookup", "union", "sort by", "top 5 by", "distinct", "take",
        "count", "mv-expand", "mv-apply", "parse", "parse-where", "parse-kv", "make-series", "serialize", "getschema",
        "evaluate", "scan", "partition", "render", "invoke", "as", "project-away", "project-reorder", "top-nested",
        "sample", "reduce by", "fork", "facet by", "search", "consume", "graph-match", "make-graph",
    ]
    private static let tokens = [
        "a", "b", "d", "Timestamp", "DeviceId", "d.a", "d['a']", "d[0]", "x", "T", "1", "1.5", "'x'", "@'\\'", "1d",
        "now()", "ago(1d)", "datetime(2024-01-01)", "dynamic([1, 'a'])", "(", ")", "[", "]", "{", "}", ",", "=", "==",
        "!=", "=~", "<", "+", "-", "*", "/", "%", "..", ":", ";", "and", "or", "in", "!in", "has", "has_any",
        "contains",
        "between", "matches regex", "by", "on", "asc", "desc", "to", "typeof(long)", "with", "kind=inner", "count()",
        "sum(a)", "make_set(b)", "arg_max(a, *)", "tostring(", "iff(", "strcat('a', b)", "toscalar(T)", "(T)",
        "$left.a == $right.b", "not(", "bin(a, 2)", "parse_json(b)", "pack_all()", "prev(a)", "row_number()",
    ]
}
