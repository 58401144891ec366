/// A device in an alert of the Microsoft 365 Defender API.
public struct XDRDevice: Sendable, Hashable, Codable {
    /// The device's id in Defender for Endpoint, 40 hexadecimal digits; `DeviceId` of the hunting tables.
    public var mdatpDeviceID: String?

    /// The device's id in Entra ID.
    public var aadDeviceID: String?

    /// The host name with its domain.
    public var deviceDNSName: String?

    /// The system, such as `Windows11`.
    public var osPlatform: String?

    /// The system's release, such as `23H2`.
    public var version: String?

    /// The processor, such as `x64`.
    public var osProcessor: String?

    /// The system's build.
    public var osBuild: Int64?

    /// Whether the sensor reports.
    public var healthStatus: DeviceHealthStatus?

    /// How much risk the device carries.
    public var riskScore: DeviceRiskScore?

    /// The device group.
    public var rbacGroupName: String?

    /// The number of the device group.
    public var rbacGroupID: Int64?

    /// When the device first reported.
    public var firstSeen: Timestamp?

    /// Tags of the customer.
    public var tags: [String]

    /// State of the antivirus program.
    public var defenderAVStatus: DefenderAntivirusStatus?

    /// Whether the device is protected.
    public var onboardingStatus: DeviceOnboardingStatus?

    /// Where it runs, when it is a virtual machine in a cloud.
    public var vmMetadata: VirtualMachineMetadata?

    /// Users seen on the device.
    public var loggedOnUsers: [LoggedOnUser]?

    enum CodingKeys: String, CodingKey {
        case mdatpDeviceID = "mdatpDeviceId"
        case aadDeviceID = "aadDeviceId"
        case deviceDNSName = "deviceDnsName"
        case osPlatform
        case version
        case osProcessor
        case osBuild
        case healthStatus
        case riskScore
        case rbacGroupName
        case rbacGroupID = "rbacGroupId"
        case firstSeen
        case tags
        case defenderAVStatus = "defenderAvStatus"
        case onboardingStatus
        case vmMetadata
        case loggedOnUsers
    }

    /// Makes a value of its members.
    public init(
        mdatpDeviceID: String? = nil,
        aadDeviceID: String? = nil,
        deviceDNSName: String? = nil,
        osPlatform: String? = nil,
        version: String? = nil,
        osProcessor: String? = nil,
        osBuild: Int64? = nil,
        healthStatus: DeviceHealthStatus? = nil,
        riskScore: DeviceRiskScore? = nil,
        rbacGroupName: String? = nil,
        rbacGroupID: Int64? = nil,
        firstSeen: Timestamp? = nil,
        tags: [String] = [],
        defenderAVStatus: DefenderAntivirusStatus? = nil,
        onboardingStatus: DeviceOnboardingStatus? = nil,
        vmMetadata: VirtualMachineMetadata? = nil,
        loggedOnUsers: [LoggedOnUser]? = nil
    ) {
        self.mdatpDeviceID = mdatpDeviceID
        self.aadDeviceID = aadDeviceID
        self.deviceDNSName = deviceDNSName
        self.osPlatform = osPlatform
        self.version = version
        self.osProcessor = osProcessor
        self.osBuild = osBuild
        self.healthStatus = healthStatus
        self.riskScore = riskScore
        self.rbacGroupName = rbacGroupName
        self.rbacGroupID = rbacGroupID
        self.firstSeen = firstSeen
        self.tags = tags
        self.defenderAVStatus = defenderAVStatus
        self.onboardingStatus = onboardingStatus
        self.vmMetadata = vmMetadata
        self.loggedOnUsers = loggedOnUsers
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mdatpDeviceID = try container.decodeIfPresent(String.self, forKey: .mdatpDeviceID)
        aadDeviceID = try container.decodeIfPresent(String.self, forKey: .aadDeviceID)
        deviceDNSName = try container.decodeIfPresent(String.self, forKey: .deviceDNSName)
        osPlatform = try container.decodeIfPresent(String.self, forKey: .osPlatform)
        version = try container.decodeIfPresent(String.self, forKey: .version)
        osProcessor = try container.decodeIfPresent(String.self, forKey: .osProcessor)
        osBuild = try container.decodeIfPresent(Int64.self, forKey: .osBuild)
        healthStatus = try container.decodeIfPresent(DeviceHealthStatus.self, forKey: .healthStatus)
        riskScore = try container.decodeIfPresent(DeviceRiskScore.self, forKey: .riskScore)
        rbacGroupName = try container.decodeIfPresent(String.self, forKey: .rbacGroupName)
        rbacGroupID = try container.decodeIfPresent(Int64.self, forKey: .rbacGroupID)
        firstSeen = try container.decodeIfPresent(Timestamp.self, forKey: .firstSeen)
        tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        defenderAVStatus = try container.decodeIfPresent(DefenderAntivirusStatus.self, forKey: .defenderAVStatus)
        onboardingStatus = try container.decodeIfPresent(DeviceOnboardingStatus.self, forKey: .onboardingStatus)
        vmMetadata = try container.decodeIfPresent(VirtualMachineMetadata.self, forKey: .vmMetadata)
        loggedOnUsers = try container.decodeIfPresent([LoggedOnUser].self, forKey: .loggedOnUsers)
    }
}
