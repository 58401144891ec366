/// A client that needs no consent for an API.
public struct PreAuthorizedApplication: Sendable, Hashable, Codable {
    /// The client.
    public var appID: String?

    /// Ids of the delegated permissions.
    public var delegatedPermissionIDs: [String]?

    enum CodingKeys: String, CodingKey {
        case appID = "appId"
        case delegatedPermissionIDs = "delegatedPermissionIds"
    }

    /// Makes a value of its members.
    public init(
        appID: String? = nil,
        delegatedPermissionIDs: [String]? = nil
    ) {
        self.appID = appID
        self.delegatedPermissionIDs = delegatedPermissionIDs
    }
}
