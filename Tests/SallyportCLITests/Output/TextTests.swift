import Foundation
import Testing

@testable import SallyportCLI

@Suite("Texts of a server on a terminal, identity.md H.6 47")
struct TerminalTextTests {
    @Test(arguments: [
        ("plain ä 日本 👩", "plain ä 日本 👩"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"), ("\u{1B}[2J", "\\u{1b}[2J"),
        ("\u{9B}31m", "\\u{9b}31m"), ("\u{7F}", "\\u{7f}"), ("\u{202E}gpj.exe", "\\u{202e}gpj.exe"),
        ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("a\u{200B}b", "a\\u{200b}b"), ("\u{2028}", "\\u{2028}"),
        ("\u{E0041}", "\\u{e0041}"), ("\u{0}", "\\u{0}"),
    ])
    func controlsAreShownNotObeyed(text: String, escaped: String) {
        #expect(TerminalText.escaped(text) == escaped)
        #expect(TerminalText.escaped(escaped) == escaped)
    }

    @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👍", 2), ("", 0), ("ﾊﾝ", 2)])
    func widthCountsCells(text: String, cells: Int) {
        #expect(TerminalText.width(of: text) == cells)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("ab", 1, "…"),
        ("ab", 0, ""),
    ])
    func cutsAtCells(text: String, limit: Int, cut: String) {
        #expect(TerminalText.truncated(text, to: limit) == cut)
        #expect(TerminalText.width(of: TerminalText.truncated(text, to: limit)) <= max(limit, 0))
    }
}

@Suite("Long texts on a terminal")
struct WrappedTextTests {
    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("one two", 80, ["one two"]), ("", 10, [""]),
        ("longer-than-that x", 5, ["longer-than-that", "x"]), ("日本 語", 4, ["日本", "語"]),
    ])
    func breaksAtBlanks(text: String, limit: Int, lines: [String]) {
        #expect(TerminalText.wrapped(text, to: limit) == lines)
    }

    @Test func aStepsDetailStandsBelowItWhereTheLineWouldBreak() async throws {
        var test = TestContext()
        test.terminal.width = 80
        let recorder = StepRecorder(context: try test.make())
        let detail = Array(repeating: "word", count: 40).joined(separator: " ")
        try await recorder.context("application") { try await recorder.step("register") { ((), detail) } }
        let lines = test.streams.data.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.filter { $0.hasPrefix("       word") }.count == 3)
    }

    @Test func aFieldGoesOnBelowItself() throws {
        var test = TestContext()
        test.terminal.width = 40
        let output = try test.make().output
        try output.one(["a"], fields: [("Permissions", "One.Read.All, Two.Read.All, Three.Read.All")])
        #expect(
            test.streams.data == "Permissions  One.Read.All, Two.Read.All,\n             Three.Read.All\n")
    }
}

@Suite("Tables fit the terminal")
struct TextTableTests {
    private let table = TextTable(
        columns: [.init(title: "ID", alignment: .right), .init(title: "Name"), .init(title: "Note")],
        rows: [
            ["1", String(repeating: "n", count: 40), "short"], ["20", "x", String(repeating: "long ", count: 20)],
            ["3", "a\nb", ""],
        ])

    @Test(arguments: [200, 100, 60, 40, 30])
    func noLineIsWiderThanTheTerminal(width: Int) {
        for line in table.lines(width: width) { #expect(TerminalText.width(of: line) <= width) }
    }

    @Test func aPipeCutsNothing() {
        let lines = table.lines(width: nil)
        #expect(lines.count == 4)
        #expect(lines[1].contains(String(repeating: "n", count: 40)))
        #expect(!lines.joined().contains("…"))
        #expect(lines[3].hasSuffix("a\\nb"))
    }

    @Test func aTableThatCannotFitKeepsItsMinimum() {
        let lines = table.lines(width: 5)
        #expect(lines[1].contains("nnnnnnn…"))
    }
}

@Suite("CSV, RFC 4180")
struct CSVTests {
    @Test(arguments: [
        (["a", "b"], "a,b\r\n"), (["a,b", "c"], "\"a,b\",c\r\n"), (["say \"hi\""], "\"say \"\"hi\"\"\"\r\n"),
        (["two\nlines"], "\"two\nlines\"\r\n"), (["cr\r"], "\"cr\r\"\r\n"), (["", ""], ",\r\n"), ([" a "], " a \r\n"),
    ])
    func quotesWhatNeedsQuotes(fields: [String], record: String) {
        #expect(CSV.record(fields) == record)
    }

    @Test(arguments: [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("@SUM(1)", "'@SUM(1)"), ("+1+1", "'+1+1"), ("-2", "-2"),
        ("-3.5", "-3.5"), ("plain", "plain"), ("\tx", "'\tx"),
    ])
    func formulasAreDisarmedAndNumbersAreNot(field: String, guarded: String) {
        #expect(CSV.field(field, guardsFormulas: true) == guarded)
    }
}

@Suite("Lengths and instants as people type them")
struct TimeSpanTests {
    @Test(arguments: [
        ("90s", Duration.seconds(90)), ("30m", .seconds(1800)), ("24h", .seconds(86400)), ("7d", .seconds(604_800)),
        ("1w", .seconds(604_800)), ("250ms", .milliseconds(250)), ("15", .seconds(15)), ("0s", .zero),
    ])
    func lengths(text: String, length: Duration) {
        #expect(TimeSpan.duration(parsing: text) == length)
    }

    @Test(arguments: ["", "h", "-1h", "1.5h", "1 h", "1y", "99999999999999999999s", "２h"])
    func areRefused(text: String) {
        #expect(TimeSpan.duration(parsing: text) == nil)
    }

    @Test(
        arguments: [
            ("24h", "2026-11-17T08:26:40Z"), ("2026-11-18", "2026-11-18T00:00:00Z"),
            ("2026-11-18T12:00:00Z", "2026-11-18T12:00:00Z"), ("2026-11-18T12:00:00.250Z", "2026-11-18T12:00:00Z"),
            ("yesterday", nil), ("15", nil), ("2026-13-01", nil),
        ] as [(String, String?)])
    func instants(text: String, instant: String?) {
        let now = Date(timeIntervalSince1970: 1_795_000_000 - 9600)
        #expect(TimeSpan.instant(parsing: text, now: now)?.formatted(.iso8601) == instant)
    }

    @Test(arguments: [
        (Duration.milliseconds(812), "812 ms"), (.milliseconds(3450), "3.4 s"), (.seconds(125), "2 min 5 s"),
    ])
    func texts(length: Duration, text: String) {
        #expect(TimeSpan.text(length) == text)
    }
}
