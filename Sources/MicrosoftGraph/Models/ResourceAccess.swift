/// A permission that an application wishes.
public struct ResourceAccess: Sendable, Hashable, Codable {
    /// Id of the role or delegated permission.
    public var id: String

    /// Which of the two it is.
    public var type: ResourceAccessType

    enum CodingKeys: String, CodingKey {
        case id
        case type
    }

    /// Makes a value of its members.
    public init(
        id: String,
        type: ResourceAccessType
    ) {
        self.id = id
        self.type = type
    }
}
