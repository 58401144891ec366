/// A domain of a tenant.
public struct VerifiedDomain: Sendable, Hashable, Codable {
    /// The domain.
    public var name: String

    /// `Managed` or `Federated`.
    public var type: String?

    /// What it is used for.
    public var capabilities: String?

    /// Whether new accounts get it.
    public var isDefault: Bool?

    /// Whether it came with the tenant.
    public var isInitial: Bool?

    enum CodingKeys: String, CodingKey {
        case name
        case type
        case capabilities
        case isDefault
        case isInitial
    }

    /// Makes a value of its members.
    public init(
        name: String,
        type: String? = nil,
        capabilities: String? = nil,
        isDefault: Bool? = nil,
        isInitial: Bool? = nil
    ) {
        self.name = name
        self.type = type
        self.capabilities = capabilities
        self.isDefault = isDefault
        self.isInitial = isInitial
    }
}
