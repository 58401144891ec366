import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Device code, identity B.4, H.38–H.40, RFC 8628, vector I.8")
struct DeviceCodeTests {
    private static let scope = "https://graph.microsoft.com/User.Read openid profile offline_access"

    private func stage(isPublic: Bool = true) async throws -> (TestWorld, TestWorld.Registration) {
        let world = try await TestWorld()
        let app = try await world.register("Case <Viewer>", scopes: ["Incident.Read"]) {
            $0.isFallbackPublicClient = isPublic
        }
        return (world, app)
    }

    private func begin(_ world: TestWorld, _ app: TestWorld.Registration) async throws -> JSONTree {
        let answer = try await world.post(
            "/contoso.example/oauth2/v2.0/devicecode", [("client_id", app.clientID), ("scope", Self.scope)])
        #expect(answer.status == 200)
        return try answer.json()
    }

    private func poll(_ world: TestWorld, _ app: TestWorld.Registration, _ device: JSONTree) async throws
        -> TestWorld.Answer
    {
        let code = try #require(device["device_code"]?.stringValue)
        return try await world.token([
            ("grant_type", DeviceCodeGrant.name), ("client_id", app.clientID), ("device_code", code), ("code", code),
            ("client_info", "1"),
        ])
    }

    @Test func showsACodeThatIsEasyToType() async throws {
        let (world, app) = try await stage()
        let body = try await begin(world, app)
        let code = try #require(body["user_code"]?.stringValue)
        #expect(code.count >= 8)
        #expect(!code.contains { "AEIOU01il".contains($0) })
        #expect(body["verification_uri"] == "https://localhost:8443/device")
        #expect(body["verification_uri_complete"] == nil)
        #expect(body["expires_in"] == 900 && body["interval"] == 5)
        #expect(body["message"]?.stringValue?.contains(code) == true)
        let first = try await world.post(
            "/contoso.example/oauth2/devicecode",
            [("client_id", app.clientID), ("resource", "https://api.security.microsoft.com")]
        ).json()
        #expect(first["verification_url"] == "https://localhost:8443/device" && first["expires_in"] == "900")
    }

    @Test func goesFromPendingToTokensAndNoFurther() async throws {
        let (world, app) = try await stage()
        let device = try await begin(world, app)
        #expect(
            try await poll(world, app, device).refused()
                == .init(status: 400, error: "authorization_pending", number: 70016))
        var browser = TestBrowser(world)
        let entry = try await browser.open("/device")
        let typed = try #require(device["user_code"]?.stringValue).lowercased()
        // Separators and letter case do not matter.
        let signIn = try await browser.submit(entry, [("user_code", typed.prefix(4) + "-" + typed.dropFirst(4))])
        let confirm = try await browser.signIn(signIn, "rita@contoso.example")
        #expect(confirm.text.contains("Are you trying to sign in to Case &lt;Viewer&gt;?"))
        world.clock.advance(by: 6)
        #expect(try await poll(world, app, device).refused().error == "authorization_pending")
        let consent = try await browser.submit(confirm, [("answer", "accept")])
        #expect(consent.text.contains("Permissions requested"))
        let done = try await browser.submit(consent, [("answer", "accept")])
        #expect(done.text.contains("You are signed in"))
        world.clock.advance(by: 6)
        let answer = try await poll(world, app, device)
        #expect(answer.status == 200)
        #expect(try answer.claims()["scp"] == "User.Read openid profile")
        let body = try answer.json()
        // The poll names no scope, so that the answer must.
        #expect(body["scope"] == "https://graph.microsoft.com/User.Read openid profile")
        #expect(body["refresh_token"] != nil && body["id_token"] != nil && body["client_info"] != nil)
        world.clock.advance(by: 6)
        #expect(
            try await poll(world, app, device).refused()
                == .init(status: 400, error: "bad_verification_code", number: 70018))
    }

    @Test func H40declinesAtTheConfirmationAndAtTheConsent() async throws {
        let (world, app) = try await stage()
        for stop in ["confirm", "consent"] {
            let device = try await begin(world, app)
            var browser = TestBrowser(world)
            let entry = try await browser.open("/device")
            let signIn = try await browser.submit(
                entry, [("user_code", try #require(device["user_code"]?.stringValue))])
            var page = try await browser.signIn(signIn, "rita@contoso.example")
            if stop == "consent" { page = try await browser.submit(page, [("answer", "accept")]) }
            let end = try await browser.submit(page, [("answer", "cancel")])
            #expect(end.text.contains("You declined"))
            #expect(try await poll(world, app, device).refused().error == "authorization_declined", "\(stop)")
            #expect(try await poll(world, app, device).refused().error == "bad_verification_code")
        }
    }

    @Test func H39slowsDownWhoPollsFasterThanTheInterval() async throws {
        let (world, app) = try await stage()
        let device = try await begin(world, app)
        _ = try await poll(world, app, device)
        #expect(try await poll(world, app, device).refused().error == "slow_down")
        for _ in 0..<12 { _ = try await poll(world, app, device) }
        #expect(try await poll(world, app, device).status == 429)
    }

    @Test func expires() async throws {
        let (world, app) = try await stage()
        let device = try await begin(world, app)
        world.clock.advance(by: 901)
        #expect(
            try await poll(world, app, device).refused() == .init(status: 400, error: "expired_token", number: 70020))
    }

    @Test func belongsToItsClient() async throws {
        let (world, app) = try await stage()
        let device = try await begin(world, app)
        let other = try await world.register("Other") { $0.isFallbackPublicClient = true }
        #expect(try await poll(world, other, device).refused().number == 70018)
    }

    @Test func H38closesTheDoorAfterFiveWrongCodes() async throws {
        let (world, app) = try await stage()
        let device = try await begin(world, app)
        var browser = TestBrowser(world)
        var page = try await browser.open("/device")
        let empty = try await browser.submit(page, [("user_code", "")])
        #expect(empty.text.contains("AADSTS90119"))
        for _ in 0..<4 {
            page = try await browser.submit(page, [("user_code", "BBBBBBBBB")])
            #expect(page.text.contains("did not work"))
        }
        #expect(try await browser.submit(page, [("user_code", "BBBBBBBBB")]).status == 429)
        let right = try await browser.submit(page, [("user_code", try #require(device["user_code"]?.stringValue))])
        #expect(right.status == 429)
    }

    @Test func wantsAPublicClientOrACredential() async throws {
        let (world, app) = try await stage(isPublic: false)
        let device = try await begin(world, app)
        #expect(
            try await poll(world, app, device).refused()
                == .init(status: 401, error: "invalid_client", number: 7_000_218))
    }

    @Test(arguments: [
        ([("scope", "x")], 900_144),
        ([("client_id", "11111111-1111-1111-1111-111111111111"), ("scope", "x")], 700_016),
    ])
    func refusesRequestsThatLeadNowhere(form: [(String, String)], number: Int) async throws {
        let world = try await TestWorld()
        let answer = try await world.post("/contoso.example/oauth2/v2.0/devicecode", form)
        #expect(try answer.refused().number == number)
    }
}
