import CryptoExtras
public import Foundation
import ServiceCore

/// The checks of OpenID Connect Core §3.1.3.7 on an ID token (identity H.35): a function of values.
///
/// The token comes straight from the token endpoint over TLS, which §3.1.3.7 item 6 accepts in place of the signature;
/// ``verifySignature(of:with:)`` checks it where keys are at hand.
public struct IDTokenValidator: Sendable {
    /// The largest difference between our clock and the authority's (identity H.36).
    public static let clockSkew = Duration.seconds(300)

    /// Who issued it.
    public var authority: Authority

    /// For whom.
    public var clientID: String

    /// The nonce that was sent, when one was.
    public var nonce: String?

    /// Makes a validator.
    public init(authority: Authority, clientID: String, nonce: String? = nil) {
        self.authority = authority
        self.clientID = clientID
        self.nonce = nonce
    }

    /// Checks a token and returns its claims.
    ///
    /// - Parameter now: The instant of the check.
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/untrustedResponse`` that names the failed check.
    public func validate(_ token: String, now: Date) throws -> IDTokenClaims {
        guard let parts = try? JSONWebToken(parsing: token),
            let claims = try? parts.claims(as: IDTokenClaims.self)
        else { throw Self.refusal("it cannot be read") }
        guard ["RS256", "PS256"].contains(parts.header.algorithm) else {
            throw Self.refusal("it is not signed with RS256 or PS256")
        }
        let skew = Self.clockSkew.inSeconds
        // The issuer template of shared addresses is filled with the token's own tenant, when that is a GUID.
        guard let tenantID = claims.tenantID.flatMap(UUID.init(uuidString:)),
            authority.issuers(tenantID: tenantID).contains(claims.issuer)
        else { throw Self.refusal("its issuer is not the authority") }
        if let asked = authority.tenantID, asked != tenantID { throw Self.refusal("it is of another tenant") }
        guard claims.audience.values.contains(where: { $0.lowercased() == clientID.lowercased() }) else {
            throw Self.refusal("it is for another client")
        }
        if claims.audience.values.count > 1 || claims.authorizedParty != nil {
            guard claims.authorizedParty?.lowercased() == clientID.lowercased() else {
                throw Self.refusal("its authorized party is another client")
            }
        }
        guard claims.expiresAt.date.addingTimeInterval(skew) > now else { throw Self.refusal("it has ended") }
        guard claims.issuedAt.date.addingTimeInterval(-skew) <= now else {
            throw Self.refusal("it was issued in the future; check the clock of this machine")
        }
        if let notBefore = claims.notBefore, notBefore.date.addingTimeInterval(-skew) > now {
            throw Self.refusal("it is not yet valid; check the clock of this machine")
        }
        if let nonce {
            guard let returned = claims.nonce, ConstantTime.equal(returned, nonce) else {
                throw Self.refusal("its nonce is not the one that was sent")
            }
        }
        return claims
    }

    /// Checks the signature with the authority's keys.
    ///
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/untrustedResponse``; fetch the keys again once when
    ///   the key is not among them.
    public static func verifySignature(of token: String, with keys: KeySet) throws {
        guard let parts = try? JSONWebToken(parsing: token), parts.header.algorithm == "RS256" else {
            throw refusal("it is not signed with RS256")
        }
        guard let id = parts.header.keyID, let key = keys.key(id: id), key.keyType == "RSA",
            let modulus = key.modulus.flatMap({ Base64Text.decode($0) }),
            let exponent = key.exponent.flatMap({ Base64Text.decode($0) }),
            let publicKey = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
        else { throw refusal("its key is not among the authority's") }
        let signature = _RSA.Signing.RSASignature(rawRepresentation: parts.signature)
        guard publicKey.isValidSignature(signature, for: parts.signingInput, padding: .insecurePKCS1v1_5) else {
            throw refusal("its signature is wrong")
        }
    }

    private static func refusal(_ reason: String) -> AuthenticationError {
        AuthenticationError(
            code: .untrustedResponse,
            message: "The ID token is not accepted: \(reason).",
            remedy: "Sign in again; if it stays, check authority, client ID and clock."
        )
    }
}
