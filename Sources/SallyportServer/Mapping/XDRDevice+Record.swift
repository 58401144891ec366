import DefenderAPI
import TenantStore

extension XDRDevice {
    /// The device of a piece of evidence; nil for evidence of another kind.
    init?(_ record: EvidenceRecord) {
        guard case .device(let device) = record.entity else { return nil }
        self.init(
            mdatpDeviceID: device.deviceID,
            aadDeviceID: device.aadDeviceID,
            deviceDNSName: device.dnsName,
            osPlatform: device.osPlatform,
            version: device.osVersion,
            osProcessor: device.osProcessor,
            osBuild: device.osBuild.map(Int64.init),
            healthStatus: .xdr(device.healthStatus),
            riskScore: .xdr(device.riskScore),
            rbacGroupName: device.rbacGroupName,
            rbacGroupID: device.rbacGroupID.map(Int64.init),
            firstSeen: Timestamp(device.firstSeen),
            tags: record.tags,
            defenderAVStatus: .xdr(device.defenderAvStatus),
            onboardingStatus: .xdr(device.onboardingStatus),
            loggedOnUsers: device.loggedOnUsers.map {
                DefenderAPI.LoggedOnUser(accountName: $0.accountName, domainName: $0.domainName)
            }
        )
    }
}
