import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportServer

@Suite("Changing incidents and alerts")
struct IncidentUpdateTests {
    private func patch(
        _ world: SecurityWorld, _ body: String, _ path: String = "/api/incidents/1",
        as draft: SecurityWorld.TokenDraft = .xdrWriter
    ) async throws -> TestWorld.Answer {
        world.world.clock.advance(by: 1)
        return try await world.send(.patch, path, as: draft, body: body)
    }

    @Test("Members left out stay, tags are replaced, a comment is added, an empty assignment takes it away")
    func thePartsOfAnUpdate() async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let before = try await world.send(.get, "/api/incidents/1", as: .xdrReader).json()

        let first = try await patch(
            world,
            #"{"status": "Resolved", "assignedTo": "rita@contoso.example", "classification": "TruePositive","#
                + #" "determination": "CompromisedUser", "tags": ["a", "b"], "comment": "One."}"#)
        try #require(first.status == 200, "\(first.text)")
        let changed = try first.json()
        #expect(changed["status"] == "Resolved")
        #expect(changed["assignedTo"] == "rita@contoso.example")
        #expect(changed["determination"] == "CompromisedAccount")
        #expect(changed["tags"] == ["a", "b"])
        #expect(changed["createdTime"] == before["createdTime"])
        #expect(changed["lastUpdateTime"] != before["lastUpdateTime"])

        let second = try await patch(world, #"{"assignedTo": "", "tags": ["c"], "comment": "Two."}"#).json()
        #expect(second["assignedTo"] == .null)
        #expect(second["tags"] == ["c"])
        #expect(second["status"] == "Resolved")
        #expect(second["classification"] == "TruePositive")
        let comments = try #require(second["comments"]?.arrayValue)
        #expect(comments.map { $0["comment"]?.stringValue } == ["One.", "Two."])
        #expect(comments.allSatisfy { $0["createdTime"]?.stringValue?.count == 28 })
        #expect(comments.first?["createdBy"]?.stringValue?.hasPrefix("API-App:") == true)
    }

    @Test("What one API changes the other shows, since there is one store behind both")
    func bothAPIsShowTheSameIncident() async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let answer = try await patch(
            world, #"{"status": "InProgress", "classification": "InformationalExpectedActivity", "tags": ["x"]}"#)
        #expect(answer.status == 200)
        let graph = try await world.send(.get, "/v1.0/security/incidents/1", as: .graphReader).json()
        #expect(graph["id"] == "1")
        #expect(graph["status"] == "inProgress")
        #expect(graph["classification"] == "informationalExpectedActivity")
        #expect(graph["customTags"] == ["x"])
        #expect(graph["lastUpdateDateTime"] == (try answer.json()["lastUpdateTime"]))
    }

    @Test(
        "Every spelling of a determination is taken",
        arguments: [
            ("Clean", "Clean", "notMalicious"), ("notMalicious", "Clean", "notMalicious"),
            ("InsufficientData", "NoEnoughDataToValidate", "notEnoughDataToValidate"),
            ("NoEnoughDataToValidate", "NoEnoughDataToValidate", "notEnoughDataToValidate"),
            ("ConfirmedUserActivity", "ConfirmedActivity", "confirmedActivity"),
            ("multistagedattack", "MultiStagedAttack", "multiStagedAttack"),
            ("NotAvailable", "NotAvailable", "unknown"),
        ]
    )
    func determinations(sent: String, xdr: String, graph: String) async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let body = #"{"determination": "\#(sent)"}"#
        #expect(try await patch(world, body).json()["determination"]?.stringValue == xdr)
        let answer = try await patch(world, body, "/v1.0/security/incidents/1", as: .graphWriter)
        #expect(try answer.json()["determination"]?.stringValue == graph)
    }

    @Test(
        "Bodies that are refused",
        arguments: [
            ("", "InvalidRequestBody"), ("{", "InvalidRequestBody"), ("[]", "InvalidRequestBody"),
            ("{}", "InvalidRequestBody"), ("status=Resolved", "InvalidRequestBody"),
            (#"{"Status": "Resolved"}"#, "InvalidRequestBody"), (#"{"other": 1}"#, "InvalidRequestBody"),
            (#"{"status": 2}"#, "InvalidRequestBody"), (#"{"tags": "a"}"#, "InvalidRequestBody"),
            (#"{"tags": ["a", 1]}"#, "InvalidRequestBody"), (#"{"comment": ["a"]}"#, "InvalidRequestBody"),
            (#"{"status": "Closed"}"#, "InvalidInput"), (#"{"status": "New"}"#, "InvalidInput"),
            (#"{"status": "unknownFutureValue"}"#, "InvalidInput"), (#"{"classification": "Bad"}"#, "InvalidInput"),
            (#"{"determination": ""}"#, "InvalidInput"),
        ]
    )
    func bodiesThatAreRefused(body: String, code: String) async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let before = try await world.send(.get, "/api/incidents/1", as: .xdrReader).text
        let answer = try await patch(world, body)
        #expect(answer.status == 400)
        #expect(try answer.failure().code == code)
        #expect(try answer.json()["error"]?["target"]?.stringValue != nil)
        let graph = try await patch(world, body, "/v1.0/security/incidents/1", as: .graphWriter)
        #expect(graph.status == 400)
        #expect(try graph.failure().code == "BadRequest")
        #expect(try await world.send(.get, "/api/incidents/1", as: .xdrReader).text == before)
    }

    @Test("An enum value that does not exist is answered with those that do")
    func theRefusalNamesTheChoice() async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let message = try await patch(world, #"{"status": "Closed"}"#).failure().message
        #expect(message == "'Closed' is no value of 'status'. Use one of Active, Resolved, InProgress, Redirected.")
    }

    @Test
    func anAbsentIncidentIsNotFound() async throws {
        let world = try await SecurityWorld()
        for (method, path) in [
            (HTTPRequest.Method.get, "/api/incidents/999999"), (.patch, "/api/incidents/999999"),
        ] {
            let draft = SecurityWorld.TokenDraft.xdrWriter
            let answer = try await world.send(
                method, path, as: draft, body: method == .patch ? #"{"status": "Active"}"# : nil)
            #expect(answer.status == 404)
            #expect(try answer.failure() == ("ResourceNotFound", "Incident 999999 was not found."))
        }
        #expect(try await world.send(.get, "/api/incidents/abc", as: .xdrReader).failure().code == "InvalidInput")
        for path in ["incidents/999999", "incidents/abc", "alerts_v2/none"] {
            let answer = try await world.send(.get, "/v1.0/security/" + path, as: .graphReader)
            #expect(answer.status == 404)
            #expect(try answer.failure().code == "ResourceNotFound")
        }
        let comment = try await world.send(
            .post, "/v1.0/security/incidents/999999/comments", as: .graphWriter, body: #"{"comment": "c"}"#)
        #expect(comment.status == 404)
    }

    @Test("Another tenant's incident is absent, whatever is done to it")
    func tenantsDoNotSeeEachOther() async throws {
        let world = try await SecurityWorld()
        try await world.record("ours")
        try await world.record("theirs 1", in: world.world.fabrikam)
        try await world.record("theirs 2", in: world.world.fabrikam)
        let calls: [(HTTPRequest.Method, String, SecurityWorld.TokenDraft, String?)] = [
            (.get, "/api/incidents/2", .xdrWriter, nil),
            (.patch, "/api/incidents/2", .xdrWriter, #"{"status": "Resolved"}"#),
            (.get, "/v1.0/security/incidents/2", .graphWriter, nil),
            (.patch, "/v1.0/security/incidents/2", .graphWriter, #"{"status": "resolved"}"#),
            (.post, "/v1.0/security/incidents/2/comments", .graphWriter, #"{"comment": "c"}"#),
            (.get, "/v1.0/security/alerts_v2/da_theirs%202", .graphWriter, nil),
            (.patch, "/v1.0/security/alerts_v2/da_theirs%202", .graphWriter, #"{"status": "resolved"}"#),
            (.post, "/v1.0/security/alerts_v2/da_theirs%202/comments", .graphWriter, #"{"comment": "c"}"#),
        ]
        for (method, path, draft, body) in calls {
            let foreign = try await world.send(method, path, as: draft, body: body)
            #expect(foreign.status == 404, "\(method) \(path)")
            let own = try await world.send(method, path, as: draft, in: world.world.fabrikam, body: body)
            #expect(own.status == 200, "\(method) \(path) \(own.text)")
        }
        #expect(try await world.send(.get, "/api/incidents", as: .xdrReader).elements().count == 1)
        #expect(try await world.send(.get, "/v1.0/security/alerts_v2", as: .graphReader).elements().count == 1)
    }

    @Test
    func graphTakesItsOwnMembers() async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let answer = try await patch(
            world,
            #"{"displayName": "New name", "severity": "Low", "description": "d", "summary": "s","#
                + #" "resolvingComment": "r", "customTags": ["t"], "assignedTo": null}"#,
            "/v1.0/security/incidents/1", as: .graphWriter)
        try #require(answer.status == 200, "\(answer.text)")
        let incident = try answer.json()
        #expect(incident["displayName"] == "New name")
        #expect(incident["severity"] == "low")
        #expect(incident["description"] == "d" && incident["summary"] == "s" && incident["resolvingComment"] == "r")
        #expect(incident["lastModifiedBy"]?.stringValue?.hasPrefix("API-App:") == true)
    }

    @Test
    func commentsComeBackAllTogether() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        for path in ["incidents/1", "alerts_v2/da_x"] {
            _ = try await world.send(
                .post, "/v1.0/security/\(path)/comments", as: .graphWriter, body: #"{"comment": "One."}"#)
            let answer = try await world.send(
                .post, "/v1.0/security/\(path)/comments", as: .graphWriter,
                body: #"{"@odata.type": "microsoft.graph.security.alertComment", "comment": "Two."}"#)
            #expect(try answer.elements().map { $0["comment"]?.stringValue } == ["One.", "Two."])
            #expect(try answer.elements().first?["createdByDisplayName"]?.stringValue != nil)
        }
        for body in [#"{"comment": ""}"#, #"{"text": "x"}"#, "x"] {
            let answer = try await world.send(
                .post, "/v1.0/security/incidents/1/comments", as: .graphWriter, body: body)
            #expect(answer.status == 400)
        }
    }

    @Test("A user's changes bear the user's name")
    func aUserIsNamed() async throws {
        let world = try await SecurityWorld()
        try await world.record()
        let user = SecurityWorld.TokenDraft.user(
            .microsoftThreatProtection, ["Incident.ReadWrite"], as: WellKnown.DirectoryRole.securityOperator)
        let answer = try await patch(world, #"{"comment": "c"}"#, as: user)
        #expect(try answer.json()["comments"]?.arrayValue?.first?["createdBy"] == "rita@contoso.example")
    }

    @Test
    func alertsAreChanged() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        let answer = try await patch(
            world, #"{"status": "Resolved", "classification": "falsePositive", "assignedTo": "r@x.test"}"#,
            "/v1.0/security/alerts_v2/da_x", as: .graphWriter)
        try #require(answer.status == 200, "\(answer.text)")
        let alert = try answer.json()
        #expect(alert["status"] == "resolved")
        #expect(alert["resolvedDateTime"]?.stringValue != nil)
        for status in ["active", "redirected"] {
            let refused = try await patch(
                world, #"{"status": "\#(status)"}"#, "/v1.0/security/alerts_v2/da_x", as: .graphWriter)
            #expect(refused.status == 400)
        }
    }
}
