/// Events about services, tasks, logs, devices and WMI: Security, System, TaskScheduler, WMI-Activity, Sysmon 21.
enum SystemEvents {
    static let all = [
        serviceAudited, serviceLogged,
        task(4698, "scheduled task created", "ScheduledTaskCreated", "TaskContent"),
        task(4699, "scheduled task deleted", "ScheduledTaskDeleted", "TaskContent"),
        task(4702, "scheduled task updated", "ScheduledTaskUpdated", "TaskContentNew"),
        loggedTask(106, "scheduled task registered", "ScheduledTaskCreated", "UserContext"),
        loggedTask(140, "scheduled task updated", "ScheduledTaskUpdated", "UserName"),
        loggedTask(141, "scheduled task deleted", "ScheduledTaskDeleted", "UserName"),
        logCleared, auditPolicy, externalDevice, wmiBinding, wmiActivityBinding, firewallStopped, remoteDesktop,
        dataProtection(4692, "data protection master key backed up"),
        dataProtection(4693, "data protection master key recovered"),
        dataProtection(4694, "auditable data protected"), dataProtection(4695, "auditable data unprotected"),
    ]

    private static func service(_ commandLine: EventField) -> [(column: String, rule: ValueRule)] {
        [
            ("FileName", .programName(commandLine)), ("FolderPath", .program(commandLine)),
            ("ProcessCommandLine", .text(commandLine)),
        ]
    }

    static let serviceAudited = EventMapping(
        source: .security, eventID: 4697, title: "service installed, audited", table: "DeviceEvents",
        action: .always("ServiceInstalled"), initiator: .securityClient, required: ["ServiceName"],
        columns: service("ServiceFileName"),
        details: [
            ("ServiceName", .text("ServiceName")), ("ServiceAccount", .text("ServiceAccount")),
            ("ServiceStartType", .word("ServiceStartType", .serviceStart)), ("ServiceType", .text("ServiceType")),
        ]
    )

    static let serviceLogged = EventMapping(
        source: .system, eventID: 7045, title: "service installed", table: "DeviceEvents",
        action: .always("ServiceInstalled"), required: ["ServiceName"], columns: service("ImagePath"),
        details: [
            ("ServiceName", .text("ServiceName")),
            ("ServiceAccount", .messageLine("Service Account", "Message")),
            ("ServiceStartType", .word("StartType", .serviceStart)), ("ServiceType", .text("ServiceType")),
        ],
        twin: .securityService
    )

    private static func task(
        _ eventID: Int, _ title: String, _ action: String, _ content: EventField
    ) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents", action: .always(action),
            initiator: .securityClient, required: ["TaskName"],
            columns: [
                ("AccountDomain", .lowered("SubjectDomainName")), ("AccountName", .lowered("SubjectUserName")),
                ("AccountSid", .text("SubjectUserSid")), ("LogonId", .integer("SubjectLogonId")),
            ],
            details: [("TaskName", .text("TaskName")), ("TaskContent", .text(content))]
        )
    }

    private static func loggedTask(
        _ eventID: Int, _ title: String, _ action: String, _ user: EventField
    ) -> EventMapping {
        EventMapping(
            source: .taskScheduler, eventID: eventID, title: title, table: "DeviceEvents", action: .always(action),
            required: ["TaskName"],
            columns: [("AccountDomain", .domain(user)), ("AccountName", .user(user))],
            details: [("TaskName", .text("TaskName"))], twin: .securityTask
        )
    }

    static let logCleared = EventMapping(
        source: .security, eventID: 1102, title: "security log cleared", table: "DeviceEvents",
        action: .always("SecurityLogCleared"),
        columns: [
            ("AccountDomain", .first([.lowered("SubjectDomainName"), .messageLine("Domain Name", "Message")])),
            ("AccountName", .first([.lowered("SubjectUserName"), .messageLine("Account Name", "Message")])),
            ("AccountSid", .first([.text("SubjectUserSid"), .messageLine("Security ID", "Message")])),
        ]
    )

    static let auditPolicy = EventMapping(
        source: .security, eventID: 4719, title: "audit policy changed", table: "DeviceEvents",
        action: .always("AuditPolicyModification"), initiator: .subject, columns: [],
        details: [("CategoryId", .text("CategoryId"))]
    )

    static let externalDevice = EventMapping(
        source: .security, eventID: 6416, title: "external device recognised", table: "DeviceEvents",
        action: .always("PnpDeviceConnected"), initiator: .subject, columns: [],
        details: [
            ("DeviceId", .text("DeviceId")), ("DeviceDescription", .text("DeviceDescription")),
            ("ClassName", .text("ClassName")), ("ClassId", .text("ClassId")), ("VendorIds", .text("VendorIds")),
        ]
    )

    static let wmiBinding = EventMapping(
        source: .sysmon, eventID: 21, title: "WMI consumer bound to filter", table: "DeviceEvents",
        action: .always("WmiBindEventFilterToConsumer"),
        columns: [("AccountDomain", .domain("User")), ("AccountName", .user("User"))],
        details: [
            ("Operation", .text("Operation")), ("Consumer", .text("Consumer")), ("Filter", .text("Filter")),
        ]
    )

    static let wmiActivityBinding = EventMapping(
        source: .wmiActivity, eventID: 5861, title: "WMI consumer bound to filter", table: "DeviceEvents",
        action: .always("WmiBindEventFilterToConsumer"), columns: [], details: [("Description", .text("Message"))]
    )

    static let firewallStopped = EventMapping(
        source: .security, eventID: 5025, title: "firewall service stopped", table: "DeviceEvents",
        action: .always("FirewallServiceStopped"), columns: []
    )

    static let remoteDesktop = EventMapping(
        source: .remoteConnection, eventID: 1149, title: "remote desktop user authenticated", table: "DeviceEvents",
        action: .always("RemoteDesktopConnection"),
        columns: [
            ("AccountDomain", .messageLine("Domain", "Message")), ("AccountName", .messageLine("User", "Message")),
            ("RemoteIP", .messageLine("Source Network Address", "Message")),
        ]
    )

    private static func dataProtection(_ eventID: Int, _ title: String) -> EventMapping {
        EventMapping(
            source: .security, eventID: eventID, title: title, table: "DeviceEvents", action: .always("DpapiAccessed"),
            initiator: .subject,
            columns: [
                ("AccountDomain", .lowered("SubjectDomainName")), ("AccountName", .lowered("SubjectUserName")),
                ("AccountSid", .text("SubjectUserSid")),
            ],
            details: [("EventId", .constant(String(eventID)))]
        )
    }
}
