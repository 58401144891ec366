import DefenderAPI
import TenantStore

extension SecurityIncident {
    /// The incident as Graph shows it.
    ///
    /// - Parameter expandsAlerts: Whether the alerts were asked for; without, the member is absent.
    init(_ incident: Incident, origin: WireOrigin, expandsAlerts: Bool) {
        let record = incident.record
        self.init(
            id: String(record.id),
            tenantID: origin.tenantID.lowercaseText,
            status: .graph(record.status.rawValue, for: origin),
            incidentWebURL: origin.incidentWebURL(record.id),
            redirectIncidentID: record.redirectIncidentID.map(String.init),
            displayName: record.displayName,
            createdDateTime: Timestamp(record.createdTime),
            lastUpdateDateTime: Timestamp(record.lastUpdateTime),
            assignedTo: record.assignedTo,
            classification: .graph(record.classification.rawValue, for: origin),
            determination: .graph(record.determination.rawValue, for: origin),
            severity: .graph(record.severity.rawValue, for: origin),
            customTags: record.customTags,
            systemTags: record.systemTags,
            description: record.description,
            lastModifiedBy: record.lastModifiedBy,
            resolvingComment: record.resolvingComment,
            summary: record.summary,
            priorityScore: record.priorityScore,
            comments: incident.comments.map(AlertComment.init),
            alerts: expandsAlerts ? incident.alerts.map { SecurityAlert($0, origin: origin) } : nil
        )
    }
}

extension AlertComment {
    init(_ record: CommentRecord) {
        self.init(
            comment: record.comment,
            createdByDisplayName: record.createdBy,
            createdDateTime: Timestamp(record.createdTime)
        )
    }
}
