import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Authorization codes, identity.md H.6 and H.7")
struct AuthorizationCodeTests {
    @Test("H.6: a code carries what it is bound to")
    func bindsCode() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let draft = world.codeDraft(client: app.appID)
        let code = try await world.home.saveCode(draft)
        guard case .redeemed(let record) = try await world.database.redeemCode(code, clientID: app.appID) else {
            Issue.record("The code was refused.")
            return
        }
        #expect(record.clientID == app.appID)
        #expect(record.redirectURI == draft.redirectURI)
        #expect(record.redirectPlatform == .publicClient)
        #expect(record.tenantID == world.home.tenantID)
        #expect(record.authority == draft.authority)
        #expect(record.codeChallenge == draft.codeChallenge)
        #expect(record.codeChallengeMethod == "S256")
        #expect(record.nonce == draft.nonce)
        #expect(record.scopes == draft.scopes)
        #expect(record.userID == world.ada.id)
        #expect(record.sessionID == draft.sessionID)
    }

    @Test("H.6: a code has at least 128 bits, lives ten minutes at most and is stored hashed")
    func storesHash() async throws {
        let world = try await World.make()
        let app = try await world.application()
        var draft = world.codeDraft(client: app.appID)
        draft.lifetime = 3600
        let code = try await world.home.saveCode(draft)
        #expect(code.reveal.utf8.count * 6 >= 128)
        let dump = try await world.database.dump()
        #expect(!dump.contains(code.reveal))
        #expect(dump.contains(SecretHash.fast(code)))
        world.time.advance(by: 601)
        guard case .expired = try await world.database.redeemCode(code, clientID: app.appID) else {
            Issue.record("A code of ten minutes was accepted after them.")
            return
        }
    }

    @Test("H.7: of two parallel redemptions exactly one wins", arguments: [2, 8])
    func redeemsOnce(attempts: Int) async throws {
        try await withFolder { folder in
            let world = try await World.make(at: folder.appending(path: "state.sqlite"))
            let app = try await world.application()
            let code = try await world.home.saveCode(world.codeDraft(client: app.appID))
            let wins = try await (0..<attempts).concurrentMap(width: attempts) { _ in
                if case .redeemed = try await world.database.redeemCode(code, clientID: app.appID) { 1 } else { 0 }
            }
            #expect(wins.reduce(0, +) == 1)
        }
    }

    @Test("H.7: a replay fails and revokes the refresh tokens that came of the code")
    func revokesOnReplay() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let code = try await world.home.saveCode(world.codeDraft(client: app.appID))
        guard case .redeemed(let record) = try await world.database.redeemCode(code, clientID: app.appID) else {
            Issue.record("The code was refused.")
            return
        }
        let family = world.family(record.familyID, client: app.appID)
        let token = try #require(try await world.home.saveRefreshToken(family: family, scopes: "openid"))
        guard case .replayed = try await world.database.redeemCode(code, clientID: app.appID) else {
            Issue.record("The replay was not noticed.")
            return
        }
        guard case .revoked(_, .codeReplayed) = try await world.database.refreshToken(token, clientID: app.appID) else {
            Issue.record("The refresh token outlived the replay.")
            return
        }
        #expect(try await world.home.saveRefreshToken(family: family, scopes: "openid") == nil)
        #expect(try await world.home.auditEntries().first?.activity == .codeReplayed)
    }

    @Test("A refusal by the caller leaves the code alive, and another client's attempt as well")
    func refusalLeavesCode() async throws {
        struct Refusal: Error {}
        let world = try await World.make()
        let app = try await world.application()
        let thief = try await world.application("Thief")
        let code = try await world.home.saveCode(world.codeDraft(client: app.appID))
        await #expect(throws: Refusal.self) {
            try await world.database.redeemCode(code, clientID: app.appID) { _ in throw Refusal() }
        }
        guard case .unknown = try await world.database.redeemCode(code, clientID: thief.appID) else {
            Issue.record("Another client learned of the code.")
            return
        }
        guard case .redeemed = try await world.database.redeemCode(code, clientID: app.appID) else {
            Issue.record("The code was burnt.")
            return
        }
    }
}
