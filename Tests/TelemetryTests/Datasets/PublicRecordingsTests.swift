import Testing

@testable import Telemetry

@Suite("Public recordings", .enabled(if: PublicRecordings.folder != nil, "set SALLYPORT_DATASETS to run"), .serialized)
struct PublicRecordingsTests {
    @Test func all133149EventsAreAccountedFor() throws {
        var total = 0
        for name in PublicRecordings.names {
            let summary = try PublicRecordings.reading(name).summary
            let skipped = summary.skipped.values.reduce(0, +)
            #expect(summary.events == summary.mapped + skipped + summary.malformed, "\(name)")
            #expect(summary.malformed == 0, "\(name)")
            #expect(summary.skipped.keys.allSatisfy { $0 != "form-not-known" && !$0.hasPrefix("no-time") }, "\(name)")
            total += summary.events
        }
        #expect(total == 133_149)
    }

    @Test("Every row fits its table", arguments: PublicRecordings.names)
    func rowsFitTheirTables(name: String) throws {
        #expect(try PublicRecordings.reading(name).problems == [])
    }

    /// A row that shows the attack: a table, what each of some columns contains, and the row's initiating process.
    struct Trace: Sendable, CustomTestStringConvertible {
        var recording: String
        var table: String
        var columns: [(String, String)]
        var testDescription: String { "\(recording): \(table) \(columns.map(\.1))" }
    }

    static let traces: [Trace] = [
        Trace(
            recording: "cmd_bitsadmin_download_psh_script", table: "DeviceProcessEvents",
            columns: [
                ("FileName", "bitsadmin.exe"),
                ("ProcessCommandLine", "/transfer /Download /priority Foreground https://"),
                ("InitiatingProcessFileName", "cmd.exe"), ("AccountName", "wardog"),
            ]
        ),
        Trace(
            recording: "cmd_mshta_vbscript_execute_psh", table: "DeviceProcessEvents",
            columns: [("FileName", "mshta.exe"), ("ProcessCommandLine", "vbscript:")]
        ),
        Trace(
            recording: "cmd_mshta_vbscript_execute_psh", table: "DeviceProcessEvents",
            columns: [("FileName", "powershell.exe"), ("InitiatingProcessFileName", "mshta.exe")]
        ),
        Trace(
            recording: "cmd_dumping_ntds_dit_file_ntdsutil", table: "DeviceProcessEvents",
            columns: [("FileName", "ntdsutil.exe"), ("ProcessCommandLine", "ifm")]
        ),
        Trace(
            recording: "cmd_dumping_ntds_dit_file_ntdsutil", table: "DeviceFileEvents",
            columns: [("FileName", "ntds.dit"), ("InitiatingProcessFileName", "ntdsutil.exe")]
        ),
        Trace(
            recording: "empire_launcher_vbs", table: "DeviceProcessEvents",
            columns: [("FileName", "powershell.exe"), ("InitiatingProcessFileName", "wscript.exe")]
        ),
        Trace(
            recording: "empire_mimikatz_logonpasswords", table: "DeviceEvents",
            columns: [
                ("ActionType", "OpenProcessApiCall"), ("FileName", "lsass.exe"),
                ("InitiatingProcessFileName", "powershell.exe"),
            ]
        ),
        Trace(
            recording: "empire_persistence_registry_modification_run_keys_standard_user", table: "DeviceRegistryEvents",
            columns: [
                ("ActionType", "RegistryValueSet"), ("RegistryKey", #"HKEY_CURRENT_USER\S-1-5-21-"#),
                ("RegistryKey", #"\CurrentVersion\Run"#), ("RegistryValueData", "powershell"),
            ]
        ),
        Trace(
            recording: "empire_psexec_dcerpc_tcp_svcctl", table: "DeviceEvents",
            columns: [
                ("ActionType", "ServiceInstalled"), ("AdditionalFields", "Updater"),
                ("ProcessCommandLine", "powershell"),
            ]
        ),
        Trace(
            recording: "empire_shell_net_local_users", table: "DeviceProcessEvents",
            columns: [("FileName", "net1.exe"), ("ProcessCommandLine", "user")]
        ),
        Trace(
            recording: "empire_uac_shellapi_fodhelper", table: "DeviceProcessEvents",
            columns: [("FileName", "powershell.exe"), ("InitiatingProcessFileName", "fodhelper.exe")]
        ),
        Trace(
            recording: "empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod", table: "DeviceProcessEvents",
            columns: [("FileName", "powershell.exe"), ("InitiatingProcessFileName", "WmiPrvSE.exe")]
        ),
        Trace(
            recording: "metasploit_logonpasswords_lsass_memory_dump", table: "DeviceEvents",
            columns: [
                ("ActionType", "OpenProcessApiCall"), ("FileName", "lsass.exe"), ("AdditionalFields", "DesiredAccess"),
            ]
        ),
        Trace(
            recording: "metasploit_logonpasswords_lsass_memory_dump", table: "DeviceEvents",
            columns: [("ActionType", "ServiceInstalled"), ("ProcessCommandLine", "rtcpef.dll")]
        ),
        Trace(
            recording: "psh_lsass_memory_dump_comsvcs", table: "DeviceProcessEvents",
            columns: [
                ("FileName", "rundll32.exe"), ("ProcessCommandLine", "comsvcs.dll"), ("ProcessCommandLine", "MiniDump"),
            ]
        ),
        Trace(
            recording: "schtask_create", table: "DeviceProcessEvents",
            columns: [("FileName", "schtasks.exe"), ("ProcessCommandLine", "/create")]
        ),
        Trace(
            recording: "schtask_create", table: "DeviceEvents",
            columns: [("ActionType", "ScheduledTaskCreated"), ("AdditionalFields", "EventCacheManager")]
        ),
        Trace(
            recording: "Microsoft365DefenderEvents", table: "DeviceEvents",
            columns: [
                ("ActionType", "LdapSearch"), ("AdditionalFields", "thumbnailphoto"),
                ("DeviceName", "adfs01.simulandlabs.com"),
            ]
        ),
        Trace(
            recording: "Microsoft365DefenderEvents", table: "IdentityDirectoryEvents",
            columns: [
                ("ActionType", "Directory Services replication"), ("Protocol", "Drsr"), ("AccountName", "pgustavo"),
            ]
        ),
        Trace(
            recording: "Microsoft365DefenderEvents", table: "CloudAppEvents",
            columns: [("ActionType", "MailItemsAccessed"), ("RawEventData", "MailboxOwnerUPN")]
        ),
        Trace(
            recording: "Microsoft365DefenderEvents", table: "CloudAppEvents",
            columns: [
                ("ActionType", "Add delegated permission grant."), ("AdditionalFields", "User.Read Mail.ReadWrite"),
            ]
        ),
        Trace(
            recording: "AADAuditEvents", table: "CloudAppEvents",
            columns: [
                ("ActionType", "Update application – Certificates and secrets management."),
                ("ObjectName", "SimuLandApp"),
                ("AccountObjectId", "aead923d-498b-4f64-a66c-2af91447a8b6"),
            ]
        ),
        Trace(
            recording: "OfficeActivityEvents", table: "CloudAppEvents",
            columns: [("ActionType", "MailItemsAccessed"), ("Application", "Microsoft Exchange Online")]
        ),
        Trace(
            recording: "WindowsEvents", table: "DeviceEvents",
            columns: [
                ("ActionType", "NamedPipeEvent"), ("AdditionalFields", #"MICROSOFT##WID\\tsql\\query"#),
                ("InitiatingProcessFileName", "powershell.exe"), ("DeviceName", "adfs01.simulandlabs.com"),
            ]
        ),
    ]

    @Test("The attack can be seen", arguments: traces)
    func attack(trace: Trace) throws {
        let rows = try PublicRecordings.reading(trace.recording).rows
        let found = rows.first { row in
            row.table == trace.table
                && trace.columns.allSatisfy { row.text($0.0).lowercased().contains($0.1.lowercased()) }
        }
        #expect(found != nil)
    }
}
