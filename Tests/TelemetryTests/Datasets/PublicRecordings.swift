import Foundation
import KQL
import Synchronization

@testable import Telemetry

/// The public recordings, where the machine has them: `SALLYPORT_DATASETS`, or `../shared/datasets` of the package.
enum PublicRecordings {
    /// The folder, `nil` where there is none; then the suite is skipped.
    static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let candidates = [
            ProcessInfo.processInfo.environment["SALLYPORT_DATASETS"].map { URL(fileURLWithPath: $0) },
            root.deletingLastPathComponent().appendingPathComponent("shared/datasets"),
            URL(fileURLWithPath: FileManager.default.currentDirectoryPath).deletingLastPathComponent()
                .appendingPathComponent("shared/datasets"),
        ]
        return candidates.compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0.appendingPathComponent("psh_lsass_memory_dump_comsvcs.zip").path)
        }
    }()

    /// The names of the archives.
    static let names: [String] = [
        "AADAuditEvents", "Microsoft365DefenderEvents", "OfficeActivityEvents", "WindowsEvents",
        "cmd_bitsadmin_download_psh_script", "cmd_dumping_ntds_dit_file_ntdsutil", "cmd_mshta_vbscript_execute_psh",
        "empire_launcher_vbs", "empire_mimikatz_logonpasswords",
        "empire_persistence_registry_modification_run_keys_standard_user", "empire_psexec_dcerpc_tcp_svcctl",
        "empire_shell_net_local_users", "empire_uac_shellapi_fodhelper",
        "empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod", "metasploit_logonpasswords_lsass_memory_dump",
        "psh_lsass_memory_dump_comsvcs", "schtask_create",
    ]

    /// What was read of one recording: its summary, and the rows that tests look at.
    struct Reading: Sendable {
        var summary: RecordingSummary
        var rows: [HuntingRow]
        var problems: [String]
    }

    private static let readings = Mutex<[String: Reading]>([:])

    /// Reads a recording, once for all tests.
    static func reading(_ name: String) throws -> Reading {
        if let known = readings.withLock({ $0[name] }) { return known }
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        var rows: [HuntingRow] = []
        var problems: [String] = []
        let summary = try Recording(file: folder.appendingPathComponent(name + ".zip")).read { batch in
            for row in batch {
                if problems.count < 5, let problem = RowCheck.problem(row) { problems.append(problem) }
                if isKept(row) { rows.append(row) }
            }
        }
        let reading = Reading(summary: summary, rows: rows, problems: problems)
        readings.withLock { $0[name] = reading }
        return reading
    }

    /// Rows of noisy kinds are not kept: images, keys created, processes opened other than lsass.
    private static func isKept(_ row: HuntingRow) -> Bool {
        switch row.table {
        case "DeviceImageLoadEvents": false
        case "DeviceRegistryEvents": row.text("ActionType") == "RegistryValueSet"
        case "DeviceEvents":
            row.text("ActionType") != "OpenProcessApiCall" || row.text("FileName").lowercased() == "lsass.exe"
        default: true
        }
    }
}

/// What must hold of every row, whatever it was made of.
enum RowCheck {
    static func problem(_ row: HuntingRow) -> String? {
        guard let schema = DefenderSchema.table(named: row.table) else { return "no table \(row.table)" }
        guard row.values.count == schema.columns.count else { return "\(row.table): \(row.values.count) values" }
        for (value, column) in zip(row.values, schema.columns) {
            let fits =
                switch (value, column.type) {
                case (.null, .string): false
                case (.null, _): true
                case (.text, .string), (.text, .dynamic), (.text, .guid): true
                case (.integer, .int), (.integer, .long): true
                case (.bool, .bool), (.real, .real), (.real, .decimal): true
                case (.ticks, .datetime), (.ticks, .timespan): true
                default: false
                }
            if !fits { return "\(row.table).\(column.name): \(value) is no \(column.type)" }
        }
        if schema.column(named: "Timestamp") != nil, case .ticks? = row[column: "Timestamp"] {
            return nil
        }
        return "\(row.table): no Timestamp"
    }
}
