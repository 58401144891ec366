import EntraIdentity
import Foundation
import SallyportTesting
import ServiceCore
import Testing

@Suite("ID tokens, OpenID Connect Core §3.1.3.7; identity H.35 and H.36")
struct IDTokenValidatorTests {
    static let nonce = "the-nonce"

    func validate(
        _ change: (inout [String: Any]) -> Void = { _ in }, algorithm: String = "RS256", tenant: String = World.tenant
    ) throws -> IDTokenClaims {
        var claims = World.idClaims(nonce: Self.nonce)
        change(&claims)
        let validator = IDTokenValidator(
            authority: try World.authority(tenant), clientID: World.client, nonce: Self.nonce)
        return try validator.validate(World.token(claims, algorithm: algorithm), now: World.start)
    }

    @Test(arguments: [World.tenant, "organizations", "common", "contoso.test"])
    func rightTokenIsAccepted(tenant: String) throws {
        #expect(try validate(tenant: tenant).objectID == World.user)
    }

    @Test(
        arguments: [
            ("iss", "https://evil.example/\(World.tenant)/v2.0" as any Sendable),
            ("iss", "https://localhost:8443/{tenantid}/v2.0"),
            ("iss", "https://localhost:8443/\(World.otherTenant)/v2.0"),
            ("iss", "https://localhost:8443/\(World.tenant)/v2.0/"),
            ("tid", World.otherTenant), ("tid", "{tenantid}"), ("tid", "common"), ("aud", "someone-else"),
            ("aud", ["someone-else", "another"]), ("aud", [World.client, "another"]), ("azp", "someone-else"),
            ("nonce", "another"), ("nonce", ""), ("exp", 1_800_000_000 - 300), ("iat", 1_800_000_000 + 301),
            ("nbf", 1_800_000_000 + 301),
        ] as [(String, any Sendable)])
    func wrongClaimIsRefused(name: String, value: any Sendable) throws {
        let error = try #require(throws: AuthenticationError.self) {
            _ = try validate { claims in claims[name] = value }
        }
        #expect(error.code == .untrustedResponse)
    }

    @Test(arguments: ["iss", "aud", "exp", "iat", "tid", "nonce", "sub"])
    func missingClaimIsRefused(name: String) {
        #expect(throws: AuthenticationError.self) { _ = try validate { $0[name] = nil } }
    }

    @Test(
        "The clocks may differ by five minutes, H.36",
        arguments: [
            ("exp", -299), ("iat", 300), ("nbf", 300),
        ])
    func skewIsAllowed(name: String, difference: Int) throws {
        _ = try validate { $0[name] = 1_800_000_000 + difference }
    }

    @Test(arguments: ["none", "HS256", "ES256", "rs256", ""])
    func otherAlgorithmsAreRefused(algorithm: String) {
        #expect(throws: AuthenticationError.self) { _ = try validate(algorithm: algorithm) }
    }

    @Test(arguments: [
        "https://login.microsoftonline.com/\(World.tenant)/v2.0", "https://sts.windows.net/\(World.tenant)/",
        "https://login.windows.net/\(World.tenant)/v2.0",
    ])
    func issuersOfTheGlobalCloudAreTaken(issuer: String) throws {
        var claims = World.idClaims()
        claims["iss"] = issuer
        let validator = IDTokenValidator(
            authority: try Authority(cloud: .global, tenant: "organizations"), clientID: World.client)
        #expect(try validator.validate(World.token(claims), now: World.start).issuer == issuer)
    }

    @Test func signatureIsCheckedWithTheKeySet() throws {
        let certificate = try TestCertificate()
        let (modulus, exponent) = try certificate.primitives()
        let keys = KeySet(keys: [
            .init(keyID: "k", modulus: Base64Text.urlSafe(modulus), exponent: Base64Text.urlSafe(exponent))
        ])
        let input = try World.token(World.idClaims()).split(separator: ".").dropLast().joined(separator: ".")
        let signature = try certificate.signRS256(Data(input.utf8))
        let token = input + "." + Base64Text.urlSafe(signature)
        try IDTokenValidator.verifySignature(of: token, with: keys)
        var broken = signature
        broken[0] ^= 1
        #expect(throws: AuthenticationError.self) {
            try IDTokenValidator.verifySignature(of: input + "." + Base64Text.urlSafe(broken), with: keys)
        }
        #expect(throws: AuthenticationError.self) {
            try IDTokenValidator.verifySignature(of: token, with: KeySet(keys: []))
        }
    }

    @Test func refusalShowsNoToken() throws {
        let error = try #require(throws: AuthenticationError.self) {
            _ = try validate { $0["aud"] = Canary.make("audience") }
        }
        #expect(Canary.leaks(in: error).isEmpty)
    }
}
