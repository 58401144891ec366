/// An application permission or role that was given to an application, user or group.
public struct AppRoleAssignment: Sendable, Hashable, Codable {
    /// The id by which it is taken away; given by the directory.
    public var id: String?

    /// The role; all zeros is default access.
    public var appRoleID: String

    /// Object id of who has it.
    public var principalID: String

    /// What that is: `ServicePrincipal`, `User`, `Group`.
    public var principalType: String?

    /// Name of who has it.
    public var principalDisplayName: String?

    /// Object id of the API's service principal.
    public var resourceID: String

    /// Name of the API.
    public var resourceDisplayName: String?

    /// When it was given.
    public var createdDateTime: GraphDateTime?

    enum CodingKeys: String, CodingKey {
        case id
        case appRoleID = "appRoleId"
        case principalID = "principalId"
        case principalType
        case principalDisplayName
        case resourceID = "resourceId"
        case resourceDisplayName
        case createdDateTime
    }

    /// Makes a value of its members.
    public init(
        id: String? = nil,
        appRoleID: String,
        principalID: String,
        principalType: String? = nil,
        principalDisplayName: String? = nil,
        resourceID: String,
        resourceDisplayName: String? = nil,
        createdDateTime: GraphDateTime? = nil
    ) {
        self.id = id
        self.appRoleID = appRoleID
        self.principalID = principalID
        self.principalType = principalType
        self.principalDisplayName = principalDisplayName
        self.resourceID = resourceID
        self.resourceDisplayName = resourceDisplayName
        self.createdDateTime = createdDateTime
    }
}
