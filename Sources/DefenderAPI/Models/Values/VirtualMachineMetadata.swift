/// Where a virtual machine of a cloud runs.
public struct VirtualMachineMetadata: Sendable, Hashable, Codable {
    /// The cloud.
    public var cloudProvider: String?

    /// The resource in the cloud.
    public var resourceID: String?

    /// The subscription in the cloud.
    public var subscriptionID: String?

    /// The id of the machine.
    public var vmID: String?

    enum CodingKeys: String, CodingKey {
        case cloudProvider
        case resourceID = "resourceId"
        case subscriptionID = "subscriptionId"
        case vmID = "vmId"
    }

    /// Makes a value of its members.
    public init(
        cloudProvider: String? = nil,
        resourceID: String? = nil,
        subscriptionID: String? = nil,
        vmID: String? = nil
    ) {
        self.cloudProvider = cloudProvider
        self.resourceID = resourceID
        self.subscriptionID = subscriptionID
        self.vmID = vmID
    }
}
