import Foundation
import GRDB
import Synchronization

// A page of incidents is a few thousand rows of alerts and evidence. They are read in four statements for the whole page,
// not four for each incident, and columns are taken by index: decoding by coding keys took most of the time of a call.

/// Decoded entities by their JSON text. Evidence never changes, and the same devices and files stand in many alerts.
final class EvidenceEntities: Sendable {
    private let known = Mutex<[String: EvidenceEntity]>([:])
    private let capacity = 32_768

    func entity(of json: String) throws -> EvidenceEntity {
        if let entity = known.withLock({ $0[json] }) { return entity }
        let entity = try JSONDecoder().decode(EvidenceEntity.self, from: Data(json.utf8))
        known.withLock { known in
            if known.count >= capacity { known.removeAll(keepingCapacity: true) }
            known[json] = entity
        }
        return entity
    }
}

/// Lists of words as columns: JSON arrays of strings.
enum WordList {
    static func read(_ json: String) throws -> [String] {
        if json == "[]" { return [] }
        // Tags and technique numbers hardly ever need an escape; Foundation's decoder is for those that do.
        if !json.utf8.contains(UInt8(ascii: "\\")), json.hasPrefix("[\""), json.hasSuffix("\"]") {
            let inner = json.utf8.dropFirst(2).dropLast(2)
            if !inner.contains(UInt8(ascii: "\"")) { return [String(decoding: inner, as: UTF8.self)] }
        }
        return try JSONDecoder().decode([String].self, from: Data(json.utf8))
    }
}

extension AlertRecord {
    static let columns = """
        id, incidentID, providerAlertID, title, description, recommendedActions, category, status, severity, severityRank,
        classification, determination, assignedTo, serviceSource, detectionSource, productName, detectorID,
        investigationID, investigationState, actorName, threatDisplayName, threatFamilyName, mitreTechniques, systemTags,
        customDetails, createdTime, lastUpdateTime, resolvedTime, firstActivityTime, lastActivityTime
        """

    init(_ row: Row, tenant: UUID) throws {
        let resolved: Int64? = row[27]
        self.init(
            tenantID: tenant, id: row[0], incidentID: row[1], providerAlertID: row[2], title: row[3],
            description: row[4], recommendedActions: row[5], category: row[6], status: AlertStatus(rawValue: row[7]),
            severity: AlertSeverity(rawValue: row[8]), severityRank: row[9],
            classification: AlertClassification(rawValue: row[10]),
            determination: AlertDetermination(rawValue: row[11]), assignedTo: row[12], serviceSource: row[13],
            detectionSource: row[14], productName: row[15], detectorID: row[16], investigationID: row[17],
            investigationState: row[18], actorName: row[19], threatDisplayName: row[20], threatFamilyName: row[21],
            mitreTechniques: try WordList.read(row[22]), systemTags: try WordList.read(row[23]),
            customDetails: row[24], createdTime: TickInstant(ticks: row[25]),
            lastUpdateTime: TickInstant(ticks: row[26]), resolvedTime: resolved.map(TickInstant.init(ticks:)),
            firstActivityTime: TickInstant(ticks: row[28]), lastActivityTime: TickInstant(ticks: row[29]))
    }
}

extension EvidenceRecord {
    static let columns =
        "alertID, position, kind, entity, verdict, remediationStatus, roles, detailedRoles, tags, createdTime"

    init(_ row: Row, tenant: UUID, entities: EvidenceEntities) throws {
        self.init(
            tenantID: tenant, alertID: row[0], position: row[1], kind: row[2], entity: try entities.entity(of: row[3]),
            verdict: EvidenceVerdict(rawValue: row[4]),
            remediationStatus: EvidenceRemediationStatus(rawValue: row[5]), roles: try WordList.read(row[6]),
            detailedRoles: try WordList.read(row[7]), tags: try WordList.read(row[8]),
            createdTime: TickInstant(ticks: row[9]))
    }
}

extension Database {
    /// Completes incidents with comments and, where wanted, alerts; in the order of the rows.
    func incidents(
        _ rows: [IncidentRecord], tenant: UUID, includesAlerts: Bool, entities: EvidenceEntities
    ) throws -> [Incident] {
        guard !rows.isEmpty else { return [] }
        let ids = rows.map(\.id)
        let comments = try all(
            CommentRecord.self,
            "SELECT * FROM comments WHERE tenantID = \(tenant) AND incidentID IN \(ids) ORDER BY id")
        let remarks = Dictionary(grouping: comments) { $0.incidentID }
        var alerts: [Int64: [Alert]] = [:]
        if includesAlerts {
            let found = try self.alerts(
                where: "tenantID = \(tenant) AND incidentID IN \(ids) ORDER BY createdTime, id", tenant: tenant,
                entities: entities)
            alerts = Dictionary(grouping: found) { $0.record.incidentID }
        }
        return rows.map { Incident(record: $0, comments: remarks[$0.id] ?? [], alerts: alerts[$0.id] ?? []) }
    }

    /// Alerts with evidence and comments.
    ///
    /// - Parameter clauses: What follows WHERE, with the tenant, order and limits.
    func alerts(where clauses: SQL, tenant: UUID, entities: EvidenceEntities) throws -> [Alert] {
        let cursor = try SQLRequest<Row>(
            literal: "SELECT \(sql: AlertRecord.columns) FROM alerts WHERE \(clauses)"
        ).fetchCursor(self)
        var records: [AlertRecord] = []
        while let row = try cursor.next() { records.append(try AlertRecord(row, tenant: tenant)) }
        guard !records.isEmpty else { return [] }
        // The statement again, not the identifiers: an incident may have more alerts than a statement may have values.
        let ids: SQL = "(SELECT id FROM alerts WHERE \(clauses))"
        var evidence: [String: [EvidenceRecord]] = [:]
        let entries = try SQLRequest<Row>(
            literal: """
                SELECT \(sql: EvidenceRecord.columns) FROM evidence WHERE tenantID = \(tenant) AND alertID IN \(ids)
                ORDER BY alertID, position
                """
        ).fetchCursor(self)
        while let row = try entries.next() {
            let entry = try EvidenceRecord(row, tenant: tenant, entities: entities)
            evidence[entry.alertID, default: []].append(entry)
        }
        let comments = try all(
            CommentRecord.self,
            "SELECT * FROM comments WHERE tenantID = \(tenant) AND alertID IN \(ids) ORDER BY id")
        let remarks = Dictionary(grouping: comments) { $0.alertID }
        return records.map { Alert(record: $0, evidence: evidence[$0.id] ?? [], comments: remarks[$0.id] ?? []) }
    }
}
