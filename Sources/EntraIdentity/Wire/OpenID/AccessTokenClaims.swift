public import Foundation

/// The claims of an access token of either version (identity B.9).
///
/// The server issues and checks them. A client may read them for display, never to decide anything: the token is for
/// the API (identity H.35).
public struct AccessTokenClaims: Sendable, Hashable, Codable {
    /// `aud`: the API, as it was asked for.
    public var audience: OneOrMany
    /// `iss`.
    public var issuer: String
    /// `iat`.
    public var issuedAt: EpochSeconds
    /// `nbf`.
    public var notBefore: EpochSeconds
    /// `exp`.
    public var expiresAt: EpochSeconds
    /// `tid`: the tenant that issued it.
    public var tenantID: String
    /// `oid`: the user or the service principal.
    public var objectID: String?
    /// `sub`.
    public var subject: String
    /// `ver`.
    public var version: String
    /// `appid`, v1.
    public var appID: String?
    /// `azp`, v2.
    public var authorizedParty: String?
    /// `appidacr`, v1: 0 public, 1 secret, 2 certificate.
    public var appAuthentication: String?
    /// `azpacr`, v2: the same.
    public var authorizedPartyAuthentication: String?
    /// `app_displayname`.
    public var appDisplayName: String?
    /// `idp`.
    public var identityProvider: String?
    /// `idtyp`: `app` or `user`.
    public var identityType: String?
    /// `scp`: delegated permissions, space-separated.
    public var scope: String?
    /// `roles`: app roles.
    public var roles: [String]?
    /// `wids`: directory roles by template.
    public var directoryRoles: [String]?
    /// `upn`.
    public var userPrincipalName: String?
    /// `unique_name`.
    public var uniqueName: String?
    /// `preferred_username`.
    public var preferredUsername: String?
    /// `name`.
    public var name: String?
    /// `given_name`.
    public var givenName: String?
    /// `family_name`.
    public var familyName: String?
    /// `ipaddr`.
    public var ipAddress: String?
    /// `acr`.
    public var authenticationContext: String?
    /// `amr`.
    public var authenticationMethods: [String]?
    /// `auth_time`.
    public var authenticatedAt: EpochSeconds?
    /// `sid`.
    public var sessionID: String?
    /// `xms_cc`: capabilities of the client.
    public var clientCapabilities: [String]?
    /// `tenant_region_scope`.
    public var tenantRegionScope: String?
    /// `uti`: identifier of the token.
    public var tokenID: String?
    /// `rh`: internal to the service.
    public var rh: String?
    /// `aio`: internal to the service.
    public var aio: String?

    /// Makes claims; the optional ones are set afterwards.
    public init(
        audience: String,
        issuer: String,
        subject: String,
        tenantID: String,
        version: String,
        issuedAt: EpochSeconds,
        notBefore: EpochSeconds,
        expiresAt: EpochSeconds
    ) {
        self.audience = OneOrMany(audience)
        self.issuer = issuer
        self.subject = subject
        self.tenantID = tenantID
        self.version = version
        self.issuedAt = issuedAt
        self.notBefore = notBefore
        self.expiresAt = expiresAt
    }

    /// The client: `appid` or `azp`.
    public var clientID: String? { appID ?? authorizedParty }

    /// Delegated permissions.
    public var scopes: Set<String> { Set((scope ?? "").split(separator: " ").map(String.init)) }

    /// App roles.
    public var roleSet: Set<String> { Set(roles ?? []) }

    /// Whether the token stands for an application by itself: it says so, or has no scope and is its own subject.
    public var isAppOnly: Bool { identityType == "app" || (scope == nil && objectID == subject) }

    /// The name to show for the user.
    public var username: String? { userPrincipalName ?? preferredUsername ?? uniqueName }

    enum CodingKeys: String, CodingKey {
        case roles, name, rh, aio
        case audience = "aud"
        case issuer = "iss"
        case issuedAt = "iat"
        case notBefore = "nbf"
        case expiresAt = "exp"
        case tenantID = "tid"
        case objectID = "oid"
        case subject = "sub"
        case version = "ver"
        case appID = "appid"
        case authorizedParty = "azp"
        case appAuthentication = "appidacr"
        case authorizedPartyAuthentication = "azpacr"
        case appDisplayName = "app_displayname"
        case identityProvider = "idp"
        case identityType = "idtyp"
        case scope = "scp"
        case directoryRoles = "wids"
        case userPrincipalName = "upn"
        case uniqueName = "unique_name"
        case preferredUsername = "preferred_username"
        case givenName = "given_name"
        case familyName = "family_name"
        case ipAddress = "ipaddr"
        case authenticationContext = "acr"
        case authenticationMethods = "amr"
        case authenticatedAt = "auth_time"
        case sessionID = "sid"
        case clientCapabilities = "xms_cc"
        case tenantRegionScope = "tenant_region_scope"
        case tokenID = "uti"
    }
}

extension AccessTokenClaims {
    /// Reads the claims of a token for display, **without validating anything**.
    ///
    /// - Returns: `nil` for a token that is not readable; tokens are opaque to clients, so that is no error.
    public init?(unvalidated token: String) {
        guard let parts = try? JSONWebToken(parsing: token), let claims = try? parts.claims(as: Self.self) else {
            return nil
        }
        self = claims
    }

    /// How long the token still lives; negative when it has ended.
    public func remainingLife(at now: Date) -> Duration {
        .seconds(Int64(expiresAt.date.timeIntervalSince(now)))
    }
}
