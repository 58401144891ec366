/// Events about processes: Sysmon 1, 8, 10; Security 4688.
enum ProcessEvents {
    static let all = [sysmonCreated, securityCreated, sysmonThread, sysmonAccess]

    static let sysmonCreated = EventMapping(
        source: .sysmon, eventID: 1, title: "process created", table: "DeviceProcessEvents",
        action: .always("ProcessCreated"), initiator: .sysmonParent, required: ["Image"],
        columns: [
            ("FileName", .fileName("Image")), ("FolderPath", .text("Image")),
            ("SHA1", .hash(.sha1, "Hashes")), ("SHA256", .hash(.sha256, "Hashes")), ("MD5", .hash(.md5, "Hashes")),
            ("ProcessVersionInfoCompanyName", .text("Company")),
            ("ProcessVersionInfoProductName", .text("Product")),
            ("ProcessVersionInfoProductVersion", .text("FileVersion")),
            ("ProcessVersionInfoOriginalFileName", .text("OriginalFileName")),
            ("ProcessVersionInfoFileDescription", .text("Description")),
            ("ProcessId", .first([.integer("ProcessId"), .processByGUID(.processID, "ProcessGuid")])),
            ("ProcessCommandLine", .text("CommandLine")),
            ("ProcessIntegrityLevel", .text("IntegrityLevel")),
            ("ProcessTokenElevation", .processByGUID(.elevation, "ProcessGuid")),
            ("ProcessCreationTime", .eventTime),
            ("AccountDomain", .domain("User")), ("AccountName", .user("User")),
            ("AccountSid", .first([.processByGUID(.sid, "ProcessGuid"), .sid("User")])),
            ("LogonId", .integer("LogonId")),
            ("CreatedProcessSessionId", .integer("TerminalSessionId")),
            ("ProcessUniqueId", .guid("ProcessGuid")),
        ],
        details: [("CurrentDirectory", .text("CurrentDirectory"))]
    )

    static let securityCreated = EventMapping(
        source: .security, eventID: 4688, title: "process created", table: "DeviceProcessEvents",
        action: .always("ProcessCreated"), initiator: .securityParent, required: ["NewProcessName"],
        columns: [
            ("FileName", .fileName("NewProcessName")), ("FolderPath", .text("NewProcessName")),
            ("ProcessId", .integer("NewProcessId")), ("ProcessCommandLine", .text("CommandLine")),
            ("ProcessIntegrityLevel", .word("MandatoryLabel", .integrity)),
            ("ProcessTokenElevation", .word("TokenElevationType", .elevation)),
            ("ProcessCreationTime", .eventTime),
            ("AccountDomain", .first([.lowered("TargetDomainName"), .lowered("SubjectDomainName")])),
            ("AccountName", .first([.lowered("TargetUserName"), .lowered("SubjectUserName")])),
            (
                "AccountSid",
                .when(
                    "TargetUserSid", "S-1-0-0", .text("SubjectUserSid"),
                    .first([.text("TargetUserSid"), .text("SubjectUserSid")])
                )
            ),
            ("LogonId", .when("TargetLogonId", "0x0", .integer("SubjectLogonId"), .integer("TargetLogonId"))),
        ],
        twin: .sysmonProcess
    )

    static let sysmonThread = EventMapping(
        source: .sysmon, eventID: 8, title: "thread created in another process", table: "DeviceEvents",
        action: .always("CreateRemoteThreadApiCall"), initiator: .sysmonSource, required: ["TargetImage"],
        columns: [
            ("FileName", .fileName("TargetImage")), ("FolderPath", .text("TargetImage")),
            ("AccountDomain", .domain("TargetUser")), ("AccountName", .user("TargetUser")),
            ("ProcessId", .integer("TargetProcessId")),
            ("ProcessCommandLine", .processByGUID(.commandLine, "TargetProcessGuid")),
            ("ProcessCreationTime", .processByGUID(.creation, "TargetProcessGuid")),
        ],
        details: [
            ("StartAddress", .text("StartAddress")), ("StartModule", .text("StartModule")),
            ("StartFunction", .text("StartFunction")), ("NewThreadId", .integer("NewThreadId")),
        ]
    )

    static let sysmonAccess = EventMapping(
        source: .sysmon, eventID: 10, title: "process opened by another", table: "DeviceEvents",
        action: .always("OpenProcessApiCall"), initiator: .sysmonAccessor, required: ["TargetImage"],
        columns: [
            ("FileName", .fileName("TargetImage")), ("FolderPath", .text("TargetImage")),
            ("AccountDomain", .domain("TargetUser")), ("AccountName", .user("TargetUser")),
            ("ProcessId", .integer("TargetProcessId")),
            ("ProcessCommandLine", .processByGUID(.commandLine, "TargetProcessGUID")),
            ("ProcessCreationTime", .processByGUID(.creation, "TargetProcessGUID")),
        ],
        details: [("DesiredAccess", .integer("GrantedAccess")), ("CallTrace", .text("CallTrace"))]
    )
}
