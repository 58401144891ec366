import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("client_credentials, identity B.2, B.3, B.7, H.19–H.26")
struct ClientCredentialsTests {
    private static let xdr = "https://api.security.microsoft.com/.default"

    @Test func issuesATokenWithTheAssignedRoles() async throws {
        let world = try await TestWorld()
        let app = try await world.register(roles: ["Incident.Read.All"])
        try await world.consent(app, roles: ["Incident.Read.All"])
        let answer = try await world.appToken(app, scope: Self.xdr)
        let body = try answer.json()
        #expect(answer.status == 200)
        #expect(body["token_type"] == "Bearer")
        #expect(body["expires_in"]?.integerValue == body["ext_expires_in"]?.integerValue)
        #expect(body["scope"] == nil && body["refresh_token"] == nil)
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.pragma] == "no-cache")
        let claims = try answer.claims()
        let tenant = world.contoso.lowercaseText
        #expect(claims["aud"] == "https://api.security.microsoft.com")
        #expect(claims["iss"]?.stringValue == "https://localhost:8443/\(tenant)/")
        #expect(claims["roles"] == ["Incident.Read.All"])
        #expect(claims["scp"] == nil)
        #expect(claims["tid"]?.stringValue == tenant)
        #expect(claims["appid"]?.stringValue == app.clientID)
        #expect(claims["appidacr"] == "1" && claims["ver"] == "1.0" && claims["idtyp"] == "app")
        #expect(claims["oid"] == claims["sub"])
        #expect(claims["uti"]?.stringValue?.utf8.count == 22)
        let now = Int64(world.clock.now.timeIntervalSince1970)
        #expect(claims["exp"]?.integerValue == now + (body["expires_in"]?.integerValue ?? 0))
        #expect(claims["nbf"]?.integerValue == now - 300 && claims["iat"] == claims["nbf"])
    }

    @Test func issuesATokenWithoutRolesWhenNoneIsAssigned() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        #expect(try await world.appToken(app, scope: Self.xdr).claims()["roles"] == nil)
    }

    @Test(arguments: [
        ("https://graph.microsoft.com/.default", "https://graph.microsoft.com"),
        ("https://graph.microsoft.com//.default", "https://graph.microsoft.com/"),
        ("00000003-0000-0000-c000-000000000000/.default", "00000003-0000-0000-c000-000000000000"),
        ("https://api.securitycenter.microsoft.com/.default", "https://api.securitycenter.microsoft.com"),
        ("https://api.securitycenter.windows.com/.default", "https://api.securitycenter.windows.com"),
        (
            "https://securitycenter.onmicrosoft.com/windowsatpservice/.default",
            "https://securitycenter.onmicrosoft.com/windowsatpservice"
        ),
        ("HTTPS://API.security.microsoft.com/.default", "HTTPS://API.security.microsoft.com"),
    ])
    func keepsTheAudienceAsItWasAskedFor(scope: String, audience: String) async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        #expect(try await world.appToken(app, scope: scope).claims()["aud"]?.stringValue == audience)
    }

    @Test func answersV1WithTexts() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        for resource in ["https://api.security.microsoft.com", "8ee8fdad-f234-4243-8f3b-15c294843740"] {
            let answer = try await world.token(
                [
                    ("grant_type", "client_credentials"), ("client_id", app.clientID),
                    ("client_secret", app.secret.reveal), ("resource", resource),
                ], at: "contoso.example", version: .v1, host: "login.windows.net")
            let body = try answer.json()
            for name in ["token_type", "expires_in", "ext_expires_in", "expires_on", "not_before", "resource"] {
                #expect(body[name]?.stringValue != nil, "\(name)")
            }
            #expect(body["resource"]?.stringValue == resource)
            let claims = try answer.claims()
            #expect(claims["aud"]?.stringValue == resource)
            #expect(claims["iss"]?.stringValue == "https://sts.windows.net/\(world.contoso.lowercaseText)/")
        }
    }

    @Test func takesBasicAuthenticationWithFormEncodedParts() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        let pair = FormFields.encode(app.clientID) + ":" + FormFields.encode(app.secret.reveal)
        let basic = "Basic " + Data(pair.utf8).base64EncodedString()
        let form = [("grant_type", "client_credentials"), ("scope", Self.xdr)]
        #expect(try await world.token(form, headers: [.authorization: basic]).status == 200)
        let twice = try await world.token(
            form + [("client_id", app.clientID), ("client_secret", app.secret.reveal)], headers: [.authorization: basic]
        )
        #expect(try twice.refused() == .init(status: 400, error: "invalid_request", number: 9_002_313))
        let wrong = "Basic " + Data("\(app.clientID):nonsense".utf8).base64EncodedString()
        let refused = try await world.token(form, headers: [.authorization: wrong])
        #expect(try refused.refused().number == 7_000_215)
        #expect(refused.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
    }

    @Test func readsAFormWithoutContentTypeAndWithAByteOrderMark() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        let form = FormFields.query([
            ("grant_type", "client_credentials"), ("client_id", app.clientID), ("client_secret", app.secret.reveal),
            ("scope", Self.xdr),
        ])
        let answer = try await world.send(
            .post, "/\(world.contoso.lowercaseText)/oauth2/v2.0/token", body: [0xEF, 0xBB, 0xBF] + Array(form.utf8))
        #expect(answer.status == 200)
    }

    /// What is sent, and what is refused with which code; C.2, I.6.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var change: [String: String?] = [:]
        var segment: String?
        let refused: TestWorld.Answer.Refused
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(
            name: "wrong secret", change: ["client_secret": "wrong"],
            refused: .init(status: 401, error: "invalid_client", number: 7_000_215)),
        Row(
            name: "no secret", change: ["client_secret": nil],
            refused: .init(status: 401, error: "invalid_client", number: 7_000_216)),
        Row(
            name: "unknown application", change: ["client_id": "11111111-1111-1111-1111-111111111111"],
            refused: .init(status: 400, error: "unauthorized_client", number: 700_016)),
        Row(
            name: "client ID that is no GUID", change: ["client_id": "app"],
            refused: .init(status: 400, error: "unauthorized_client", number: 700_016)),
        Row(
            name: "no client ID", change: ["client_id": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "no grant type", change: ["grant_type": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "no scope", change: ["scope": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "unknown grant type", change: ["grant_type": "urn:ietf:params:oauth:grant-type:saml2-bearer"],
            refused: .init(status: 400, error: "unsupported_grant_type", number: 70003)),
        Row(
            name: "scope without .default", change: ["scope": "https://api.security.microsoft.com/Incident.Read.All"],
            refused: .init(status: 400, error: "invalid_scope", number: 1_002_012)),
        Row(
            name: "two resources", change: ["scope": "\(xdr) https://graph.microsoft.com/.default"],
            refused: .init(status: 400, error: "invalid_scope", number: 1_002_012)),
        Row(
            name: "unknown resource", change: ["scope": "https://api.example/.default"],
            refused: .init(status: 400, error: "invalid_resource", number: 500_011)),
        Row(
            name: "resource on v2", change: ["scope": nil, "resource": "https://graph.microsoft.com"],
            refused: .init(status: 400, error: "invalid_request", number: 901_002)),
        Row(
            name: "unknown tenant", segment: "00000000-0000-0000-0000-0000000000ff",
            refused: .init(status: 400, error: "invalid_request", number: 90002)),
        Row(
            name: "unexpanded variable", segment: "undefined",
            refused: .init(status: 400, error: "invalid_request", number: 900_023)),
        Row(
            name: "single-tenant application at common", segment: "common",
            refused: .init(status: 400, error: "invalid_request", number: 50194)),
        Row(
            name: "single-tenant application at another tenant", segment: "fabrikam.example",
            refused: .init(status: 400, error: "unauthorized_client", number: 700_016)),
        Row(
            name: "claims that are no JSON", change: ["claims": "{"],
            refused: .init(status: 400, error: "invalid_request", number: 50027)),
    ])
    func refuses(row: Row) async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        var form: [String: String] = [
            "grant_type": "client_credentials", "client_id": app.clientID, "client_secret": app.secret.reveal,
            "scope": Self.xdr,
        ]
        for (name, value) in row.change { form[name] = value }
        let answer = try await world.token(form.map { ($0.key, $0.value) }, at: row.segment)
        #expect(try answer.refused() == row.refused)
        let body = try answer.json()
        #expect(body["error_description"]?.stringValue?.hasPrefix("AADSTS\(row.refused.number): ") == true)
        #expect(body["trace_id"]?.stringValue == answer.headers[.xMsRequestID])
        #expect(body["error_uri"]?.stringValue == "https://localhost:8443/error?code=\(row.refused.number)")
        #expect(!answer.text.contains(app.secret.reveal))
    }

    @Test func refusesAnExpiredSecret() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        world.clock.advance(by: 3 * 365 * 86_400)
        let answer = try await world.appToken(app, scope: Self.xdr)
        #expect(try answer.refused() == .init(status: 401, error: "invalid_client", number: 7_000_222))
    }

    @Test func refusesAliasesForAMultiTenantApplication() async throws {
        let world = try await TestWorld()
        let app = try await world.register { $0.signInAudience = .multipleOrganizations }
        for segment in ["common", "organizations"] {
            let answer = try await world.appToken(app, scope: Self.xdr, at: segment)
            #expect(try answer.refused() == .init(status: 400, error: "invalid_request", number: 50059))
        }
    }

    @Test func tellsPartnersApartFromThoseNobodyConsentedTo() async throws {
        let world = try await TestWorld()
        let app = try await world.register(in: world.partner, roles: ["Incident.Read.All"]) {
            $0.signInAudience = .multipleOrganizations
        }
        let before = try await world.appToken(app, scope: Self.xdr, at: "contoso.example")
        #expect(try before.refused() == .init(status: 401, error: "invalid_client", number: 7_000_229))
        try await world.consent(app, roles: ["Incident.Read.All"])
        let after = try await world.appToken(app, scope: Self.xdr, at: "contoso.example")
        #expect(try after.claims()["tid"]?.stringValue == world.contoso.lowercaseText)
        #expect(try after.claims()["roles"] == ["Incident.Read.All"])
        #expect(try await world.appToken(app, scope: Self.xdr, at: "fabrikam.example").refused().number == 7_000_229)
        // The partner has no Defender of its own.
        #expect(try await world.appToken(app, scope: Self.xdr, at: "tailspin.example").refused().number == 500_011)
    }

    @Test func refusesADisabledServicePrincipalAndAMissingAssignment() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        let handle = world.database.handle(for: world.contoso)
        let resource = try #require(
            try await handle.servicePrincipal(appID: ResourceApplication.microsoftThreatProtection.appID))
        var changes = ServicePrincipalChanges()
        changes.appRoleAssignmentRequired = .set(true)
        try await handle.updateServicePrincipal(id: resource.id, changes)
        #expect(
            try await world.appToken(app, scope: Self.xdr).refused()
                == .init(status: 400, error: "invalid_grant", number: 501_051))
        let client = try #require(try await handle.servicePrincipal(appID: app.application.appID))
        changes = ServicePrincipalChanges()
        changes.accountEnabled = .set(false)
        try await handle.updateServicePrincipal(id: client.id, changes)
        #expect(
            try await world.appToken(app, scope: Self.xdr).refused()
                == .init(status: 400, error: "unauthorized_client", number: 7_000_112))
    }

    @Test func givesATokenForItselfWithTheVersionOfItsRegistration() async throws {
        let world = try await TestWorld()
        let app = try await world.register { $0.api.requestedAccessTokenVersion = 2 }
        let claims = try await world.appToken(app, scope: "\(app.clientID)/.default").claims()
        #expect(claims["aud"]?.stringValue == app.clientID)
        #expect(claims["ver"] == "2.0" && claims["azp"]?.stringValue == app.clientID && claims["azpacr"] == "1")
        #expect(claims["iss"]?.stringValue == "https://localhost:8443/\(world.contoso.lowercaseText)/v2.0")
        #expect(claims["appid"] == nil)
    }

    @Test func recordsTheClaimsCapabilityOnGraphAlone() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        let capability = #"{"access_token":{"xms_cc":{"values":["CP1"]}}}"#
        for (scope, expected) in [("https://graph.microsoft.com/.default", true), (Self.xdr, false)] {
            let answer = try await world.token([
                ("grant_type", "client_credentials"), ("client_id", app.clientID),
                ("client_secret", app.secret.reveal), ("scope", scope), ("claims", capability),
            ])
            #expect((try answer.claims()["xms_cc"] == ["CP1"]) == expected)
            let body = try answer.json()
            #expect((body["refresh_in"]?.integerValue != nil) == expected)
            if expected { #expect((body["expires_in"]?.integerValue ?? 0) >= 72_000) }
        }
    }

    @Test func H21throttlesFailuresPerClientAndAddress() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        let form = [
            ("grant_type", "client_credentials"), ("client_id", app.clientID), ("client_secret", "wrong"),
            ("scope", Self.xdr),
        ]
        for _ in 0...FailureThrottle.tolerated { _ = try await world.token(form) }
        let blocked = try await world.token(form)
        #expect(blocked.status == 429)
        #expect(try blocked.refused().number == 50196)
        let seconds = try #require(blocked.headers[.retryAfter].flatMap { Double($0) })
        world.clock.advance(by: seconds)
        #expect(try await world.appToken(app, scope: Self.xdr).status == 200)
    }

    @Test func H52refusesRepeatedParametersAndCredentialsInTheQuery() async throws {
        let world = try await TestWorld()
        let app = try await world.register()
        let form = [
            ("grant_type", "client_credentials"), ("client_id", app.clientID),
            ("client_secret", app.secret.reveal), ("scope", Self.xdr),
        ]
        let repeated = try await world.token(form + [("scope", Self.xdr)])
        #expect(try repeated.refused() == .init(status: 400, error: "invalid_request", number: 9_002_313))
        let inQuery = try await world.post(
            "/\(world.contoso.lowercaseText)/oauth2/v2.0/token?client_secret=x", form)
        #expect(try inQuery.refused().number == 9_002_313)
    }

    @Test(arguments: [HTTPRequest.Method.get, .put, .delete])
    func answersOtherMethodsWith405(method: HTTPRequest.Method) async throws {
        let world = try await TestWorld()
        let answer = try await world.send(method, "/common/oauth2/v2.0/token")
        #expect(try answer.refused() == .init(status: 405, error: "invalid_request", number: 900_561))
    }

    @Test func answersAJSONBodyWithTheMissingGrantType() async throws {
        let world = try await TestWorld()
        let answer = try await world.send(
            .post, "/contoso.example/oauth2/v2.0/token", headers: [.contentType: "application/json"],
            body: Array(#"{"grant_type":"client_credentials"}"#.utf8))
        #expect(try answer.refused() == .init(status: 400, error: "invalid_request", number: 900_144))
    }

    @Test func echoesTheClientRequestIDWhenAsked() async throws {
        let world = try await TestWorld()
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e"
        let answer = try await world.token(
            [("grant_type", "x")],
            headers: [.clientRequestID: id, .returnClientRequestID: "true"])
        #expect(answer.headers[.clientRequestID] == id)
        #expect(try answer.json()["correlation_id"]?.stringValue == id)
        let silent = try await world.token([("grant_type", "x")], headers: [.clientRequestID: id])
        #expect(silent.headers[.clientRequestID] == nil)
    }
}
