import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("password, identity B.3, B.7, H.42")
struct PasswordGrantTests {
    private func stage(
        isPublic: Bool = true, tenants: (inout TenantRecord) -> Void = { _ in }
    ) async throws -> (TestWorld, TestWorld.Registration) {
        let world = try await TestWorld(tenants: tenants)
        let app = try await world.register(scopes: ["Incident.Read"]) {
            $0.isFallbackPublicClient = isPublic
            $0.signInAudience = .multipleOrganizations
        }
        try await world.consent(app, scopes: ["Incident.Read"])
        return (world, app)
    }

    private func form(_ app: TestWorld.Registration, _ changes: [String: String?] = [:]) -> [(String, String)] {
        var form: [String: String] = [
            "grant_type": "password", "client_id": app.clientID, "username": "rita@contoso.example",
            "password": TestWorld.password.reveal,
            "scope": "https://api.security.microsoft.com/Incident.Read openid profile offline_access",
        ]
        for (name, value) in changes { form[name] = value }
        return form.map { ($0.key, $0.value) }
    }

    @Test(arguments: ["contoso.example", "organizations"])
    func signsInAtTheTenantAndAtOrganizations(segment: String) async throws {
        let (world, app) = try await stage()
        let answer = try await world.token(form(app), at: segment)
        #expect(answer.status == 200)
        #expect(try answer.claims()["scp"] == "Incident.Read")
        #expect(try answer.claims()["tid"]?.stringValue == world.contoso.lowercaseText)
        let body = try answer.json()
        #expect(body["refresh_token"] != nil && body["id_token"] != nil)
    }

    @Test func signsInAtV1WithAResourceAsDefenderDocumentsIt() async throws {
        let (world, app) = try await stage()
        let answer = try await world.token(
            form(app, ["scope": nil, "resource": "https://api.security.microsoft.com"]), version: .v1,
            host: "login.microsoftonline.com")
        #expect(answer.status == 200)
        #expect(try answer.claims()["iss"]?.stringValue == "https://sts.windows.net/\(world.contoso.lowercaseText)/")
        #expect(try answer.json()["expires_in"]?.stringValue != nil)
        let other = try await world.token(
            form(app, ["scope": nil, "resource": "https://api.securitycenter.microsoft.com"]), version: .v1)
        #expect(try other.refused() == .init(status: 400, error: "invalid_resource", number: 650_057))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var change: [String: String?] = [:]
        var segment = "contoso.example"
        let refused: TestWorld.Answer.Refused
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(
            name: "wrong password", change: ["password": "x"],
            refused: .init(status: 400, error: "invalid_grant", number: 50126)),
        Row(
            name: "unknown user", change: ["username": "nobody@contoso.example"],
            refused: .init(status: 400, error: "invalid_grant", number: 50034)),
        Row(
            name: "user of another tenant", change: ["username": "fay@fabrikam.example"],
            refused: .init(status: 400, error: "invalid_grant", number: 50034)),
        Row(
            name: "unknown domain at organizations", change: ["username": "x@nowhere.example"],
            segment: "organizations", refused: .init(status: 400, error: "invalid_grant", number: 50034)),
        Row(
            name: "common", segment: "common", refused: .init(status: 400, error: "invalid_request", number: 9_001_023)),
        Row(
            name: "consumers", segment: "consumers",
            refused: .init(status: 400, error: "invalid_request", number: 9_001_023)),
        Row(
            name: "no user name", change: ["username": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "no password", change: ["password": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "no scope", change: ["scope": nil],
            refused: .init(status: 400, error: "invalid_request", number: 900_144)),
        Row(
            name: "no consent", change: ["scope": "https://api.security.microsoft.com/Incident.ReadWrite"],
            refused: .init(status: 400, error: "invalid_grant", number: 65001, suberror: "consent_required")),
        Row(
            name: "unknown scope", change: ["scope": "https://api.security.microsoft.com/No.Such"],
            refused: .init(status: 400, error: "invalid_scope", number: 70011)),
        Row(
            name: "unknown resource", change: ["scope": "https://api.example/.default"],
            refused: .init(status: 400, error: "invalid_resource", number: 500_011)),
        Row(
            name: "secret of a public client", change: ["client_secret": "SECRET"],
            refused: .init(status: 401, error: "invalid_client", number: 700_025)),
    ])
    func refuses(row: Row) async throws {
        let (world, app) = try await stage()
        var change = row.change
        if change["client_secret"] != nil { change["client_secret"] = app.secret.reveal }
        let answer = try await world.token(form(app, change), at: row.segment)
        #expect(try answer.refused() == row.refused)
        #expect(!answer.text.contains(TestWorld.password.reveal))
    }

    @Test func wantsTheCredentialOfAConfidentialClient() async throws {
        let (world, app) = try await stage(isPublic: false)
        #expect(
            try await world.token(form(app)).refused()
                == .init(status: 401, error: "invalid_client", number: 7_000_218))
        #expect(try await world.token(form(app, ["client_secret": app.secret.reveal])).status == 200)
    }

    @Test func H42isOffWhereTheTenantTurnsItOff() async throws {
        let (world, app) = try await stage(tenants: { $0.allowsPasswordGrant = false })
        #expect(
            try await world.token(form(app)).refused()
                == .init(status: 400, error: "unsupported_grant_type", number: 70003))
    }

    @Test func H42locksAfterTenFailuresForAWhile() async throws {
        let (world, app) = try await stage()
        for _ in 0..<10 { _ = try await world.token(form(app, ["password": "x"])) }
        #expect(try await world.token(form(app)).refused() == .init(status: 400, error: "invalid_grant", number: 50053))
        world.clock.advance(by: 61)
        #expect(try await world.token(form(app)).status == 200)
    }

    @Test func tellsADisabledAccountAndOneWithoutAPassword() async throws {
        let (world, app) = try await stage()
        let handle = world.database.handle(for: world.contoso)
        try await handle.setAccountEnabled(false, ofUser: world.reader.id)
        #expect(try await world.token(form(app)).refused().number == 50057)
        _ = try await handle.createUser(
            UserDraft(userPrincipalName: "robot@contoso.example", displayName: "Robot"), password: nil)
        #expect(try await world.token(form(app, ["username": "robot@contoso.example"])).refused().number == 50056)
    }
}
