/// A key of the registry in an alert.
public struct RegistryKeyEvidence: Sendable, Hashable, Codable {
    /// The hive.
    public var registryHive: String?

    /// The key.
    public var registryKey: String?

    enum CodingKeys: String, CodingKey {
        case registryHive
        case registryKey
    }

    /// Makes a value of its members.
    public init(
        registryHive: String? = nil,
        registryKey: String? = nil
    ) {
        self.registryHive = registryHive
        self.registryKey = registryKey
    }
}
