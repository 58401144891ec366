/// One access to a resource.
public struct ResourceAccessEvent: Sendable, Hashable, Codable {
    /// When it happened.
    public var accessDateTime: Timestamp?

    /// The account.
    public var accountID: String?

    /// The address it came from.
    public var ipAddress: String?

    /// The resource.
    public var resourceIdentifier: String?

    enum CodingKeys: String, CodingKey {
        case accessDateTime
        case accountID = "accountId"
        case ipAddress
        case resourceIdentifier
    }

    /// Makes a value of its members.
    public init(
        accessDateTime: Timestamp? = nil,
        accountID: String? = nil,
        ipAddress: String? = nil,
        resourceIdentifier: String? = nil
    ) {
        self.accessDateTime = accessDateTime
        self.accountID = accountID
        self.ipAddress = ipAddress
        self.resourceIdentifier = resourceIdentifier
    }
}
