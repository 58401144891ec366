import Crypto
import CryptoExtras
import Foundation
import HTTPTypes
import ServiceCore
import SwiftASN1
import TenantStore
import Testing
import X509

@testable import SallyportServer

/// A certificate with its key, as a client has one.
struct DaemonCertificate: Sendable {
    let key: _RSA.Signing.PrivateKey
    let der: Data
    let notAfter: Date

    static let start = Date(timeIntervalSince1970: 1_780_000_000)
    static let first = Result { try make(bits: 2048) }
    static let second = Result { try make(bits: 2048) }

    static func make(bits: Int, lifetime: TimeInterval = 365 * 86_400) throws -> Self {
        let key =
            try bits < 2048
            ? _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bits))
            : _RSA.Signing.PrivateKey(keySize: .init(bitCount: bits))
        let name = try DistinguishedName { CommonName("Daemon") }
        let signer = Certificate.PrivateKey(key)
        let notAfter = start.addingTimeInterval(lifetime)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: signer.publicKey,
            notValidBefore: start, notValidAfter: notAfter, issuer: name, subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption, extensions: Certificate.Extensions(), issuerPrivateKey: signer
        )
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return Self(key: key, der: Data(serializer.serializedBytes), notAfter: notAfter)
    }

    var sha1: [UInt8] { Array(Insecure.SHA1.hash(data: der)) }
    var sha256: [UInt8] { Array(SHA256.hash(data: der)) }

    /// Signs an assertion; `nil` values take a member out.
    func assertion(
        header: [(String, JSONTree?)] = [], claims: [(String, JSONTree?)] = [], clientID: String, audience: String,
        now: Date, algorithm: CompactJWS.Algorithm = .rs256
    ) throws -> String {
        let seconds = Int64(now.timeIntervalSince1970)
        var head: JSONTree.Members = JSONTree.Members()
        head["typ"] = "JWT"
        head["alg"] = .string(algorithm.rawValue)
        head["x5t"] = .string(Base64URL.encode(sha1))
        for (name, value) in header { head[name] = value }
        var body = JSONTree.Members()
        body["aud"] = .string(audience)
        body["iss"] = .string(clientID)
        body["sub"] = .string(clientID)
        body["jti"] = "0f8fad5b-d9cb-469f-a165-70867728950e"
        body["nbf"] = .integer(seconds)
        body["exp"] = .integer(seconds + 600)
        for (name, value) in claims { body[name] = value }
        let text = Base64URL.encode(JSONTree.object(head).bytes) + "." + Base64URL.encode(JSONTree.object(body).bytes)
        let signature = try key.signature(for: SHA256.hash(data: Data(text.utf8)), padding: algorithm.padding)
        return text + "." + Base64URL.encode(signature.rawRepresentation)
    }
}

@Suite("Certificate assertions, identity B.2, H.22–H.24, vector I.3")
struct ClientAssertionTests {
    private static let path = "/oauth2/v2.0/token"

    private func world() async throws -> (TestWorld, TestWorld.Registration, DaemonCertificate) {
        let certificate = try DaemonCertificate.first.get()
        let world = try await TestWorld()
        let app = try await world.register {
            $0.keyCredentials = [
                KeyCredentialDraft(
                    certificate: certificate.der, startDateTime: DaemonCertificate.start,
                    endDateTime: certificate.notAfter)
            ]
        }
        return (world, app, certificate)
    }

    private func send(
        _ assertion: String, _ world: TestWorld, _ app: TestWorld.Registration, at segment: String? = nil,
        host: String = "localhost:8443"
    ) async throws -> TestWorld.Answer {
        try await world.token(
            [
                ("grant_type", "client_credentials"), ("client_id", app.clientID),
                ("client_assertion_type", ClientCredentials.assertionType), ("client_assertion", assertion),
                ("scope", "https://api.security.microsoft.com/.default"),
            ], at: segment, host: host)
    }

    enum Pointer: CaseIterable, Sendable { case x5t, x5tPadded, x5tS256, x5tS256Padded, keyID, keyIDInHex }

    private func header(_ pointer: Pointer, _ certificate: DaemonCertificate) -> [(String, JSONTree?)] {
        let hex = certificate.sha1.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        return switch pointer {
        case .x5t: []
        case .x5tPadded: [("x5t", .string(Base64URL.encode(certificate.sha1) + "="))]
        case .x5tS256: [("x5t", nil), ("x5t#S256", .string(Base64URL.encode(certificate.sha256)))]
        case .x5tS256Padded: [("x5t", nil), ("x5t#S256", .string(Base64URL.encode(certificate.sha256) + "="))]
        case .keyID: [("x5t", nil), ("kid", .string(Base64URL.encode(certificate.sha1)))]
        case .keyIDInHex: [("x5t", nil), ("kid", .string(hex))]
        }
    }

    @Test(arguments: [CompactJWS.Algorithm.rs256, .ps256], Pointer.allCases)
    func acceptsEveryThumbprintFormAndAlgorithm(algorithm: CompactJWS.Algorithm, pointer: Pointer) async throws {
        let (world, app, certificate) = try await world()
        let audience = "https://localhost:8443/\(world.contoso.lowercaseText)\(Self.path)"
        let text = try certificate.assertion(
            header: header(pointer, certificate), clientID: app.clientID, audience: audience, now: world.clock.now,
            algorithm: algorithm)
        let answer = try await send(text, world, app)
        #expect(answer.status == 200)
        #expect(try answer.claims()["appidacr"] == "2")
    }

    @Test func acceptsWhatLibrariesReallySend() async throws {
        let (world, app, certificate) = try await world()
        let audience = "https://localhost:8443/\(world.contoso.lowercaseText)\(Self.path)"
        let seconds = world.clock.now.timeIntervalSince1970
        let chain = certificate.der.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        let variants: [(header: [(String, JSONTree?)], claims: [(String, JSONTree?)])] = [
            ([("x5c", [.string(chain)])], []), ([("x5c", .string(chain))], []),
            ([], [("exp", .number(seconds + 600.25)), ("nbf", .number(seconds + 0.5)), ("iat", .number(seconds))]),
            ([], [("exp", .string(String(Int(seconds) + 600))), ("nbf", .string(String(Int(seconds))))]),
            ([], [("nbf", nil)]), ([], [("aud", [.string(audience)])]),
            ([], [("exp", .integer(Int64(seconds) + 1800))]),
            ([("jku", "https://evil.example/keys"), ("jwk", ["kty": "RSA"]), ("x5u", "https://evil.example")], []),
        ]
        for variant in variants {
            let text = try certificate.assertion(
                header: variant.header, claims: variant.claims, clientID: app.clientID, audience: audience,
                now: world.clock.now)
            #expect(try await send(text, world, app).status == 200, "\(variant)")
            #expect(try await send(text + "==", world, app).status == 200)
            // One assertion serves for minutes: MSAL repeats it.
            #expect(try await send(text + "\n", world, app).status == 200)
        }
    }

    @Test func acceptsEachNameOfTheTenantsEndpointAsAudience() async throws {
        let (world, app, certificate) = try await world()
        let tenant = world.contoso.lowercaseText
        for audience in [
            "https://localhost:8443/\(tenant)/oauth2/token", "https://localhost:8443/contoso.example/oauth2/v2.0/token",
            "https://localhost:8443/\(tenant)/v2.0", "https://localhost:8443/\(tenant)/",
        ] {
            let text = try certificate.assertion(clientID: app.clientID, audience: audience, now: world.clock.now)
            #expect(try await send(text, world, app).status == 200, "\(audience)")
        }
        let cloud = try certificate.assertion(
            clientID: app.clientID, audience: "https://login.microsoftonline.com/\(tenant)/oauth2/v2.0/token",
            now: world.clock.now)
        #expect(try await send(cloud, world, app, host: "login.microsoftonline.com").status == 200)
        #expect(try await send(cloud, world, app, host: "login.windows.net").status == 200)
        #expect(try await send(cloud, world, app).refused().number == 700_023)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var header: [(String, JSONTree?)] = []
        var claims: [(String, JSONTree?)] = []
        var after: TimeInterval = 0
        let number: Int
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(name: "algorithm none", header: [("alg", "none")], number: 5_002_738),
        Row(name: "algorithm HS256", header: [("alg", "HS256")], number: 5_002_738),
        Row(name: "algorithm ES256", header: [("alg", "ES256")], number: 5_002_738),
        Row(name: "no key pointer", header: [("x5t", nil)], number: 700_027),
        Row(name: "unknown thumbprint", header: [("x5t", "AAAAAAAAAAAAAAAAAAAAAAAAAAA")], number: 700_027),
        Row(name: "critical extension", header: [("crit", ["exp"])], number: 50027),
        Row(name: "other subject", claims: [("sub", "11111111-1111-1111-1111-111111111111")], number: 700_021),
        Row(name: "foreign issuer", claims: [("iss", "https://issuer.example/")], number: 700_211),
        Row(
            name: "other audience", claims: [("aud", "https://localhost:8443/common/oauth2/v2.0/token")],
            number: 700_023),
        Row(name: "two audiences", claims: [("aud", ["a", "b"])], number: 700_023),
        Row(name: "no expiry", claims: [("exp", nil)], number: 50027),
        Row(name: "no identifier", claims: [("jti", nil)], number: 50027),
        Row(name: "expired", after: 901, number: 700_024),
        Row(name: "not yet valid", claims: [("nbf", .integer(1_790_000_060 + 400))], number: 700_024),
        Row(name: "lives two days", claims: [("exp", .integer(1_790_000_060 + 172_800))], number: 700_024),
    ])
    func refuses(row: Row) async throws {
        let (world, app, certificate) = try await world()
        let text = try certificate.assertion(
            header: row.header, claims: row.claims, clientID: app.clientID,
            audience: "https://localhost:8443/\(world.contoso.lowercaseText)\(Self.path)", now: world.clock.now)
        world.clock.advance(by: row.after)
        let refused = try await send(text, world, app).refused()
        #expect(refused.number == row.number)
        #expect(refused.status == (row.number == 50027 ? 400 : 401))
    }

    @Test func trustsNoKeyButTheClientsOwn() async throws {
        let (world, app, certificate) = try await world()
        let other = try DaemonCertificate.second.get()
        let audience = "https://localhost:8443/\(world.contoso.lowercaseText)\(Self.path)"
        // The thumbprint of the registered certificate over a signature of another key, with that key's own chain along.
        let forged = try other.assertion(
            header: [
                ("x5t", .string(Base64URL.encode(certificate.sha1))),
                ("x5c", [.string(other.der.base64EncodedString())]),
            ], clientID: app.clientID, audience: audience, now: world.clock.now)
        #expect(try await send(forged, world, app).refused().number == 700_027)
        // Another application's certificate is none of this one's.
        let stranger = try await world.register("Other")
        let text = try certificate.assertion(clientID: stranger.clientID, audience: audience, now: world.clock.now)
        #expect(try await send(text, world, stranger).refused().number == 700_027)
        #expect(try await send("not.a.token", world, app).refused().number == 50027)
    }

    @Test func refusesACertificateOutOfItsTime() async throws {
        let (world, app, certificate) = try await world()
        world.clock.advance(by: certificate.notAfter.timeIntervalSince(world.clock.now) + 1)
        let text = try certificate.assertion(
            clientID: app.clientID, audience: "https://localhost:8443/\(world.contoso.lowercaseText)\(Self.path)",
            now: world.clock.now)
        #expect(try await send(text, world, app).refused().number == 700_027)
    }

    @Test func takesAnAssertionOnceInStrictMode() async throws {
        let certificate = try DaemonCertificate.first.get()
        let world = try await TestWorld(options: { $0.refusesRepeatedAssertions = true })
        let app = try await world.register {
            $0.keyCredentials = [
                KeyCredentialDraft(
                    certificate: certificate.der, startDateTime: DaemonCertificate.start,
                    endDateTime: certificate.notAfter)
            ]
        }
        let text = try certificate.assertion(
            clientID: app.clientID, audience: "https://localhost:8443/\(world.contoso.lowercaseText)\(Self.path)",
            now: world.clock.now)
        #expect(try await send(text, world, app).status == 200)
        #expect(try await send(text, world, app).refused().number == 700_024)
    }
}
