import DefenderAPI
import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

/// The real clients in front of the real routes, in process.
private struct RouterTransport: HTTPTransport {
    let world: SecurityWorld

    func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse {
        var path = request.url.path(percentEncoded: true)
        if let query = request.url.query(percentEncoded: true) { path += "?" + query }
        let answer = try await world.send(
            request.method, path, as: nil, headers: request.headers,
            body: request.body.map { String(decoding: $0, as: UTF8.self) })
        return ServiceResponse(
            status: HTTPResponse.Status(code: answer.status), headers: answer.headers, body: Data(answer.bytes))
    }
}

@Suite("Clients against the local tenant")
struct ClientAgainstServerTests {
    private let cloud = Cloud.local(authority: "localhost:8443")

    private func pipeline(_ world: SecurityWorld, _ draft: SecurityWorld.TokenDraft) throws -> ServicePipeline {
        let token = AccessToken(
            token: Secret(try world.token(draft)), expiresOn: world.world.clock.now.addingTimeInterval(3600))
        return ServicePipeline(
            transport: RouterTransport(world: world), credential: FixedTokenCredential(token), scopes: [],
            time: world.world.clock, random: world.world.random)
    }

    @Test
    func theDefenderClientListsUpdatesAndPolls() async throws {
        let world = try await SecurityWorld()
        for number in 1...120 { try await world.record("incident \(number)", hasEvidence: false) }
        let client = DefenderClient(cloud: cloud, pipeline: try pipeline(world, .xdrWriter))
        var ids: [Int64] = []
        for try await incident in client.incidents.list() { ids.append(incident.incidentID) }
        #expect(ids == (1...120).reversed())

        var changes = try await client.incidents.poll(from: IncidentCursor(since: Timestamp(ticks: 0)))
        #expect(changes.incidents.count == 120)
        changes = try await client.incidents.poll(from: changes.cursor)
        #expect(changes.incidents.isEmpty)
        world.world.clock.advance(by: 1)
        let updated = try await client.incidents.update(
            5, XDRIncidentUpdate(status: .resolved, assignedTo: "x@y.test", comment: "c"))
        #expect(updated.status == .resolved)
        changes = try await client.incidents.poll(from: changes.cursor)
        #expect(changes.incidents.map(\.incidentID) == [5])
    }

    @Test
    func theGraphClientListsUpdatesAndPolls() async throws {
        let world = try await SecurityWorld()
        for number in 1...120 { try await world.record("incident \(number)", hasEvidence: false) }
        let client = GraphSecurityClient(cloud: cloud, pipeline: try pipeline(world, .graphWriter))
        var cursor = IncidentCursor(since: Timestamp(ticks: 0))
        var seen: [String] = []
        var isCaughtUp = false
        while !isCaughtUp {
            let changes = try await client.incidents.poll(from: cursor, expandingAlerts: true)
            seen += changes.incidents.map(\.id)
            #expect(changes.incidents.allSatisfy { $0.alerts?.count == 1 })
            (cursor, isCaughtUp) = (changes.cursor, changes.isCaughtUp)
        }
        #expect(seen == (1...120).map { "\($0)" })
        #expect(try await client.incidents.addComment("c", to: "7").map(\.comment) == ["c"])
        #expect(try await client.incidents.update("7", SecurityIncidentUpdate(severity: .low)).severity == .low)
        #expect(
            try await client.alerts.update("da_incident 7", SecurityAlertUpdate(status: .resolved)).status == .resolved)
        let error = await #expect(throws: APIError.self) { try await client.incidents.get("4711") }
        #expect(error?.code == .resourceNotFound)
        #expect(error?.requestID != nil)
    }
}
