/// Who sent a message.
public struct EmailSender: Sendable, Hashable, Codable {
    /// The name for people.
    public var displayName: String?

    /// The domain.
    public var domainName: String?

    /// The address.
    public var emailAddress: String?

    enum CodingKeys: String, CodingKey {
        case displayName
        case domainName
        case emailAddress
    }

    /// Makes a value of its members.
    public init(
        displayName: String? = nil,
        domainName: String? = nil,
        emailAddress: String? = nil
    ) {
        self.displayName = displayName
        self.domainName = domainName
        self.emailAddress = emailAddress
    }
}
