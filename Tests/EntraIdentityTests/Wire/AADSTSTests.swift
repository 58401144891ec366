import EntraIdentity
import Foundation
import Testing

@Suite("AADSTS table, identity C.2")
struct AADSTSTests {
    @Test func hasEachNumberOnce() {
        #expect(AADSTS.all.count == 109)
        #expect(Set(AADSTS.all.map(\.number)).count == 109)
    }

    @Test(arguments: AADSTS.all)
    func entryIsComplete(entry: AADSTS) {
        #expect(AADSTS.entry(entry.number) == entry)
        #expect(!entry.message.isEmpty && !entry.remedy.isEmpty)
        #expect([400, 401, 405, 429, 500, 503].contains(entry.status))
        // Identity C.1: a client that could not prove itself is 401, throttling 429.
        if entry.error == .invalidClient { #expect(entry.status == 401) }
    }

    @Test(
        arguments: [
            ("AADSTS7000215: Invalid client secret", 7_000_215), ("x AADSTS50126: y", 50_126), ("AADSTS: none", nil),
            ("no number", nil), ("AADSTS99999999999999999999: x", nil),
        ] as [(String, Int?)])
    func numberIsReadFromADescription(text: String, number: Int?) { #expect(AADSTS.number(in: text) == number) }

    @Test func envelopeOfARefusalHasAllMembers() throws {
        let trace = UUID()
        let correlation = UUID()
        let body = OAuthErrorBody(
            .clientSecretInvalid, traceID: trace, correlationID: correlation,
            now: Date(timeIntervalSince1970: 1_800_000_000), host: "login.example")
        #expect(body.error == .invalidClient)
        #expect(body.errorCodes == [7_000_215])
        #expect(body.timestamp == "2027-01-15 08:00:00Z")
        #expect(body.errorURI == "https://login.example/error?code=7000215")
        let description = try #require(body.errorDescription)
        #expect(description.hasPrefix("AADSTS7000215: "))
        #expect(description.contains("Trace ID: \(trace.uuidString.lowercased())"))
        #expect(description.hasSuffix("Timestamp: 2027-01-15 08:00:00Z"))
        #expect(body.number == 7_000_215)
        let again = try JSONDecoder().decode(OAuthErrorBody.self, from: JSONEncoder().encode(body))
        #expect(again == body)
    }

    @Test func unknownMembersAreIgnoredAndUnknownCodesKept() throws {
        let text = #"{"error":"brand_new","error_description":"x","more":[1],"error_codes":[1,2],"claims":"{}"}"#
        let body = try JSONDecoder().decode(OAuthErrorBody.self, from: Data(text.utf8))
        #expect(body.error.rawValue == "brand_new")
        #expect(body.number == 1)
        #expect(body.claims == "{}")
    }
}
