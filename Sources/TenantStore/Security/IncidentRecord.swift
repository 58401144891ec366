import Foundation

/// A case: what several alerts have in common. Numbers ascend within a tenant and say nothing outside it.
package struct IncidentRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "incidents"

    var tenantID: UUID
    package var id: Int64
    /// What the alerts have in common, in the words of the detections; makes recording idempotent.
    package var correlationKey: String
    package var displayName: String
    package var description: String?
    package var summary: String?
    package var status: IncidentStatus
    package var severity: AlertSeverity
    var severityRank: Int
    package var classification: AlertClassification
    package var determination: AlertDetermination
    package var assignedTo: String?
    package var customTags: [String]
    package var systemTags: [String]
    /// The incident that this one was merged into; the status is `redirected` then.
    package var redirectIncidentID: Int64?
    package var resolvingComment: String?
    package var lastModifiedBy: String?
    /// 0 to 100.
    package var priorityScore: Int?
    package var createdTime: TickInstant
    package var lastUpdateTime: TickInstant
}

/// One detection.
package struct AlertRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "alerts"

    var tenantID: UUID
    /// Stable: the same finding has the same identifier however often it is found.
    package var id: String
    package var incidentID: Int64
    package var providerAlertID: String?
    package var title: String
    package var description: String?
    package var recommendedActions: String?
    /// Kill-chain name such as `CredentialAccess`.
    package var category: String
    package var status: AlertStatus
    package var severity: AlertSeverity
    var severityRank: Int
    package var classification: AlertClassification
    package var determination: AlertDetermination
    package var assignedTo: String?
    package var serviceSource: String
    package var detectionSource: String
    package var productName: String?
    package var detectorID: String?
    package var investigationID: Int64?
    package var investigationState: String
    package var actorName: String?
    package var threatDisplayName: String?
    package var threatFamilyName: String?
    /// `T1059.001` and the like.
    package var mitreTechniques: [String]
    package var systemTags: [String]
    /// JSON object, custom detections only.
    package var customDetails: String?
    package var createdTime: TickInstant
    package var lastUpdateTime: TickInstant
    package var resolvedTime: TickInstant?
    package var firstActivityTime: TickInstant
    package var lastActivityTime: TickInstant
}

/// An entity attached to an alert, with what the service thinks of it.
package struct EvidenceRecord: StoredRecord, Equatable {
    package static let table = "evidence"

    var tenantID: UUID
    var alertID: String
    var position: Int
    var kind: String
    package var entity: EvidenceEntity
    package var verdict: EvidenceVerdict
    package var remediationStatus: EvidenceRemediationStatus
    package var roles: [String]
    package var detailedRoles: [String]
    package var tags: [String]
    package var createdTime: TickInstant
}

/// A remark on an incident or an alert.
package struct CommentRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "comments"

    package var id: Int64
    var tenantID: UUID
    var incidentID: Int64?
    var alertID: String?
    package var comment: String
    /// A user principal name, or an application's display name.
    package var createdBy: String
    package var createdTime: TickInstant
}

/// An alert with its evidence and comments.
package struct Alert: Sendable, Equatable, Identifiable {
    package var record: AlertRecord
    package var evidence: [EvidenceRecord]
    package var comments: [CommentRecord]

    package var id: String { record.id }
}

/// An incident with its comments, and with its alerts where they were asked for.
package struct Incident: Sendable, Equatable, Identifiable {
    package var record: IncidentRecord
    package var comments: [CommentRecord]
    /// Empty when not asked for.
    package var alerts: [Alert]

    package var id: Int64 { record.id }
}
