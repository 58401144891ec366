import DefenderAPI
import TenantStore

extension XDRAlert {
    /// The alert as it stands inside an incident of the Defender API: devices apart from the other evidence.
    init(_ alert: Alert) {
        let record = alert.record
        // Here a value that nobody chose is null, where the incident prints the member for it.
        func chosen<Term: ServiceTerm>(_ word: String) -> Term? { word == "unknown" ? nil : .xdr(word) }
        self.init(
            alertID: record.id,
            providerAlertID: record.providerAlertID,
            incidentID: record.incidentID,
            serviceSource: .xdr(record.serviceSource),
            creationTime: Timestamp(record.createdTime),
            lastUpdatedTime: Timestamp(record.lastUpdateTime),
            resolvedTime: .optional(record.resolvedTime),
            firstActivity: Timestamp(record.firstActivityTime),
            lastActivity: Timestamp(record.lastActivityTime),
            title: record.title,
            description: record.description,
            category: record.category,
            status: .xdr(record.status.rawValue),
            severity: .xdr(record.severity.rawValue),
            investigationID: record.investigationID,
            investigationState: .xdr(record.investigationState),
            classification: chosen(record.classification.rawValue),
            determination: chosen(record.determination.rawValue),
            detectionSource: .xdr(record.detectionSource),
            detectorID: record.detectorID,
            assignedTo: record.assignedTo,
            actorName: record.actorName,
            threatFamilyName: record.threatFamilyName,
            mitreTechniques: record.mitreTechniques,
            devices: alert.evidence.compactMap(XDRDevice.init),
            entities: alert.evidence.compactMap(XDREntity.init)
        )
    }
}
