import Testing

@testable import KQL

@Suite("Suggestions by edit distance")
struct SuggestionTests {
    @Test("The closest come first, three at most")
    func order() {
        let names = ["FileName", "FileNames", "FolderPath", "FileSize", "filename"]
        #expect(Suggestions.closest(to: "FileNam", among: names).first == "FileName")
        #expect(Suggestions.closest(to: "FILENAME", among: names).prefix(2) == ["FileName", "filename"])
        #expect(Suggestions.closest(to: "Fiel", among: ["File"]) == ["File"])
    }

    @Test("Far words are not suggested")
    func far() {
        #expect(Suggestions.closest(to: "abc", among: ["xyz", "DeviceId"]).isEmpty)
        #expect(Suggestions.closest(to: "", among: ["a"]).isEmpty)
    }
}
