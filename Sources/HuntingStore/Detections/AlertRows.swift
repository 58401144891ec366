import Foundation
import KQL
import KQLEngine
import Telemetry
import TenantStore

/// Alerts as rows of AlertInfo and AlertEvidence, so that hunting finds them.
enum AlertRows {
    /// A row of AlertInfo, and one of AlertEvidence for each piece of evidence.
    static func rows(of finding: Finding) -> [HuntingRow] {
        let alert = finding.alert
        let techniques = json(alert.mitreTechniques)
        let common: [String: HuntingValue] = [
            "Timestamp": .ticks(alert.firstActivityTime.ticks), "AlertId": .text(alert.id),
            "Title": .text(alert.title), "ServiceSource": .text(finding.product.name),
            "DetectionSource": .text(finding.product.huntingSource), "AttackTechniques": .text(techniques),
            "Severity": .text(severity(alert.severity)),
        ]
        var rows = [row("AlertInfo", common.merging(["Category": .text(alert.category)]) { $1 })]
        for evidence in alert.evidence {
            var columns = common.merging(["Categories": .text(json([alert.category]))]) { $1 }
            columns.merge(entity(evidence.entity)) { $1 }
            columns["AdditionalFields"] = .text(sources(finding))
            rows.append(row("AlertEvidence", columns))
        }
        return rows
    }

    private static func row(_ table: String, _ columns: [String: HuntingValue]) -> HuntingRow {
        let types = DefenderSchema.table(named: table)?.columns ?? []
        var row = HuntingRow(table: table, values: types.map { .missing($0.type) })
        for (column, value) in columns { row[column: column] = value }
        return row
    }

    private static func entity(_ entity: EvidenceEntity) -> [String: HuntingValue] {
        func kind(_ type: String, _ role: String, _ columns: [String: String?]) -> [String: HuntingValue] {
            var values: [String: HuntingValue] = ["EntityType": .text(type), "EvidenceRole": .text(role)]
            for (column, text) in columns { values[column] = .text(text ?? "") }
            return values
        }
        switch entity {
        case .device(let device):
            return kind("Machine", "Impacted", ["DeviceId": device.deviceID, "DeviceName": device.dnsName])
        case .process(let process):
            return kind(
                "Process", "Related",
                [
                    "FileName": process.imageFile.fileName, "FolderPath": process.imageFile.folderPath,
                    "SHA1": process.imageFile.sha1, "SHA256": process.imageFile.sha256,
                    "ProcessCommandLine": process.commandLine, "DeviceId": process.deviceID,
                    "AccountName": process.user?.accountName, "AccountDomain": process.user?.domainName,
                    "AccountSid": process.user?.userSID,
                ]
            )
        case .file(let file):
            return kind(
                "File", "Related",
                [
                    "FileName": file.fileName, "FolderPath": file.folderPath, "SHA1": file.sha1, "SHA256": file.sha256,
                    "DeviceId": file.deviceID,
                ]
            )
        case .user(let user):
            return kind(
                "User", "Impacted",
                [
                    "AccountName": user.accountName, "AccountDomain": user.domainName, "AccountSid": user.userSID,
                    "AccountObjectId": user.azureADUserID, "AccountUpn": user.userPrincipalName,
                ]
            )
        case .ip(let ip): return kind("Ip", "Related", ["RemoteIP": ip.address])
        case .url(let url): return kind("Url", "Related", ["RemoteUrl": url.url])
        case .registryKey(let registry), .registryValue(let registry):
            return kind(
                registry.valueName == nil ? "RegistryKey" : "RegistryValue", "Related",
                [
                    "RegistryKey": registry.hive.map { $0 + "\\" + registry.key } ?? registry.key,
                    "RegistryValueName": registry.valueName, "RegistryValueData": registry.valueData,
                    "DeviceId": registry.deviceID,
                ]
            )
        case .mailbox(let mailbox): return kind("Mailbox", "Impacted", ["AccountUpn": mailbox.primaryAddress])
        case .analyzedMessage(let message):
            return kind(
                "MailMessage", "Related",
                ["NetworkMessageId": message.networkMessageID, "EmailSubject": message.subject]
            )
        }
    }

    /// The rows that the alert is about, by what identifies them.
    private static func sources(_ finding: Finding) -> String {
        let list = finding.sources.map { source in
            [
                "Timestamp": Ticks.iso8601(source.timestamp), "DeviceId": source.deviceID, "ReportId": source.reportID,
            ]
        }
        return text(["SourceRows": list])
    }

    private static func severity(_ severity: AlertSeverity) -> String {
        severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst()
    }

    private static func json(_ list: [String]) -> String { list.isEmpty ? "" : text(list) }

    private static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
