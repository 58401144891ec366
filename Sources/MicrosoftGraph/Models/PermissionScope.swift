/// A delegated permission that an API defines.
public struct PermissionScope: Sendable, Hashable, Codable {
    /// The id by which it is granted.
    public var id: String

    /// The name in tokens.
    public var value: String?

    /// `User` when users may consent for themselves, else `Admin`.
    public var type: String?

    /// Whether it can be granted.
    public var isEnabled: Bool?

    /// Title for administrators.
    public var adminConsentDisplayName: String?

    /// Text for administrators.
    public var adminConsentDescription: String?

    /// Title for users.
    public var userConsentDisplayName: String?

    /// Text for users.
    public var userConsentDescription: String?

    enum CodingKeys: String, CodingKey {
        case id
        case value
        case type
        case isEnabled
        case adminConsentDisplayName
        case adminConsentDescription
        case userConsentDisplayName
        case userConsentDescription
    }

    /// Makes a value of its members.
    public init(
        id: String,
        value: String? = nil,
        type: String? = nil,
        isEnabled: Bool? = nil,
        adminConsentDisplayName: String? = nil,
        adminConsentDescription: String? = nil,
        userConsentDisplayName: String? = nil,
        userConsentDescription: String? = nil
    ) {
        self.id = id
        self.value = value
        self.type = type
        self.isEnabled = isEnabled
        self.adminConsentDisplayName = adminConsentDisplayName
        self.adminConsentDescription = adminConsentDescription
        self.userConsentDisplayName = userConsentDisplayName
        self.userConsentDescription = userConsentDescription
    }
}
