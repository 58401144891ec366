import DuckDB
import Testing

@testable import KQLEngine

@Suite("kql.md §6: term operators", .needsEngine)
struct TermTests {
    @Test(
        "has finds whole terms only, folding case",
        arguments: [
            Case("kql_has('powershell.exe -enc AAA', 'powershell')", "true"),
            Case("kql_has('powershell.exe -enc AAA', 'POWERSHELL')", "true"),
            Case("kql_has('powershell.exe -enc AAA', 'power')", "false"),
            Case("kql_has('powershell.exe -enc AAA', 'shell')", "false"),
            Case("kql_has('a_b', 'a')", "true"),
            Case("kql_has('a1b', 'a')", "false"),
            Case("kql_has('xabc abc', 'abc')", "true"),
            Case("kql_has('xabc abcx', 'abc')", "false"),
            Case("kql_has('net user /add', '/add')", "true"),
            Case("kql_has('x/add', '/add')", "true"),
            Case("kql_has('x/adder', '/add')", "false"),
            Case("kql_has('a b', ' ')", "true"),
            Case("kql_has('C:\\Windows', '\\')", "true"),
            Case("kql_has('anything', '')", "true"),
            Case("kql_has('', 'a')", "false"),
            Case("kql_has('', '')", "true"),
            Case("kql_has(NULL, 'a')", nil),
        ])
    func has(item: Case) throws { try item.check() }

    @Test(
        "letters and digits of every script make up terms",
        arguments: [
            Case("kql_has('Straße', 'stra')", "false"),
            Case("kql_has('größe', 'GRÖSSE')", "false"),
            Case("kql_has('ÜBER uns', 'über')", "true"),
            Case("kql_has('имя пользователя', 'ИМЯ')", "true"),
            Case("kql_has('имя', 'им')", "false"),
            Case("kql_has('日本 語', '日本')", "true"),
            Case("kql_has('日本語', '日本')", "false"),
            Case("kql_has('a٣', 'a')", "false"),
            Case("kql_has('naïve', 'na')", "false"),
            Case("kql_has('x–abc–y', 'abc')", "true"),
            Case("kql_has('ΣΊΣΥΦΟΣ', 'σίσυφος')", "true"),
        ])
    func unicode(item: Case) throws { try item.check() }

    @Test(
        "the Kelvin sign and the long s fold into ASCII",
        arguments: [
            Case("kql_has('300 \u{212A}', 'k')", "true"),
            Case("kql_contains('mi\u{17F}t', 'mist')", "true"),
            Case("kql_eq_ci('\u{212A}', 'K')", "true"),
            Case("kql_startswith('\u{17F}t', 'ST')", "true"),
            Case("kql_endswith('a\u{212A}', 'ak')", "true"),
        ])
    func foldsIntoASCII(item: Case) throws { try item.check() }

    @Test(
        "the case-sensitive forms compare exactly",
        arguments: [
            Case("kql_has_cs('PowerShell', 'powershell')", "false"),
            Case("kql_has_cs('a PowerShell b', 'PowerShell')", "true"),
            Case("kql_has_cs('APowerShell', 'PowerShell')", "false"),
            Case("kql_hasprefix_cs('Power', 'Pow')", "true"),
            Case("kql_hasprefix_cs('power', 'Pow')", "false"),
            Case("kql_hassuffix_cs('PoWer', 'Wer')", "true"),
        ])
    func caseSensitive(item: Case) throws { try item.check() }

    @Test(
        "hasprefix checks the left boundary, hassuffix the right one",
        arguments: [
            Case("kql_hasprefix('powershell', 'POWER')", "true"),
            Case("kql_hasprefix('xpowershell', 'power')", "false"),
            Case("kql_hassuffix('powershell', 'SHELL')", "true"),
            Case("kql_hassuffix('powershells', 'shell')", "false"),
            Case("kql_hasprefix('a xpower power1', 'power')", "true"),
        ])
    func prefixAndSuffix(item: Case) throws { try item.check() }

    @Test(
        "has_any is or, has_all is and; empty text gives false, a null needle matches everything",
        arguments: [
            Case("kql_has_any('net user bob', '[\"whoami\",\"user\"]')", "true"),
            Case("kql_has_any('net users bob', '[\"whoami\",\"user\"]')", "false"),
            Case("kql_has_any('', '[\"\"]')", "false"),
            Case("kql_has_any('x', '[null]')", "true"),
            Case("kql_has_any('x', '[]')", "false"),
            Case("kql_has_any('port 445', '[445]')", "true"),
            Case("kql_has_any('x', '\"x\"')", "false"),
            Case("kql_has_all('net user bob', '[\"NET\",\"bob\"]')", "true"),
            Case("kql_has_all('net user bob', '[\"net\",\"alice\"]')", "false"),
            Case("kql_has_all('x', '[]')", "true"),
            Case("kql_has_all('', '[]')", "false"),
        ])
    func lists(item: Case) throws { try item.check() }

    @Test(
        "substring tests fold case",
        arguments: [
            Case("kql_contains('abcDEF', 'CDe')", "true"),
            Case("kql_contains('abc', '')", "true"),
            Case("kql_contains('ab', 'abc')", "false"),
            Case("kql_contains('xÄy', 'ä')", "true"),
            Case("kql_startswith('C:\\Windows', 'c:\\w')", "true"),
            Case("kql_startswith('ab', 'abc')", "false"),
            Case("kql_endswith('cmd.EXE', '.exe')", "true"),
            Case("kql_endswith('exe', '.exe')", "false"),
            Case("kql_eq_ci('Straße', 'STRAßE')", "true"),
            Case("kql_eq_ci('a', 'ab')", "false"),
            Case("kql_in_ci('CMD.exe', '[\"powershell.exe\",\"cmd.exe\"]')", "true"),
            Case("kql_in_ci('cmd', '[\"cmd.exe\"]')", "false"),
            Case("kql_in_ci('Ä', '[\"ä\"]')", "true"),
            Case("kql_in_array('CMD', '[\"cmd\"]')", "false"),
            Case("kql_in_array('cmd', '[\"cmd\", 5]')", "true"),
            Case("kql_in_array('5', '[\"cmd\", 5]')", "true"),
        ])
    func substrings(item: Case) throws { try item.check() }

    @Test("the needle is found wherever it stands and however long the text is")
    func positions() throws {
        let needle = TextNeedle("needle", isFolding: true)
        for length in 0..<80 {
            for position in 0...length {
                let text =
                    String(repeating: "-", count: position) + "NeeDle"
                    + String(repeating: "-", count: length - position)
                ByteView.with(text) { view in
                    #expect(needle.range(in: view) == position..<position + 6)
                    #expect(needle.occursAsTerm(in: view))
                    #expect(needle.range(in: view, from: position + 1) == nil)
                }
            }
        }
    }

    @Test("folding agrees with a straightforward search, on pseudo-random texts")
    func agreesWithNaiveSearch() throws {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array("aAbBkK\u{212A}sS\u{17F}äÄ1_ ")
        for _ in 0..<3_000 {
            let text = String((0..<next(40)).map { _ in alphabet[next(alphabet.count)] })
            let needle = String((0..<next(3) + 1).map { _ in alphabet[next(alphabet.count)] })
            let foldedText = text.unicodeScalars.map { CaseFolding.fold($0.value) }
            let foldedNeedle = needle.unicodeScalars.map { CaseFolding.fold($0.value) }
            let expected = foldedText.indices.contains { foldedText[$0...].starts(with: foldedNeedle) }
            let actual = ByteView.with(text) { TextNeedle(needle, isFolding: true).occurs(in: $0) }
            #expect(actual == expected, "'\(needle)' in '\(text)'")
            let isTerm = foldedText.indices.contains { index in
                guard foldedText[index...].starts(with: foldedNeedle) else { return false }
                let end = index + foldedNeedle.count
                let leftIsFree = index == 0 || !TermCharacter.isTerm(foldedText[index - 1])
                let rightIsFree = end == foldedText.count || !TermCharacter.isTerm(foldedText[end])
                return (leftIsFree || !TermCharacter.isTerm(foldedNeedle[0]))
                    && (rightIsFree || !TermCharacter.isTerm(foldedNeedle[foldedNeedle.count - 1]))
            }
            let actualTerm = ByteView.with(text) { TextNeedle(needle, isFolding: true).occursAsTerm(in: $0) }
            #expect(actualTerm == isTerm, "term '\(needle)' in '\(text)'")
        }
    }
}
