import Foundation
import HTTPTypes
import Logging
import ServiceCore
import Synchronization
import TenantStore
import Testing

@testable import SallyportServer

/// Keeps every line that is logged.
final class LogKeeper: Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    struct Handler: LogHandler {
        let keeper: LogKeeper
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            keeper.lines.withLock { $0.append("\(event.message) \(all)") }
        }
    }
}

@Suite("Secrets stay secret, identity H.50, H.54, H.56")
struct SecrecyTests {
    @Test func H50noSecretReachesALogOrTheAnswerOfARefusal() async throws {
        let keeper = LogKeeper()
        let world = try await TestWorld(logger: Logger(label: "test") { _ in LogKeeper.Handler(keeper: keeper) })
        let app = try await world.register(scopes: ["Incident.Read"], redirects: [.publicClient: ["http://localhost"]])
        {
            $0.isFallbackPublicClient = true
        }
        try await world.consent(app, scopes: ["Incident.Read"])
        var secrets = [TestWorld.password.reveal, app.secret.reveal, AuthorizeQuery.verifier]
        // Tokens of every kind, then each of them used wrongly.
        let token = try await world.appToken(app, scope: "https://api.security.microsoft.com/.default").json()
        secrets.append(try #require(token["access_token"]?.stringValue))
        var browser = TestBrowser(world)
        let query = AuthorizeQuery(app, redirect: "http://localhost:1")
        let answer = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        let code = try #require(try redirectParameters(answer)["code"])
        secrets.append(code)
        secrets.append(try #require(browser.cookie?.split(separator: "=").last.map(String.init)))
        let redeemed = try await world.token([
            ("grant_type", "authorization_code"), ("client_id", app.clientID), ("code", code),
            ("redirect_uri", "http://localhost:1"), ("code_verifier", AuthorizeQuery.verifier),
        ]).json()
        for name in ["access_token", "refresh_token", "id_token"] {
            secrets.append(try #require(redeemed[name]?.stringValue))
        }
        var refusals: [TestWorld.Answer] = []
        for form in [
            [
                ("grant_type", "authorization_code"), ("client_id", app.clientID), ("code", code),
                ("redirect_uri", "http://localhost:1"),
            ],
            [
                ("grant_type", "refresh_token"), ("client_id", app.clientID), ("refresh_token", secrets[6]),
                ("scope", "x/y"),
            ],
            [
                ("grant_type", "password"), ("client_id", app.clientID), ("username", "rita@contoso.example"),
                ("password", TestWorld.password.reveal), ("scope", "x/y"),
            ],
            [
                ("grant_type", "client_credentials"), ("client_id", app.clientID), ("client_secret", app.secret.reveal),
                ("scope", "x"),
            ],
            [
                ("grant_type", app.secret.reveal + "x"), ("client_id", app.clientID),
                ("client_secret", app.secret.reveal),
            ],
        ].dropLast() { refusals.append(try await world.token(form)) }
        refusals.append(
            try await world.get("/v1.0/me", headers: [.authorization: "Bearer " + secrets[3]]))
        for refusal in refusals {
            #expect(refusal.status >= 400)
            for secret in secrets { #expect(!refusal.text.contains(secret)) }
        }
        let log = keeper.text
        #expect(!log.isEmpty)
        for secret in secrets { #expect(!log.contains(secret)) }
    }

    @Test func H54theAuditLogNamesWhoDidWhatWithoutAToken() async throws {
        let world = try await TestWorld()
        let app = try await world.register(redirects: [.publicClient: ["http://localhost"]])
        var browser = TestBrowser(world)
        let query = AuthorizeQuery(app, redirect: "http://localhost:1", scope: AuthorizeQuery.userScope)
        let consent = try await browser.signIn(try await browser.open(query.path), "rita@contoso.example")
        let answer = try await browser.submit(consent, [("answer", "accept")])
        let tokens = try await world.token([
            ("grant_type", "authorization_code"), ("client_id", app.clientID),
            ("code", try #require(try redirectParameters(answer)["code"])), ("redirect_uri", "http://localhost:1"),
            ("code_verifier", AuthorizeQuery.verifier),
        ])
        _ = try await world.token([
            ("grant_type", "client_credentials"), ("client_id", app.clientID), ("client_secret", app.secret.reveal),
            ("scope", "https://api.example/.default"),
        ])
        let entries = try await world.database.handle(for: world.contoso).auditEntries()
        let issued = try #require(entries.first { $0.activity == .tokenIssued })
        #expect(issued.tokenID == (try tokens.claims())["uti"]?.stringValue)
        #expect(issued.userID == world.reader.id && issued.clientID == app.application.appID)
        #expect(entries.contains { $0.activity == .consent && $0.userID == world.reader.id })
        #expect(entries.contains { $0.activity == .signIn && $0.result == "granted" })
        #expect(entries.contains { $0.result == "AADSTS500011" })
        let text = "\(entries)"
        #expect(!text.contains(app.secret.reveal) && !text.contains("eyJ"))
    }

    @Test func H33theSigningKeyIsRenewedWithAnOverlap() async throws {
        let clock = TestClock()
        let database = try TenantDatabase.inMemory(time: clock, random: TestRandom())
        let store = SigningKeys(database: database)
        let first = try await store.load(now: clock.now)
        #expect(first.count == 2)
        let ring = KeyRing(keys: first, active: 0)
        let token = try ring.signer.sign(["x": 1], withThumbprint: false)
        let housekeeping = Housekeeping(
            database: database, keys: ring, time: clock, machineTime: clock, logger: Logger(label: "test"))
        clock.advance(by: SigningKeys.activeLifetime - 60)
        try await housekeeping.tidy()
        #expect(ring.signer.keyID == first[0].keyID)
        clock.advance(by: 120)
        try await housekeeping.tidy()
        #expect(ring.signer.keyID != first[0].keyID)
        #expect(ring.published.count >= 2)
        let jws = try CompactJWS(parsing: token)
        let key = try #require(ring.publicKey(named: first[0].keyID))
        #expect(jws.isSigned(by: key, with: .rs256))
    }
}
