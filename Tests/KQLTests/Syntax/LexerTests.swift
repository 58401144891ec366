import Testing

@testable import KQL

/// KQL §2, lexical rules.
@Suite("Lexer: KQL §2")
struct LexerTests {
    private func lex(_ text: String) -> (kinds: [TokenKind], texts: [String], errors: [Diagnostic]) {
        let source = SourceText(text)
        var lexer = Lexer(source: source)
        var sink = DiagnosticSink(source: source)
        let tokens = lexer.tokens(into: &sink).dropLast()
        return (tokens.map(\.kind), tokens.map { source.text($0.span) }, sink.diagnostics)
    }

    @Test(
        "Every Unicode blank divides tokens",
        arguments: [
            0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x1680, 0x180E, 0x2000, 0x2005, 0x200A, 0x200B, 0x202F, 0x205F, 0x3000,
            0xFEFF,
        ] as [UInt32]
    )
    func blanks(_ scalar: UInt32) throws {
        let blank = String(Character(try #require(Unicode.Scalar(scalar))))
        #expect(lex("a\(blank)b").texts == ["a", "b"])
    }

    @Test("A comment ends with its line", arguments: ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}"])
    func comments(_ end: String) {
        #expect(lex("a // b 'c\(end)d").texts == ["a", "d"])
    }

    @Test(
        "Words, dashed keywords and operators of letters are one token",
        arguments: [
            "abc", "_a1", "$left", "5Minutebin", "mv-expand", "project-away", "project-reorder", "in~", "!in~", "!in",
            "!has_cs", "!between", "has_any", "granny-asc",
        ]
    )
    func words(_ word: String) {
        let tokens = lex(word)
        #expect(tokens.texts == [word])
        #expect(tokens.kinds == [.word])
    }

    @Test("A dash between other words is a minus")
    func minus() {
        #expect(lex("a-b").texts == ["a", "-", "b"])
        #expect(lex("mv-expander").texts == ["mv", "-", "expander"])
    }

    static let numberForms: [(String, TokenKind)] = [
        ("123", .long), ("0x1F", .long), ("1.5", .real), ("1.", .real), ("1e3", .real), ("1e-5", .real),
        ("1d", .timespan), ("1.5h", .timespan), ("10min", .timespan), ("3ticks", .timespan), ("5ms", .timespan),
        ("7nanoseconds", .timespan), ("74be27de-1e4e-49d9-b579-fe0b331d3642", .guid),
    ]

    @Test("Numbers and timespans", arguments: numberForms)
    func numbers(_ text: String, _ kind: TokenKind) {
        let tokens = lex(text)
        #expect(tokens.texts == [text])
        #expect(tokens.kinds == [kind])
    }

    @Test("A range keeps its two points")
    func range() {
        #expect(lex("1..5").texts == ["1", "..", "5"])
    }

    @Test(
        "Typed literals are one token up to their parenthesis",
        arguments: [
            "datetime(2020-01-01 10:00:00)", "timespan(1.02:03:04)", "long(null)", "real(+inf)", "guid(null)",
            "int64(5)", "datetime('2020-01-01' 'x')", "time((8:00:00 AM)",
        ]
    )
    func typed(_ text: String) {
        let tokens = lex(text)
        #expect(tokens.texts == [text])
        #expect(tokens.kinds == [.typed])
    }

    @Test("A typed literal begins at its name and ends on its line", arguments: ["bool (true)", "boolean(true)"])
    func untyped(_ text: String) {
        #expect(!lex(text).kinds.contains(.typed))
        #expect(lex("datetime(2020\n)").errors.map(\.code) == [.missingText])
    }

    static let stringForms: [(String, String)] = [
        (#""a\n\t\\\"b""#, "a\n\t\\\"b"), (#"'it\'s'"#, "it's"), (#"@"C:\dir\""#, #"C:\dir\"#), ("@'a''b'", "a'b"),
        (#"h"secret""#, "secret"), ("H@'x\\y'", "x\\y"), (#""\x41\u00e9\U0001F600\101""#, "Aé😀A"),
        ("```a\n'b'```", "a\n'b'"), ("~~~x~~~", "x"), (#""\ud83d\ude00""#, "😀"), ("''", ""), ("'é'", "é"),
    ]

    @Test("String forms and their values", arguments: stringForms)
    func strings(_ text: String, _ value: String) {
        let tokens = lex(text)
        #expect(tokens.kinds == [.string])
        #expect(tokens.errors.isEmpty)
        let bytes = Array(text.utf8)
        #expect(StringLiteral.value(bytes, Span(0, bytes.count)) == value)
    }

    @Test("Other escapes are errors", arguments: [#""\d""#, #""\/""#, #"'\$'"#, #""\e""#, #""\x4""#])
    func escapes(_ text: String) {
        #expect(lex(text).errors.map(\.code) == [.invalidEscape])
    }

    @Test("A string must end on its line", arguments: ["'abc", "\"abc\n", "@'a''", "```abc"])
    func unclosed(_ text: String) {
        #expect(lex(text).errors.map(\.code) == [.missingText])
    }

    @Test("Adjacent literals join, also across lines and comments")
    func adjacent() throws {
        #expect(try Fixtures.compile("print x = \"a\" 'b' // c\n @\"d\"").parameters == [.text("abd")])
        #expect(try Fixtures.compile("print x = 'it''s'").parameters == [.text("its")])
    }

    @Test("true and false in three spellings", arguments: ["true", "True", "TRUE"])
    func booleans(_ word: String) throws {
        #expect(try Fixtures.columns("print x = \(word)") == ["x: bool"])
    }
}
