import Crypto
import Foundation
import TenantStore

/// What an ID token says; identity.md B.9. Issuer and version follow the endpoint that was asked.
struct IDTokenClaims: Sendable {
    let version: ProtocolVersion
    let tenantID: UUID
    let clientID: UUID
    let user: SignedInUser
    /// The OpenID scopes that were granted; v1 has all of profile without asking.
    let scopes: Set<String>
    var nonce: String?
    /// `max_age` was sent, so that the instant of the sign-in is of interest.
    var includesAuthenticationTime = false
    /// For the hybrid flow: what stands beside the ID token in the answer.
    var code: String?
    var accessToken: String?
    let tokenID: String

    func payload(issuers: IssuerPolicy, authority: Authority, pairwise: PairwiseSubject, now: Date) -> JSONTree {
        var claims = JSONTree.Members()
        let tenant = tenantID.lowercaseText
        claims["aud"] = .string(clientID.lowercaseText)
        claims["iss"] = .string(
            version == .v2
                ? issuers.issuerV2(authority: authority, tenant: tenant)
                : issuers.issuerV1(authority: authority, tenant: tenant))
        let issued = WireTime.epoch(now) - Int64(TokenLifetime.clockAllowance)
        claims["iat"] = .integer(issued)
        claims["nbf"] = .integer(issued)
        claims["exp"] = .integer(WireTime.epoch(now) + Int64(TokenLifetime.idToken))
        if let accessToken { claims["at_hash"] = .string(Self.half(accessToken)) }
        if let code { claims["c_hash"] = .string(Self.half(code)) }
        if includesAuthenticationTime { claims["auth_time"] = .integer(WireTime.epoch(user.authenticated)) }
        if version == .v1 { claims["amr"] = JSONTree(strings: user.methods) }
        let hasProfile = version == .v1 || scopes.contains("profile")
        if scopes.contains("email"), let mail = user.record.mail { claims["email"] = .string(mail) }
        if version == .v1 {
            if let name = user.record.surname { claims["family_name"] = .string(name) }
            if let name = user.record.givenName { claims["given_name"] = .string(name) }
        }
        if hasProfile { claims["name"] = .string(user.record.displayName) }
        if let nonce { claims["nonce"] = .string(nonce) }
        if hasProfile { claims["oid"] = .string(user.record.id.lowercaseText) }
        if hasProfile, version == .v2 { claims["preferred_username"] = .string(user.record.userPrincipalName) }
        if let sessionID = user.sessionID { claims["sid"] = .string(sessionID.lowercaseText) }
        claims["sub"] = .string(pairwise.subject(user: user.record.id, recipient: clientID))
        claims["tid"] = .string(tenant)
        if version == .v1 {
            claims["unique_name"] = .string(user.record.userPrincipalName)
            claims["upn"] = .string(user.record.userPrincipalName)
        }
        claims["uti"] = .string(tokenID)
        claims["ver"] = version == .v2 ? "2.0" : "1.0"
        return .object(claims)
    }

    /// base64url of the left half of the SHA-256, OpenID Connect Core §3.3.2.11.
    static func half(_ text: String) -> String {
        Base64URL.encode(SHA256.hash(data: Data(text.utf8)).prefix(16))
    }
}
