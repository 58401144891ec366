/// An application permission, or a role for users, that an API defines.
public struct AppRole: Sendable, Hashable, Codable {
    /// The id by which it is assigned.
    public var id: String

    /// The name in tokens.
    public var value: String?

    /// Title.
    public var displayName: String?

    /// What it allows.
    public var description: String?

    /// To what it can be assigned: `User`, `Application`.
    public var allowedMemberTypes: [String]?

    /// Whether it can be assigned.
    public var isEnabled: Bool?

    /// Where it is defined; given by the directory.
    public var origin: String?

    enum CodingKeys: String, CodingKey {
        case id
        case value
        case displayName
        case description
        case allowedMemberTypes
        case isEnabled
        case origin
    }

    /// Makes a value of its members.
    public init(
        id: String,
        value: String? = nil,
        displayName: String? = nil,
        description: String? = nil,
        allowedMemberTypes: [String]? = nil,
        isEnabled: Bool? = nil,
        origin: String? = nil
    ) {
        self.id = id
        self.value = value
        self.displayName = displayName
        self.description = description
        self.allowedMemberTypes = allowedMemberTypes
        self.isEnabled = isEnabled
        self.origin = origin
    }
}
