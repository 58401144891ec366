import Foundation
import ServiceCore
import Testing

@Suite("OData filters, Defender B2 and C2")
struct ODataFilterTests {
    static let samples = [
        "status eq 'Active'", "lastUpdateTime ge 2026-03-02T09:20:11.1234567Z", "id gt 5 and id le 9",
        "status eq 'active' or severity eq 'high' and not (isTest eq true)",
        "(a eq 1 or b eq 2) and c ne null", "a eq 1 and (b eq 2 and c eq 3)",
        "severity in ('high','medium')", "startswith(displayName,'Finance')",
        "contains(tolower(name),'x') eq true", "machineTags/any(t:t eq 'Finance')", "alerts/any()",
        "alerts/all(a:a/severity eq 'low' or a/severity eq 'high')",
        "owner/upn eq 'o''hara@contoso.com'", "score lt -1.5", "appId eq 8ee8fdad-f234-4243-8f3b-15c294843740",
        "status eq microsoft.graph.security.incidentStatus'active'", "isEnabled", "true",
        "createdDateTime ge 2026-03-02T00:00:00Z", "length(name) gt 3",
    ]

    @Test(arguments: samples)
    func printsWhatItParsed(text: String) throws {
        #expect(try ODataFilter(parsing: text).description == text)
    }

    @Test(arguments: samples)
    func printedFilterIsTheSameFilter(text: String) throws {
        let filter = try ODataFilter(parsing: text)
        #expect(try ODataFilter(parsing: filter.description) == filter)
    }

    @Test(arguments: samples)
    func deletingAnyByteNeverCrashes(text: String) {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            var rest = bytes
            rest.remove(at: index)
            guard let filter = try? ODataFilter(parsing: String(decoding: rest, as: UTF8.self)) else { continue }
            #expect((try? ODataFilter(parsing: filter.description)) == filter)
        }
    }

    @Test(arguments: [
        ("STATUS EQ 'a'", "STATUS eq 'a'"), ("  a   eq  1  ", "a eq 1"), ("a eq 1 AND b eq 2", "a eq 1 and b eq 2"),
        ("a in ( 1 , 2 )", "a in (1,2)"), ("date ge 2026-03-02", "date ge 2026-03-02T00:00:00Z"),
        ("date ge 2026-03-02T10:00:00+02:00", "date ge 2026-03-02T08:00:00Z"), ("android eq 1", "android eq 1"),
        ("inside eq 1 and order eq 2", "inside eq 1 and order eq 2"),
    ])
    func readsLooseSpelling(text: String, printed: String) throws {
        #expect(try ODataFilter(parsing: text).description == printed)
    }

    @Test(arguments: [
        ("", 0), ("status", -1), ("status eq", 9), ("status eq 'open", 10), ("status eq eq 1", -1), ("(a eq 1", 7),
        ("a eq 1 b", 7), ("1 2", -1), ("a eq 1 and", 10), ("a/ eq 1", 2), ("5", 1), ("a in (b)", -1),
        ("a eq 12x", -1), ("tags/all()", -1), ("a eq 1)", 6),
    ])
    func errorHasACodeAndAPlace(text: String, offset: Int) throws {
        // A property alone is a condition of its own; it is no error.
        guard text != "status" else { return }
        let error = try #require(throws: ParsingError.self) { try ODataFilter(parsing: text) }
        #expect(error.code == .filter)
        if offset >= 0 { #expect(error.offset == offset) }
    }

    @Test func nestingAndLengthAreLimited() throws {
        let deep = String(repeating: "(", count: 2_000) + "a eq 1" + String(repeating: ")", count: 2_000)
        #expect(throws: ParsingError.self) { try ODataFilter(parsing: deep) }
        #expect(throws: ParsingError.self) { try ODataFilter(parsing: String(repeating: "not ", count: 500) + "a") }
        let calls = String(repeating: "trim(", count: 500) + "a" + String(repeating: ")", count: 500)
        #expect(throws: ParsingError.self) { try ODataFilter(parsing: calls + " eq 'x'") }
        #expect(throws: ParsingError.self) {
            try ODataFilter(parsing: "a eq '\(String(repeating: "x", count: 20_000))'")
        }
    }

    @Test(arguments: [
        ("status eq 'active'", true), ("status eq 'ACTIVE'", true), ("status ne 'Active'", false), ("id eq 7", true),
        ("id gt 6 and id lt 8", true), ("id eq '7'", true), ("missing eq null", true), ("missing ne null", false),
        ("missing gt 1", false), ("missing ne 1", true), ("time ge 2026-01-01T00:00:00Z", true),
        ("time eq 2026-01-01T00:00:00.0000001Z", true), ("time gt 2026-01-01T00:00:00.0000001Z", false),
        ("id in (1,7)", true), ("status in ('new','active')", true), ("not (id eq 7)", false),
        ("tags/any(t:t eq 'b')", true), ("tags/all(t:t ne 'c')", true), ("tags/any(t:t eq 'c')", false),
        ("tags/any()", true), ("empty/any()", false), ("alerts/any(a:a/severity eq 'high' and a/id gt 1)", true),
        ("startswith(status,'ACT')", true), ("contains(status,'tiv')", true), ("endswith(status,'x')", false),
        ("substringof('tiv',status)", true), ("length(status) eq 6", true), ("toupper(status) eq 'active'", true),
        ("flag", true), ("flag eq false", false), ("guid eq 8EE8FDAD-f234-4243-8f3b-15c294843740", true),
        ("guid eq '8ee8fdad-f234-4243-8f3b-15c294843740'", true), ("id eq 7.0", true),
    ])
    func isEvaluated(text: String, holds: Bool) throws {
        let filter = try ODataFilter(parsing: text)
        let id = try #require(UUID(uuidString: "8ee8fdad-f234-4243-8f3b-15c294843740"))
        let ticks = try #require(ODataDateTime.ticks(parsing: "2026-01-01T00:00:00.0000001Z"))
        let result = try filter.matches { path in
            switch path.joined(separator: "/") {
            case "status": .text("Active")
            case "id": .integer(7)
            case "flag": .boolean(true)
            case "time": .instant(ticks)
            case "guid": .guid(id)
            case "tags": .collection([.text("a"), .text("b")])
            case "empty": .collection([])
            case "alerts":
                .collection([
                    .record { $0 == ["severity"] ? .text("low") : .integer(1) },
                    .record { $0 == ["severity"] ? .text("high") : .integer(2) },
                ])
            default: .null
            }
        }
        #expect(result == holds)
    }

    @Test func exactComparisonMindsLetterCase() throws {
        let filter = try ODataFilter(parsing: "a eq 'X'")
        #expect(try filter.matches(texts: .exact) { _ in .text("X") })
        #expect(try !filter.matches(texts: .exact) { _ in .text("x") })
    }

    @Test func unknownFunctionIsRefused() throws {
        let filter = try ODataFilter(parsing: "geo.distance(a,b) lt 5")
        #expect(throws: ParsingError.self) { try filter.matches { _ in .null } }
    }
}

@Suite("Instants, Edm.DateTimeOffset")
struct ODataDateTimeTests {
    @Test(arguments: [
        "0001-01-01T00:00:00.0000000Z", "1970-01-01T00:00:00.0000000Z", "2024-02-29T23:59:59.9999999Z",
        "2026-03-02T09:20:11.1234567Z", "9999-12-31T23:59:59.9999999Z", "1900-03-01T00:00:00.0000001Z",
    ])
    func everyTickSurvives(text: String) throws {
        #expect(ODataDateTime.format(ticks: try #require(ODataDateTime.ticks(parsing: text))) == text)
    }

    @Test(arguments: [
        ("2026-03-02", "2026-03-02T00:00:00Z"), ("2026-03-02T09:20Z", "2026-03-02T09:20:00Z"),
        ("2026-03-02T09:20:11", "2026-03-02T09:20:11Z"), ("2026-03-02t09:20:11z", "2026-03-02T09:20:11Z"),
        ("2026-01-01T01:00:00+02:00", "2025-12-31T23:00:00Z"), ("2026-01-01T01:00:00 02:00", "2025-12-31T23:00:00Z"),
        ("2026-01-01T01:00:00-0130", "2026-01-01T02:30:00Z"),
        ("2026-01-01T00:00:00.12345678901Z", "2026-01-01T00:00:00Z"),
    ])
    func readsTheFormsThatOccur(text: String, printed: String) throws {
        let ticks = try #require(ODataDateTime.ticks(parsing: text))
        #expect(ODataDateTime.format(ticks: ticks, fractionDigits: 0) == printed)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-29", "2026-00-01", "2026-01-32", "2026-01-01T", "2026-01-01T25:00:00Z",
        "2026-01-01T10:60:00Z", "2026-01-01T10:00:60Z", "2026-01-01T10:00:00.Z", "2026-01-01T10:00:00Zx", "26-01-01",
        "2026-01-01T10:00:00+99:00", "0000-01-01", "２026-01-01",
    ])
    func refusesWhatIsNoInstant(text: String) { #expect(ODataDateTime.ticks(parsing: text) == nil) }

    @Test func datesKeepMicroseconds() throws {
        let date = try #require(ODataDateTime.parse("2026-03-02T09:20:11.123456Z"))
        #expect(ODataDateTime.format(date, fractionDigits: 6).prefix(25) == "2026-03-02T09:20:11.12345".prefix(25))
    }
}

@Suite("OData query options")
struct ODataQueryTests {
    @Test func parsesAndPrintsAllOptions() throws {
        let text = """
            $filter=status%20eq%20'Active'&$search=%22displayName:x%22&$orderby=lastUpdateTime%20desc,id&$top=50&$skip=100\
            &$select=id,status&$expand=alerts($select=id,title),owner&$count=true&$skiptoken=abc&api-version=1
            """
        let query = try ODataQuery(parsing: text)
        #expect(query.top == 50)
        #expect(query.skip == 100)
        #expect(query.orderBy == [.init("lastUpdateTime", isDescending: true), .init("id")])
        #expect(query.expand == ["alerts($select=id,title)", "owner"])
        #expect(query.custom == [.init(name: "api-version", value: "1")])
        #expect(try ODataQuery(parsing: query.percentEncoded) == query)
    }

    @Test func plusIsASpaceAndPercentIsDecoded() throws {
        let query = try ODataQuery(parsing: "$filter=name+eq+%27a%2Bb%27")
        #expect(query.filter == .equal("name", .text("a+b")))
    }

    @Test(arguments: [
        "$top=-1", "$top=x", "$skip=1.5", "$count=maybe", "$orderby=a%20up", "$filter=a%20eq", "$nope=1",
        "$top=1&$top=2",
        "$TOP=1&$top=2",
    ])
    func invalidOptionsAreRefused(text: String) {
        #expect(throws: ParsingError.self) { try ODataQuery(parsing: text) }
    }

    @Test func emptyQueryHasNoOptions() throws {
        #expect(try ODataQuery(parsing: "") == ODataQuery())
        #expect(ODataQuery().percentEncoded.isEmpty)
        #expect(ODataQuery(top: 1).appended(to: "/a?b=1") == "/a?b=1&$top=1")
        #expect(ODataQuery(top: 1).appended(to: "/a") == "/a?$top=1")
    }

    @Test func valuesCannotBreakOutOfTheQuery() throws {
        let filter = try #require(ODataFilter.all([.equal("name", .text("a&$top=9#'x"))]))
        let query = ODataQuery(filter: filter)
        #expect(try ODataQuery(parsing: query.percentEncoded) == query)
        #expect(!query.percentEncoded.contains("&"))
    }
}
