import Foundation

/// The claims of an ID token (identity B.9).
public struct IDTokenClaims: Sendable, Hashable, Codable {
    /// `iss`.
    public var issuer: String
    /// `aud`: the client.
    public var audience: OneOrMany
    /// `sub`: the user, pairwise for each client.
    public var subject: String
    /// `exp`.
    public var expiresAt: EpochSeconds
    /// `iat`.
    public var issuedAt: EpochSeconds
    /// `nbf`.
    public var notBefore: EpochSeconds?
    /// `azp`.
    public var authorizedParty: String?
    /// `tid`.
    public var tenantID: String?
    /// `oid`.
    public var objectID: String?
    /// `nonce`.
    public var nonce: String?
    /// `ver`.
    public var version: String?
    /// `name`.
    public var name: String?
    /// `preferred_username`; not to be used for authorization.
    public var preferredUsername: String?
    /// `upn`, v1.
    public var userPrincipalName: String?
    /// `unique_name`, v1.
    public var uniqueName: String?
    /// `given_name`.
    public var givenName: String?
    /// `family_name`.
    public var familyName: String?
    /// `email`; not to be used for authorization.
    public var email: String?
    /// `auth_time`.
    public var authenticatedAt: EpochSeconds?
    /// `at_hash`.
    public var accessTokenHash: String?
    /// `c_hash`.
    public var codeHash: String?
    /// `sid`.
    public var sessionID: String?
    /// `login_hint`.
    public var loginHint: String?
    /// `acr`.
    public var authenticationContext: String?
    /// `amr`.
    public var authenticationMethods: [String]?
    /// `roles`.
    public var roles: [String]?
    /// `idp`.
    public var identityProvider: String?
    /// `uti`.
    public var tokenID: String?
    /// `rh`.
    public var rh: String?
    /// `aio`.
    public var aio: String?

    /// Makes claims; the optional ones are set afterwards.
    public init(
        issuer: String, audience: String, subject: String, issuedAt: EpochSeconds, expiresAt: EpochSeconds
    ) {
        self.issuer = issuer
        self.audience = OneOrMany(audience)
        self.subject = subject
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// The name to show for the user.
    public var username: String? { preferredUsername ?? userPrincipalName ?? uniqueName ?? email }

    enum CodingKeys: String, CodingKey {
        case nonce, name, email, roles, rh, aio
        case issuer = "iss"
        case audience = "aud"
        case subject = "sub"
        case expiresAt = "exp"
        case issuedAt = "iat"
        case notBefore = "nbf"
        case authorizedParty = "azp"
        case tenantID = "tid"
        case objectID = "oid"
        case version = "ver"
        case preferredUsername = "preferred_username"
        case userPrincipalName = "upn"
        case uniqueName = "unique_name"
        case givenName = "given_name"
        case familyName = "family_name"
        case authenticatedAt = "auth_time"
        case accessTokenHash = "at_hash"
        case codeHash = "c_hash"
        case sessionID = "sid"
        case loginHint = "login_hint"
        case authenticationContext = "acr"
        case authenticationMethods = "amr"
        case identityProvider = "idp"
        case tokenID = "uti"
    }
}
