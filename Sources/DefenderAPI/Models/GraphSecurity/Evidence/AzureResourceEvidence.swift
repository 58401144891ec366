/// A resource of Azure in an alert.
public struct AzureResourceEvidence: Sendable, Hashable, Codable {
    /// Its id.
    public var resourceID: String?

    /// Its name.
    public var resourceName: String?

    /// Its type.
    public var resourceType: String?

    enum CodingKeys: String, CodingKey {
        case resourceID = "resourceId"
        case resourceName
        case resourceType
    }

    /// Makes a value of its members.
    public init(
        resourceID: String? = nil,
        resourceName: String? = nil,
        resourceType: String? = nil
    ) {
        self.resourceID = resourceID
        self.resourceName = resourceName
        self.resourceType = resourceType
    }
}
