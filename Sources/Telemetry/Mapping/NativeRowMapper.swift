import KQL

/// Takes rows that advanced hunting exported, each into its own table.
///
/// An export of a query over several tables has the columns of all, and writes a column that has another type in
/// another table as `Name_long`, `Name_string` and so on. The table of a row is the one that `Type` or `TableName` says;
/// otherwise the one whose `ActionType` values have the row's, and whose columns hold most of what the row says.
struct NativeRowMapper {
    private var byAction: [String: String] = [:]

    /// Tables that have both `Timestamp` and `ActionType`.
    private static let candidates: [RowLayout] = DefenderSchema.catalog.tableNames.compactMap { name in
        guard let layout = RowLayout(table: name), layout.index("ActionType") != nil,
            layout.index("Timestamp") != nil
        else { return nil }
        return layout
    }

    private static let suffixes: [(String, [ScalarType])] = [
        ("_long", [.long, .int]), ("_int", [.int, .long]), ("_string", [.string]), ("_dynamic", [.dynamic]),
        ("_bool", [.bool]), ("_datetime", [.datetime]), ("_real", [.real]), ("_guid", [.guid]),
    ]

    mutating func map(_ object: FlatObject) -> MappingOutcome {
        guard RecordingClock.time(object, .timestamp) != nil else {
            return .skipped(SkipReason(kind: .noTimeOrDevice, subject: "advanced hunting"))
        }
        var said: [(name: String, member: FlatObject.Member)] = []
        for index in 0..<object.count {
            let member = object.member(at: index)
            if member.kind == .null || object.text(member).isEmpty { continue }
            said.append((object.key(member), member))
        }
        guard let layout = table(of: object, said.map(\.name)) else {
            return .skipped(SkipReason(kind: .formNotKnown, subject: "advanced hunting"))
        }
        var values = layout.empty
        var others: [(name: String, member: FlatObject.Member)] = []
        for (name, member) in said {
            if let index = Self.position(name, in: layout) {
                values[index] = Self.value(object, member, layout.types[index])
            } else {
                others.append((name, member))
            }
        }
        Self.keep(others, object, &values, layout)
        return .rows([HuntingRow(table: layout.table, values: values)])
    }

    private mutating func table(of object: FlatObject, _ names: [String]) -> RowLayout? {
        for field in [EventField.type, EventField.tableName] where object.has(field) {
            if let layout = Self.candidates.first(where: { $0.table == object.text(field) }) { return layout }
        }
        let action = object.text(.actionType)
        var best: (layout: RowLayout, score: Int)?
        for layout in Self.candidates {
            let matches = names.count { Self.position($0, in: layout) != nil }
            let hasAction = ActionTypes.known[layout.table]?.contains(action) ?? false
            let score = matches * 2 + (hasAction ? 25 : 0)
            if score > (best?.score ?? 0) { best = (layout, score) }
        }
        guard let best, best.score > 8 else { return nil }
        return best.layout
    }

    private static func position(_ name: String, in layout: RowLayout) -> Int? {
        if let index = layout.index(name) { return index }
        for (suffix, types) in suffixes where name.hasSuffix(suffix) {
            guard let index = layout.index(String(name.dropLast(suffix.count))) else { return nil }
            return types.contains(layout.types[index]) ? index : nil
        }
        return nil
    }

    private static func value(_ object: FlatObject, _ member: FlatObject.Member, _ type: ScalarType) -> HuntingValue {
        let text = object.text(member)
        switch type {
        case .string: return .text(text)
        case .guid: return .text(text.lowercased())
        case .dynamic:
            if member.kind == .text || member.kind == .escapedText {
                // A dynamic value that was exported as text is JSON already, or a plain string.
                if text.hasPrefix("{") || text.hasPrefix("[") { return .text(text) }
                var json = ""
                JSONText.append(text, to: &json)
                return .text(json)
            }
            return .text(text)
        case .bool:
            switch text.lowercased() {
            case "true", "1": return .bool(true)
            case "false", "0": return .bool(false)
            default: return .null
            }
        case .int, .long:
            return (Int64(text) ?? Double(text).flatMap(Int64.init(exactly:))).map(HuntingValue.integer) ?? .null
        case .real, .decimal: return Double(text).map(HuntingValue.real) ?? .null
        case .datetime: return Ticks.parse(text).map(HuntingValue.ticks) ?? .null
        case .timespan, .unknown: return .null
        }
    }

    /// Adds what the table has no column for to `AdditionalFields`, so that nothing is lost; copies are left out.
    private static func keep(
        _ others: [(name: String, member: FlatObject.Member)], _ object: FlatObject, _ values: inout [HuntingValue],
        _ layout: RowLayout
    ) {
        guard let index = layout.index("AdditionalFields") else { return }
        var json: String
        switch values[index] {
        case .text(let text) where text.hasPrefix("{") && text.hasSuffix("}"): json = String(text.dropLast())
        case .null, .text(""): json = "{"
        default: return
        }
        let present = Set(values)
        var isChanged = false
        for (name, member) in others where name != "Type" && name != "TableName" {
            let text = object.text(member)
            if present.contains(.text(text)) { continue }
            if json != "{" { json += "," }
            JSONText.append(name, to: &json)
            json += ":"
            if member.kind == .text || member.kind == .escapedText {
                JSONText.append(text, to: &json)
            } else {
                json += text
            }
            isChanged = true
        }
        if isChanged { values[index] = .text(json + "}") }
    }
}

/// Values of `ActionType` by which the table of a row is told; the full lists are open.
enum ActionTypes {
    static let known: [String: Set<String>] = [
        "DeviceProcessEvents": ["ProcessCreated", "OpenProcess"],
        "DeviceFileEvents": ["FileCreated", "FileDeleted", "FileModified", "FileRenamed"],
        "DeviceNetworkEvents": [
            "ConnectionAcknowledged", "ConnectionAttempt", "ConnectionFailed", "ConnectionFound", "ConnectionRequest",
            "ConnectionSuccess", "InboundConnectionAccepted", "ListeningConnectionCreated",
            "NetworkSignatureInspected", "DnsConnectionInspected", "HttpConnectionInspected", "SslConnectionInspected",
        ],
        "DeviceLogonEvents": ["LogonAttempted", "LogonFailed", "LogonSuccess"],
        "DeviceRegistryEvents": [
            "RegistryKeyCreated", "RegistryKeyDeleted", "RegistryKeyRenamed", "RegistryValueDeleted",
            "RegistryValueSet",
        ],
        "DeviceImageLoadEvents": ["ImageLoaded"],
        "DeviceEvents": [
            "LdapSearch", "OpenProcessApiCall", "CreateRemoteThreadApiCall", "NamedPipeEvent", "PowerShellCommand",
            "ScriptContent", "ServiceInstalled", "ScheduledTaskCreated", "DnsQueryResponse", "AntivirusDetection",
            "FileTimestampModificationEvent", "SecurityLogCleared", "DpapiAccessed",
        ],
        "IdentityLogonEvents": ["LogonSuccess", "LogonFailed"],
        "IdentityQueryEvents": ["LDAP query", "DNS query", "SAMR query"],
        "IdentityDirectoryEvents": [
            "Directory Services replication", "Directory Service replication", "Group Membership changed",
            "Account Password changed", "PowerShell execution", "Service creation", "SMB session", "Task scheduling",
            "Private Data retrieval", "Potential lateral movement path identified", "Wmi execution",
        ],
        "CloudAppEvents": [
            "MailItemsAccessed", "Add delegated permission grant.", "Add service principal.", "Consent to application.",
            "Add member to role.", "New-InboxRule", "FileDownloaded", "FileAccessed",
        ],
    ]
}
