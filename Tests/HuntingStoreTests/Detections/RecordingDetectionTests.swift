import Foundation
import Testing

@testable import HuntingStore

@Suite(
    "Detections over the public recordings", .enabled(if: PublicFolder.url != nil, "set SALLYPORT_DATASETS to run"),
    .needsEngine)
struct RecordingDetectionTests {
    @Test(
        "find the attack",
        arguments: [
            ("cmd_bitsadmin_download_psh_script", "bitsadmin-download"),
            ("cmd_mshta_vbscript_execute_psh", "mshta-inline-script"),
            ("cmd_dumping_ntds_dit_file_ntdsutil", "ntds-dump"),
            ("empire_launcher_vbs", "script-host-starts-interpreter"),
            ("empire_mimikatz_logonpasswords", "lsass-memory-read"),
            ("empire_psexec_dcerpc_tcp_svcctl", "suspicious-service"),
            ("empire_shell_net_local_users", "account-discovery"), ("empire_uac_shellapi_fodhelper", "uac-bypass"),
            ("empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod", "wmi-execution"),
            ("psh_lsass_memory_dump_comsvcs", "lsass-dump-by-comsvcs"),
            ("schtask_create", "scheduled-task"), ("Microsoft365DefenderEvents", "directory-replication"),
            ("AADAuditEvents", "application-permission-added"),
        ])
    func findTheAttack(recording: String, detection: String) async throws {
        let folder = try #require(PublicFolder.url)
        let world = try await StoreWorld()
        _ = try await world.store.importFiles(
            [folder.appendingPathComponent(recording + ".zip")], tenant: world.tenant, options: ImportOptions()
        ) { _ in }
        let summary = try await DetectionRunner(store: world.store).run(tenant: world.tenant)
        #expect((summary.findings[detection] ?? 0) > 0)
        #expect(summary.newIncidents > 0)
        #expect(summary.newAlerts < 60)
    }
}

/// The folder of the public recordings, where the machine has it.
enum PublicFolder {
    static let url: URL? = {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let candidates = [
            ProcessInfo.processInfo.environment["SALLYPORT_DATASETS"].map { URL(fileURLWithPath: $0) },
            root.deletingLastPathComponent().appendingPathComponent("shared/datasets"),
        ]
        return candidates.compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0.appendingPathComponent("schtask_create.zip").path)
        }
    }()
}
