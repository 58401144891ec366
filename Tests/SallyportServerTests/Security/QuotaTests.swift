import Foundation
import HTTPTypes
import ServiceCore
import Testing

@testable import SallyportServer

@Suite("Quotas of calls")
struct QuotaTests {
    private func world(_ change: (inout SecuritySettings) -> Void = { _ in }) async throws -> SecurityWorld {
        var settings = SecuritySettings()
        settings.enforcesQuotas = true
        change(&settings)
        return try await SecurityWorld(settings: settings)
    }

    @Test
    func theFiftyFirstCallInAMinuteIsRefused() async throws {
        let world = try await world()
        for _ in 0..<50 {
            #expect(try await world.send(.get, "/api/incidents", as: .xdrReader).status == 200)
        }
        world.world.clock.advance(by: 23)
        let answer = try await world.send(.get, "/api/incidents", as: .xdrReader)
        #expect(answer.status == 429)
        #expect(answer.headers[.retryAfter] == "37")
        #expect(
            try answer.failure()
                == ("TooManyRequests", "API calls quota exceeded! maximum allowed 50 per 00:01:00"))
        // Another tenant, and another operation, have quotas of their own.
        #expect(
            try await world.send(.get, "/api/incidents", as: .xdrReader, in: world.world.fabrikam).status == 200)
        #expect(try await world.send(.get, "/api/incidents/1", as: .xdrReader).status == 404)
        world.world.clock.advance(by: 37)
        #expect(try await world.send(.get, "/api/incidents", as: .xdrReader).status == 200)
    }

    @Test
    func theObservedCodeIsAtHand() async throws {
        let world = try await world { $0.usesNumericThrottleCode = true }
        for _ in 0..<50 { _ = try await world.send(.get, "/api/incidents", as: .xdrReader) }
        #expect(try await world.send(.get, "/api/incidents", as: .xdrReader).failure().code == "429")
    }

    @Test("Without enforcement nothing is counted")
    func nothingIsCountedByDefault() async throws {
        let world = try await SecurityWorld()
        for _ in 0..<60 {
            #expect(try await world.send(.get, "/api/incidents", as: .xdrReader).status == 200)
        }
    }

    @Test
    func theHourlyQuotaOutlastsTheMinutes() throws {
        let meter = QuotaMeter()
        let route = try #require(SecurityRoute.all.first { $0.operation == .xdrListIncidents })
        var now = Date(timeIntervalSince1970: 0)
        let tenant = UUID()
        for _ in 0..<30 {
            for _ in 0..<50 { try meter.count(route, tenantID: tenant, clientAppID: tenant, now: now) }
            now += 60
        }
        let error = #expect(throws: QuotaMeter.Exceeded.self) {
            try meter.count(route, tenantID: tenant, clientAppID: tenant, now: now)
        }
        #expect(error?.quota == .perHour(1500))
        #expect(error?.retryAfter == 1800)
    }

    @Test("The Defender API can be switched off, as it will be")
    func theDefenderAPICanRetire() async throws {
        var settings = SecuritySettings()
        settings.servesDefenderAPI = false
        let world = try await SecurityWorld(settings: settings)
        #expect(try await world.send(.get, "/api/incidents", as: .xdrReader).status == 410)
        #expect(try await world.send(.get, "/v1.0/security/incidents", as: .graphReader).status == 200)
    }
}
