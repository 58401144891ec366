/// A device in an alert.
public struct DeviceEvidence: Sendable, Hashable, Codable {
    /// When the device first reported.
    public var firstSeenDateTime: Timestamp?

    /// The device's id in Defender for Endpoint, 40 hexadecimal digits; `DeviceId` of the hunting tables.
    public var mdeDeviceID: String?

    /// The device's id in Entra ID.
    public var azureADDeviceID: String?

    /// The host name with its domain.
    public var deviceDNSName: String?

    /// The host name.
    public var hostName: String?

    /// The domain in its short form.
    public var ntDomain: String?

    /// The domain.
    public var dnsDomain: String?

    /// The system, such as `Windows11`.
    public var osPlatform: String?

    /// The system's build.
    public var osBuild: Int64?

    /// The system's release.
    public var version: String?

    /// Whether the sensor reports.
    public var healthStatus: DeviceHealthStatus?

    /// How much risk the device carries.
    public var riskScore: DeviceRiskScore?

    /// The number of the device group.
    public var rbacGroupID: Int?

    /// The device group.
    public var rbacGroupName: String?

    /// Whether the device is protected.
    public var onboardingStatus: DeviceOnboardingStatus?

    /// State of the antivirus program.
    public var defenderAVStatus: DefenderAntivirusStatus?

    /// Its last address inside.
    public var lastIPAddress: String?

    /// Its last address outside.
    public var lastExternalIPAddress: String?

    /// Its addresses.
    public var ipInterfaces: [String]

    /// Where it runs, when it is a virtual machine in a cloud.
    public var vmMetadata: VirtualMachineMetadata?

    /// Users seen on the device.
    public var loggedOnUsers: [LoggedOnUser]

    /// What was reached from it.
    public var resourceAccessEvents: [ResourceAccessEvent]

    enum CodingKeys: String, CodingKey {
        case firstSeenDateTime
        case mdeDeviceID = "mdeDeviceId"
        case azureADDeviceID = "azureAdDeviceId"
        case deviceDNSName = "deviceDnsName"
        case hostName
        case ntDomain
        case dnsDomain
        case osPlatform
        case osBuild
        case version
        case healthStatus
        case riskScore
        case rbacGroupID = "rbacGroupId"
        case rbacGroupName
        case onboardingStatus
        case defenderAVStatus = "defenderAvStatus"
        case lastIPAddress = "lastIpAddress"
        case lastExternalIPAddress = "lastExternalIpAddress"
        case ipInterfaces
        case vmMetadata
        case loggedOnUsers
        case resourceAccessEvents
    }

    /// Makes a value of its members.
    public init(
        firstSeenDateTime: Timestamp? = nil,
        mdeDeviceID: String? = nil,
        azureADDeviceID: String? = nil,
        deviceDNSName: String? = nil,
        hostName: String? = nil,
        ntDomain: String? = nil,
        dnsDomain: String? = nil,
        osPlatform: String? = nil,
        osBuild: Int64? = nil,
        version: String? = nil,
        healthStatus: DeviceHealthStatus? = nil,
        riskScore: DeviceRiskScore? = nil,
        rbacGroupID: Int? = nil,
        rbacGroupName: String? = nil,
        onboardingStatus: DeviceOnboardingStatus? = nil,
        defenderAVStatus: DefenderAntivirusStatus? = nil,
        lastIPAddress: String? = nil,
        lastExternalIPAddress: String? = nil,
        ipInterfaces: [String] = [],
        vmMetadata: VirtualMachineMetadata? = nil,
        loggedOnUsers: [LoggedOnUser] = [],
        resourceAccessEvents: [ResourceAccessEvent] = []
    ) {
        self.firstSeenDateTime = firstSeenDateTime
        self.mdeDeviceID = mdeDeviceID
        self.azureADDeviceID = azureADDeviceID
        self.deviceDNSName = deviceDNSName
        self.hostName = hostName
        self.ntDomain = ntDomain
        self.dnsDomain = dnsDomain
        self.osPlatform = osPlatform
        self.osBuild = osBuild
        self.version = version
        self.healthStatus = healthStatus
        self.riskScore = riskScore
        self.rbacGroupID = rbacGroupID
        self.rbacGroupName = rbacGroupName
        self.onboardingStatus = onboardingStatus
        self.defenderAVStatus = defenderAVStatus
        self.lastIPAddress = lastIPAddress
        self.lastExternalIPAddress = lastExternalIPAddress
        self.ipInterfaces = ipInterfaces
        self.vmMetadata = vmMetadata
        self.loggedOnUsers = loggedOnUsers
        self.resourceAccessEvents = resourceAccessEvents
    }

    /// Reads the members that are known; absent lists are empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        firstSeenDateTime = try container.decodeIfPresent(Timestamp.self, forKey: .firstSeenDateTime)
        mdeDeviceID = try container.decodeIfPresent(String.self, forKey: .mdeDeviceID)
        azureADDeviceID = try container.decodeIfPresent(String.self, forKey: .azureADDeviceID)
        deviceDNSName = try container.decodeIfPresent(String.self, forKey: .deviceDNSName)
        hostName = try container.decodeIfPresent(String.self, forKey: .hostName)
        ntDomain = try container.decodeIfPresent(String.self, forKey: .ntDomain)
        dnsDomain = try container.decodeIfPresent(String.self, forKey: .dnsDomain)
        osPlatform = try container.decodeIfPresent(String.self, forKey: .osPlatform)
        osBuild = try container.decodeIfPresent(Int64.self, forKey: .osBuild)
        version = try container.decodeIfPresent(String.self, forKey: .version)
        healthStatus = try container.decodeIfPresent(DeviceHealthStatus.self, forKey: .healthStatus)
        riskScore = try container.decodeIfPresent(DeviceRiskScore.self, forKey: .riskScore)
        rbacGroupID = try container.decodeIfPresent(Int.self, forKey: .rbacGroupID)
        rbacGroupName = try container.decodeIfPresent(String.self, forKey: .rbacGroupName)
        onboardingStatus = try container.decodeIfPresent(DeviceOnboardingStatus.self, forKey: .onboardingStatus)
        defenderAVStatus = try container.decodeIfPresent(DefenderAntivirusStatus.self, forKey: .defenderAVStatus)
        lastIPAddress = try container.decodeIfPresent(String.self, forKey: .lastIPAddress)
        lastExternalIPAddress = try container.decodeIfPresent(String.self, forKey: .lastExternalIPAddress)
        ipInterfaces = try container.decodeIfPresent([String].self, forKey: .ipInterfaces) ?? []
        vmMetadata = try container.decodeIfPresent(VirtualMachineMetadata.self, forKey: .vmMetadata)
        loggedOnUsers = try container.decodeIfPresent([LoggedOnUser].self, forKey: .loggedOnUsers) ?? []
        resourceAccessEvents =
            try container.decodeIfPresent([ResourceAccessEvent].self, forKey: .resourceAccessEvents) ?? []
    }
}
