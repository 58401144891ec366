import DuckDB
import Testing

@testable import KQLEngine

@Suite("kql.md §6: regular expressions", .needsEngine)
struct RegexTests {
    @Test(
        "matches regex searches anywhere",
        arguments: [
            (#"\d+"#, "abc 123", true), (#"^\d+$"#, "abc 123", false), (#"(?i)POWER"#, "powershell", true),
            (#"POWER"#, "powershell", false), (#"a.c"#, "a\nc", false), (#"(?s)a.c"#, "a\nc", true),
            (#"(?m)^b$"#, "a\nb\nc", true), (#"^b$"#, "a\nb\nc", false), (#"a$"#, "a\n", false),
            (#"\bcat\b"#, "a cat!", true), (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true),
            (#"[^a-z]"#, "abc", false), (#"[a-z&&[^aeiou]]"#, "aei", false), (#"[a-z&&[^aeiou]]"#, "b", true),
            (#"[a-z--[aeiou]]"#, "e", false), (#"[[:alpha:]]+"#, "12:", false), (#"[[:^alpha:]]"#, "1", true),
            (#"\p{Lu}"#, "ä", false), (#"\p{Lu}"#, "Ä", true), (#"\pL"#, "ж", true), (#"\P{L}"#, "жa", false),
            (#"\w+"#, "ü", true), (#"\d"#, "٣", true), (#"(?-u:\d)"#, "٣", false), (#"\s"#, "\u{A0}", true),
            (#"x{2,3}"#, "x", false), (#"x{2,3}"#, "xx", true), (#"^x{2}$"#, "xxx", false),
            (#"^(a|b)*c"#, "ababc", true),
            (#"\x41\u0042\x{43}"#, "ABC", true), (#"(?x) a b # comment"#, "ab", true), (#"a\.b"#, "axb", false),
            (#""#, "", true), (#"a||b"#, "zzz", true), (#"(?i)straße"#, "STRAßE", true), (#"(?i)k"#, "\u{212A}", true),
            (#"[\]\-a]"#, "-", true), (#"[]a]"#, "]", true), (#"[a-]"#, "-", true), (#"(?:)"#, "x", true),
            (#"(?i)[^K]"#, "k", false), (#"^\S+@\S+$"#, "a@b", true), (#"\\"#, #"a\b"#, true), (#"日本+"#, "日本本", true),
            // Boundaries at one end of a word, and blanks in a count.
            (#"\<cat"#, "a cat", true), (#"\<at"#, "a cat", false), (#"ca\>"#, "a cat", false),
            (#"cat\>"#, "a cat", true),
            (#"\b{start}c"#, "ac", false), (#"t\b{end}"#, "cat", true), (#"\b{start-half}-"#, "--", true),
            (#"t\b{end-half}"#, "ats", false), (#"x{ 2 , 3 }"#, "xx", true), (#"[\<]"#, "<", true),
            // The zero byte, which the newer dialect of the service refuses.
            (#"a\0b"#, "a\0b", true), (#"[\0]"#, "ab", false), (#"\01"#, "\u{1}", true),
        ])
    func matches(pattern: String, text: String, expected: Bool) throws {
        let regex = try Regex(pattern)
        let actual = regex.withMatcher { matcher in ByteView.with(text) { matcher.occurs(in: $0) } }
        #expect(actual == expected, "\(pattern) in \(text)")
        let found = regex.withMatcher { matcher in ByteView.with(text) { matcher.match(in: $0) != nil } }
        #expect(found == expected, "the two machines disagree: \(pattern) in \(text)")
    }

    @Test(
        "captures are leftmost-first",
        arguments: [
            Case(#"kql_extract('(\d+)-(\d+)', 2, 'a 12-34 b')"#, "34"),
            Case(#"kql_extract('(\d+)-(\d+)', 0, 'a 12-34 b')"#, "12-34"),
            Case(#"kql_extract('(\d+)-(\d+)', 3, 'a 12-34 b')"#, ""),
            Case(#"kql_extract('x(\d)', 1, 'abc')"#, ""),
            Case(#"kql_extract('(a|ab)(c|bcd)?', 0, 'abcd')"#, "abcd"),
            Case(#"kql_extract('a+?', 0, 'aaa')"#, "a"),
            Case(#"kql_extract('(?U)a+', 0, 'aaa')"#, "a"),
            Case(#"kql_extract('(?P<n>b)', 1, 'abc')"#, "b"),
            Case(#"kql_extract('(?<n>b)', 1, 'abc')"#, "b"),
            Case(#"kql_extract('(x)?b', 1, 'b')"#, ""),
            Case(#"kql_extract('\\(\w+)$', 1, 'C:\Windows\cmd')"#, "cmd"),
            Case(#"kql_extract_all('(\w)(\d)', NULL, 'a1 b2')"#, #"[["a","1"],["b","2"]]"#),
            Case(#"kql_extract_all('(\d+)', NULL, 'a1 b22')"#, #"["1","22"]"#),
            Case(#"kql_extract_all('(\w)(\d)', '[2]', 'a1 b2')"#, #"["1","2"]"#),
            Case(#"kql_extract_all('(?P<l>\w)(\d)', '["l"]', 'a1 b2')"#, #"["a","b"]"#),
            Case(#"kql_extract_all('(\d+)', NULL, 'none')"#, nil),
            Case(#"kql_replace_regex('a1b22', '\d+', '<\0>')"#, "a<1>b<22>"),
            Case(#"kql_replace_regex('abc', '(b)', '\1\1')"#, "abbc"),
            Case(#"kql_replace_regex('abc', '', '-')"#, "-a-b-c-"),
            Case(#"kql_replace_regex('abc', 'x', '-')"#, "abc"),
            Case(#"kql_trim('--', '----a--b----')"#, "--a--b--"),
            Case(#"kql_trim('[-]+', '----a--b----')"#, "a--b"),
            Case(#"kql_trim_start('\s+', '  a ')"#, "a "),
            Case(#"kql_trim_end('\s+', '  a ')"#, "  a"),
            Case(#"kql_trim('a|ab', 'abxab')"#, "bx"),
        ])
    func captures(item: Case) throws { try item.check() }

    @Test(
        "what the dialect has not is refused by name",
        arguments: [
            ("(?=a)", "look-around"), ("(?<!a)b", "look-around"), (#"(a)\1"#, "back-reference"),
            ("a**b(", "without ')'"), (#"\b{middle}"#, "boundary"),
            ("*a", "repeats nothing"), ("[a", "without ']'"), ("a)", "without '('"), (#"\q"#, "unknown escape"),
            ("a{2,1}", "from more to fewer"), ("x{100000}", "more than"), (#"\p{Klingon}"#, "not supported"),
            ("(?z)", "unknown flag"), ("[z-a]", "ends before"), (#"a\"#, "backslash"), ("a{", "no repetition"),
            ("(((a{1000}){1000}){1000})", "too large"),
        ])
    func refused(pattern: String, reason: String) throws {
        let error = #expect(throws: RegexError.self) { try Regex(pattern) }
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test("a bad pattern is a fault of the query that names it")
    func faultOfQuery() throws {
        #expect(try failure(of: "kql_matches('a', '(')").contains(FunctionFailure.mark + "the regular expression '('"))
    }

    @Test("time is bounded by pattern times text: (a*)*b does not explode")
    func hostilePattern() throws {
        let regex = try Regex("(a*)*(a*)*b")
        let text = String(repeating: "a", count: 5_000)
        #expect(regex.withMatcher { matcher in ByteView.with(text) { matcher.match(in: $0) == nil } })
        let blowup = try Regex("(?:a|b)*a(?:a|b){14}c")
        let noise = String((0..<4_000).map { ($0 * $0 / 7) % 3 == 0 ? "a" : "b" })
        #expect(blowup.withMatcher { matcher in ByteView.with(noise) { !matcher.occurs(in: $0) } })
    }

    @Test("short and long texts give the same groups, though two machines find them")
    func machinesAgree() throws {
        let padding = String(repeating: " ", count: RegexBacktracker.limit / 8)
        for (pattern, text) in [
            (#"(\w+)\.(exe|dll)"#, "x cmd.exe y"), (#"(a|ab)(c|bcd)?(d*)"#, "abcd"), (#"\b(\w)(?:(\w)|-)*"#, "ab-c d"),
            (#"(x+x+)+y"#, "xxxxxy"), (#"(?i)(Ä|b)+"#, "zäBx"),
        ] {
            let regex = try Regex(pattern)
            let short = regex.withMatcher { matcher in ByteView.with(text) { matcher.match(in: $0) } }
            let long = regex.withMatcher { matcher in ByteView.with(text + padding) { matcher.match(in: $0) } }
            #expect(short == long, "\(pattern)")
            #expect(short != nil, "\(pattern)")
        }
    }

    @Test(
        "a literal that every match holds is found",
        arguments: [
            (#"abc\d+"#, "abc", false), (#"\d(?:hello)+x"#, "hello", false), (#"(?i)powershell\s"#, "powershell", true),
            ("a|bcd", nil, false), ("x?", nil, false), (#"(foo)bar\d"#, "foobar", false),
        ] as [(String, String?, Bool)])
    func requiredLiteral(pattern: String, expected: String?, isFolding: Bool) throws {
        let literal = try RegexParser.parse(pattern).node.requiredLiteral
        #expect(literal?.text.lowercased() == expected)
        if expected != nil { #expect(literal?.isFolding == isFolding) }
    }
}
