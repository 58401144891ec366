/// The permissions that an application wishes on one API.
public struct RequiredResourceAccess: Sendable, Hashable, Codable {
    /// Client id of the API.
    public var resourceAppID: String

    /// The permissions.
    public var resourceAccess: [ResourceAccess]

    enum CodingKeys: String, CodingKey {
        case resourceAppID = "resourceAppId"
        case resourceAccess
    }

    /// Makes a value of its members.
    public init(
        resourceAppID: String,
        resourceAccess: [ResourceAccess]
    ) {
        self.resourceAppID = resourceAppID
        self.resourceAccess = resourceAccess
    }
}
