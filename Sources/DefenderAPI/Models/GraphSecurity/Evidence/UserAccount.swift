/// An account in evidence.
public struct UserAccount: Sendable, Hashable, Codable {
    /// Name of the account.
    public var accountName: String?

    /// Domain of the account.
    public var domainName: String?

    /// Security identifier of the account.
    public var userSID: String?

    /// Object id of the account in Entra ID.
    public var azureADUserID: String?

    /// Sign-in name of the account.
    public var userPrincipalName: String?

    /// Name for people.
    public var displayName: String?

    /// Object id in Active Directory.
    public var activeDirectoryObjectGUID: String?

    /// The tenant.
    public var tenantID: String?

    /// What the account reached.
    public var resourceAccessEvents: [ResourceAccessEvent]

    enum CodingKeys: String, CodingKey {
        case accountName
        case domainName
        case userSID = "userSid"
        case azureADUserID = "azureAdUserId"
        case userPrincipalName
        case displayName
        case activeDirectoryObjectGUID = "activeDirectoryObjectGuid"
        case tenantID = "tenantId"
        case resourceAccessEvents
    }

    /// Makes a value of its members.
    public init(
        accountName: String? = nil,
        domainName: String? = nil,
        userSID: String? = nil,
        azureADUserID: String? = nil,
        userPrincipalName: String? = nil,
        displayName: String? = nil,
        activeDirectoryObjectGUID: String? = nil,
        tenantID: String? = nil,
        resourceAccessEvents: [ResourceAccessEvent] = []
    ) {
        self.accountName = accountName
        self.domainName = domainName
        self.userSID = userSID
        self.azureADUserID = azureADUserID
        self.userPrincipalName = userPrincipalName
        self.displayName = displayName
        self.activeDirectoryObjectGUID = activeDirectoryObjectGUID
        self.tenantID = tenantID
        self.resourceAccessEvents = resourceAccessEvents
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        accountName = try container.decodeIfPresent(String.self, forKey: .accountName)
        domainName = try container.decodeIfPresent(String.self, forKey: .domainName)
        userSID = try container.decodeIfPresent(String.self, forKey: .userSID)
        azureADUserID = try container.decodeIfPresent(String.self, forKey: .azureADUserID)
        userPrincipalName = try container.decodeIfPresent(String.self, forKey: .userPrincipalName)
        displayName = try container.decodeIfPresent(String.self, forKey: .displayName)
        activeDirectoryObjectGUID = try container.decodeIfPresent(String.self, forKey: .activeDirectoryObjectGUID)
        tenantID = try container.decodeIfPresent(String.self, forKey: .tenantID)
        resourceAccessEvents =
            try container.decodeIfPresent([ResourceAccessEvent].self, forKey: .resourceAccessEvents) ?? []
    }
}
