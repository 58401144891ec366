/// A member of an event object, by name. Fields that the mapping knows have a slot, so that looking them up is an index.
struct EventField: Sendable, Hashable, ExpressibleByStringLiteral {
    let name: String
    /// The index of the name in ``FieldIndex``.
    let slot: Int

    init(_ name: String) {
        self.name = name
        guard let slot = FieldIndex.slots[name] else {
            preconditionFailure("\(name) is missing from FieldIndex.names.")
        }
        self.slot = slot
    }

    init(stringLiteral value: StaticString) {
        self.init(value.description)
    }
}

/// Fields that are read of every event: making one of a literal looks its name up.
extension EventField {
    static let eventID: EventField = "EventID"
    static let eventCode: EventField = "EventCode"
    static let channel: EventField = "Channel"
    static let eventLog: EventField = "EventLog"
    static let hostname: EventField = "Hostname"
    static let computer: EventField = "Computer"
    static let utcTime: EventField = "UtcTime"
    static let eventTime: EventField = "EventTime"
    static let timeCreated: EventField = "TimeCreated"
    static let ingested: EventField = "@timestamp"
    static let timeGenerated: EventField = "TimeGenerated"
    static let timestamp: EventField = "Timestamp"
    static let sourceModuleType: EventField = "SourceModuleType"
    static let processIDInCapitals: EventField = "ProcessID"
    static let eventReceivedTime: EventField = "EventReceivedTime"
    static let actionType: EventField = "ActionType"
    static let type: EventField = "Type"
    static let tableName: EventField = "TableName"
    static let eventSourceName: EventField = "EventSourceName"
    static let sourceName: EventField = "SourceName"
}

/// The names of members that the mapping reads, and a hash table over their bytes.
enum FieldIndex {
    /// Every name that a rule of the mapping may use, sorted.
    static let names: [String] = [
        "@timestamp", "AADOperationType", "AccessList", "AccessMask", "AccountName", "AccountType", "ActionType",
        "ActivityDateTime", "AdditionalDetails", "Application", "AttributeLDAPDisplayName", "AuthenticationPackageName",
        "CallTrace", "CallerProcessId", "CallerProcessName", "CategoryId", "Channel", "ClassId", "ClassName",
        "ClientAddress", "ClientAppId", "ClientInfoString", "ClientName", "ClientProcessId", "Client_IPAddress",
        "CommandLine", "Company", "Computer", "Consumer", "Contents", "ContextInfo", "CorrelationId",
        "CreationUtcTime", "CurrentDirectory", "Description", "DestAddress", "DestPort", "DestinationHostname",
        "DestinationIp", "DestinationPort", "Details", "DeviceDescription", "DeviceId", "Direction", "Domain",
        "ElevatedToken", "EventCode", "EventID", "EventLog", "EventReceivedTime", "EventSourceName", "EventTime",
        "EventType",
        "ExecutionProcessID",
        "FailureReason", "FileVersion", "Filter", "GrantedAccess", "GroupName", "Hash", "Hashes", "Hostname", "Id",
        "Image", "ImageLoaded", "ImagePath", "Initiated", "InitiatedBy", "InitiatingUserOrApp", "IntegrityLevel",
        "IpAddress", "IpPort", "IsExecutable", "LogonId", "LogonProcessName", "LogonType", "MandatoryLabel",
        "MemberName",
        "MemberSid", "Message", "NewName", "NewProcessId", "NewProcessName", "NewThreadId", "NewValue",
        "NewValueType", "ObjectName", "ObjectServer", "ObjectType", "ObjectValueName", "OfficeId", "OfficeWorkload",
        "OldValue", "Operation", "OperationName", "OperationType", "OriginalFileName", "PackageName",
        "ParentCommandLine", "ParentImage", "ParentProcessGuid", "ParentProcessId", "ParentProcessName", "ParentUser",
        "Path", "Payload", "PipeName", "PreAuthType", "PreviousCreationUtcTime", "PrivilegeList", "ProcessGuid",
        "ProcessID", "ProcessId", "ProcessName", "Product", "Properties", "Protocol", "Provider", "QueryName",
        "QueryResults", "QueryStatus", "RelativeTargetName", "Result", "ResultStatus", "ScriptBlockId",
        "ScriptBlockText", "ServiceAccount", "ServiceFileName", "ServiceName", "ServiceStartType", "ServiceType",
        "SessionName", "ShareLocalPath", "ShareName", "Signature", "SignatureStatus", "Signed", "Source",
        "SourceAddress", "SourceHostname", "SourceImage", "SourceIp", "SourceModuleType", "SourceName", "SourcePort",
        "SourceProcessGUID", "SourceProcessGuid", "SourceProcessId", "SourceUser", "StartAddress", "StartFunction",
        "StartModule", "StartType", "Status", "SubStatus", "TableName", "SubjectDomainName", "SubjectLogonId",
        "SubjectUserName",
        "SubjectUserSid", "TargetDomainName", "TargetFilename", "TargetImage", "TargetInfo", "TargetLinkedLogonId",
        "TargetLogonId", "TargetObject", "TargetProcessGUID", "TargetProcessGuid", "TargetProcessId",
        "TargetResources", "TargetServerName", "TargetSid", "TargetUser", "TargetUserName", "TargetUserSid",
        "TaskContent", "TaskContentNew", "TaskName", "TerminalSessionId", "TicketEncryptionType", "TicketOptions",
        "TimeCreated", "TimeGenerated", "Timestamp", "TokenElevationType", "Type", "User", "UserAgent", "UserContext",
        "UserId", "UserName", "UtcTime", "VendorIds", "Workstation", "WorkstationName", "address", "userPrincipalName",
    ]

    static let slots: [String: Int] = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

    /// Open addressing over ``signature(_:count:)``; an entry is a slot or -1.
    static let table = Table()

    struct Table: @unchecked Sendable {  // written once, in init, then only read
        static let size = 1024
        private let signatures: UnsafeMutablePointer<UInt64>
        private let entries: UnsafeMutablePointer<Int16>

        init() {
            signatures = .allocate(capacity: Self.size)
            entries = .allocate(capacity: Self.size)
            signatures.initialize(repeating: 0, count: Self.size)
            entries.initialize(repeating: -1, count: Self.size)
            for (slot, name) in FieldIndex.names.enumerated() {
                let bytes = Array(name.utf8)
                let signature = bytes.withUnsafeBufferPointer { buffer in
                    buffer.baseAddress.map { FieldIndex.signature($0, count: buffer.count) } ?? 0
                }
                var place = Int(truncatingIfNeeded: signature >> 40) & (Self.size - 1)
                while entries[place] >= 0 { place = (place + 1) & (Self.size - 1) }
                signatures[place] = signature
                entries[place] = Int16(slot)
            }
        }

        /// The slot of a name, or -1. Equal signatures are taken for equal names: a test checks that ours differ,
        /// and a foreign name that collides in 64 bits would only fill a column that it does not belong to.
        @inline(__always)
        func slot(_ signature: UInt64) -> Int {
            var place = Int(truncatingIfNeeded: signature >> 40) & (Self.size - 1)
            while entries[place] >= 0 {
                if signatures[place] == signature { return Int(entries[place]) }
                place = (place + 1) & (Self.size - 1)
            }
            return -1
        }
    }

    /// A hash of a name, eight bytes at a time.
    @inline(__always)
    static func signature(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var position = 0
        while position + 8 <= count {
            hash =
                (hash ^ UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
            position += 8
        }
        while position < count {
            hash = (hash ^ UInt64(bytes[position])) &* 0x0000_0100_0000_01B3
            position += 1
        }
        hash = (hash ^ (hash >> 29)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 32)
    }
}
