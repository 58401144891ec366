package import Foundation
import GRDB

/// A device of the tenant's inventory.
package struct MachineRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "machines"

    package var tenantID: UUID
    /// 40 hexadecimal digits; `DeviceId` of hunting tables.
    package var id: String
    package var computerDNSName: String
    package var aadDeviceID: String?
    package var osPlatform: String
    package var osVersion: String?
    package var osProcessor: String?
    package var osBuild: Int?
    package var healthStatus: String
    package var riskScore: String
    package var exposureLevel: String
    package var onboardingStatus: String
    package var defenderAvStatus: String
    package var lastIPAddress: String?
    package var lastExternalIPAddress: String?
    package var rbacGroupID: Int?
    package var rbacGroupName: String?
    package var machineTags: [String]
    package var loggedOnUsers: [LoggedOnUser]
    package var firstSeen: TickInstant
    package var lastSeen: TickInstant

    package init(
        tenantID: UUID, id: String, computerDNSName: String, osPlatform: String, firstSeen: TickInstant,
        lastSeen: TickInstant
    ) {
        self.tenantID = tenantID
        self.id = id
        self.computerDNSName = computerDNSName
        self.osPlatform = osPlatform
        healthStatus = "active"
        riskScore = "none"
        exposureLevel = "none"
        onboardingStatus = "onboarded"
        defenderAvStatus = "updated"
        machineTags = []
        loggedOnUsers = []
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
    }
}

extension TenantHandle {
    /// The device inventory, by name.
    package func machines() async throws -> [MachineRecord] {
        try await read { database in
            try database.all(
                MachineRecord.self, "SELECT * FROM machines WHERE tenantID = \(tenantID) ORDER BY computerDNSName, id")
        }
    }

    /// One device.
    package func machine(id: String) async throws -> MachineRecord? {
        try await read { database in
            try database.one(MachineRecord.self, "SELECT * FROM machines WHERE tenantID = \(tenantID) AND id = \(id)")
        }
    }

    /// Enters devices or refreshes those that are there: first and last sight widen, tags stay, the rest is replaced by
    /// what was seen last. All of them or none.
    package func saveMachines(_ machines: [MachineRecord]) async throws {
        try await write { database in
            for var machine in machines {
                machine.tenantID = tenantID
                let standing = try database.one(
                    MachineRecord.self, "SELECT * FROM machines WHERE tenantID = \(tenantID) AND id = \(machine.id)")
                guard let standing else {
                    try database.insert(machine)
                    continue
                }
                var merged = machine.lastSeen >= standing.lastSeen ? machine : standing
                merged.firstSeen = min(machine.firstSeen, standing.firstSeen)
                merged.machineTags = standing.machineTags
                merged.riskScore = standing.riskScore
                merged.exposureLevel = standing.exposureLevel
                try database.update(merged)
            }
        }
    }
}
