/// Settings of an application that is an API.
public struct APIApplication: Sendable, Hashable, Codable {
    /// The form of its tokens, 1 or 2; nil is 1.
    public var requestedAccessTokenVersion: Int?

    /// Delegated permissions it defines.
    public var oauth2PermissionScopes: [PermissionScope]?

    /// Clients that need no consent.
    public var preAuthorizedApplications: [PreAuthorizedApplication]?

    /// Clients whose consent covers this API.
    public var knownClientApplications: [String]?

    /// Whether claims may be mapped without a signing key of its own.
    public var acceptMappedClaims: Bool?

    enum CodingKeys: String, CodingKey {
        case requestedAccessTokenVersion
        case oauth2PermissionScopes
        case preAuthorizedApplications
        case knownClientApplications
        case acceptMappedClaims
    }

    /// Makes a value of its members.
    public init(
        requestedAccessTokenVersion: Int? = nil,
        oauth2PermissionScopes: [PermissionScope]? = nil,
        preAuthorizedApplications: [PreAuthorizedApplication]? = nil,
        knownClientApplications: [String]? = nil,
        acceptMappedClaims: Bool? = nil
    ) {
        self.requestedAccessTokenVersion = requestedAccessTokenVersion
        self.oauth2PermissionScopes = oauth2PermissionScopes
        self.preAuthorizedApplications = preAuthorizedApplications
        self.knownClientApplications = knownClientApplications
        self.acceptMappedClaims = acceptMappedClaims
    }
}
