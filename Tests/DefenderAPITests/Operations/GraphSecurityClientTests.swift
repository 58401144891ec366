import DefenderAPI
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Client of Microsoft Graph security")
struct GraphSecurityClientTests {
    private func client(_ transport: StubTransport) -> GraphSecurityClient {
        GraphSecurityClient(cloud: .global, pipeline: .scripted(transport))
    }

    private func incident(_ id: Int, _ updated: String) -> String {
        """
        {"id": "\(id)", "createdDateTime": "2026-05-11T00:00:00Z", "lastUpdateDateTime": "\(updated)",
         "status": "active", "severity": "low"}
        """
    }

    @Test
    func optionsOfAListArePrinted() async throws {
        let transport = StubTransport(.json(#"{"@odata.count": 0, "value": []}"#))
        let query = ODataQuery(
            filter: .compare("severity", .equal, .text("high")), top: 10, orderBy: [.init("lastUpdateDateTime")],
            expand: ["alerts"], count: true)
        for try await page in client(transport).incidents.list(query).pages {
            #expect(page.totalCount == 0)
        }
        #expect(
            transport.lines == [
                "GET https://graph.microsoft.com/v1.0/security/incidents?$filter=severity eq 'high'"
                    + "&$orderby=lastUpdateDateTime&$top=10&$expand=alerts&$count=true"
            ])
    }

    @Test
    func anIncidentComesWithItsAlertsOnDemand() async throws {
        let transport = StubTransport(.json(GraphFixtures.incident))
        let incident = try await client(transport).incidents.get("81/2", expandingAlerts: true)
        #expect(incident.alerts?.first?.id == "da1_7")
        #expect(
            transport.requests.first?.url.absoluteString
                == "https://graph.microsoft.com/v1.0/security/incidents/81%2F2?$expand=alerts")
    }

    @Test
    func commentsAreAnsweredAsAList() async throws {
        let transport = StubTransport(.json(#"{"value": [{"comment": "a"}, {"comment": "b"}]}"#))
        let comments = try await client(transport).alerts.addComment("b", to: "da1")
        #expect(comments.map(\.comment) == ["a", "b"])
        #expect(transport.lines == ["POST https://graph.microsoft.com/v1.0/security/alerts_v2/da1/comments"])
        #expect(transport.requests.first?.repeatability == .onlyIfRefused)
    }

    @Test
    func updatesSendGraphsSpelling() async throws {
        let transport = StubTransport(.json(GraphFixtures.incident))
        try await client(transport).incidents.update(
            "812", SecurityIncidentUpdate(status: .inProgress, classification: .truePositive))
        let body = try JSONDecoder().decode(JSONValue.self, from: #require(transport.requests.first?.body))
        #expect(body == ["status": "inProgress", "classification": "truePositive"])
    }

    @Test
    func huntingCarriesItsTimespan() async throws {
        let transport = StubTransport(.json(GraphFixtures.hunting))
        let result = try await client(transport).hunting.run("DeviceInfo", timespan: "P7D")
        #expect(result.rows == [[2, "sh.exe"]])
        let body = try JSONDecoder().decode(JSONValue.self, from: #require(transport.requests.first?.body))
        #expect(body == ["Query": "DeviceInfo", "Timespan": "P7D"])
    }

    @Test("Polls over a growing list give every incident once")
    func pollsGiveEveryIncidentOnce() async throws {
        // 70 incidents, 60 of them with one and the same instant, which is more than a page.
        let all = (1...70).map { id in (id, id <= 60 ? "2026-05-11T01:00:00Z" : "2026-05-11T02:00:00Z") }
        func page(_ part: ArraySlice<(Int, String)>) -> ServiceResponse {
            .json(#"{"value": [\#(part.map { incident($0.0, $0.1) }.joined(separator: ","))]}"#)
        }
        let transport = StubTransport(page(all[0..<50]), page(all[50..<70]))
        var cursor = IncidentCursor(since: try #require(Timestamp("2026-05-11T00:00:00Z")))
        var seen: [String] = []
        var isCaughtUp = false
        while !isCaughtUp {
            let changes = try await client(transport).incidents.poll(from: cursor)
            seen += changes.incidents.map(\.id)
            (cursor, isCaughtUp) = (changes.cursor, changes.isCaughtUp)
        }
        #expect(seen == all.map { "\($0.0)" })
        try transport.verify()
        #expect(transport.lines[1].contains("$skip=50"))
        #expect(cursor.seen.count == 10)
    }
}
