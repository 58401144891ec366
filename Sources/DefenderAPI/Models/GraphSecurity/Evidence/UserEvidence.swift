/// An account in an alert.
public struct UserEvidence: Sendable, Hashable, Codable {
    /// The stream of the evidence.
    public var stream: EvidenceStream?

    /// The account.
    public var userAccount: UserAccount?

    enum CodingKeys: String, CodingKey {
        case stream
        case userAccount
    }

    /// Makes a value of its members.
    public init(
        stream: EvidenceStream? = nil,
        userAccount: UserAccount? = nil
    ) {
        self.stream = stream
        self.userAccount = userAccount
    }
}
