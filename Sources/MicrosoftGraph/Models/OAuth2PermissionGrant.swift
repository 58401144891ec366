/// Delegated permissions that were granted to an application.
public struct OAuth2PermissionGrant: Sendable, Hashable, Codable {
    /// The id by which it is changed; given by the directory.
    public var id: String?

    /// Object id of the client's service principal, not its client id.
    public var clientID: String

    /// For whom it was granted.
    public var consentType: ConsentType

    /// The user; nil for all users.
    public var principalID: String?

    /// Object id of the API's service principal.
    public var resourceID: String

    /// Names of the permissions, separated by blanks.
    public var scope: String?

    enum CodingKeys: String, CodingKey {
        case id
        case clientID = "clientId"
        case consentType
        case principalID = "principalId"
        case resourceID = "resourceId"
        case scope
    }

    /// Makes a value of its members.
    public init(
        id: String? = nil,
        clientID: String,
        consentType: ConsentType,
        principalID: String? = nil,
        resourceID: String,
        scope: String? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.consentType = consentType
        self.principalID = principalID
        self.resourceID = resourceID
        self.scope = scope
    }
}
