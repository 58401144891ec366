import Testing

@testable import KQL

@Suite("A text can be walked and printed without its meaning")
struct ParsedQueryTests {
    @Test(arguments: ["T | where a == 1 // c\n", "", "T | | (", "print 'unclosed", "let f = (x:long) { x }; f(1)\r\n"])
    func printingGivesTheTextBack(text: String) {
        let query = ParsedQuery(text)
        #expect(query.printed == text)
        #expect(query.tokens.last?.kind == "end")
    }

    @Test func nodesHaveKindsRolesAndPlaces() {
        let query = ParsedQuery("T | where strlen(a) > 3")
        var calls: [String] = []
        query.root.walk { node in
            if node.kind == "call" { calls.append(query.text(of: node.span)) }
        }
        #expect(calls == ["strlen(a)"])
        #expect(query.isWellFormed)
        #expect(query.root.children.first?.role == "statement")
        #expect(!ParsedQuery("T | where (").isWellFormed)
    }

    @Test func theVocabularyIsThatOfTheRegistries() {
        #expect(KQLVocabulary.functions["strlen"]?.signatures == ["strlen(string) → long"])
        #expect(KQLVocabulary.functions["dcount"]?.kind == .aggregate)
        #expect(KQLVocabulary.operators.contains("summarize"))
        #expect(KQLVocabulary.types.contains("dynamic"))
    }
}
