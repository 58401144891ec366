import Testing

@testable import KQLTools

@Suite("The console edits as people expect")
struct LineEditorTests {
    private func editor(history: [String] = []) -> LineEditor {
        LineEditor(history: history) { text, offset in
            let start =
                text.utf8.prefix(offset).lastIndex { !($0 > 0x40 && $0 < 0x7B) }.map {
                    text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1
                } ?? 0
            let word = String(text.utf8.dropFirst(start).prefix(offset - start)) ?? ""
            return (["DeviceEvents", "DeviceInfo", "where"].filter { $0.hasPrefix(word) }, start)
        }
    }

    /// The text with the cursor as `¦`, after keys as a terminal sends them.
    private func typed(_ keys: String, history: [String] = []) -> String {
        var editor = editor(history: history)
        var decoder = KeyDecoder()
        for key in decoder.push(Array(keys.utf8)) { _ = editor.take(key) }
        return editor.head + "¦" + editor.text.dropFirst(editor.head.count)
    }

    @Test(arguments: [
        ("abc", "abc¦"), ("abc\u{1B}[D\u{1B}[Dx", "ax¦bc"), ("abc\u{7F}", "ab¦"), ("abc\u{1}x", "x¦abc"),
        ("ab\u{1}\u{1B}[3~", "¦b"), ("one two\u{17}", "one ¦"), ("one two\u{1}\u{B}", "¦"),
        ("one two\u{17}\u{1}\u{19}", "two¦one "), ("a\u{1B}\rb\u{1B}[Ac", "ac¦\nb"), ("T |\rx", "T |\nx¦"),
        ("ä😀\u{7F}", "ä¦"), ("\u{1B}[200~a\r\nb\u{1B}[201~", "a\nb¦"), ("a b\u{1B}b\u{1B}b", "¦a b"),
        ("Dev\t", "Device¦"), ("DeviceE\t", "DeviceEvents ¦"), ("a\u{1B}[Z", "a¦"), ("(\r", "(\n¦"),
    ])
    func keysChangeTheText(keys: String, text: String) {
        #expect(typed(keys) == text)
    }

    @Test(arguments: [
        ("\u{1B}[A", "two¦"), ("\u{1B}[A\u{1B}[A", "one¦"), ("\u{1B}[A\u{1B}[A\u{1B}[A", "one¦"),
        ("x\u{1B}[A\u{1B}[B", "x¦"), ("\u{1B}[A\u{1B}[B", "¦"),
    ])
    func theHistoryIsAboveTheText(keys: String, text: String) {
        #expect(typed(keys, history: ["one", "two"]) == text)
    }

    @Test(arguments: [
        ("print 1\r", LineEditor.Outcome.submitted("print 1")), ("print (\r", .changed), ("T |\r", .changed),
        ("T |\rtake 1\r", .changed), ("T |\rtake 1\r\r", .submitted("T |\ntake 1")),
        ("T |\rtake 1;\r", .submitted("T |\ntake 1;")),
        (".tables\r", .submitted(".tables")), ("\r", .submitted("")), ("\u{4}", .ended), ("a\u{4}", .changed),
        ("a\u{3}", .cancelled),
        ("print (\r\r", .submitted("print (")), ("\u{C}", .cleared),
        ("Device\t", .choices(["DeviceEvents", "DeviceInfo"])),
    ])
    func theLastKeyDecides(keys: String, outcome: LineEditor.Outcome) {
        var editor = editor()
        var decoder = KeyDecoder()
        var last = LineEditor.Outcome.changed
        for key in decoder.push(Array(keys.utf8)) { last = editor.take(key) }
        #expect(last == outcome)
    }

    @Test func aSequenceMayComeInPieces() {
        var decoder = KeyDecoder()
        #expect(decoder.push([0x1B], isComplete: false) == [])
        #expect(decoder.push(Array("[A".utf8), isComplete: false) == [.up])
        #expect(decoder.push([0xC3], isComplete: false) == [])
        #expect(decoder.push([0xA4]) == [.character("ä")])
        #expect(decoder.push([0x1B]) == [.escape])
    }

    @Test func theScreenPutsTheCursorWhereItBelongs() {
        var screen = EditorScreen(cells: { $0.count }, escape: { $0 })
        var editor = editor()
        for key in [ConsoleKey.character("a"), .lineBreak, .character("b"), .left] { _ = editor.take(key) }
        #expect(screen.draw(editor, width: 40) == "\r\u{1B}[Jkql> a\r\n   | b\r\u{1B}[5C")
        _ = editor.take(.up)
        #expect(screen.draw(editor, width: 40) == "\u{1B}[1A\r\u{1B}[Jkql> a\r\n   | b\u{1B}[1A\r\u{1B}[5C")
        #expect(screen.leave(editor, width: 40) == "\u{1B}[1B\r\n\u{1B}[J")
    }

    @Test(arguments: [
        (".help", ConsoleCommand.help), (".functions a", .functions("a")), (".f", .functions("")),
        (".tables Device", .tables("Device")),
        (".schema DeviceInfo", .schema("DeviceInfo")),
        (".mode csv", .mode("csv")), ("exit", .quit), (".nonsense x", .unknown("nonsense")),
    ])
    func pointsBeginCommands(line: String, command: ConsoleCommand) {
        #expect(ConsoleCommand(line) == command)
        #expect(ConsoleCommand("print 1") == nil)
    }
}
