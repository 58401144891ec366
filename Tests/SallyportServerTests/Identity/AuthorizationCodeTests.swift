import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("authorization_code and refresh_token, identity B.3, H.4–H.7, H.28–H.32, vector I.9")
struct AuthorizationCodeTests {
    /// A world with an application that everybody consented to, and a signed-in browser.
    struct Stage {
        let world: TestWorld
        let app: TestWorld.Registration
        var browser: TestBrowser
        let redirect: String

        init(
            platform: RedirectURIRecord.Platform = .publicClient, redirect: String = "http://localhost:8400",
            mode: TenantRecord.RefreshTokenMode = .entra
        ) async throws {
            world = try await TestWorld(tenants: { $0.refreshTokenMode = mode })
            app = try await world.register(scopes: ["Incident.Read"], redirects: [platform: [redirect]])
            try await world.consent(app, scopes: ["Incident.Read"])
            browser = TestBrowser(world)
            self.redirect = redirect
            _ = try await browser.signIn(
                try await browser.open(AuthorizeQuery(app, redirect: redirect).path), "rita@contoso.example")
        }

        mutating func code(_ changes: [String: String?] = [:], segment: String = "contoso.example") async throws
            -> String
        {
            var query = AuthorizeQuery(app, redirect: redirect).with(changes)
            query.segment = segment
            return try #require(try redirectParameters(try await browser.open(query.path))["code"])
        }

        func redeem(
            _ code: String, _ changes: [String: String?] = [:], segment: String = "contoso.example",
            version: ProtocolVersion = .v2, headers: HTTPFields = [:]
        ) async throws -> TestWorld.Answer {
            var form: [String: String] = [
                "grant_type": "authorization_code", "client_id": app.clientID, "code": code, "redirect_uri": redirect,
                "code_verifier": AuthorizeQuery.verifier, "client_info": "1",
            ]
            for (name, value) in changes { form[name] = value }
            return try await world.token(
                form.map { ($0.key, $0.value) }, at: segment, version: version, headers: headers)
        }

        func refresh(
            _ token: String, _ changes: [String: String?] = [:], segment: String = "contoso.example"
        ) async throws -> TestWorld.Answer {
            var form: [String: String] = [
                "grant_type": "refresh_token", "client_id": app.clientID, "refresh_token": token,
                "scope": "https://api.security.microsoft.com/Incident.Read openid profile offline_access",
            ]
            for (name, value) in changes { form[name] = value }
            return try await world.token(form.map { ($0.key, $0.value) }, at: segment)
        }
    }

    @Test func answersWithEverythingThatLibrariesNeed() async throws {
        var stage = try await Stage()
        let answer = try await stage.redeem(try await stage.code())
        let body = try answer.json()
        #expect(answer.status == 200)
        #expect(body["scope"] == "https://api.security.microsoft.com/Incident.Read openid profile")
        #expect(body["refresh_token"]?.stringValue?.utf8.count == 43)
        let info = try #require(body["client_info"]?.stringValue.flatMap { Base64URL.decode($0) })
        let rita = stage.world.reader.id.lowercaseText
        let tenant = stage.world.contoso.lowercaseText
        #expect(try JSONReader.read(info) == ["uid": .string(rita), "utid": .string(tenant)])
        let access = try answer.claims()
        #expect(access["scp"] == "Incident.Read")
        #expect(access["roles"] == nil)
        #expect(access["upn"] == "rita@contoso.example" && access["appidacr"] == "0")
        #expect(access["amr"] == ["pwd"])
        #expect(access["wids"]?.arrayValue?.contains("5d6b6bb7-de71-4623-b4af-96380a352509") == true)
        #expect(access["oid"]?.stringValue == rita && access["sub"] != access["oid"])
        let identity = try answer.claims("id_token")
        #expect(identity["aud"]?.stringValue == stage.app.clientID)
        #expect(identity["iss"]?.stringValue == "https://localhost:8443/\(tenant)/v2.0")
        #expect(identity["nonce"] == "n-1" && identity["ver"] == "2.0")
        #expect(identity["preferred_username"] == "rita@contoso.example")
        #expect(identity["tid"]?.stringValue == tenant && identity["oid"]?.stringValue == rita)
        #expect(identity["sub"] != access["sub"])
        #expect(identity["email"] == nil)
    }

    @Test func issuesNoRefreshTokenWithoutOfflineAccessAndNoIDTokenWithoutOpenID() async throws {
        var stage = try await Stage()
        let scope = "https://api.security.microsoft.com/Incident.Read"
        let body = try await stage.redeem(try await stage.code(["scope": scope])).json()
        #expect(body["refresh_token"] == nil && body["id_token"] == nil)
        #expect(body["scope"]?.stringValue == scope)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var change: [String: String?] = [:]
        var authorize: [String: String?] = [:]
        var platform = RedirectURIRecord.Platform.publicClient
        var origin: String?
        var segment = "contoso.example"
        let refused: TestWorld.Answer.Refused
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(
            name: "no code", change: ["code": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "garbage", change: ["code": "x"],
            refused: .init(status: 400, error: "invalid_grant", number: 9_002_313)),
        Row(
            name: "unknown code", change: ["code": String(repeating: "A", count: 43)],
            refused: .init(status: 400, error: "invalid_grant", number: 70000, suberror: "bad_token")),
        Row(
            name: "other redirect", change: ["redirect_uri": "http://localhost:8401"],
            refused: .init(status: 401, error: "invalid_client", number: 500_112)),
        Row(
            name: "no redirect", change: ["redirect_uri": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "verifier missing", change: ["code_verifier": nil],
            refused: .init(status: 400, error: "invalid_grant", number: 501_481)),
        Row(
            name: "verifier wrong", change: ["code_verifier": String(repeating: "a", count: 43)],
            refused: .init(status: 400, error: "invalid_grant", number: 501_481)),
        Row(
            name: "downgrade: verifier without challenge",
            authorize: ["code_challenge": nil, "code_challenge_method": nil],
            refused: .init(status: 400, error: "invalid_grant", number: 501_481)),
        Row(
            name: "other tenant", segment: "organizations",
            refused: .init(status: 400, error: "invalid_grant", number: 700_005)),
        Row(
            name: "public client with secret", change: ["client_secret": "SECRET"],
            refused: .init(status: 401, error: "invalid_client", number: 700_025)),
        Row(
            name: "web without secret", platform: .web,
            refused: .init(status: 401, error: "invalid_client", number: 7_000_218)),
        Row(
            name: "browser at a code that is not for one", origin: "https://app.example",
            refused: .init(status: 400, error: "invalid_request", number: 9_002_326)),
        Row(
            name: "SPA without origin", platform: .spa,
            refused: .init(status: 400, error: "invalid_request", number: 9_002_327)),
        Row(
            name: "SPA without challenge", change: ["code_verifier": nil],
            authorize: ["code_challenge": nil, "code_challenge_method": nil], platform: .spa,
            origin: "http://localhost:8400", refused: .init(status: 400, error: "invalid_request", number: 9_002_325)),
        Row(
            name: "several resources",
            change: ["scope": "https://api.security.microsoft.com/Incident.Read https://graph.microsoft.com/User.Read"],
            refused: .init(status: 400, error: "invalid_scope", number: 28000)),
        Row(
            name: "no consent", change: ["scope": "https://graph.microsoft.com/User.Read.All"],
            refused: .init(status: 400, error: "invalid_grant", number: 65001, suberror: "consent_required")),
    ])
    func refuses(row: Row) async throws {
        // `organizations` wants a multi-tenant application; the row is about the code alone.
        var stage = try await Stage(platform: row.platform)
        if row.segment == "organizations" {
            var changes = ApplicationChanges()
            changes.signInAudience = .set(.multipleOrganizations)
            _ = try await stage.world.database.handle(for: stage.world.contoso)
                .updateApplication(id: stage.app.application.id, changes)
        }
        var change = row.change
        if change["client_secret"] != nil { change["client_secret"] = stage.app.secret.reveal }
        let code = try await stage.code(row.authorize)
        let headers: HTTPFields = row.origin.map { [.origin: $0] } ?? [:]
        var segment = row.segment
        if segment == "organizations" { segment = "fabrikam.example" }
        let answer = try await stage.redeem(code, change, segment: segment, headers: headers)
        #expect(try answer.refused() == row.refused)
        #expect(!answer.text.contains(code))
    }

    @Test func H7redeemsACodeOnceAndRevokesWhatCameOfItOnAReplay() async throws {
        var stage = try await Stage()
        let code = try await stage.code()
        let first = try await stage.redeem(code).json()
        let refresh = try #require(first["refresh_token"]?.stringValue)
        #expect(try await stage.redeem(code).refused() == .init(status: 400, error: "invalid_grant", number: 54005))
        #expect(try await stage.refresh(refresh).refused().number == 70000)
    }

    @Test func H7letsExactlyOneOfTwoParallelRedemptionsWin() async throws {
        var stage = try await Stage()
        let code = try await stage.code()
        let still = stage
        async let one = still.redeem(code).status
        async let two = still.redeem(code).status
        let statuses = try await [one, two].sorted()
        #expect(statuses == [200, 400])
    }

    @Test func H6bindsTheCodeToItsClientAndTime() async throws {
        var stage = try await Stage()
        let other = try await stage.world.register("Other", redirects: [.publicClient: [stage.redirect]])
        let code = try await stage.code()
        #expect(try await stage.redeem(code, ["client_id": other.clientID]).refused().number == 70000)
        // The attempt of another client costs the owner nothing.
        #expect(try await stage.redeem(code).status == 200)
        let late = try await stage.code()
        stage.world.clock.advance(by: 601)
        #expect(
            try await stage.redeem(late).refused()
                == .init(status: 400, error: "invalid_grant", number: 70008, suberror: "token_expired"))
    }

    @Test func aMistakeLeavesTheCodeAlive() async throws {
        var stage = try await Stage()
        let code = try await stage.code()
        #expect(try await stage.redeem(code, ["code_verifier": nil]).status == 400)
        #expect(try await stage.redeem(code).status == 200)
    }

    @Test func webClientsRedeemWithTheirSecret() async throws {
        var stage = try await Stage(platform: .web, redirect: "https://app.example/cb")
        let answer = try await stage.redeem(try await stage.code(), ["client_secret": stage.app.secret.reveal])
        #expect(try answer.claims()["appidacr"] == "1")
    }

    @Test func H13singlePageApplicationsGetCORSForTheirOriginAndADayOfRefreshing() async throws {
        var stage = try await Stage(platform: .spa, redirect: "https://app.example/cb")
        let answer = try await stage.redeem(
            try await stage.code(), headers: [.origin: "https://app.example"])
        #expect(answer.status == 200)
        #expect(answer.headers[.accessControlAllowOrigin] == "https://app.example")
        #expect(answer.headers[.accessControlAllowCredentials] == nil)
        let refresh = try #require(try answer.json()["refresh_token"]?.stringValue)
        stage.world.clock.advance(by: 3600 * 23)
        let renewed = try await stage.refresh(refresh).json()
        stage.world.clock.advance(by: 3600 * 2)
        let last = try await stage.refresh(try #require(renewed["refresh_token"]?.stringValue))
        #expect(
            try last.refused() == .init(status: 400, error: "invalid_grant", number: 700_084, suberror: "token_expired")
        )
        let path = "/contoso.example/oauth2/v2.0/token"
        let ours = try await stage.world.send(.options, path, headers: [.origin: "https://app.example"])
        #expect(ours.headers[.accessControlAllowOrigin] == "https://app.example")
        let theirs = try await stage.world.send(.options, path, headers: [.origin: "https://evil.example"])
        #expect(theirs.headers[.accessControlAllowOrigin] == nil)
        let page = try await stage.world.send(
            .get, AuthorizeQuery(stage.app, redirect: stage.redirect).path, headers: [.origin: "https://app.example"])
        #expect(page.headers[.accessControlAllowOrigin] == nil)
    }

    // MARK: Refresh

    private func refreshToken(_ stage: inout Stage) async throws -> String {
        try #require(try await stage.redeem(try await stage.code()).json()["refresh_token"]?.stringValue)
    }

    @Test func refreshesForAnyResourceThatWasConsentedTo() async throws {
        var stage = try await Stage()
        try await stage.world.consent(stage.app, resource: .microsoftGraph, scopes: ["User.Read"])
        let token = try await refreshToken(&stage)
        let graph = try await stage.refresh(
            token, ["scope": "https://graph.microsoft.com/User.Read offline_access openid"])
        #expect(try graph.claims()["aud"] == "https://graph.microsoft.com")
        #expect(try graph.claims()["idtyp"] == "user")
        #expect(try graph.claims("id_token")["nonce"] == nil)
        let same = try await stage.refresh(token, ["scope": nil])
        #expect(try same.claims()["scp"] == "Incident.Read")
        let alias = try await stage.refresh(token, segment: stage.world.contoso.lowercaseText)
        #expect(alias.status == 200)
    }

    @Test func H29theOldTokenStaysValidAsInEntra() async throws {
        var stage = try await Stage()
        let token = try await refreshToken(&stage)
        let next = try await stage.refresh(token).json()["refresh_token"]?.stringValue
        #expect(next != nil && next != token)
        stage.world.clock.advance(by: 3600)
        #expect(try await stage.refresh(token).status == 200)
    }

    @Test func H29strictModeRevokesTheFamilyWhenAnOldTokenComesBack() async throws {
        var stage = try await Stage(mode: .strict)
        let token = try await refreshToken(&stage)
        let next = try #require(try await stage.refresh(token).json()["refresh_token"]?.stringValue)
        // Two processes with one cache: the grace period.
        stage.world.clock.advance(by: 5)
        #expect(try await stage.refresh(token).status == 200)
        stage.world.clock.advance(by: 60)
        #expect(try await stage.refresh(token).refused().number == 70000)
        #expect(try await stage.refresh(next).refused().number == 70000)
    }

    @Test func H28aTokenIsItsClientsAlone() async throws {
        var stage = try await Stage()
        let other = try await stage.world.register("Other", redirects: [.publicClient: [stage.redirect]])
        let token = try await refreshToken(&stage)
        let refused = try await stage.refresh(token, ["client_id": other.clientID]).refused()
        #expect(refused == .init(status: 400, error: "invalid_grant", number: 70000, suberror: "bad_token"))
        let unknown = try await stage.refresh(String(repeating: "A", count: 43)).refused()
        #expect(unknown == refused)
    }

    @Test func H30revocationsEndIt() async throws {
        var stage = try await Stage()
        let handle = stage.world.database.handle(for: stage.world.contoso)
        let rita = stage.world.reader.id
        let token = try await refreshToken(&stage)
        stage.world.clock.advance(by: 90 * 86_400 + 1)
        #expect(
            try await stage.refresh(token).refused()
                == .init(status: 400, error: "invalid_grant", number: 700_082, suberror: "token_expired"))
        let page = try await stage.browser.open(AuthorizeQuery(stage.app, redirect: stage.redirect).path)
        _ = try await stage.browser.signIn(page, "rita@contoso.example")
        let second = try await refreshToken(&stage)
        stage.world.clock.advance(by: 10)
        try await handle.revokeSignInSessions(ofUser: rita)
        #expect(
            try await stage.refresh(second).refused()
                == .init(status: 400, error: "invalid_grant", number: 50173, suberror: "bad_token"))
        stage.world.clock.advance(by: 10)
        let again = try await stage.browser.open(AuthorizeQuery(stage.app, redirect: stage.redirect).path)
        _ = try await stage.browser.signIn(again, "rita@contoso.example")
        let third = try await refreshToken(&stage)
        try await handle.setAccountEnabled(false, ofUser: rita)
        #expect(try await stage.refresh(third).refused().number == 50057)
    }

    @Test func H31neverWidensBeyondConsentAndFailsWhenConsentIsGone() async throws {
        var stage = try await Stage()
        let token = try await refreshToken(&stage)
        let wider = try await stage.refresh(token, ["scope": "https://api.security.microsoft.com/Incident.ReadWrite"])
        #expect(try wider.refused().number == 65001)
        #expect(try await stage.refresh(token).status == 200)
        let handle = stage.world.database.handle(for: stage.world.contoso)
        for grant in try await handle.permissionGrants() { try await handle.deletePermissionGrant(id: grant.id) }
        #expect(
            try await stage.refresh(token).refused()
                == .init(status: 400, error: "invalid_grant", number: 65001, suberror: "consent_required"))
    }

    @Test func H32aTenantWhereTheUserIsNotIsRefused() async throws {
        var stage = try await Stage()
        var changes = ApplicationChanges()
        changes.signInAudience = .set(.multipleOrganizations)
        _ = try await stage.world.database.handle(for: stage.world.contoso)
            .updateApplication(id: stage.app.application.id, changes)
        let token = try await refreshToken(&stage)
        #expect(try await stage.refresh(token, segment: "fabrikam.example").refused().number == 50020)
    }

    @Test func v1AnswersWithTextsAndARefreshTokenUnasked() async throws {
        var stage = try await Stage()
        var query = AuthorizeQuery(stage.app, redirect: stage.redirect)
            .with(["scope": nil, "resource": "https://api.security.microsoft.com"])
        query.version = .v1
        let code = try #require(try redirectParameters(try await stage.browser.open(query.path))["code"])
        let answer = try await stage.redeem(code, version: .v1)
        let body = try answer.json()
        #expect(body["expires_in"]?.stringValue != nil && body["refresh_token"]?.stringValue != nil)
        #expect(body["scope"] == "Incident.Read")
        #expect(body["resource"] == "https://api.security.microsoft.com")
        let identity = try answer.claims("id_token")
        #expect(identity["ver"] == "1.0" && identity["upn"] == "rita@contoso.example")
        #expect(identity["iss"]?.stringValue == "https://localhost:8443/\(stage.world.contoso.lowercaseText)/")
    }
}
