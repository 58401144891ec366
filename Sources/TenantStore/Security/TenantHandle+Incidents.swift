import Foundation
import GRDB

/// A partial update of an incident; what is not named stays. defender-api.md B3, C3.
package struct IncidentChanges: Sendable {
    package var displayName: Change<String> = .keep
    package var description: Change<String?> = .keep
    package var summary: Change<String?> = .keep
    package var status: Change<IncidentStatus> = .keep
    package var severity: Change<AlertSeverity> = .keep
    package var classification: Change<AlertClassification> = .keep
    package var determination: Change<AlertDetermination> = .keep
    package var assignedTo: Change<String?> = .keep
    package var customTags: Change<[String]> = .keep
    package var resolvingComment: Change<String?> = .keep
    /// A remark to be added.
    package var comment: String?

    package init() {}
}

extension TenantHandle {
    /// A page of incidents, newest first unless the query says otherwise.
    package func incidents(matching query: IncidentQuery = IncidentQuery()) async throws -> SecurityPage<Incident> {
        try await read { database in
            let rows = try database.all(
                IncidentRecord.self, "SELECT * FROM incidents WHERE \(query.clauses(tenantID: tenantID))")
            let total =
                query.countsTotal
                ? try database.value(
                    Int.self, "SELECT count(*) FROM incidents WHERE tenantID = \(tenantID) AND \(query.condition)")
                : nil
            return SecurityPage(
                elements: try database.incidents(
                    Array(rows.prefix(query.limit)), tenant: tenantID, includesAlerts: query.includesAlerts,
                    entities: entities),
                hasMore: rows.count > query.limit, total: total)
        }
    }

    /// One incident with its alerts and their evidence. An incident of another tenant is absent.
    package func incident(id: Int64, includesAlerts: Bool = true) async throws -> Incident? {
        try await read { database in
            try database.incidentRow(id, tenant: tenantID).flatMap {
                try database.incidents([$0], tenant: tenantID, includesAlerts: includesAlerts, entities: entities).first
            }
        }
    }

    /// Changes an incident and adds the remark, in one transaction.
    ///
    /// - Parameter actor: Who changes it: a user principal name or an application's display name.
    /// - Throws: ``StoreError`` with `not_found` when the tenant has no such incident.
    package func updateIncident(id: Int64, _ changes: IncidentChanges, actor: String) async throws -> Incident {
        let now = TickInstant(now)
        return try await write { database in
            guard var row = try database.incidentRow(id, tenant: tenantID) else {
                throw StoreError.absent("incident", "\(id)")
            }
            changes.displayName.apply(to: &row.displayName)
            changes.description.apply(to: &row.description)
            changes.summary.apply(to: &row.summary)
            changes.status.apply(to: &row.status)
            changes.severity.apply(to: &row.severity)
            row.severityRank = row.severity.rank
            changes.classification.apply(to: &row.classification)
            changes.determination.apply(to: &row.determination)
            changes.assignedTo.apply(to: &row.assignedTo)
            changes.customTags.apply(to: &row.customTags)
            changes.resolvingComment.apply(to: &row.resolvingComment)
            row.lastModifiedBy = actor
            row.lastUpdateTime = now
            try database.update(row)
            if let comment = changes.comment {
                try database.comment(comment, incident: id, alert: nil, tenant: tenantID, actor: actor, at: now)
            }
            return try database.incidents([row], tenant: tenantID, includesAlerts: true, entities: entities)[0]
        }
    }

    /// Adds a remark to an incident and answers all of them, oldest first.
    package func addComment(_ text: String, toIncident id: Int64, actor: String) async throws -> [CommentRecord] {
        var changes = IncidentChanges()
        changes.comment = text
        return try await updateIncident(id: id, changes, actor: actor).comments
    }
}

extension Database {
    func incidentRow(_ id: Int64, tenant: UUID) throws -> IncidentRecord? {
        try one(IncidentRecord.self, "SELECT * FROM incidents WHERE tenantID = \(tenant) AND id = \(id)")
    }

    func comment(
        _ text: String, incident: Int64?, alert: String?, tenant: UUID, actor: String, at now: TickInstant
    ) throws {
        try run(
            """
            INSERT INTO comments (tenantID, incidentID, alertID, comment, createdBy, createdTime)
            VALUES (\(tenant), \(incident), \(alert), \(text), \(actor), \(now))
            """)
    }
}
