import DefenderAPI
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Client of the Microsoft 365 Defender API")
struct DefenderClientTests {
    private func client(_ transport: StubTransport) -> DefenderClient {
        DefenderClient(cloud: .global, pipeline: .scripted(transport))
    }

    private func incident(_ id: Int, _ updated: String) -> String {
        """
        {"incidentId": \(id), "createdTime": "2026-05-11T00:00:00Z", "lastUpdateTime": "\(updated)", "status": "Active",
         "severity": "Low"}
        """
    }

    @Test
    func aListFollowsTheNextLinkAsItIs() async throws {
        let next = "https://api.security.microsoft.com/api/incidents?$filter=status+eq+'Active'&$skip=1"
        let transport = StubTransport(
            .json(#"{"value": [\#(incident(2, "2026-05-11T02:00:00Z"))], "@odata.nextLink": "\#(next)"}"#),
            .json(#"{"value": [\#(incident(1, "2026-05-11T01:00:00Z"))]}"#)
        )
        var ids: [Int64] = []
        for try await incident in client(transport).incidents.list(
            ODataQuery(filter: .equal("status", .text("Active"))))
        {
            ids.append(incident.incidentID)
        }
        #expect(ids == [2, 1])
        try #require(transport.requests.count == 2)
        #expect(transport.lines[0] == "GET https://api.security.microsoft.com/api/incidents?$filter=status eq 'Active'")
        #expect(transport.requests[1].url.absoluteString == next)
    }

    @Test
    func aNextLinkToAnotherHostIsRefused() async throws {
        let transport = StubTransport(
            .json(#"{"value": [], "@odata.nextLink": "https://evil.example/api/incidents"}"#))
        let error = await #expect(throws: APIError.self) {
            for try await _ in client(transport).incidents.list() {}
        }
        #expect(error?.code == .foreignNextLink)
        #expect(transport.requests.count == 1)
    }

    @Test
    func anAbsentIncidentIsAnError() async throws {
        let body = #"{"error": {"code": "ResourceNotFound", "message": "Incident 9 was not found.", "target": "t-1"}}"#
        let error = await #expect(throws: APIError.self) {
            try await client(StubTransport(.json(status: 404, body))).incidents.get(9)
        }
        #expect(error?.code == .resourceNotFound)
        #expect(error?.target == "t-1")
    }

    @Test
    func anUpdateSendsOnlyWhatChanges() async throws {
        let transport = StubTransport(.json(incident(7, "2026-05-11T02:00:00Z")))
        try await client(transport).incidents.update(
            7, XDRIncidentUpdate(status: .resolved.inXDRSpelling, tags: ["a"]))
        let request = try #require(transport.requests.first)
        #expect(request.method == .patch)
        #expect(request.repeatability == .safe)
        let body = try JSONDecoder().decode(JSONValue.self, from: #require(request.body))
        #expect(body == ["status": "Resolved", "tags": ["a"]])
    }

    @Test("A comment must not be added twice by a retry")
    func anUpdateWithACommentIsNotRepeated() async throws {
        let transport = StubTransport(.json(incident(7, "2026-05-11T02:00:00Z")))
        try await client(transport).incidents.update(7, XDRIncidentUpdate(comment: "c"))
        #expect(transport.requests.first?.repeatability == .onlyIfRefused)
    }

    @Test
    func aPollSkipsWhatTheCursorKnowsAndComesBackForTheRest() async throws {
        let start = try #require(Timestamp("2026-05-11T01:00:00Z"))
        let page = [(3, "2026-05-11T03:00:00Z"), (2, "2026-05-11T01:00:00Z"), (1, "2026-05-11T01:00:00Z")]
            .map { incident($0.0, $0.1) }.joined(separator: ",")
        let transport = StubTransport(.json(#"{"value": [\#(page)]}"#))
        let changes = try await client(transport).incidents.poll(from: IncidentCursor(since: start, seen: ["1"]))
        #expect(changes.incidents.map(\.incidentID) == [2, 3])
        #expect(changes.cursor == IncidentCursor(since: try #require(Timestamp("2026-05-11T03:00:00Z")), seen: ["3"]))
        #expect(transport.lines[0].hasSuffix("?$filter=lastUpdateTime ge 2026-05-11T01:00:00Z"))
    }

    @Test
    func huntingPostsTheQueryUnderItsExactName() async throws {
        let transport = StubTransport(.json(XDRFixtures.hunting))
        let result = try await client(transport).hunting.run("print 'é'\n| take 1")
        #expect(result.rows.count == 2)
        let request = try #require(transport.requests.first)
        #expect(request.url.absoluteString == "https://api.security.microsoft.com/api/advancedhunting/run")
        #expect(request.headers[.contentType] == "application/json; charset=utf-8")
        let body = try JSONDecoder().decode(JSONValue.self, from: #require(request.body))
        #expect(body == ["Query": "print 'é'\n| take 1"])
    }

    @Test
    func anAnswerThatIsNoResultIsAnErrorWithARemedy() async throws {
        let transport = StubTransport(.json("<html>"))
        let error = await #expect(throws: APIError.self) { try await client(transport).hunting.run("print 1") }
        #expect(error?.code == .malformedResponse)
        #expect(error?.remedy != nil)
    }
}
