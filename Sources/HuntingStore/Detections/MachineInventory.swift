import Foundation
import KQL
import KQLEngine
import TenantStore

/// The devices of a tenant as the latest rows of DeviceInfo show them.
struct MachineInventory {
    static let query = """
        DeviceInfo
        | where DeviceId != ""
        | project Timestamp, DeviceId, DeviceName, OSPlatform, OSVersion, OSBuild, ExposureLevel, LoggedOnUsers, \
        OnboardingStatus, PublicIP
        | sort by Timestamp asc
        """

    static let addressQuery = """
        DeviceNetworkInfo
        | project Timestamp, DeviceId, IPAddresses
        | sort by Timestamp asc
        """

    /// Records of all devices of the results; of several rows of a device the latest counts.
    static func machines(_ result: HuntingResult, addresses: HuntingResult, tenant: UUID) -> [MachineRecord] {
        let names = result.columns.map(\.name)
        var machines: [String: MachineRecord] = [:]
        for values in result.rows() {
            let row = FindingRow(names: names, values: values)
            guard let ticks = row.ticks("Timestamp") else { continue }
            let id = row.text("DeviceId")
            let instant = TickInstant(ticks: ticks)
            var machine =
                machines[id]
                ?? MachineRecord(
                    tenantID: tenant, id: id, computerDNSName: row.text("DeviceName"), osPlatform: "",
                    firstSeen: instant, lastSeen: instant
                )
            machine.lastSeen = max(machine.lastSeen, instant)
            machine.computerDNSName = row.text("DeviceName")
            if !row.text("OSPlatform").isEmpty { machine.osPlatform = row.text("OSPlatform") }
            if !row.text("OSVersion").isEmpty { machine.osVersion = row.text("OSVersion") }
            if let build = row.ticks("OSBuild") { machine.osBuild = Int(build) }
            let users = users(row.text("LoggedOnUsers"))
            if !users.isEmpty { machine.loggedOnUsers = users }
            machine.lastExternalIPAddress =
                row.text("PublicIP").isEmpty ? machine.lastExternalIPAddress : row.text("PublicIP")
            machines[id] = machine
        }
        let addressNames = addresses.columns.map(\.name)
        for values in addresses.rows() {
            let row = FindingRow(names: addressNames, values: values)
            if let address = address(row.text("IPAddresses")) {
                machines[row.text("DeviceId")]?.lastIPAddress = address
            }
        }
        return machines.values.sorted { ($0.computerDNSName, $0.id) < ($1.computerDNSName, $1.id) }
    }

    private struct User: Decodable {
        var UserName: String
        var DomainName: String
    }

    private static func users(_ json: String) -> [LoggedOnUser] {
        let list = (try? JSONDecoder().decode([User].self, from: Data(json.utf8))) ?? []
        return list.map { LoggedOnUser(accountName: $0.UserName, domainName: $0.DomainName) }
    }

    private struct Address: Decodable {
        var IPAddress: String
    }

    /// The first address, of IPv4 where there is one.
    private static func address(_ json: String) -> String? {
        let list = (try? JSONDecoder().decode([Address].self, from: Data(json.utf8))) ?? []
        return (list.first { !$0.IPAddress.contains(":") } ?? list.first)?.IPAddress
    }
}
