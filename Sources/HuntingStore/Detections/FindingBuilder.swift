import Crypto
import Foundation
import KQL
import KQLEngine
import TenantStore

/// Turns the rows of a detection's query into findings.
struct FindingBuilder {
    let detection: Detection
    /// Devices of the inventory, which evidence shows as they were.
    let machines: [String: MachineRecord]

    /// Rows of which evidence is taken for one alert; further rows only widen its time.
    private static let mostRows = 5

    /// One finding for each set of rows that agree in the identity columns, in order of time.
    func findings(_ result: HuntingResult) -> [Finding] {
        let names = result.columns.map(\.name)
        var order: [[String]] = []
        var groups: [[String]: [FindingRow]] = [:]
        for values in result.rows() {
            let row = FindingRow(names: names, values: values)
            guard row.ticks("Timestamp") != nil else { continue }
            let key = detection.identity.map(row.plain)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        return order.compactMap { key in
            groups[key].flatMap {
                finding(key, rows: $0.sorted { ($0.ticks("Timestamp") ?? 0) < ($1.ticks("Timestamp") ?? 0) })
            }
        }.sorted { ($0.alert.firstActivityTime, $0.alert.id) < ($1.alert.firstActivityTime, $1.alert.id) }
    }

    private func finding(_ key: [String], rows: [FindingRow]) -> Finding? {
        guard let first = rows.first?.ticks("Timestamp"), let last = rows.last?.ticks("Timestamp") else { return nil }
        var alert = AlertDraft(
            id: identifier(key), title: detection.title, category: detection.category, severity: detection.severity,
            firstActivityTime: TickInstant(ticks: first), lastActivityTime: TickInstant(ticks: last)
        )
        alert.description = detection.description
        alert.recommendedActions = detection.recommendedActions
        alert.serviceSource = detection.product.serviceSource
        alert.detectionSource = detection.product.detectionSource
        alert.productName = detection.product.name
        alert.detectorID = detection.id
        alert.providerAlertID = alert.id
        alert.mitreTechniques = detection.techniques

        var users: Set<String> = []
        var evidence: [EvidenceDraft] = []
        var known: Set<EvidenceEntity> = []
        for row in rows.prefix(Self.mostRows) {
            for rule in detection.evidence {
                guard let draft = self.evidence(rule, row), known.insert(draft.entity).inserted else { continue }
                evidence.append(draft)
            }
        }
        for row in rows {
            for prefix in ["", "InitiatingProcess"] {
                if let user = Self.correlatingUser(row, prefix) { users.insert(user) }
            }
        }
        alert.evidence = evidence
        return Finding(
            alert: alert, devices: Set(rows.map { $0.plain("DeviceId") }.filter { !$0.isEmpty }), users: users,
            product: detection.product,
            sources: rows.prefix(Self.mostRows).map {
                Finding.SourceRow(
                    timestamp: $0.ticks("Timestamp") ?? 0, deviceID: $0.plain("DeviceId"),
                    reportID: $0.plain("ReportId")
                )
            }
        )
    }

    /// An identifier that the same finding has in every run: of the detection and of what identifies the rows.
    private func identifier(_ key: [String]) -> String {
        let text = ([detection.id] + key).joined(separator: "\u{1F}")
        let digest = SHA256.hash(data: Data(text.utf8)).prefix(16)
        let digits = digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return detection.product.prefix + digits.joined()
    }

    /// The account of a row by which alerts are correlated; `nil` for Windows' own accounts and those of machines.
    private static func correlatingUser(_ row: FindingRow, _ prefix: String) -> String? {
        let name = row.text(prefix + "AccountName").lowercased()
        let sid = row.text(prefix + "AccountSid")
        guard !name.isEmpty, !name.hasSuffix("$"), !["system", "local service", "network service"].contains(name),
            !sid.hasPrefix("S-1-5-1"), !sid.hasPrefix("S-1-5-9")
        else { return nil }
        // A domain stands in its short and in its full form; the first label is the same.
        let domain = row.text(prefix + "AccountDomain").lowercased()
        return (domain.split(separator: ".").first.map(String.init) ?? "") + "\\" + name
    }
}

/// A row of a result by column names.
struct FindingRow {
    private let values: [String: HuntingResult.Value]

    init(names: [String], values: [HuntingResult.Value]) {
        self.values = Dictionary(zip(names, values)) { _, last in last }
    }

    func text(_ column: String) -> String {
        if case .text(let text)? = values[column] { text } else { "" }
    }

    func ticks(_ column: String) -> Int64? {
        if case .long(let number)? = values[column] { number } else { nil }
    }

    /// Any value as text.
    func plain(_ column: String) -> String {
        switch values[column] {
        case .text(let text)?: text
        case .long(let number)?: String(number)
        case .bool(let truth)?: String(truth)
        case .real(let number)?: String(number)
        case .null?, nil: ""
        }
    }
}
