/// A mailbox in an alert.
public struct MailboxEvidence: Sendable, Hashable, Codable {
    /// The address.
    public var primaryAddress: String?

    /// The name for people.
    public var displayName: String?

    /// The owner's sign-in name.
    public var upn: String?

    /// The owner.
    public var userAccount: UserAccount?

    enum CodingKeys: String, CodingKey {
        case primaryAddress
        case displayName
        case upn
        case userAccount
    }

    /// Makes a value of its members.
    public init(
        primaryAddress: String? = nil,
        displayName: String? = nil,
        upn: String? = nil,
        userAccount: UserAccount? = nil
    ) {
        self.primaryAddress = primaryAddress
        self.displayName = displayName
        self.upn = upn
        self.userAccount = userAccount
    }
}
