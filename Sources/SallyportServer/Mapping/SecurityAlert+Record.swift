import DefenderAPI
import Foundation
import TenantStore

extension SecurityAlert {
    /// The alert as Graph shows it.
    init(_ alert: Alert, origin: WireOrigin) {
        let record = alert.record
        self.init(
            id: record.id,
            providerAlertID: record.providerAlertID,
            incidentID: String(record.incidentID),
            status: .graph(record.status.rawValue, for: origin),
            severity: .graph(record.severity.rawValue, for: origin),
            classification: .graph(record.classification.rawValue, for: origin),
            determination: .graph(record.determination.rawValue, for: origin),
            serviceSource: .graph(record.serviceSource, for: origin),
            detectionSource: .graph(record.detectionSource, for: origin),
            productName: record.productName,
            detectorID: record.detectorID,
            tenantID: origin.tenantID.lowercaseText,
            title: record.title,
            description: record.description,
            recommendedActions: record.recommendedActions,
            category: record.category,
            categories: [record.category],
            assignedTo: record.assignedTo,
            alertWebURL: origin.alertWebURL(record.id),
            incidentWebURL: origin.incidentWebURL(record.incidentID),
            actorDisplayName: record.actorName,
            threatDisplayName: record.threatDisplayName,
            threatFamilyName: record.threatFamilyName,
            mitreTechniques: record.mitreTechniques,
            createdDateTime: Timestamp(record.createdTime),
            lastUpdateDateTime: Timestamp(record.lastUpdateTime),
            resolvedDateTime: .optional(record.resolvedTime),
            firstActivityDateTime: Timestamp(record.firstActivityTime),
            lastActivityDateTime: Timestamp(record.lastActivityTime),
            systemTags: record.systemTags,
            investigationState: .graph(record.investigationState, for: origin),
            customDetails: record.customDetails.flatMap(Self.members),
            comments: alert.comments.map(AlertComment.init),
            evidence: alert.evidence.map { AlertEvidence($0, origin: origin) }
        )
    }

    private static func members(_ text: String) -> [String: JSONValue]? {
        try? JSONDecoder().decode([String: JSONValue].self, from: Data(text.utf8))
    }
}
