import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Admin consent, identity B.6, H.11")
struct AdminConsentTests {
    private func stage() async throws -> (TestWorld, TestWorld.Registration) {
        let world = try await TestWorld()
        let app = try await world.register(
            "Fleet", in: world.partner, roles: ["Incident.Read.All"], scopes: ["Incident.Read"],
            redirects: [.web: ["https://partner.example/onboarded"]]
        ) { $0.signInAudience = .multipleOrganizations }
        return (world, app)
    }

    private func path(
        _ app: TestWorld.Registration, segment: String = "contoso.example", isVersion1: Bool = false,
        scope: String? = "https://api.security.microsoft.com/.default",
        redirect: String = "https://partner.example/onboarded"
    ) -> String {
        var query = [("client_id", app.clientID), ("redirect_uri", redirect), ("state", "s&1")]
        if let scope { query.append(("scope", scope)) }
        return "/\(segment)/\(isVersion1 ? "" : "v2.0/")adminconsent?" + FormFields.query(query)
    }

    @Test(arguments: [false, true])
    func grantsRolesAndScopesForTheOrganisation(isVersion1: Bool) async throws {
        let (world, app) = try await stage()
        var browser = TestBrowser(world)
        let signIn = try await browser.open(path(app, isVersion1: isVersion1))
        let consent = try await browser.signIn(signIn, "adele@contoso.example")
        #expect(consent.text.contains("Incident.Read.All"))
        #expect(consent.text.contains("for all of Contoso"))
        let answer = try await browser.submit(consent, [("answer", "accept")])
        let parameters = try redirectParameters(answer)
        #expect(parameters["admin_consent"] == "True")
        #expect(parameters["tenant"] == world.contoso.lowercaseText)
        #expect(parameters["state"] == "s&1")
        #expect(parameters["code"] == nil)
        #expect((parameters["scope"] != nil) == !isVersion1)
        let token = try await world.appToken(
            app, scope: "https://api.security.microsoft.com/.default", at: "contoso.example")
        #expect(try token.claims()["roles"] == ["Incident.Read.All"])
        let grants = try await world.database.handle(for: world.contoso).permissionGrants()
        #expect(grants.map(\.consentType) == [.allPrincipals])
        // Only this customer's: the other has not consented.
        #expect(
            try await world.appToken(app, scope: "https://api.security.microsoft.com/.default", at: "fabrikam.example")
                .refused().number == 7_000_229)
    }

    @Test func worksThroughOrganizationsAndNamesTheTenant() async throws {
        let (world, app) = try await stage()
        var browser = TestBrowser(world)
        let consent = try await browser.signIn(
            try await browser.open(path(app, segment: "organizations")), "fay@fabrikam.example")
        let answer = try await browser.submit(consent, [("answer", "accept")])
        #expect(try redirectParameters(answer)["tenant"] == world.fabrikam.lowercaseText)
    }

    @Test(arguments: [(false, "consent_required"), (true, "access_denied")])
    func tellsARefusal(isVersion1: Bool, error: String) async throws {
        let (world, app) = try await stage()
        var browser = TestBrowser(world)
        let consent = try await browser.signIn(
            try await browser.open(path(app, isVersion1: isVersion1)), "adele@contoso.example")
        let parameters = try redirectParameters(try await browser.submit(consent, [("answer", "cancel")]))
        #expect(parameters["error"] == error)
        #expect(parameters["error_description"]?.hasPrefix("AADSTS65004: ") == true)
        #expect((parameters["admin_consent"] == "True") == !isVersion1)
        #expect(
            try await world.database.handle(for: world.contoso).servicePrincipal(appID: app.application.appID) == nil)
    }

    @Test func isNotForPlainUsers() async throws {
        let (world, app) = try await stage()
        var browser = TestBrowser(world)
        let page = try await browser.signIn(try await browser.open(path(app)), "rita@contoso.example")
        #expect(page.text.contains("AADSTS90094"))
        let signIn = try await browser.submit(page, [("account", "other")])
        let consent = try await browser.signIn(signIn, "adele@contoso.example")
        #expect(consent.text.contains("for all of Contoso"))
    }

    @Test func redirectsOnlyToARegisteredAddress() async throws {
        let (world, app) = try await stage()
        let answer = try await world.get(path(app, redirect: "https://evil.example/onboarded"))
        #expect(answer.location == nil && answer.text.contains("AADSTS50011"))
        let v1 = try await world.get(path(app, isVersion1: true, redirect: "https://partner.example/onboarded/deeper"))
        #expect(v1.location == nil && v1.text.contains("AADSTS50011"))
        let noScope = try await world.get(path(app, scope: nil))
        #expect(try redirectParameters(noScope)["error_description"]?.hasPrefix("AADSTS900144: ") == true)
    }
}

@Suite("Logout, identity B.5, H.11")
struct LogoutTests {
    @Test func endsTheSessionAndRedirectsToRegisteredAddressesAlone() async throws {
        let world = try await TestWorld()
        let app = try await world.register(redirects: [.web: ["https://app.example/cb", "https://app.example/out"]])
        try await world.consent(app, scopes: ["Incident.Read"])
        var browser = TestBrowser(world)
        _ = try await browser.signIn(try await browser.open(AuthorizeQuery(app).path), "rita@contoso.example")
        let base = "/common/oauth2/v2.0/logout?client_id=\(app.clientID)&state=x&post_logout_redirect_uri="
        let there = try await browser.send(.get, base + FormFields.encode("https://app.example/out"))
        #expect(there.location == "https://app.example/out?state=x")
        let silent = try await browser.open(AuthorizeQuery(app).with(["prompt": "none"]).path)
        #expect(try redirectParameters(silent)["error"] == "login_required")
        for evil in ["https://evil.example/", "https://app.example/out2", "javascript:alert(1)", "//evil.example"] {
            let answer = try await world.get(base + FormFields.encode(evil))
            #expect(answer.location == nil && answer.text.contains("You are signed out"), "\(evil)")
        }
        let anonymous = try await world.get(
            "/common/oauth2/v2.0/logout?post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fout")
        #expect(anonymous.location == nil)
    }
}

@Suite("User info, OpenID Connect Core §5.3")
struct UserInfoTests {
    @Test func repeatsTheSubjectOfTheIDToken() async throws {
        let world = try await TestWorld()
        let app = try await world.register(redirects: [.publicClient: ["http://localhost"]])
        var browser = TestBrowser(world)
        let query = AuthorizeQuery(app, redirect: "http://localhost:1", scope: "openid profile email User.Read")
        let consent = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        let code = try #require(
            try redirectParameters(try await browser.submit(consent, [("answer", "accept")]))["code"])
        let tokens = try await world.token([
            ("grant_type", "authorization_code"), ("client_id", app.clientID), ("code", code),
            ("redirect_uri", "http://localhost:1"), ("code_verifier", AuthorizeQuery.verifier),
        ])
        let bearer = "Bearer " + (try #require(try tokens.json()["access_token"]?.stringValue))
        for path in ["/oidc/userinfo", "/contoso.example/openid/userinfo"] {
            let info = try await world.get(path, headers: [.authorization: bearer]).json()
            #expect(info["sub"] == (try tokens.claims("id_token"))["sub"])
            #expect(info["email"] == "rita@contoso.example" && info["name"] == "Rita")
        }
        #expect(try await world.get("/oidc/userinfo").status == 401)
    }
}
