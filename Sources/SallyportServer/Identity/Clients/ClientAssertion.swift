import Crypto
import CryptoExtras
import Foundation
import ServiceCore
import SwiftASN1
import TenantStore
import X509

/// A client's proof by a certificate: what the server accepts of an assertion; identity.md B.2, H.22–H.24.
///
/// Reading needs no key; verifying takes the registered certificates that the header points to.
struct ClientAssertion: Sendable {
    /// Entra knows no bound; a day keeps a leaked assertion from being a secret for life.
    static let longestLife: TimeInterval = 86_400
    static let skew: TimeInterval = BearerAuthenticator.clockSkew

    let jws: CompactJWS
    let algorithm: CompactJWS.Algorithm
    /// SHA-1 or SHA-256 of the certificate's DER.
    let thumbprint: [UInt8]
    let tokenID: String
    let expires: Date

    /// Reads an assertion that must be a client's own.
    ///
    /// - Throws: ``IdentityFailure`` 50027, 5002738, 700021, 700211, 700027.
    init(parsing text: String, clientID: UUID) throws {
        // Token files end in a line feed; azure-identity posts them as they are.
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        do {
            jws = try CompactJWS(parsing: trimmed)
        } catch {
            throw IdentityFailure(.malformedToken, "The client assertion is not a well-formed JWT: \(error.reason).")
        }
        guard jws.header["crit"] == nil else {
            throw IdentityFailure(
                .malformedToken, "The client assertion demands extensions that are not understood (crit).")
        }
        guard let algorithm = jws.header["alg"]?.stringValue.flatMap(CompactJWS.Algorithm.init(rawValue:)) else {
            throw IdentityFailure(
                .assertionAlgorithm,
                "The client assertion is signed with an algorithm that is not accepted – use RS256 or PS256.")
        }
        self.algorithm = algorithm
        try Self.checkSubject(jws.payload, clientID: clientID)
        guard let thumbprint = Self.thumbprint(jws.header) else {
            throw IdentityFailure(
                .badAssertionSignature,
                "The client assertion names no key – send x5t or x5t#S256 with the thumbprint of a registered certificate."
            )
        }
        self.thumbprint = thumbprint
        guard let tokenID = jws.payload["jti"]?.stringValue, !tokenID.isEmpty, tokenID.utf8.count <= 256 else {
            throw IdentityFailure(.malformedToken, "The client assertion has no 'jti' claim.")
        }
        self.tokenID = tokenID
        guard let expires = Self.instant(jws.payload["exp"]) else {
            throw IdentityFailure(.malformedToken, "The client assertion has no 'exp' claim that is a number.")
        }
        self.expires = expires
    }

    /// Checks signature, audience and time, in this order, against the client's certificates with that thumbprint.
    ///
    /// - Throws: ``IdentityFailure`` 700027, 700023, 700024.
    func verify(keys: [KeyCredentialRecord], audiences: Set<String>, now: Date) throws {
        guard !keys.isEmpty else {
            throw IdentityFailure(
                .badAssertionSignature,
                "Client assertion failed signature validation. [Reason - The key was not found. Thumbprint of key used by "
                    + "client: '\(thumbprintText)'. Register the certificate on this application.]")
        }
        let valid = keys.filter { $0.startDateTime <= now && now < $0.endDateTime }
        guard !valid.isEmpty else {
            throw IdentityFailure(
                .badAssertionSignature,
                "Client assertion failed signature validation. [Reason - The key used is expired. Thumbprint of key used by "
                    + "client: '\(thumbprintText)'. Register a certificate that is valid now.]")
        }
        guard try valid.contains(where: { try isSigned(by: $0, now: now) }) else {
            throw IdentityFailure(
                .badAssertionSignature,
                "Client assertion failed signature validation. [Reason - The key was found, but its use failed, or its "
                    + "certificate is out of date. Thumbprint of key used by client: '\(thumbprintText)'.]")
        }
        try checkAudience(audiences)
        try checkTime(now)
    }

    /// The certificate alone decides: `x5c`, `jku`, `x5u` and `jwk` of the header are never looked at, H.22.
    private func isSigned(by key: KeyCredentialRecord, now: Date) throws -> Bool {
        guard let certificate = try? Certificate(derEncoded: Array(key.certificate)),
            certificate.notValidBefore <= now, now < certificate.notValidAfter,
            let publicKey = _RSA.Signing.PublicKey(certificate.publicKey), publicKey.keySizeInBits >= 2048
        else { return false }
        return jws.isSigned(by: publicKey, with: algorithm)
    }

    private func checkAudience(_ audiences: Set<String>) throws {
        let named: String? =
            switch jws.payload["aud"] {
            case .string(let text): text
            case .array(let items) where items.count == 1: items[0].stringValue
            default: nil
            }
        guard let named, audiences.contains(named) else {
            throw IdentityFailure(
                .assertionAudience,
                "Client assertion audience claim does not match Realm issuer – build 'aud' from the token endpoint that "
                    + "the request is posted to.")
        }
    }

    private func checkTime(_ now: Date) throws {
        let range =
            "Current time: \(WireTime.text(now, separator: "T", zone: "Z")), expiry time of assertion: "
            + "\(WireTime.text(expires, separator: "T", zone: "Z"))"
        guard now < expires.addingTimeInterval(Self.skew) else {
            throw IdentityFailure(
                .assertionTime,
                "Client assertion is not within its valid time range. \(range). The assertion is expired.")
        }
        guard expires.timeIntervalSince(now) <= Self.longestLife + Self.skew else {
            throw IdentityFailure(
                .assertionTime, "Client assertion is not within its valid time range. \(range). It lives too long.")
        }
        for name in ["nbf", "iat"] {
            guard let claim = jws.payload[name] else { continue }
            guard let start = Self.instant(claim), start <= now.addingTimeInterval(Self.skew) else {
                throw IdentityFailure(
                    .assertionTime,
                    "Client assertion is not within its valid time range. \(range). Its '\(name)' lies in the future.")
            }
        }
    }

    private static func checkSubject(_ payload: JSONTree, clientID: UUID) throws {
        func isClient(_ name: String) -> Bool {
            payload[name]?.stringValue.flatMap { UUID(uuidString: $0) } == clientID
        }
        guard isClient("iss"), isClient("sub") else {
            // The token of another issuer would be a federated credential; none is registered here.
            if let issuer = payload["iss"]?.stringValue, issuer.lowercased().hasPrefix("http") {
                throw IdentityFailure(
                    .unknownAssertionIssuer,
                    "No matching federated identity record found for presented assertion issuer '\(issuer.shortened)'.")
            }
            throw IdentityFailure(
                .assertionSubject,
                "The 'iss' and 'sub' claims of the client assertion must both be the client ID.")
        }
    }

    /// The thumbprint that `x5t`, `x5t#S256` or `kid` carries, in base64url with or without padding, or in hex (`kid`).
    private static func thumbprint(_ header: JSONTree) -> [UInt8]? {
        for (name, length) in [("x5t#S256", 32), ("x5t", 20)] {
            if let bytes = header[name]?.stringValue.flatMap(Base64URL.decode), bytes.count == length { return bytes }
        }
        guard let keyID = header["kid"]?.stringValue else { return nil }
        if let bytes = Base64URL.decode(keyID), bytes.count == 20 || bytes.count == 32 { return bytes }
        return hexadecimal(keyID)
    }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 40 || text.utf8.count == 64 else { return nil }
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.utf8.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// An instant as integer (most), float (MSAL Python) or text (MSAL.NET).
    private static func instant(_ value: JSONTree?) -> Date? {
        switch value {
        case .integer(let seconds): plausible(Double(seconds))
        case .number(let seconds): plausible(seconds)
        case .string(let text): Double(text).flatMap(plausible)
        default: nil
        }
    }

    private static func plausible(_ seconds: Double) -> Date? {
        seconds.isFinite && abs(seconds) < 1e11 ? Date(timeIntervalSince1970: seconds) : nil
    }

    private var thumbprintText: String {
        thumbprint.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

/// The values of `aud` that an assertion for a tenant may carry: its token endpoints and issuers under every name of the
/// tenant and of the authority.
enum AssertionAudience {
    static func allowed(
        tenantID: UUID, domains: [String], segment: String, authority: Authority, issuers: IssuerPolicy
    ) -> Set<String> {
        var origins = [authority.origin]
        if authority.port == 443 || authority.port == nil { origins.append("https://\(authority.host):443") }
        for cloud in Cloud.builtIn where cloud.loginHosts.contains(authority.host) {
            origins += cloud.loginHosts.map { "https://\($0)" }
        }
        var names = [tenantID.lowercaseText, tenantID.uuidString] + domains.map { $0.lowercased() }
        if !["common", "organizations", "consumers"].contains(segment.lowercased()) { names.append(segment) }
        var output: Set<String> = []
        for origin in origins {
            for name in names {
                output.insert("\(origin)/\(name)/oauth2/v2.0/token")
                output.insert("\(origin)/\(name)/oauth2/token")
                output.insert("\(origin)/\(name)/v2.0")
                output.insert("\(origin)/\(name)/")
                output.insert("\(origin)/\(name)")
            }
        }
        output.insert(issuers.issuerV1(authority: authority, tenant: tenantID.lowercaseText))
        return output
    }
}
