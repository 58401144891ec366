import Foundation
import GRDB

/// A partial update of an alert; what is not named stays.
package struct AlertChanges: Sendable {
    package var status: Change<AlertStatus> = .keep
    package var classification: Change<AlertClassification> = .keep
    package var determination: Change<AlertDetermination> = .keep
    package var assignedTo: Change<String?> = .keep
    package var customDetails: Change<String?> = .keep
    /// A remark to be added.
    package var comment: String?

    package init() {}
}

extension TenantHandle {
    /// A page of alerts with their evidence, newest first unless the query says otherwise.
    package func alerts(matching query: AlertQuery = AlertQuery()) async throws -> SecurityPage<Alert> {
        try await read { database in
            let alerts = try database.alerts(
                where: query.clauses(tenantID: tenantID), tenant: tenantID, entities: entities)
            let total =
                query.countsTotal
                ? try database.value(
                    Int.self, "SELECT count(*) FROM alerts WHERE tenantID = \(tenantID) AND \(query.condition)") : nil
            return SecurityPage(
                elements: Array(alerts.prefix(query.limit)), hasMore: alerts.count > query.limit, total: total)
        }
    }

    /// One alert. An alert of another tenant is absent.
    package func alert(id: String) async throws -> Alert? {
        try await read { database in
            try database.alerts(where: "tenantID = \(tenantID) AND id = \(id)", tenant: tenantID, entities: entities)
                .first
        }
    }

    /// Changes an alert and adds the remark, in one transaction. Resolving it notes the time.
    package func updateAlert(id: String, _ changes: AlertChanges, actor: String) async throws -> Alert {
        let now = TickInstant(now)
        return try await write { database in
            guard var row = try database.alertRow(id, tenant: tenantID) else { throw StoreError.absent("alert", id) }
            let wasResolved = row.status == .resolved
            changes.status.apply(to: &row.status)
            changes.classification.apply(to: &row.classification)
            changes.determination.apply(to: &row.determination)
            changes.assignedTo.apply(to: &row.assignedTo)
            changes.customDetails.apply(to: &row.customDetails)
            if row.status != .resolved { row.resolvedTime = nil } else if !wasResolved { row.resolvedTime = now }
            row.lastUpdateTime = now
            try database.update(row)
            if let comment = changes.comment {
                try database.comment(comment, incident: nil, alert: id, tenant: tenantID, actor: actor, at: now)
            }
            return try database.alerts(
                where: "tenantID = \(tenantID) AND id = \(id)", tenant: tenantID, entities: entities)[0]
        }
    }

    /// Adds a remark to an alert and answers all of them, oldest first.
    package func addComment(_ text: String, toAlert id: String, actor: String) async throws -> [CommentRecord] {
        var changes = AlertChanges()
        changes.comment = text
        return try await updateAlert(id: id, changes, actor: actor).comments
    }
}

extension Database {
    func alertRow(_ id: String, tenant: UUID) throws -> AlertRecord? {
        try one(AlertRecord.self, "SELECT * FROM alerts WHERE tenantID = \(tenant) AND id = \(id)")
    }
}
