/// A user seen on a device.
public struct LoggedOnUser: Sendable, Hashable, Codable {
    /// Name of the account.
    public var accountName: String?

    /// Domain of the account.
    public var domainName: String?

    enum CodingKeys: String, CodingKey {
        case accountName
        case domainName
    }

    /// Makes a value of its members.
    public init(
        accountName: String? = nil,
        domainName: String? = nil
    ) {
        self.accountName = accountName
        self.domainName = domainName
    }
}
