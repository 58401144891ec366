import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Refresh tokens, identity.md H.28 to H.30")
struct RefreshTokenTests {
    private func start(_ world: World, isPublic: Bool = true) async throws -> (client: UUID, token: Secret) {
        let app = try await world.application()
        let family = world.family(client: app.appID, isPublic: isPublic)
        let token = try await world.home.saveRefreshToken(family: family, scopes: "openid")
        return (app.appID, try #require(token))
    }

    @Test("H.28: a token has at least 128 bits and is stored hashed")
    func storesHash() async throws {
        let world = try await World.make()
        let (_, token) = try await start(world)
        #expect(token.reveal.utf8.count * 6 >= 128)
        #expect(!(try await world.database.dump()).contains(token.reveal))
    }

    @Test("H.28: another client learns nothing, and a made-up token looks the same")
    func hidesFromOtherClients() async throws {
        let world = try await World.make()
        let (client, token) = try await start(world)
        let other = try await world.application("Other")
        for (shown, by) in [(token, other.appID), (Secret("made-up"), client)] {
            #expect(try await world.database.refreshToken(shown, clientID: by) == .unknown)
            let rotated = try await world.database.rotateRefreshToken(shown, clientID: by, mode: .strict)
            #expect(rotated == .unknown)
        }
        #expect(try await world.database.refreshToken(token, clientID: client).isValid)
    }

    @Test("H.29 entra: the old token stays valid and each answer has a new one")
    func keepsOldTokens() async throws {
        let world = try await World.make()
        let (client, token) = try await start(world)
        var successors: Set<Secret> = []
        for _ in 0..<3 {
            world.time.advance(by: 3600)
            let use = try await world.database.rotateRefreshToken(token, clientID: client, mode: .entra)
            successors.insert(try #require(use.successor))
        }
        #expect(successors.count == 3)
        for successor in successors {
            #expect(try await world.database.refreshToken(successor, clientID: client).isValid)
        }
    }

    @Test(
        "H.29 strict: a replaced token works within the grace period, then revokes the family", arguments: [0.0, 9.9])
    func strictRotation(delay: TimeInterval) async throws {
        let world = try await World.make()
        let (client, token) = try await start(world)
        let first = try await world.database.rotateRefreshToken(token, clientID: client, mode: .strict)
        let successor = try #require(first.successor)
        world.time.advance(by: delay)
        #expect(try await world.database.rotateRefreshToken(token, clientID: client, mode: .strict).isValid)
        world.time.advance(by: 10.2)
        let reuse = try await world.database.rotateRefreshToken(token, clientID: client, mode: .strict)
        guard case .reused = reuse else {
            Issue.record("The reuse was answered with \(reuse).")
            return
        }
        let after = try await world.database.refreshToken(successor, clientID: client)
        guard case .revoked(_, .tokenReused) = after else {
            Issue.record("The successor outlived the reuse: \(after).")
            return
        }
        #expect(try await world.home.auditEntries().contains { $0.activity == .refreshTokenReused })
    }

    @Test("A token dies 90 days after its last use, B.8")
    func expires() async throws {
        let world = try await World.make()
        let (client, token) = try await start(world)
        world.time.advance(by: 89 * 86400)
        let use = try await world.database.rotateRefreshToken(token, clientID: client, mode: .entra)
        world.time.advance(by: 89 * 86400)
        #expect(try await world.database.refreshToken(token, clientID: client).isValid)
        world.time.advance(by: 86400)
        guard case .expired = try await world.database.refreshToken(try #require(use.successor), clientID: client)
        else {
            Issue.record("A token unused for 90 days was accepted.")
            return
        }
    }

    @Test("A single-page application's family ends after 24 hours whatever its use, B.8")
    func familyEnds() async throws {
        let world = try await World.make()
        let app = try await world.application()
        var family = world.family(client: app.appID)
        family.endsDateTime = world.time.now.addingTimeInterval(86400)
        let token = try #require(try await world.home.saveRefreshToken(family: family, scopes: "openid"))
        world.time.advance(by: 86399)
        let use = try await world.database.rotateRefreshToken(token, clientID: app.appID, mode: .entra)
        world.time.advance(by: 1)
        guard case .expired = try await world.database.refreshToken(try #require(use.successor), clientID: app.appID)
        else {
            Issue.record("A successor outlived its family.")
            return
        }
    }

    /// What an administrator or a user may do that ends refresh tokens.
    enum Revocation: String, CaseIterable, Sendable {
        case revokeSignInSessions
        case disableUser
        case changePassword
        case removeConsent
        case removeServicePrincipal

        var reason: RevocationReason {
            switch self {
            case .revokeSignInSessions: .sessionsRevoked
            case .disableUser: .userDisabled
            case .changePassword: .passwordChanged
            case .removeConsent: .consentRemoved
            case .removeServicePrincipal: .servicePrincipalRemoved
            }
        }
    }

    @Test("H.30: what ends refresh tokens", arguments: Revocation.allCases)
    func revokes(by revocation: Revocation) async throws {
        let world = try await World.make()
        let (client, token) = try await start(world)
        let decision = ConsentDecision(
            clientAppID: client, principalID: world.ada.id,
            grants: [.init(resourceAppID: ResourceApplication.microsoftGraph.appID, scopes: ["User.Read"])],
            deciderID: world.ada.id)
        let principal = try await world.home.grantConsent(decision)
        world.time.advance(by: 1)
        switch revocation {
        case .revokeSignInSessions: try await world.home.revokeSignInSessions(ofUser: world.ada.id)
        case .disableUser: try await world.home.setAccountEnabled(false, ofUser: world.ada.id)
        case .changePassword: try await world.home.setPassword(Secret("another one 5"), ofUser: world.ada.id)
        case .removeConsent:
            let grant = try #require(try await world.home.permissionGrants(ofClient: principal.id).first)
            try await world.home.deletePermissionGrant(id: grant.id)
        case .removeServicePrincipal: try await world.home.deleteServicePrincipal(id: principal.id)
        }
        let use = try await world.database.refreshToken(token, clientID: client)
        guard case .revoked(_, revocation.reason) = use else {
            Issue.record("The token survived \(revocation): \(use).")
            return
        }
    }

    @Test("B.8: a password change spares the tokens of confidential clients")
    func passwordChangeSparesConfidentialClients() async throws {
        let world = try await World.make()
        let (client, token) = try await start(world, isPublic: false)
        try await world.home.setPassword(Secret("another one 5"), ofUser: world.ada.id)
        #expect(try await world.database.refreshToken(token, clientID: client).isValid)
    }
}

extension RefreshTokenUse {
    var isValid: Bool { if case .valid = self { true } else { false } }

    var successor: Secret? { if case .valid(_, _, let successor) = self { successor } else { nil } }
}
