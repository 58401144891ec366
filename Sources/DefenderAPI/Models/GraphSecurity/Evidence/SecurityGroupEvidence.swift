/// A group in an alert.
public struct SecurityGroupEvidence: Sendable, Hashable, Codable {
    /// Id of the group.
    public var securityGroupID: String?

    /// Name of the group.
    public var displayName: String?

    /// Its name in Active Directory.
    public var distinguishedName: String?

    /// Its name for people.
    public var friendlyName: String?

    /// Its security identifier.
    public var sid: String?

    /// Its object id in Active Directory.
    public var activeDirectoryObjectGUID: String?

    enum CodingKeys: String, CodingKey {
        case securityGroupID = "securityGroupId"
        case displayName
        case distinguishedName
        case friendlyName
        case sid
        case activeDirectoryObjectGUID = "activeDirectoryObjectGuid"
    }

    /// Makes a value of its members.
    public init(
        securityGroupID: String? = nil,
        displayName: String? = nil,
        distinguishedName: String? = nil,
        friendlyName: String? = nil,
        sid: String? = nil,
        activeDirectoryObjectGUID: String? = nil
    ) {
        self.securityGroupID = securityGroupID
        self.displayName = displayName
        self.distinguishedName = distinguishedName
        self.friendlyName = friendlyName
        self.sid = sid
        self.activeDirectoryObjectGUID = activeDirectoryObjectGUID
    }
}
