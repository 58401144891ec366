import DuckDB
import Testing

@testable import KQLEngine

@Suite("kql.md §6: has_any over many needles finds what it finds one by one")
struct NeedleAutomatonTests {
    /// A generator whose sequence is the same in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static func json(_ needles: [String]) -> String {
        "[" + needles.map { "\"" + $0.replacing("\\", with: "\\\\") + "\"" }.joined(separator: ",") + "]"
    }

    private static func list(_ needles: [String]) -> NeedleList { ByteView.with(json(needles)) { NeedleList($0) } }

    private static func oneByOne(_ needles: [String], _ text: String) -> Bool {
        ByteView.with(text) { view in
            needles.contains { TextNeedle($0, isFolding: true).occursAsTerm(in: view) }
        }
    }

    @Test("every text of a small alphabet, with needles that are prefixes and suffixes of each other")
    func agreesWithSingleNeedles() {
        var random = Generator(state: 7)
        let alphabet = Array("aAbB.1_ ")
        var matches = 0
        for _ in 0..<400 {
            let needles = (0..<Int.random(in: 6...12, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 1...4, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a"
                    })
            }
            let list = Self.list(needles)
            for _ in 0..<20 {
                let text = String(
                    (0..<Int.random(in: 1...14, using: &random)).map { _ in
                        alphabet.randomElement(using: &random) ?? "a"
                    })
                let expected = Self.oneByOne(needles, text)
                matches += expected ? 1 : 0
                #expect(
                    ByteView.with(text) { list.anyOccursAsTerm(in: $0) } == expected, "\(needles) in '\(text)'")
            }
        }
        // Both answers must have been seen often, or the comparison says little.
        #expect(matches > 1_000 && matches < 7_000)
    }

    @Test(
        "characters beyond ASCII, in needles and in texts",
        arguments: [
            ("größe", true), ("GRÖSSE", false), ("300 \u{212A}", true), ("mi\u{17F}t", true), ("xmist", false),
            ("ünet", false), ("net", true), ("netz", false), ("größen", false), ("", false),
        ])
    func beyondASCII(text: String, isFound: Bool) {
        let list = Self.list(["GRÖßE", "k", "mist", "net", "certutil", "bitsadmin", "rundll32"])
        #expect(ByteView.with(text) { !$0.isEmpty && list.anyOccursAsTerm(in: $0) } == isFound)
    }

    @Test("an empty needle among many matches, a null matches everything")
    func emptyAndNull() {
        let needles = ["a1", "b2", "c3", "d4", "e5", "f6", ""]
        #expect(ByteView.with("zzz") { Self.list(needles).anyOccursAsTerm(in: $0) })
        let withNull = ByteView.with(#"["a1",null]"#) { NeedleList($0) }
        #expect(ByteView.with("zzz") { withNull.anyOccursAsTerm(in: $0) })
    }

    @Test("a kept list is made anew for another text")
    func cache() {
        let cache = PreparedCache<Int>()
        var made = 0
        func value(_ text: String) -> Int {
            ByteView.with(text) { view in
                cache.value(of: view) {
                    made += 1
                    return $0.count
                }
            }
        }
        #expect([value("ab"), value("ab"), value("abc"), value("ab")] == [2, 2, 3, 2])
        #expect(made == 3)
    }
}
