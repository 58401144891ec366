import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("OData options of lists")
struct IncidentQueryTests {
    /// Four incidents: 1 low, 2 medium and resolved by Rita, 3 high, 4 high and in progress.
    private func world() async throws -> SecurityWorld {
        let world = try await SecurityWorld()
        try await world.record("one", severity: .low)
        try await world.record("two", severity: .medium)
        try await world.record("three", severity: .high)
        try await world.record("four", severity: .high)
        for (id, body) in [
            (2, #"{"status": "resolved", "assignedTo": "rita@contoso.example", "determination": "malware"}"#),
            (4, #"{"status": "inProgress", "classification": "truePositive"}"#),
        ] {
            world.world.clock.advance(by: 1)
            let answer = try await world.send(
                .patch, "/v1.0/security/incidents/\(id)", as: .graphWriter, body: body)
            try #require(answer.status == 200)
        }
        return world
    }

    private func encoded(_ text: String) -> String {
        // What is encoded already stays as it is.
        text.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed.union(["%"])) ?? ""
    }

    @Test(
        "Filters of the Defender API",
        arguments: [
            ("$filter=status eq 'Active'", [3, 1]),
            ("$filter=status eq 'inprogress'", [4]),
            ("$filter=status ne 'Active'", [4, 2]),
            ("$filter=status in ('Resolved','InProgress')", [4, 2]),
            ("$filter=assignedTo eq 'rita@contoso.example'", [2]),
            ("$filter=assignedTo eq null", [4, 3, 1]),
            ("$filter=not (assignedTo eq null) or status eq 'InProgress'", [4, 2]),
            ("$filter=lastUpdateTime ge 2020-01-01T00:00:00Z and status eq 'Resolved'", [2]),
            ("$filter=lastUpdateTime+ge+2020-01-01T00:00:00Z", [4, 2, 3, 1]),
            ("$filter=2020-01-01T00:00:00.0000000Z lt createdTime", [4, 2, 3, 1]),
            ("$filter=createdTime lt 2020-01-01T00:00:00Z", []),
            ("%24filter=status eq 'Active'&%24top=1", [3]),
            ("$top=2&$skip=1", [2, 3]),
        ]
    )
    func areUnderstood(query: String, ids: [Int64]) async throws {
        let answer = try await world().send(.get, "/api/incidents?" + encoded(query), as: .xdrReader)
        try #require(answer.status == 200, "\(answer.text)")
        #expect(try answer.elements().compactMap { $0["incidentId"]?.integerValue } == ids)
    }

    @Test(
        "Refused by the Defender API",
        arguments: [
            ("$filter=severity eq 'High'", "ODataError"), ("$filter=status eq 'Closed'", "ODataError"),
            ("$filter=status gt 'Active'", "ODataError"), ("$filter=lastUpdateTime ge 'yesterday'", "ODataError"),
            ("$filter=status", "ODataError"), ("$filter=", "ODataError"), ("$filter=status eq", "ODataError"),
            ("$filter=contains(status,'A')", "ODataError"), ("$orderby=createdTime", "ODataError"),
            ("$select=incidentId", "ODataError"), ("$expand=alerts", "ODataError"), ("$count=true", "ODataError"),
            ("$top=101", "BadRequest"), ("$top=0", "BadRequest"), ("$top=ten", "ODataError"),
            ("$skip=-1", "ODataError"), ("$bogus=1", "ODataError"), ("$top=1&$top=2", "ODataError"),
        ]
    )
    func areRefused(query: String, code: String) async throws {
        let answer = try await world().send(.get, "/api/incidents?" + encoded(query), as: .xdrReader)
        #expect(answer.status == 400)
        let failure = try answer.failure()
        #expect(failure.code == code)
        #expect(!failure.message.isEmpty)
    }

    @Test(
        "Options of Graph's incidents",
        arguments: [
            ("$filter=severity eq 'HIGH'&$orderby=createdDateTime asc", ["3", "4"]),
            ("$filter=determination eq 'Malware'", ["2"]),
            ("$filter=classification eq microsoft.graph.security.alertClassification'truePositive'", ["4"]),
            ("$filter=status in ('active','resolved')&$orderby=lastUpdateDateTime desc", ["2", "3", "1"]),
            ("$orderby=severity desc,createdDateTime", ["3", "4", "2", "1"]),
            ("$top=2&$orderby=createdDateTime", ["1", "2"]),
            ("$skip=3&$orderby=createdDateTime", ["4"]),
            ("$filter=assignedTo eq 'nobody'", []),
        ]
    )
    func areUnderstoodByGraph(query: String, ids: [String]) async throws {
        let answer = try await world().send(.get, "/v1.0//security/incidents?" + encoded(query), as: .graphReader)
        try #require(answer.status == 200, "\(answer.text)")
        #expect(try answer.elements().compactMap { $0["id"]?.stringValue } == ids)
    }

    @Test(
        "Refused by Graph",
        arguments: [
            (
                "incidents?$top=1000",
                "The limit of '50' for Top query has been exceeded. The value from the incoming request is '1000'."
            ),
            ("incidents?$filter=priorityScore gt 5", "priorityScore"), ("incidents?$filter=severity eq 'huge'", "huge"),
            ("incidents?$expand=evidence", "evidence"), ("incidents?$orderby=comments", "comments"),
            ("incidents?$select=nothing", "nothing"), ("incidents?$search=\"x\"", "$search"),
            ("alerts_v2?$filter=investigationState eq 'running'", "investigationState"),
            ("alerts_v2?$expand=evidence", "expand"), ("incidents/1?$top=1", "single"),
        ]
    )
    func areRefusedByGraph(path: String, part: String) async throws {
        let answer = try await world().send(.get, "/v1.0/security/" + encoded(path), as: .graphReader)
        #expect(answer.status == 400)
        let failure = try answer.failure()
        #expect(failure.code == "BadRequest")
        #expect(failure.message.contains(part))
        #expect(try answer.json()["error"]?["innerError"]?["request-id"]?.stringValue != nil)
    }

    @Test
    func alertsTakeALargerPageThanTheyGive() async throws {
        let answer = try await world().send(
            .get, "/v1.0/security/alerts_v2?$top=2000&$count=true&$filter=severity%20eq%20'high'", as: .graphReader)
        #expect(answer.status == 200)
        #expect(try answer.json()["@odata.count"]?.integerValue == 2)
        #expect(try answer.elements().count == 2)
    }

    @Test("$select and $expand choose members")
    func membersAreChosen() async throws {
        let world = try await world()
        let answer = try await world.send(
            .get, "/v1.0/security/incidents?$select=id,status&$expand=alerts&$top=1", as: .graphReader)
        let element = try #require(try answer.elements().first?.objectValue)
        #expect(element.list.map(\.name) == ["id", "status", "alerts"])
        let single = try await world.send(.get, "/v1.0/security/incidents/1?$select=displayName", as: .graphReader)
        #expect(try single.json().objectValue?.list.map(\.name) == ["@odata.context", "displayName"])
    }
}

@Suite("Paging over 250 incidents")
struct IncidentPagingTests {
    private func world() async throws -> SecurityWorld {
        let world = try await SecurityWorld()
        for number in 1...250 { try await world.record("incident \(number)", hasEvidence: false) }
        return world
    }

    /// Follows next links as they are and returns the members of that name, page by page.
    private func pages(
        _ world: SecurityWorld, _ path: String, _ member: String, as draft: SecurityWorld.TokenDraft
    ) async throws -> [[String]] {
        var pages: [[String]] = []
        var next: String? = path
        while let path = next {
            let answer = try await world.send(.get, path, as: draft)
            try #require(answer.status == 200, "\(answer.text)")
            pages.append(try answer.elements().map { $0[member].map(\.text) ?? "" })
            next = try answer.json()["@odata.nextLink"]?.stringValue.map { link in
                #expect(link.hasPrefix("https://localhost:8443/"))
                return String(link.dropFirst("https://localhost:8443".count))
            }
            try #require(pages.count < 20)
        }
        return pages
    }

    @Test
    func theDefenderAPIGivesEachOnce() async throws {
        let world = try await world()
        let pages = try await pages(
            world, "/api/incidents?$filter=status+eq+'Active'", "incidentId", as: .xdrReader)
        #expect(pages.map(\.count) == [100, 100, 50])
        #expect(pages.flatMap { $0 } == (1...250).reversed().map { "\($0)" })
    }

    @Test("A page whose size the caller chose has no next link there")
    func aChosenPageIsTheOnlyOne() async throws {
        let pages = try await pages(world(), "/api/incidents?$top=20", "incidentId", as: .xdrReader)
        #expect(pages.map(\.count) == [20])
    }

    @Test(arguments: [("", [50, 50, 50, 50, 50]), ("?$top=40&$count=true", [40, 40, 40, 40, 40, 40, 10])])
    func graphGivesEachOnce(query: String, sizes: [Int]) async throws {
        let pages = try await pages(world(), "/v1.0/security/incidents" + query, "id", as: .graphReader)
        #expect(pages.map(\.count) == sizes)
        #expect(Set(pages.flatMap { $0 }).count == 250)
    }

    @Test
    func graphGivesEachAlertOnce() async throws {
        let pages = try await pages(world(), "/beta/security/alerts_v2", "id", as: .graphReader)
        #expect(pages.map(\.count) == [100, 100, 50])
        #expect(Set(pages.flatMap { $0 }).count == 250)
    }
}
