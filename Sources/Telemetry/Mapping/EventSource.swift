/// A channel of Windows events that the mapping reads.
enum EventSource: String, Sendable, CaseIterable {
    case sysmon = "Sysmon"
    case security = "Security"
    case powerShell = "PowerShell"
    case classicPowerShell = "Windows PowerShell"
    case system = "System"
    case taskScheduler = "TaskScheduler"
    case wmiActivity = "WMI-Activity"
    case remoteConnection = "TerminalServices-RemoteConnectionManager"
    /// The directory audit log, as Log Analytics has it; its records have no ids.
    case directoryAudit = "AuditLogs"
    /// The Office 365 audit log, as Log Analytics has it; its records have no ids.
    case officeActivity = "OfficeActivity"

    /// The channel of this name, in any case of letters.
    init?(channel: String) {
        switch channel.lowercased() {
        case "microsoft-windows-sysmon/operational": self = .sysmon
        case "security": self = .security
        case "microsoft-windows-powershell/operational": self = .powerShell
        case "windows powershell": self = .classicPowerShell
        case "system": self = .system
        case "microsoft-windows-taskscheduler/operational": self = .taskScheduler
        case "microsoft-windows-wmi-activity/operational": self = .wmiActivity
        case "microsoft-windows-terminalservices-remoteconnectionmanager/operational": self = .remoteConnection
        default: return nil
        }
    }

    /// The channel's name in event logs.
    var channel: String {
        switch self {
        case .sysmon: "Microsoft-Windows-Sysmon/Operational"
        case .security: "Security"
        case .powerShell: "Microsoft-Windows-PowerShell/Operational"
        case .classicPowerShell: "Windows PowerShell"
        case .system: "System"
        case .taskScheduler: "Microsoft-Windows-TaskScheduler/Operational"
        case .wmiActivity: "Microsoft-Windows-WMI-Activity/Operational"
        case .remoteConnection: "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational"
        case .directoryAudit: "AuditLogs of Log Analytics"
        case .officeActivity: "OfficeActivity of Log Analytics"
        }
    }

    /// Whether a skipped event is counted under its id. Channels of which few ids matter are counted as a whole.
    var isCountedByID: Bool {
        switch self {
        case .sysmon, .security, .powerShell, .classicPowerShell: true
        default: false
        }
    }
}

/// What kind of record a line is.
enum RecordForm: Equatable {
    /// An event of a source that the mapping reads; audit records have the id 0.
    case event(EventSource, id: Int)
    /// A Windows event of another channel.
    case otherChannel(String)
    /// A row of a hunting table, as the advanced hunting interface exports it.
    case huntingRow
    case unknown
}

/// Tells the form of records apart; remembers channel names, of which a recording has few.
struct FormDetector {
    private var sources: [String: EventSource?] = [:]

    mutating func form(of object: FlatObject) -> RecordForm {
        if let id = object.integer(.eventID) ?? object.integer(.eventCode) {
            var channel = object.text(.channel)
            if channel.isEmpty { channel = object.text(.eventLog) }
            if channel.isEmpty {
                // Tables of Log Analytics drop the channel of security events; their ids are a range of their own.
                return (4608...6423).contains(id) ? .event(.security, id: Int(id)) : .unknown
            }
            if case .security? = source(channel), Self.isForeignToSecurity(object) {
                return .otherChannel("AD FS Auditing")
            }
            guard let source = source(channel) else { return .otherChannel(channel) }
            return .event(source, id: Int(id))
        }
        if object.has(.actionType), object.has(.timestamp) { return .huntingRow }
        if object.equals(.type, "AuditLogs") || (object.has("AADOperationType") && object.has("OperationName")) {
            return .event(.directoryAudit, id: 0)
        }
        if object.equals(.type, "OfficeActivity") || (object.has("OfficeWorkload") && object.has("Operation")) {
            return .event(.officeActivity, id: 0)
        }
        return .unknown
    }

    /// AD FS writes into the security log under its own source; its ids mean something else.
    private static func isForeignToSecurity(_ object: FlatObject) -> Bool {
        object.equals(.eventSourceName, "AD FS Auditing") || object.equals(.sourceName, "AD FS Auditing")
    }

    private mutating func source(_ channel: String) -> EventSource? {
        if let known = sources[channel] { return known }
        let source = EventSource(channel: channel)
        sources[channel] = .some(source)
        return source
    }
}
