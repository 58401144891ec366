import DefenderAPI
import TenantStore

extension XDRIncident {
    /// The incident as the Defender API shows it, alerts inline.
    init(_ incident: Incident, origin: WireOrigin) {
        let record = incident.record
        self.init(
            incidentID: record.id,
            incidentURI: origin.incidentURI(record.id),
            redirectIncidentID: record.redirectIncidentID,
            incidentName: record.displayName,
            createdTime: Timestamp(record.createdTime),
            lastUpdateTime: Timestamp(record.lastUpdateTime),
            assignedTo: record.assignedTo,
            classification: .xdr(record.classification.rawValue),
            determination: .xdr(record.determination.rawValue),
            status: .xdr(record.status.rawValue),
            severity: .xdr(record.severity.rawValue),
            tags: record.customTags,
            comments: incident.comments.map(XDRComment.init),
            alerts: incident.alerts.map(XDRAlert.init)
        )
    }
}

extension XDRComment {
    init(_ record: CommentRecord) {
        self.init(comment: record.comment, createdBy: record.createdBy, createdTime: Timestamp(record.createdTime))
    }
}
