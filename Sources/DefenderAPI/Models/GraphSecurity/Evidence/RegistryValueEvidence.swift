/// A value of the registry in an alert.
public struct RegistryValueEvidence: Sendable, Hashable, Codable {
    /// The device where it was seen.
    public var mdeDeviceID: String?

    /// The hive.
    public var registryHive: String?

    /// The key.
    public var registryKey: String?

    /// Data of the value.
    public var registryValue: String?

    /// Name of the value.
    public var registryValueName: String?

    /// Type of the value.
    public var registryValueType: String?

    enum CodingKeys: String, CodingKey {
        case mdeDeviceID = "mdeDeviceId"
        case registryHive
        case registryKey
        case registryValue
        case registryValueName
        case registryValueType
    }

    /// Makes a value of its members.
    public init(
        mdeDeviceID: String? = nil,
        registryHive: String? = nil,
        registryKey: String? = nil,
        registryValue: String? = nil,
        registryValueName: String? = nil,
        registryValueType: String? = nil
    ) {
        self.mdeDeviceID = mdeDeviceID
        self.registryHive = registryHive
        self.registryKey = registryKey
        self.registryValue = registryValue
        self.registryValueName = registryValueName
        self.registryValueType = registryValueType
    }
}
