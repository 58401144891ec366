import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Browser sessions and pending requests, identity.md H.14, H.16, H.17")
struct BrowserSessionTests {
    @Test("The cookie and the handles of requests are stored hashed")
    func storesHashes() async throws {
        let world = try await World.make()
        let (cookie, session) = try await world.database.createSession()
        let handle = try await world.database.createPendingAuthorization(
            kind: "authorize", payload: Data("{}".utf8), session: session)
        let dump = try await world.database.dump()
        #expect(!dump.contains(cookie.reveal))
        #expect(!dump.contains(handle.reveal))
        #expect(try await world.database.session(token: cookie)?.id == session.id)
    }

    @Test("H.16: sign-in gives a new cookie and kills the old one; the pending request moves over")
    func changesCookie() async throws {
        let world = try await World.make()
        let (planted, session) = try await world.database.createSession()
        let handle = try await world.database.createPendingAuthorization(
            kind: "authorize", payload: Data("{}".utf8), session: session)
        let (cookie, signedIn) = try await world.database.signIn(
            replacing: session, tenantID: world.home.tenantID, userID: world.ada.id)
        #expect(try await world.database.session(token: planted) == nil)
        #expect(try await world.database.session(token: cookie)?.userID == world.ada.id)
        #expect(signedIn.id != session.id)
        #expect(signedIn.csrfSecret != session.csrfSecret)
        #expect(try await world.database.pendingAuthorization(handle, session: session) == nil)
        #expect(try await world.database.pendingAuthorization(handle, session: signedIn) != nil)
    }

    @Test("A request belongs to its session, expires, and ends once")
    func endsOnce() async throws {
        let world = try await World.make()
        let (_, session) = try await world.database.createSession()
        let (_, stranger) = try await world.database.createSession()
        let handle = try await world.database.createPendingAuthorization(
            kind: "authorize", payload: Data("{}".utf8), session: session)
        #expect(try await world.database.pendingAuthorization(handle, session: stranger) == nil)
        try await world.database.updatePendingAuthorization(handle, payload: Data("[1]".utf8))
        #expect(try await world.database.pendingAuthorization(handle, session: session)?.payload == Data("[1]".utf8))
        #expect(try await world.database.finishPendingAuthorization(handle))
        #expect(try await world.database.finishPendingAuthorization(handle) == false)
        let late = try await world.database.createPendingAuthorization(
            kind: "authorize", payload: Data(), session: session, lifetime: 60)
        world.time.advance(by: 60)
        #expect(try await world.database.pendingAuthorization(late, session: session) == nil)
    }

    @Test("A session slides while it is used and ends after 24 hours without use, B.8")
    func slides() async throws {
        let world = try await World.make()
        let (cookie, _) = try await world.database.createSession()
        for _ in 0..<3 {
            world.time.advance(by: 23 * 3600)
            #expect(try await world.database.session(token: cookie) != nil)
        }
        world.time.advance(by: 24 * 3600)
        #expect(try await world.database.session(token: cookie) == nil)
    }

    @Test("H.30: disabling a user and revoking sessions end her sessions", arguments: [true, false])
    func ends(byDisabling: Bool) async throws {
        let world = try await World.make()
        let (_, session) = try await world.database.createSession()
        let (cookie, _) = try await world.database.signIn(
            replacing: session, tenantID: world.home.tenantID, userID: world.ada.id)
        if byDisabling {
            try await world.home.setAccountEnabled(false, ofUser: world.ada.id)
        } else {
            try await world.home.revokeSignInSessions(ofUser: world.ada.id)
        }
        #expect(try await world.database.session(token: cookie) == nil)
    }

    @Test("Expired rows are removed, live ones stay")
    func removesExpired() async throws {
        let world = try await World.make()
        let app = try await world.application()
        _ = try await world.database.createSession()
        _ = try await world.home.saveCode(world.codeDraft(client: app.appID))
        let family = world.family(client: app.appID)
        let token = try #require(try await world.home.saveRefreshToken(family: family, scopes: "openid"))
        world.time.advance(by: 2 * 86400)
        try await world.database.removeExpired()
        let dump = try await world.database.dump()
        #expect(!dump.contains("browserSessions:"))
        #expect(!dump.contains("authorizationCodes:"))
        #expect(try await world.database.refreshToken(token, clientID: app.appID).isValid)
    }
}
