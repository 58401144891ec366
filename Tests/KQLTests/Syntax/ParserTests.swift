import Testing

@testable import KQL

/// The parser keeps every byte and never gives up.
@Suite("Parser: losslessness and recovery")
struct ParserTests {
    static let samples = [
        "DeviceProcessEvents | where FileName =~ \"cmd.exe\" and ProcessId in (1, 2) | take 5 // end",
        "let x = 5;\nlet y = (T | where a > x);\ny | summarize n = count(), make_set(b) by bin(t, 1h), l | order by n desc",
        "T | extend (x, y) = e.a[0]['k'] | project-away a*, b | project-reorder s asc, *",
        "union isfuzzy=true withsource=S T, (U | project b), Device* | join kind=leftouter (T) on $left.b == $right.b",
        "print dynamic({'a': [1, 2.5, -3, null, {\"b\": 'c'}]}), datetime(2020-01-01), 1d, @'x''y', ~~~z~~~",
        "datatable(a: int, ['b c']: string) [1, 'x', 2, 'y'] | where a between (1 .. 2) | mv-expand e to typeof(long) limit 3",
        "range i from 1 to 10 step 1 | where not(i has_any ('a', 'b')) | distinct * | sort by i asc nulls last | count",
        "T | parse b with 'x' y | evaluate bag_unpack(e) | render timechart with (title = 'x');",
        "let f = (p: string, q: long = 5) { T | where b == p }; f('x')",
        "T | where * has 'x' | top 5 by a desc | getschema | as R",
    ]

    private func printed(_ text: String) -> String { Parser.parse(SourceText(text)).tree.printed() }

    @Test("Printing the tree gives the text back", arguments: samples)
    func roundTrip(_ text: String) {
        #expect(printed(text) == text)
    }

    @Test("Also after any token is deleted, doubled or swapped", arguments: samples)
    func mutations(_ text: String) {
        let source = SourceText(text)
        var lexer = Lexer(source: source)
        var sink = DiagnosticSink(source: source)
        let tokens = lexer.tokens(into: &sink).dropLast()
        let texts = tokens.map { source.text(Span($0.fullStart, $0.span.end)) }
        for index in texts.indices {
            var deleted = texts
            deleted.remove(at: index)
            var doubled = texts
            doubled.insert(texts[index], at: index)
            var variants = [deleted.joined(), doubled.joined()]
            if index + 1 < texts.count {
                var swapped = texts
                swapped.swapAt(index, index + 1)
                variants.append(swapped.joined())
            }
            for variant in variants {
                #expect(printed(variant) == variant)
                // It compiles or it says why; it does not crash.
                if let error = Fixtures.error(variant) { #expect(!error.diagnostics.isEmpty) }
            }
        }
    }

    @Test("Also of every prefix of the bytes", arguments: samples)
    func prefixes(_ text: String) {
        let bytes = Array(text.utf8)
        for length in bytes.indices {
            let prefix = String(decoding: bytes[..<length], as: UTF8.self)
            #expect(printed(prefix) == prefix)
            _ = Fixtures.error(prefix)
        }
    }

    @Test("Any bytes are read")
    func noise() {
        var state: UInt64 = 42
        let alphabet = Array("ab|()[]{}'\"\\,;.=~!<>+-*/%:@`0123 \n\u{A0}é").map(String.init)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += alphabet[Int(state >> 33) % alphabet.count]
            }
            #expect(printed(text) == text)
            _ = Fixtures.error(text)
        }
    }

    @Test("All faults of a text are reported")
    func allFaults() throws {
        let error = try #require(Fixtures.error("T | where zz == 1 | extend q = tolowr(b) | wher a | project yy"))
        #expect(error.diagnostics.map(\.code) == [.unknownName, .unknownFunction, .unknownOperator])
    }

    @Test(
        "Nesting is limited",
        arguments: [
            "print " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
            "print dynamic(" + String(repeating: "[", count: 5_000) + ")",
            "print " + String(repeating: "abs(", count: 5_000),
            "T" + String(repeating: " | where a == 1", count: 20_000),
            "print e" + String(repeating: ".x", count: 20_000),
        ]
    )
    func nesting(_ text: String) throws {
        let error = try #require(Fixtures.error(text))
        #expect(error.diagnostics.contains { $0.code == .nestedTooDeep })
        #expect(printed(text) == text)
    }

    @Test("Ten thousand alternatives are one flat condition")
    func longOr() throws {
        let text = "T | where " + (0..<10_000).map { "l == \($0)" }.joined(separator: " or ")
        #expect(try Fixtures.compile(text).parameters.count == 10_000)
    }

    @Test("Tabular lets that double themselves end with an error")
    func doubling() throws {
        var text = "let a0 = T;\n"
        for index in 1...40 { text += "let a\(index) = union a\(index - 1), a\(index - 1);\n" }
        let error = try #require(Fixtures.error(text + "a40 | count"))
        #expect(error.diagnostics.contains { $0.code == .nestedTooDeep })
    }

    @Test("Functions that call each other twice end with an error")
    func doublingCalls() throws {
        var text = "let f0 = (a: long) { a };\n"
        for index in 1...24 { text += "let f\(index) = (a: long) { f\(index - 1)(a) + f\(index - 1)(a) };\n" }
        let error = try #require(Fixtures.error(text + "print f24(1)"))
        #expect(error.diagnostics.map(\.code) == [.nestedTooDeep])
    }

    @Test("A text that is too long is not read")
    func tooLong() throws {
        var options = Fixtures.options
        options.maximumTextLength = 10
        #expect(try #require(Fixtures.error("print 1234567", options: options)).code == .textTooLong)
    }
}
