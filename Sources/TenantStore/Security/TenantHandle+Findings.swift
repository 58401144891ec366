import Foundation
import GRDB

/// A piece of evidence as a detection found it.
package struct EvidenceDraft: Sendable, Hashable {
    package var entity: EvidenceEntity
    package var verdict: EvidenceVerdict
    package var remediationStatus: EvidenceRemediationStatus = .none
    package var roles: [String] = []
    package var detailedRoles: [String] = []
    package var tags: [String] = []

    package init(_ entity: EvidenceEntity, verdict: EvidenceVerdict = .unknown) {
        self.entity = entity
        self.verdict = verdict
    }
}

/// An alert as a detection found it.
package struct AlertDraft: Sendable {
    /// Stable: derived from detection and rows, so that finding the same again enters nothing.
    package var id: String
    package var providerAlertID: String?
    package var title: String
    package var description: String?
    package var recommendedActions: String?
    package var category: String
    package var severity: AlertSeverity
    package var serviceSource = "microsoftDefenderForEndpoint"
    package var detectionSource = "microsoftDefenderForEndpoint"
    package var productName: String? = "Microsoft Defender for Endpoint"
    package var detectorID: String?
    package var threatFamilyName: String?
    package var mitreTechniques: [String] = []
    package var firstActivityTime: TickInstant
    package var lastActivityTime: TickInstant
    package var evidence: [EvidenceDraft] = []

    package init(
        id: String, title: String, category: String, severity: AlertSeverity, firstActivityTime: TickInstant,
        lastActivityTime: TickInstant
    ) {
        self.id = id
        self.title = title
        self.category = category
        self.severity = severity
        self.firstActivityTime = firstActivityTime
        self.lastActivityTime = lastActivityTime
    }
}

/// An incident as correlation made it of alerts.
package struct IncidentDraft: Sendable {
    /// What the alerts have in common; a second draft with the same key extends the first one's incident.
    package var correlationKey: String
    package var displayName: String
    package var description: String?
    package var systemTags: [String] = []
    package var alerts: [AlertDraft]

    package init(correlationKey: String, displayName: String, alerts: [AlertDraft]) {
        self.correlationKey = correlationKey
        self.displayName = displayName
        self.alerts = alerts
    }
}

/// What recording a draft did.
package struct RecordedIncident: Sendable, Equatable {
    package var incidentID: Int64
    package var isNew: Bool
    /// Alerts that were not there before.
    package var newAlerts: Int
}

extension TenantHandle {
    /// Enters an incident with its alerts and evidence; recording the same draft again changes nothing.
    ///
    /// An incident whose correlation key is known is extended by the alerts that are new; it takes on the gravest
    /// severity, and an analyst's changes stay.
    ///
    /// - Parameter time: When the incident arises; nil for now.
    package func record(_ draft: IncidentDraft, at time: TickInstant? = nil) async throws -> RecordedIncident {
        let now = time ?? TickInstant(now)
        return try await write { database in
            let standing = try database.one(
                IncidentRecord.self,
                "SELECT * FROM incidents WHERE tenantID = \(tenantID) AND correlationKey = \(draft.correlationKey)")
            let known = Set(
                try draft.alerts.filter { try database.alertRow($0.id, tenant: tenantID) != nil }.map(\.id))
            let fresh = draft.alerts.filter { !known.contains($0.id) }
            let gravest = fresh.map(\.severity).max { $0.rank < $1.rank } ?? .unknown
            var row: IncidentRecord
            if let standing {
                row = standing
                if !fresh.isEmpty {
                    if gravest.rank > row.severityRank { (row.severity, row.severityRank) = (gravest, gravest.rank) }
                    row.lastUpdateTime = max(now, row.lastUpdateTime)
                    try database.update(row)
                }
            } else {
                row = IncidentRecord(
                    tenantID: tenantID, id: try database.nextNumber("incident", tenant: tenantID),
                    correlationKey: draft.correlationKey, displayName: draft.displayName,
                    description: draft.description, status: .active, severity: gravest, severityRank: gravest.rank,
                    classification: .unknown, determination: .unknown, customTags: [], systemTags: draft.systemTags,
                    createdTime: now, lastUpdateTime: now)
                try database.insert(row)
            }
            for alert in fresh { try insert(alert, into: row.id, database: database, at: now) }
            return RecordedIncident(incidentID: row.id, isNew: standing == nil, newAlerts: fresh.count)
        }
    }

    private func insert(_ draft: AlertDraft, into incident: Int64, database: Database, at now: TickInstant) throws {
        try database.insert(
            AlertRecord(
                tenantID: tenantID, id: draft.id, incidentID: incident, providerAlertID: draft.providerAlertID,
                title: draft.title, description: draft.description, recommendedActions: draft.recommendedActions,
                category: draft.category, status: .new, severity: draft.severity, severityRank: draft.severity.rank,
                classification: .unknown, determination: .unknown, serviceSource: draft.serviceSource,
                detectionSource: draft.detectionSource, productName: draft.productName, detectorID: draft.detectorID,
                investigationState: "unsupportedAlertType", threatFamilyName: draft.threatFamilyName,
                mitreTechniques: draft.mitreTechniques, systemTags: [], createdTime: now, lastUpdateTime: now,
                firstActivityTime: draft.firstActivityTime, lastActivityTime: draft.lastActivityTime))
        for (position, evidence) in draft.evidence.enumerated() {
            try database.insert(
                EvidenceRecord(
                    tenantID: tenantID, alertID: draft.id, position: position, kind: evidence.entity.kind,
                    entity: evidence.entity, verdict: evidence.verdict,
                    remediationStatus: evidence.remediationStatus, roles: evidence.roles,
                    detailedRoles: evidence.detailedRoles, tags: evidence.tags, createdTime: now))
        }
    }

    /// Merges an incident into another one: its alerts move, its status becomes `redirected`.
    package func redirectIncident(id: Int64, to target: Int64, actor: String) async throws {
        let now = TickInstant(now)
        try await write { database in
            guard id != target, var row = try database.incidentRow(id, tenant: tenantID),
                var other = try database.incidentRow(target, tenant: tenantID), other.redirectIncidentID == nil
            else { throw StoreError.absent("incident", "\(id) or \(target)") }
            try database.run(
                "UPDATE alerts SET incidentID = \(target) WHERE tenantID = \(tenantID) AND incidentID = \(id)")
            (row.status, row.redirectIncidentID, row.lastUpdateTime) = (.redirected, target, now)
            row.lastModifiedBy = actor
            try database.update(row)
            if row.severityRank > other.severityRank {
                (other.severity, other.severityRank) = (row.severity, row.severityRank)
            }
            other.lastUpdateTime = now
            try database.update(other)
        }
    }
}

extension Database {
    /// The next number of a tenant's sequence, beginning at 1. Numbers of transactions that fail are given again.
    func nextNumber(_ name: String, tenant: UUID) throws -> Int64 {
        let number = try value(
            Int64.self,
            """
            INSERT INTO counters (tenantID, name, value) VALUES (\(tenant), \(name), 1)
            ON CONFLICT (tenantID, name) DO UPDATE SET value = value + 1 RETURNING value
            """)
        guard let number else { throw StoreError(.unusableState, "The counter '\(name)' gave no number.") }
        return number
    }
}
