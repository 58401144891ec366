import Crypto
import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

/// An authorize request that works, to be changed by the test.
struct AuthorizeQuery {
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    /// Needs nobody's approval but the user's.
    static let userScope = "openid profile offline_access https://graph.microsoft.com/User.Read"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    var fields: [(String, String)]
    var segment = "contoso.example"
    var version = ProtocolVersion.v2

    init(
        _ app: TestWorld.Registration, redirect: String = "https://app.example/cb",
        scope: String = "openid profile offline_access https://api.security.microsoft.com/Incident.Read"
    ) {
        fields = [
            ("client_id", app.clientID), ("response_type", "code"), ("redirect_uri", redirect), ("scope", scope),
            ("state", "st+a te/ü"), ("nonce", "n-1"), ("code_challenge", Self.challenge),
            ("code_challenge_method", "S256"),
        ]
    }

    func with(_ changes: [String: String?]) -> Self {
        var copy = self
        for (name, value) in changes {
            copy.fields.removeAll { $0.0 == name }
            if let value { copy.fields.append((name, value)) }
        }
        return copy
    }

    var path: String { "/\(segment)/\(version.infix)/authorize?" + FormFields.query(fields) }
}

@Suite("Authorize, identity B.1, H.1–H.18")
struct AuthorizeTests {
    private func world(
        platform: RedirectURIRecord.Platform = .web, redirects: [String] = ["https://app.example/cb"],
        scopes: [String] = ["Incident.Read"], configure: (inout ApplicationDraft) -> Void = { _ in }
    ) async throws -> (TestWorld, TestWorld.Registration) {
        let world = try await TestWorld()
        let app = try await world.register(
            "Case <Viewer> & \"Co\"", scopes: scopes, redirects: [platform: redirects], configure: configure)
        return (world, app)
    }

    @Test func goesFromSignInOverConsentToACode() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let signIn = try await browser.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path)
        #expect(signIn.status == 200)
        #expect(signIn.text.contains("<h1>Sign in</h1>"))
        let consent = try await browser.signIn(signIn, "rita@contoso.example")
        #expect(consent.text.contains("Permissions requested"))
        #expect(consent.text.contains("User.Read"))
        let answer = try await browser.submit(consent, [("answer", "accept")])
        #expect(answer.location?.hasPrefix("https://app.example/cb?code=") == true)
        let parameters = try redirectParameters(answer)
        #expect(parameters["state"] == "st+a te/ü")
        #expect(parameters["session_state"].flatMap { UUID(uuidString: $0) } != nil)
        #expect(parameters["iss"] == nil)
        // The second time nothing is asked.
        let again = try await browser.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path)
        #expect(try redirectParameters(again)["code"] != nil)
        #expect(again.status == 302)
    }

    @Test func H10answersAFormWith303() async throws {
        let (world, app) = try await world()
        try await world.consent(app, scopes: ["Incident.Read"])
        var browser = TestBrowser(world)
        let signIn = try await browser.open(AuthorizeQuery(app).path)
        let after = try await browser.press(
            signIn,
            [("username", "rita@contoso.example"), ("password", TestWorld.password.reveal), ("answer", "signin")])
        #expect(after.status == 303)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var change: [String: String?] = [:]
        var segment = "contoso.example"
        var version = ProtocolVersion.v2
        let number: Int
        let error: String
        var testDescription: String { name }
    }

    @Test(
        arguments: [
            Row(
                name: "unknown client", change: ["client_id": "11111111-1111-1111-1111-111111111111"], number: 700_016,
                error: ""),
            Row(name: "no client", change: ["client_id": nil], number: 900_144, error: ""),
            Row(
                name: "redirect differs by one character", change: ["redirect_uri": "https://app.example/cB"],
                number: 50011, error: ""),
            Row(name: "redirect of script", change: ["redirect_uri": "javascript:alert(1)"], number: 50011, error: ""),
            Row(name: "unknown tenant", segment: "nobody.example", number: 90002, error: ""),
            Row(name: "malformed tenant", segment: "undefined", number: 900_023, error: ""),
            Row(name: "single-tenant at common", segment: "common", number: 50194, error: ""),
            Row(name: "single-tenant elsewhere", segment: "fabrikam.example", number: 700_016, error: ""),
            Row(name: "repeated parameter", change: ["scope&client_id": "x"], number: 0, error: "page"),
        ].filter { $0.number != 0 })
    func H2tellsOnlyAPageWhileClientOrRedirectIsNotTrusted(row: Row) async throws {
        let (world, app) = try await world()
        var query = AuthorizeQuery(app).with(row.change)
        query.segment = row.segment
        let answer = try await world.get(query.path)
        #expect(answer.location == nil)
        #expect(answer.status == 400)
        #expect(answer.text.contains("AADSTS\(row.number)"))
        #expect(!answer.text.contains("href=\"http"))
        #expect(
            !answer.text.contains("javascript:")
                || row.name.contains("script") && !answer.text.contains("href=\"javascript:"))
        #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true)
    }

    @Test(arguments: [
        Row(name: "no response type", change: ["response_type": nil], number: 900_144, error: "invalid_request"),
        Row(
            name: "unknown response type", change: ["response_type": "none"], number: 70005,
            error: "unsupported_response_type"),
        Row(
            name: "id_token not enabled", change: ["response_type": "code id_token"], number: 700_054,
            error: "unsupported_response_type"),
        Row(
            name: "token not enabled", change: ["response_type": "token"], number: 70005,
            error: "unsupported_response_type"),
        Row(
            name: "unknown response mode", change: ["response_mode": "web_message"], number: 70007,
            error: "invalid_request"),
        Row(
            name: "resource on v2", change: ["resource": "https://graph.microsoft.com"], number: 901_002,
            error: "invalid_request"),
        Row(name: "no scope", change: ["scope": nil], number: 900_144, error: "invalid_request"),
        Row(name: "short challenge", change: ["code_challenge": "short"], number: 50147, error: "invalid_request"),
        Row(
            name: "prompt combined with none", change: ["prompt": "none login"], number: 90023, error: "invalid_request"
        ),
        Row(name: "claims no JSON", change: ["claims": "{"], number: 50027, error: "invalid_request"),
        Row(name: "request object", change: ["request": "x.y.z"], number: 90023, error: "request_not_supported"),
        Row(name: "nobody signed in", change: ["prompt": "none"], number: 50058, error: "login_required"),
    ])
    func tellsTheClientTheRest(row: Row) async throws {
        let (world, app) = try await world()
        let answer = try await world.get(AuthorizeQuery(app).with(row.change).path)
        #expect(answer.status == 302)
        #expect(answer.location?.hasPrefix("https://app.example/cb") == true)
        let parameters = try redirectParameters(answer)
        #expect(parameters["error"] == row.error)
        #expect(parameters["error_description"]?.hasPrefix("AADSTS\(row.number): ") == true)
        #expect(parameters["state"] == "st+a te/ü")
        #expect(parameters["code"] == nil)
    }

    @Test(arguments: [
        ("https://api.example/Read", 500_011, "invalid_resource"),
        ("https://api.security.microsoft.com/No.Such", 70011, "invalid_scope"),
        (
            "https://api.security.microsoft.com/.default https://api.security.microsoft.com/Incident.Read", 70011,
            "invalid_scope"
        ),
    ])
    func refusesScopesThatNothingDefinesOnceSomebodySignedIn(scope: String, number: Int, error: String) async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let signIn = try await browser.open(AuthorizeQuery(app, scope: scope).path)
        let answer = try await browser.signIn(signIn, "rita@contoso.example")
        let parameters = try redirectParameters(answer)
        #expect(parameters["error"] == error)
        #expect(parameters["error_description"]?.hasPrefix("AADSTS\(number): ") == true)
    }

    @Test func refusesAnAPIThatTheTenantHasNotSubscribedTo() async throws {
        let world = try await TestWorld()
        let app = try await world.register(redirects: [.web: ["https://app.example/cb"]]) {
            $0.signInAudience = .multipleOrganizations
        }
        let handle = world.database.handle(for: world.fabrikam)
        let resource = try #require(
            try await handle.servicePrincipal(appID: ResourceApplication.microsoftThreatProtection.appID))
        try await handle.deleteServicePrincipal(id: resource.id)
        var browser = TestBrowser(world)
        var query = AuthorizeQuery(app)
        query.segment = "organizations"
        let answer = try await browser.signIn(try await browser.open(query.path), "fay@fabrikam.example")
        #expect(try redirectParameters(answer)["error_description"]?.hasPrefix("AADSTS650052: ") == true)
    }

    @Test func saysWhyNoPasswordWorked() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let page = try await browser.open(AuthorizeQuery(app).path)
        let wrong = try await browser.signIn(page, "rita@contoso.example", password: Secret("wrong"))
        #expect(wrong.status == 400)
        #expect(wrong.text.contains("role=\"alert\""))
        #expect(wrong.text.contains("value=\"rita@contoso.example\""))
        let unknown = try await browser.signIn(wrong, "nobody@contoso.example")
        // H.42: nobody learns from the page who exists.
        #expect(unknown.text.contains("The user name or the password is wrong"))
        let foreign = try await browser.signIn(unknown, "fay@fabrikam.example")
        #expect(foreign.text.contains("AADSTS50020"))
        #expect(try redirectParameters(try await browser.signIn(foreign, "rita@contoso.example"))["error"] == nil)
    }

    @Test func H14H17refusesAFormOfAnotherBrowserAndWithoutItsToken() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let page = try await browser.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path)
        let without = try await browser.press(
            page, [("username", "rita@contoso.example"), ("password", TestWorld.password.reveal)], without: ["csrf"])
        #expect(without.status == 403)
        let other = try await browser.press(page, [("csrf", "AAAA"), ("username", "rita@contoso.example")])
        #expect(other.status == 403)
        var stranger = TestBrowser(world)
        _ = try await stranger.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path)
        let crossed = try await stranger.press(
            page, [("username", "rita@contoso.example"), ("password", TestWorld.password.reveal)])
        #expect(crossed.status == 403)
        // Nothing happened: the right browser goes on.
        let consent = try await browser.signIn(page, "rita@contoso.example")
        #expect(consent.text.contains("Permissions requested"))
        let forged = try await stranger.press(consent, [("answer", "accept")])
        #expect(forged.status == 403)
        let handle = world.database.handle(for: world.contoso)
        #expect(try await handle.permissionGrants().isEmpty)
    }

    @Test func H15everyPageHasItsHeaders() async throws {
        let (world, app) = try await world()
        let page = try await world.get(AuthorizeQuery(app).path)
        let policy = try #require(page.headers[.contentSecurityPolicyText])
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("script-src 'none'"))
        #expect(policy.contains("form-action 'self' https://app.example;"))
        #expect(!policy.contains("upgrade-insecure-requests") && !policy.contains("unsafe"))
        #expect(page.headers[.xFrameOptions] == "DENY")
        #expect(page.headers[.referrerPolicy] == "no-referrer")
        #expect(page.headers[.xContentTypeOptionsText] == "nosniff")
        #expect(page.headers[.cacheControl] == "no-store")
        #expect(page.headers[.strictTransportSecurity] == nil)
        #expect(page.headers[.accessControlAllowOrigin] == nil)
    }

    @Test func H16givesASecureCookieAndANewSessionAfterSignIn() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let page = try await browser.send(.get, AuthorizeQuery(app).path)
        let cookie = try #require(page.headers[.setCookie])
        for part in ["__Host-sallyport=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            #expect(cookie.contains(part))
        }
        let planted = browser.cookie
        _ = try await browser.signIn(page, "rita@contoso.example")
        #expect(browser.cookie != planted)
        var thief = TestBrowser(world)
        thief.cookie = planted
        let answer = try await thief.open(AuthorizeQuery(app).with(["prompt": "none"]).path)
        #expect(try redirectParameters(answer)["error"] == "login_required")
    }

    @Test func H18escapesTheNameOfAnApplication() async throws {
        let (world, app) = try await world()
        let page = try await world.get(AuthorizeQuery(app).path)
        #expect(page.text.contains("Case &lt;Viewer&gt; &amp; &quot;Co&quot;"))
        #expect(!page.text.contains("<Viewer>"))
    }

    @Test func H17grantsExactlyWhatWasShownAndForAllOnlyByAdministrators() async throws {
        let (world, app) = try await world()
        let handle = world.database.handle(for: world.contoso)
        var browser = TestBrowser(world)
        let consent = try await browser.signIn(
            try await browser.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path), "rita@contoso.example")
        #expect(!consent.text.contains("name=\"organisation\""))
        // The box that the page did not offer, and scopes that it did not show.
        let answer = try await browser.submit(
            consent,
            [("answer", "accept"), ("organisation", "on"), ("scope", "https://graph.microsoft.com/User.Read.All")])
        #expect(answer.text.contains("AADSTS90094"))
        #expect(try await handle.permissionGrants().isEmpty)
        let accepted = try await browser.submit(consent, [("answer", "accept"), ("scope", "Mail.Read")])
        #expect(try redirectParameters(accepted)["code"] != nil)
        let grants = try await handle.permissionGrants()
        #expect(grants.allSatisfy { $0.consentType == .principal })
        #expect(Set(grants.flatMap(\.scopes)) == ["User.Read", "openid", "profile", "offline_access"])
    }

    @Test func offersTheOrganisationsBoxToAdministrators() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let consent = try await browser.signIn(
            try await browser.open(AuthorizeQuery(app).path), "adele@contoso.example")
        #expect(consent.text.contains("name=\"organisation\""))
        _ = try await browser.submit(consent, [("answer", "accept"), ("organisation", "on")])
        let grants = try await world.database.handle(for: world.contoso).permissionGrants()
        #expect(!grants.isEmpty && grants.allSatisfy { $0.consentType == .allPrincipals })
    }

    @Test func refersPermissionsForAdministratorsToOne() async throws {
        let world = try await TestWorld()
        let app = try await world.register(redirects: [.web: ["https://app.example/cb"]])
        var browser = TestBrowser(world)
        let query = AuthorizeQuery(app, scope: "openid https://graph.microsoft.com/SecurityIncident.Read.All")
        let page = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        #expect(page.text.contains("AADSTS90094"))
        #expect(page.text.contains("/adminconsent?client_id=\(app.clientID)"))
        let back = try await browser.submit(page, [("account", "cancel")])
        #expect(try redirectParameters(back)["error"] == "access_denied")
    }

    @Test func tellsTheClientThatThePersonPressedCancel() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        let first = try await browser.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path)
        let early = try redirectParameters(try await browser.submit(first, [("answer", "cancel")]))
        #expect(early["error"] == "access_denied" && early["error_subcode"] == "cancel")
        let consent = try await browser.signIn(
            try await browser.open(AuthorizeQuery(app, scope: AuthorizeQuery.userScope).path), "rita@contoso.example")
        let declined = try redirectParameters(try await browser.submit(consent, [("answer", "cancel")]))
        #expect(declined["error"] == "access_denied" && declined["error_subcode"] == "cancel")
        #expect(declined["error_description"]?.hasPrefix("AADSTS65004: ") == true)
        #expect(try await world.database.handle(for: world.contoso).permissionGrants().isEmpty)
    }

    @Test func consumersHaveNoAccountHere() async throws {
        let (world, app) = try await world { $0.signInAudience = .organizationsAndPersonalAccounts }
        var browser = TestBrowser(world)
        var query = AuthorizeQuery(app)
        _ = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        query.segment = "consumers"
        let page = try await browser.open(query.path)
        #expect(page.text.contains("<h1>Sign in</h1>"))
        #expect(try await browser.signIn(page, "rita@contoso.example").text.contains("AADSTS50020"))
    }

    @Test func promptNoneNeedsASessionConsentAndAssignment() async throws {
        let (world, app) = try await world()
        var browser = TestBrowser(world)
        _ = try await browser.signIn(try await browser.open(AuthorizeQuery(app).path), "rita@contoso.example")
        let silent = AuthorizeQuery(app).with(["prompt": "none"])
        let consent = try redirectParameters(try await browser.open(silent.path))
        #expect(consent["error"] == "consent_required")
        #expect(consent["error_description"]?.hasPrefix("AADSTS65001: ") == true)
        try await world.consent(app, scopes: ["Incident.Read"])
        #expect(try redirectParameters(try await browser.open(silent.path))["code"] != nil)
        let handle = world.database.handle(for: world.contoso)
        let client = try #require(try await handle.servicePrincipal(appID: app.application.appID))
        var changes = ServicePrincipalChanges()
        changes.appRoleAssignmentRequired = .set(true)
        try await handle.updateServicePrincipal(id: client.id, changes)
        let assignment = try redirectParameters(try await browser.open(silent.path))
        #expect(assignment["error"] == "interaction_required")
        #expect(assignment["error_description"]?.hasPrefix("AADSTS50105: ") == true)
        let page = try await browser.open(AuthorizeQuery(app).path)
        #expect(page.location == nil && page.text.contains("AADSTS50105"))
    }

    @Test func picksAmongSeveralAccounts() async throws {
        let (world, app) = try await world()
        try await world.consent(app, scopes: ["Incident.Read"])
        var browser = TestBrowser(world)
        _ = try await browser.signIn(try await browser.open(AuthorizeQuery(app).path), "rita@contoso.example")
        let picker = try await browser.open(AuthorizeQuery(app).with(["prompt": "select_account"]).path)
        #expect(picker.text.contains("Pick an account"))
        let signIn = try await browser.submit(picker, [("account", "other")])
        _ = try await browser.signIn(signIn, "adele@contoso.example")
        let two = try await browser.open(AuthorizeQuery(app).path)
        #expect(two.text.contains("Rita") && two.text.contains("Adele"))
        let none = try redirectParameters(try await browser.open(AuthorizeQuery(app).with(["prompt": "none"]).path))
        #expect(none["error"] == "interaction_required")
        #expect(none["error_description"]?.hasPrefix("AADSTS16000: ") == true)
        let hinted = AuthorizeQuery(app).with(["prompt": "none", "login_hint": "rita@contoso.example"])
        #expect(try redirectParameters(try await browser.open(hinted.path))["code"] != nil)
        let forced = try await browser.open(AuthorizeQuery(app).with(["prompt": "login"]).path)
        #expect(forced.text.contains("<h1>Sign in</h1>"))
    }

    @Test func formPostIsAPageThatLoopbackListenersReceive() async throws {
        let (world, app) = try await world(platform: .publicClient, redirects: ["http://localhost"])
        try await world.consent(app, scopes: ["Incident.Read"])
        var browser = TestBrowser(world)
        let query = AuthorizeQuery(app, redirect: "http://localhost:43117").with([
            "response_mode": "form_post", "state": "a\"><script>&'\r\nü",
        ])
        let page = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        let form = TestBrowser.form(of: page.text)
        #expect(form.action == "http://localhost:43117")
        let fields = Dictionary(form.fields, uniquingKeysWith: { first, _ in first })
        #expect(fields["code"]?.utf8.count == 43)
        #expect(fields["state"] == "a\"><script>&'\r\nü")
        #expect(!page.text.contains("\"><script>&"))
        let policy = try #require(page.headers[.contentSecurityPolicyText])
        #expect(policy.contains("form-action http://localhost:43117;"))
        #expect(policy.contains("script-src 'sha256-"))
        #expect(page.text.contains("<button"))
    }

    @Test func hybridAndImplicitAnswersComeInTheFragmentWhenTheRegistrationAllowsThem() async throws {
        let (world, app) = try await world {
            $0.web.issuesIDTokensImplicitly = true
            $0.web.issuesAccessTokensImplicitly = true
        }
        try await world.consent(app, scopes: ["Incident.Read"])
        var browser = TestBrowser(world)
        let query = AuthorizeQuery(app).with(["response_type": "code id_token token"])
        let answer = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        #expect(answer.location?.hasPrefix("https://app.example/cb#code=") == true)
        let parameters = try redirectParameters(answer)
        let idToken = try CompactJWS(parsing: try #require(parameters["id_token"])).payload
        #expect(idToken["nonce"] == "n-1")
        #expect(idToken["c_hash"]?.stringValue == IDTokenClaims.half(try #require(parameters["code"])))
        #expect(idToken["at_hash"]?.stringValue == IDTokenClaims.half(try #require(parameters["access_token"])))
        #expect(parameters["token_type"] == "Bearer")
        let query2 = try await world.get(query.with(["response_mode": "query"]).path)
        #expect(try redirectParameters(query2)["error_description"]?.hasPrefix("AADSTS70007: ") == true)
    }

    @Test func thePartnerLinkOfV1ConsentsToTheRegistration() async throws {
        let world = try await TestWorld()
        let app = try await world.register(
            "Fleet", in: world.partner, roles: ["Incident.Read.All"], redirects: [.web: ["https://portal.azure.com"]]
        ) { $0.signInAudience = .multipleOrganizations }
        var browser = TestBrowser(world)
        let link =
            "/common/oauth2/authorize?prompt=consent&client_id=\(app.clientID)&response_type=code&sso_reload=true"
        let consent = try await browser.signIn(try await browser.open(link), "adele@contoso.example")
        #expect(consent.text.contains("Incident.Read.All"))
        let answer = try await browser.submit(consent, [("answer", "accept")])
        #expect(answer.location?.hasPrefix("https://portal.azure.com/?code=") == true)
        let token = try await world.appToken(
            app, scope: "https://securitycenter.onmicrosoft.com/windowsatpservice/.default", at: "contoso.example")
        #expect(token.status == 200)
        let xdr = try await world.appToken(
            app, scope: "https://api.security.microsoft.com/.default", at: "contoso.example")
        #expect(try xdr.claims()["roles"] == ["Incident.Read.All"])
    }

    @Test func plainUsersCannotGrantTheRolesOfThePartnerLink() async throws {
        let world = try await TestWorld()
        let app = try await world.register(
            "Fleet", in: world.partner, roles: ["Incident.Read.All"], redirects: [.web: ["https://portal.azure.com"]]
        ) { $0.signInAudience = .multipleOrganizations }
        for prompt in ["consent", "admin_consent"] {
            var browser = TestBrowser(world)
            let link = "/common/oauth2/authorize?prompt=\(prompt)&client_id=\(app.clientID)&response_type=code"
            let page = try await browser.signIn(try await browser.open(link), "rita@contoso.example")
            #expect(page.text.contains("AADSTS90094"))
        }
    }
}
