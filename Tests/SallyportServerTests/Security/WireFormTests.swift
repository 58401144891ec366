import DefenderAPI
import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Wire forms of incidents and alerts")
struct WireFormTests {
    @Test("The Defender API's form: alerts inline, devices apart, sparse entities, seven digits")
    func theDefenderForm() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        let answer = try await world.send(.get, "/api/incidents/1", as: .xdrReader)
        #expect(
            answer.headers[.contentType]
                == "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8")
        #expect(answer.headers[.odataVersion] == "4.0")
        let incident = try answer.json()
        #expect(
            incident.objectValue?.list.map(\.name) == [
                "@odata.context", "incidentId", "incidentUri", "redirectIncidentId", "incidentName", "createdTime",
                "lastUpdateTime", "assignedTo", "classification", "determination", "status", "severity", "tags",
                "comments", "alerts",
            ])
        #expect(incident["@odata.context"] == "https://localhost:8443/api/$metadata#Incidents/$entity")
        #expect(incident["incidentId"]?.integerValue == 1)
        #expect(incident["redirectIncidentId"] == .null)
        #expect(incident["classification"] == "Unknown")
        #expect(incident["determination"] == "NotAvailable")
        #expect(incident["severity"] == "High")
        let alert = try #require(incident["alerts"]?.arrayValue?.first)
        #expect(alert["firstActivity"] == .string(Timestamp(ticks: SecurityWorld.instant.ticks).description))
        #expect(alert["firstActivity"]?.stringValue?.hasSuffix("0000007Z") == true)
        #expect(alert["classification"] == .null)
        #expect(alert["serviceSource"] == "MicrosoftDefenderForEndpoint")
        #expect(alert["detectionSource"] == "WindowsDefenderAtp")
        #expect(alert["devices"]?.arrayValue?.first?["mdatpDeviceId"]?.stringValue?.count == 40)
        let entities = try #require(alert["entities"]?.arrayValue)
        #expect(
            entities.map { $0["entityType"]?.stringValue } == [
                "Process", "File", "User", "Ip", "Url", "Registry", "Registry", "MailBox", "MailMessage",
            ])
        #expect(
            entities[3].objectValue?.list.map(\.name) == [
                "entityType", "evidenceCreationTime", "verdict", "remediationStatus", "ipAddress",
            ])
        #expect(entities[0]["verdict"] == "Malicious")
    }

    @Test("Entities with every member, where the settings ask for it")
    func wholeEntities() async throws {
        var settings = SecuritySettings()
        settings.printsWholeEntities = true
        let world = try await SecurityWorld(settings: settings)
        try await world.record("x")
        let incident = try await world.send(.get, "/api/incidents/1", as: .xdrReader).json()
        let entity = try #require(incident["alerts"]?.arrayValue?.first?["entities"]?.arrayValue?.first)
        #expect(entity["ipAddress"] == .null)
        #expect(entity.objectValue?.list.count == 41)
    }

    @Test("Graph's form: text ids, nulls printed, relations absent, evidence typed")
    func theGraphForm() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        let answer = try await world.send(.get, "/v1.0/security/incidents/1", as: .graphReader)
        let incident = try answer.json()
        #expect(incident["@odata.context"] == "https://localhost:8443/v1.0/$metadata#security/incidents/$entity")
        #expect(incident["alerts"] == nil)
        #expect(incident["resolvingComment"] == .null)
        #expect(incident["tenantId"]?.stringValue == world.world.contoso.lowercaseText)
        #expect(answer.headers[.requestID]?.count == 36)

        let expanded = try await world.send(.get, "/v1.0/security/incidents/1?$expand=alerts", as: .graphReader).json()
        #expect(
            expanded["@odata.context"]
                == "https://localhost:8443/v1.0/$metadata#security/incidents(alerts())/$entity")
        let alert = try #require(expanded["alerts"]?.arrayValue?.first)
        #expect(alert["incidentId"] == "1")
        #expect(alert["actorDisplayName"] == .null)
        let evidence = try #require(alert["evidence"]?.arrayValue)
        #expect(
            evidence.map { $0["@odata.type"]?.stringValue?.replacing("#microsoft.graph.security.", with: "") } == [
                "deviceEvidence", "processEvidence", "fileEvidence", "userEvidence", "ipEvidence", "urlEvidence",
                "registryKeyEvidence", "registryValueEvidence", "mailboxEvidence", "analyzedMessageEvidence",
            ])
        #expect(evidence[0]["hostName"] == "ws-1")
        #expect(evidence[0]["dnsDomain"] == "contoso.example")
        #expect(evidence[1]["imageFile"]?["sha256"] == .null)
        #expect(evidence[1]["verdict"] == "malicious")
    }

    @Test("Answers and links are built of the host that was asked")
    func linksFollowTheHost() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        let answer = try await world.send(
            .get, "/api/incidents?$skip=0", as: .xdrReader, host: "api-gov.security.microsoft.us")
        let list = try answer.json()
        #expect(list["@odata.context"] == "https://api-gov.security.microsoft.us/api/$metadata#Incidents")
        let uri = try answer.elements().first?["incidentUri"]?.stringValue
        #expect(uri == "https://security.microsoft.us/incidents/1?tid=\(world.world.contoso.lowercaseText)")
    }

    @Test("Members behind unknownFutureValue are shown to those who ask")
    func hiddenMembers() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        let patched = try await world.send(
            .patch, "/v1.0/security/incidents/1", as: .graphWriter, body: #"{"status": "awaitingAction"}"#)
        #expect(try patched.json()["status"] == "unknownFutureValue")
        let open = try await world.send(
            .get, "/v1.0/security/incidents/1", as: .graphReader,
            headers: [.prefer: "return=minimal, include-unknown-enum-members"])
        #expect(try open.json()["status"] == "awaitingAction")
    }

    @Test("What the server writes the client reads")
    func theClientReadsWhatTheServerWrites() async throws {
        let world = try await SecurityWorld()
        try await world.record("x")
        let xdr = try await world.send(.get, "/api/incidents/1", as: .xdrReader)
        let incident = try JSONDecoder().decode(XDRIncident.self, from: Data(xdr.bytes))
        #expect(incident.status == .active)
        #expect(incident.alerts.first?.entities.first?.entityType == .process)
        let graph = try await world.send(.get, "/v1.0/security/incidents/1?$expand=alerts", as: .graphReader)
        let twin = try JSONDecoder().decode(SecurityIncident.self, from: Data(graph.bytes))
        #expect(twin.alerts?.first?.evidence.count == 10)
        #expect(twin.lastUpdateDateTime == incident.lastUpdateTime)
    }
}

@Suite("The encoder of the server")
struct WireEncoderTests {
    private struct Sample: Codable {
        var name: String?
        var count: Int?
        var share: Double?
        var inner: [Inner]?
        var relation: [Int]?
        var table: [String: JSONValue] = [:]

        struct Inner: Codable {
            var flag: Bool?
        }
    }

    private func text(_ encoder: WireEncoder, _ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test
    func nullsArePrintedOrNot() throws {
        let sample = Sample(inner: [Sample.Inner(), Sample.Inner(flag: true)])
        #expect(
            try text(WireEncoder(nulls: .printed, relations: ["relation"]), sample)
                == #"{"name":null,"count":null,"share":null,"inner":[{"flag":null},{"flag":true}],"table":{}}"#)
        #expect(try text(WireEncoder(nulls: .omitted), sample) == #"{"inner":[{},{"flag":true}],"table":{}}"#)
        #expect(
            try text(WireEncoder(nulls: .printed, relations: ["relation"], sparse: [Sample.Inner.self]), sample)
                == #"{"name":null,"count":null,"share":null,"inner":[{},{"flag":true}],"table":{}}"#)
    }

    @Test
    func textsAndNumbersAreWritten() throws {
        let sample = Sample(name: "a\"\\\n\u{1}é😀", count: -3, share: 0.5, table: ["k": [nil, [1], [:], 2.0]])
        #expect(
            try text(WireEncoder(nulls: .omitted), sample)
                == #"{"name":"a\"\\\n\u0001é😀","count":-3,"share":0.5,"table":{"k":[null,[1],{},2]}}"#)
        #expect(throws: EncodingError.self) { try text(WireEncoder(nulls: .omitted), Sample(share: .infinity)) }
    }

    @Test
    func itAgreesWithFoundation() throws {
        let sample = Sample(
            name: "x", count: 1, share: 1.25, inner: [Sample.Inner(flag: false)], relation: [1, 2],
            table: ["a": ["b": [true, nil, "c", -1.5e-7, 9_007_199_254_740_993]]])
        let ours = try JSONDecoder().decode(JSONValue.self, from: Data(WireEncoder(nulls: .omitted).encode(sample)))
        let theirs = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(sample))
        #expect(ours == theirs)
    }
}
