import Crypto
package import Foundation
import KQLEngine
import ServiceCore
import TenantStore

/// What a run of the detections did.
package struct DetectionSummary: Sendable, Hashable, Codable {
    /// Devices that telemetry knows.
    package var machines = 0
    /// Alerts that were not there before.
    package var newAlerts = 0
    /// Incidents that were not there before.
    package var newIncidents = 0
    /// All findings of this run by detection, those that were known included.
    package var findings: [String: Int] = [:]
}

/// Runs detections over a tenant's telemetry, and enters what they find as alerts and incidents.
///
/// Running again enters nothing that is there: the identifier of an alert is made of the detection and of the rows that
/// it is about. Alerts also become rows of AlertInfo and AlertEvidence. Meant to be run after each import.
package struct DetectionRunner: Sendable {
    private let store: HuntingStore
    private let detections: [Detection]
    private let correlation: IncidentCorrelation

    package init(
        store: HuntingStore, detections: [Detection] = BuiltInDetections.all,
        correlation: IncidentCorrelation = IncidentCorrelation()
    ) {
        self.store = store
        self.detections = detections
        self.correlation = correlation
    }

    /// Runs all detections over all telemetry of a tenant, however old it is.
    ///
    /// - Throws: ``HuntingError`` when a query fails, `StoreError` of the database, `CancellationError`. What was entered
    ///   until then stays, and the next run goes on from there.
    @discardableResult
    package func run(tenant: UUID) async throws -> DetectionSummary {
        var summary = DetectionSummary()
        let handle = store.database.handle(for: tenant)
        let machines = try await inventory(tenant)
        try await handle.saveMachines(machines)
        summary.machines = machines.count

        let byID = Dictionary(machines.map { ($0.id, $0) }) { first, _ in first }
        var findings: [Finding] = []
        for detection in detections {
            let result = try await query(detection.query, tenant)
            let found = FindingBuilder(detection: detection, machines: byID).findings(result)
            summary.findings[detection.id] = found.count
            findings += found
        }
        let known = try await knownAlerts(handle)
        let byAlert = Dictionary(findings.map { ($0.alert.id, $0) }) { first, _ in first }
        for draft in correlation.incidents(of: findings, known: known) {
            let fresh = draft.alerts.filter { known[$0.id] == nil }
            guard !fresh.isEmpty else { continue }
            // The rows come first: if the process ends between the two, the next run finds the rows there by their name
            // and enters the alerts.
            let rows = fresh.compactMap { byAlert[$0.id] }.flatMap(AlertRows.rows)
            _ = try await store.append(rows, named: Self.name(of: fresh), tenant: tenant)
            let recorded = try await handle.record(draft)
            summary.newAlerts += recorded.newAlerts
            if recorded.isNew { summary.newIncidents += 1 }
        }
        return summary
    }

    private func query(_ text: String, _ tenant: UUID) async throws -> HuntingResult {
        let now = TickInstant(store.database.time.now).ticks
        return try await store.run(text, tenant: tenant, options: HuntingQueryOptions(now: now, lookback: nil))
    }

    private func inventory(_ tenant: UUID) async throws -> [MachineRecord] {
        let devices = try await query(MachineInventory.query, tenant)
        let addresses = try await query(MachineInventory.addressQuery, tenant)
        return MachineInventory.machines(devices, addresses: addresses, tenant: tenant)
    }

    /// Alerts that are entered, each with the correlation key of its incident.
    private func knownAlerts(_ handle: TenantHandle) async throws -> [String: String] {
        var known: [String: String] = [:]
        var query = IncidentQuery(limit: 200)
        query.includesAlerts = true
        query.order = [SortKey(.id)]
        while true {
            let page = try await handle.incidents(matching: query)
            for incident in page.elements {
                for alert in incident.alerts { known[alert.id] = incident.record.correlationKey }
            }
            guard page.hasMore else { return known }
            query.skip += query.limit
        }
    }

    /// A name under which the rows of these alerts are added once.
    private static func name(of alerts: [AlertDraft]) -> String {
        let text = alerts.map(\.id).sorted().joined(separator: ",")
        return "alerts:"
            + SHA256.hash(data: Data(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }
}
