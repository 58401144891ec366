/// How one kind of Windows event becomes a row. The mapping is a list of these values.
struct EventMapping: Sendable {
    /// What the row's `ActionType` is.
    enum Action: Sendable {
        case always(String)
        /// By the text of a field; an event whose text is not listed gives no row.
        case byWord(EventField, [String: String])
        /// By whether a field has this text.
        case either(EventField, StaticString, String, otherwise: String)
        /// What a rule gives.
        case value(ValueRule)
    }

    /// Which process the `InitiatingProcess…` columns describe, as fields that tell it.
    struct Initiator: Sendable {
        var guid: EventField?
        var processID: EventField?
        var path: EventField?
        var commandLine: EventField?
        /// A field like `DOMAIN\name`.
        var account: EventField?
        /// Fields for the parts of an account, as the security log has them.
        var accountDomain: EventField?
        var accountName: EventField?
        var accountSID: EventField?
        var logonID: EventField?
    }

    /// A test that an event must pass.
    enum Condition: Sendable {
        /// A field has one of these texts.
        case isOne(EventField, [String])
        /// A field has none of these texts.
        case isNone(EventField, [String])
        /// A field contains one of these texts, in any case of letters.
        case contains(EventField, [String])
        /// A field says something.
        case present(EventField)
    }

    /// What makes several rows of one event.
    enum Expansion: Sendable {
        /// Each command that a PowerShell pipeline invoked, by the field that lists them.
        case powerShellCommands(EventField)
    }

    var source: EventSource
    var eventID: Int
    /// What happened, for the documentation.
    var title: String
    var table: String
    var action: Action
    var initiator: Initiator?
    /// Events that fail the condition are skipped as not relevant.
    var condition: Condition?
    /// Fields without which the row would be a guess.
    var required: [EventField] = []
    var expansion: Expansion?
    /// Columns in the order of the documentation.
    var columns: [(column: String, rule: ValueRule)]
    /// Members of `AdditionalFields`.
    var details: [(name: String, rule: ValueRule)] = []
    /// Rules that tell when the same happening is recorded as a richer event.
    var twin: Twin?

    /// Richer records of the same happening.
    enum Twin: Sendable {
        /// A process whose creation Sysmon recorded.
        case sysmonProcess
        /// A connection that Sysmon recorded.
        case sysmonConnection
        /// A service that the security log has (4697).
        case securityService
        /// A task that the security log has (4698, 4702).
        case securityTask
        /// A pipeline that the PowerShell log has (4103).
        case powerShellPipeline
        /// An audit record that was exported once for each of its changes, by the field that identifies it.
        case record(EventField)
    }

    /// Every mapping, in the order of the documentation.
    static let all: [EventMapping] =
        ProcessEvents.all + NetworkEvents.all + FileEvents.all + RegistryEvents.all + LogonEvents.all
        + SystemEvents.all + ScriptEvents.all + AccountEvents.all + AuditRecords.all
}

extension EventMapping.Initiator {
    /// The process that a Sysmon event is about.
    static let sysmon = Self(guid: "ProcessGuid", processID: "ProcessId", path: "Image", account: "User")

    /// The parent in Sysmon's process creation.
    static let sysmonParent = Self(
        guid: "ParentProcessGuid", processID: "ParentProcessId", path: "ParentImage", commandLine: "ParentCommandLine",
        account: "ParentUser"
    )

    /// The acting process of Sysmon's thread creation.
    static let sysmonSource = Self(
        guid: "SourceProcessGuid", processID: "SourceProcessId", path: "SourceImage", account: "SourceUser"
    )

    /// The acting process of Sysmon's process access, which spells the guid in another way.
    static let sysmonAccessor = Self(
        guid: "SourceProcessGUID", processID: "SourceProcessId", path: "SourceImage", account: "SourceUser"
    )

    /// The process and subject of a security event.
    static let security = Self(
        processID: "ProcessId", path: "ProcessName", accountDomain: "SubjectDomainName", accountName: "SubjectUserName",
        accountSID: "SubjectUserSid", logonID: "SubjectLogonId"
    )

    /// The client process and subject of a security event.
    static let securityClient = Self(
        processID: "ClientProcessId", accountDomain: "SubjectDomainName", accountName: "SubjectUserName",
        accountSID: "SubjectUserSid", logonID: "SubjectLogonId"
    )

    /// The subject of a security event that names no process.
    static let subject = Self(
        accountDomain: "SubjectDomainName", accountName: "SubjectUserName", accountSID: "SubjectUserSid",
        logonID: "SubjectLogonId"
    )

    /// The creator in the security log's process creation.
    static let securityParent = Self(
        processID: "ProcessId", path: "ParentProcessName", accountDomain: "SubjectDomainName",
        accountName: "SubjectUserName", accountSID: "SubjectUserSid", logonID: "SubjectLogonId"
    )

    /// The process that wrote the event, which the record's header tells in some recordings.
    static let writer = Self(processID: "ExecutionProcessID")

    /// The process of a filtered connection.
    static let filtered = Self(processID: "ProcessId", path: "Application")
}
