import KQL
import Telemetry
import Testing

@testable import KQLTools

@Suite("Completion knows what may stand at a place")
struct LanguageServiceTests {
    private let service = LanguageService(
        catalog: DefenderSchema.catalog, options: QueryOptions(now: 638_725_392_000_000_000).compileOptions)

    /// The offset of the mark `¦` and the text without it.
    private func marked(_ text: String) throws -> (String, Int) {
        let index = try #require(text.firstIndex(of: "¦"))
        return (text.replacing("¦", with: ""), text[..<index].utf8.count)
    }

    @Test(arguments: [
        ("Dev¦", ["DeviceEvents", "DeviceInfo"], ["where", "Timestamp"]),
        ("DeviceEvents | ¦", ["where", "summarize"], ["DeviceInfo", "Timestamp"]),
        ("DeviceEvents | wh¦", ["where"], ["extend"]),
        ("DeviceEvents | where Act¦", ["ActionType"], ["DeviceInfo"]),
        ("DeviceEvents | where ActionType ¦", ["has", "==", "in~", "and"], []),
        ("DeviceEvents | project X = DeviceName | where ¦", ["X", "strlen", "ago"], ["DeviceName", "countif"]),
        ("DeviceEvents | summarize ¦", ["count", "dcount", "ActionType"], []),
        ("DeviceEvents | summarize count() by ¦", ["ActionType", "bin"], []),
        ("let a = DeviceInfo; let b = 5; ¦", ["a", "b", "DeviceEvents"], []),
        ("let a = DeviceInfo | project Q = OSPlatform; a | where ¦", ["Q"], ["OSPlatform"]),
        ("DeviceEvents | join kind=¦", ["leftanti", "inner"], []),
        ("DeviceEvents | join kind=inner (¦", ["DeviceInfo"], []),
        ("DeviceEvents | join (DeviceInfo | where ¦", ["OSPlatform"], ["ActionType"]),
        ("DeviceEvents | join (DeviceInfo) on ¦", ["DeviceId", "$left"], []),
        ("DeviceEvents | join (DeviceInfo | project Q = DeviceId) on $left.¦", ["ActionType"], ["Q"]),
        (
            "DeviceEvents | join (DeviceInfo | project Q = DeviceId) on $left.DeviceId == $right.¦", ["Q"],
            ["ActionType"]
        ),
        ("DeviceEvents | where DeviceId in (¦", ["DeviceInfo"], []),
        ("DeviceEvents | where nonsense == 1 | extend ¦", ["ActionType"], []),
        ("DeviceEvents | render ¦", ["timechart", "piechart"], ["ActionType"]),
        ("DeviceEvents | render timechart ¦", ["with", "title=", "kind="], ["ActionType", "timechart"]),
        ("DeviceEvents | render timechart with (¦", ["title=", "ycolumns="], ["with", "ActionType"]),
        (
            "DeviceEvents | render columnchart with (title='a', kind=¦", ["stacked", "unstacked"],
            ["title=", "ActionType"]
        ),
        (
            "DeviceEvents | summarize N = count() by ActionType | render piechart with (xcolumn=¦",
            ["N", "ActionType"], ["FileName"]
        ),
        ("DeviceEvents | render timechart with (legend=¦", ["hidden"], ["stacked"]),
        ("DeviceEvents | evaluate ¦", ["bag_unpack", "pivot"], ["strlen", "ActionType", "python"]),
        ("DeviceEvents | evaluate bag¦", ["bag_unpack"], []),
        ("DeviceEvents | evaluate pivot(¦", ["ActionType"], []),
        ("DeviceEvents | invoke ¦", ["FileProfile", "GetFirstSeenBehaviors"], ["strlen"]),
        ("let f = (T: (a: long)) { T }; DeviceEvents | invoke ¦", ["f", "FileProfile"], []),
        ("Assig¦", ["AssignedIPAddresses"], []),
        ("let f = (T: (aa: long, bb: string), least: long) { T | where ¦", ["aa", "bb", "least"], ["DeviceId"]),
        ("let f = (T: (aa: long)) { T | extend cc = aa + 1 | project ¦", ["aa", "cc"], []),
        ("let f = (name: string) { ¦", ["name", "DeviceEvents"], []),
        ("DeviceEvents | summarize N = count() by DeviceName | where ¦", ["N", "DeviceName"], ["ActionType"]),
        ("DeviceEvents | project A = 1 | extend B = A | where ¦", ["A", "B"], ["ActionType"]),
        ("DeviceEvents | mv-expand X = pack_array(1) | where ¦", ["X", "ActionType"], []),
        ("DeviceEvents | join kind=leftanti (DeviceInfo) on DeviceId | where ¦", ["ActionType"], ["OSPlatform"]),
        ("DeviceEvents | where ActionType == 'a ¦'", [], ["ActionType", "where"]),
        ("DeviceEvents // see ¦", [], ["where", "DeviceInfo"]),
        ("let f = (x: long) { DeviceEvents | where ¦", ["ActionType"], []), ("", ["DeviceEvents"], []),
    ])
    func proposals(text: String, present: [String], absent: [String]) throws {
        let (text, offset) = text.isEmpty ? ("", 0) : try marked(text)
        let labels = Set(service.completions(text, at: offset).items.map(\.label))
        #expect(labels.isSuperset(of: present), "missing \(Set(present).subtracting(labels))")
        #expect(labels.isDisjoint(with: absent), "too much: \(labels.intersection(absent))")
    }

    @Test(arguments: [
        ("DeviceEvents | whe¦re ActionType == 'a'", "keeps the rows"), ("Device¦Events | take 1", "ActionType: string"),
        ("DeviceEvents | where Action¦Type == 'a'", "**ActionType**: string"),
        ("print str¦len('a')", "strlen(string) → long"), ("let aa = 5; print a¦a", "let aa = 5"),
        ("DeviceEvents | extend X = 1 | where ¦X == 1", "**X**: long"),
        ("DeviceEvents | invoke File¦Profile(SHA1)", "FileProfile(T: (*), x: string"),
    ])
    func hoverTellsWhatAWordMeans(text: String, part: String) throws {
        let (text, offset) = try marked(text)
        #expect(service.hover(text, at: offset)?.markdown.contains(part) == true)
    }

    @Test func storedFunctionsAreProposedAndExplained() throws {
        var files = FunctionFiles()
        try files.add("// Grows a number\n(n: long, more: long = 1) { n + more }", file: "G.kql", named: "Grown")
        let service = LanguageService(
            catalog: files.added(to: DefenderSchema.catalog), options: QueryOptions(now: 0).compileOptions)
        let item = try #require(service.completions("print x = Gro", at: 13).items.first)
        #expect(item.label == "Grown" && item.detail == "Grown(n: long, more: long = 1)")
        #expect(service.hover("print x = Grown(1)", at: 12)?.markdown.contains("Grows a number") == true)
    }

    /// A file of functions is no query, and its faults are told where they are.
    @Test(arguments: [
        ("(n: long) { n + 1 }", []), ("// c\n(T: (a: long)) { T | where b > 1 }", ["2:28 KS142"]),
        ("let F = (n: long) { n };\nlet G = (n: long) { nothing };", ["2:21 KS142"]),
        ("let F = (n: long) { n + 1 }", []), ("let a = 5;", ["1:11 KQL124"]), ("print nothing", ["1:7 KS142"]),
    ])
    func textsOfFunctions(text: String, places: [String]) {
        let found = service.diagnostics(text).map { "\($0.line):\($0.column) \($0.code.rawValue)" }
        #expect(found == places)
    }

    @Test func nothingIsSaidOfBlanksAndLiterals() {
        #expect(service.hover("print 'where'", at: 9) == nil)
        #expect(service.hover("print   1", at: 7) == nil)
    }

    /// A cursor anywhere in any text is answered.
    @Test(arguments: [
        "let a = (DeviceEvents | where x[0].b == \"é\") ; a | join (", "}])| ( ; 'x", "print 😀 'é' | where a.b",
    ])
    func everyPlaceIsAnswered(text: String) {
        for offset in 0...text.utf8.count {
            _ = service.completions(text, at: offset)
            _ = service.hover(text, at: offset)
        }
    }
}
