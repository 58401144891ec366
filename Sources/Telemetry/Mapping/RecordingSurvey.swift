/// What the first pass over a recording learned: its clock, its devices, its processes, and what it records twice.
///
/// Recordings are not sorted by time (an export has one channel after the other), so what an event refers to may come
/// later in the file.
final class RecordingSurvey {
    let clock: RecordingClock
    let names: DeviceNames
    /// Processes whose creation is recorded, and those that the mapping meets on the way.
    let processes: ProcessTable
    /// The latest instant of the recording.
    let lastEvent: Int64?
    private let sids: [AccountName: String]
    private let facts: Set<Fact>

    /// Something that an event tells and that another, poorer event may tell again.
    enum Fact: Hashable {
        case securityProcess(device: String, processID: Int64, instant: Int64)
        case connection(Connection)
        case service(device: String, name: String)
        case task(device: String, name: String)
        case pipelines(device: String)
    }

    /// The two ends of a connection on a device.
    struct Connection: Hashable {
        var device: String
        var source: String
        var sourcePort: Int64
        var destination: String
        var destinationPort: Int64
    }

    init(
        clock: RecordingClock, names: DeviceNames, processes: ProcessTable, lastEvent: Int64?,
        sids: [AccountName: String], facts: Set<Fact>
    ) {
        self.clock = clock
        self.names = names
        self.processes = processes
        self.lastEvent = lastEvent
        self.sids = sids
        self.facts = facts
    }

    /// Whether a richer event tells this.
    func knows(_ fact: Fact) -> Bool { facts.contains(fact) }

    /// The SID of an account; empty when no event tells it.
    func sid(of account: AccountName) -> String {
        guard !account.isEmpty else { return "" }
        return AccountName.wellKnown[account] ?? sids[account] ?? ""
    }
}

/// Makes a ``RecordingSurvey``, a line at a time.
struct Surveyor {
    /// The events that are read whole, by id: process creation, connection, logon, privileges, service, task, pipeline.
    private static let interesting: Set<Int64> = [1, 3, 4103, 4624, 4672, 4688, 4697, 4698, 4702]

    private let object = FlatObject()
    private var detector = FormDetector()
    private var learner = ClockLearner()
    private var names = DeviceNames()
    private var lastHost: [UInt8] = []
    private var latestLocal: Int64?
    private var latestUTC: Int64?
    private var pending: [Pending] = []
    private var sids: [AccountName: String] = [:]

    /// A process or fact whose device and instant are known only when the recording was seen to its end.
    private struct Pending {
        enum What {
            case process(ProcessRecord, isSysmon: Bool)
            case fact((String) -> RecordingSurvey.Fact)
        }
        var host: String
        var exact: Int64?
        var local: Int64?
        var other: Int64?
        var what: What
    }

    /// Takes a line into account; one that is no object teaches nothing.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        guard (try? object.parse(bytes)) != nil else { return }
        noteHost()
        noteTime()
        guard let id = object.integer(.eventID) else { return }
        if !learner.isFull, id != 3, id != 22 { learner.learn(from: object) }
        guard Self.interesting.contains(id), case .event(let source, let id) = detector.form(of: object) else { return }
        noteEvent(source, id)
    }

    private mutating func noteHost() {
        let field: EventField = object.member(.hostname) == nil ? .computer : .hostname
        let isKnown =
            object.withBytes(field) { bytes, count in
                count == lastHost.count && lastHost.elementsEqual(UnsafeBufferPointer(start: bytes, count: count))
            } ?? true
        if isKnown { return }
        lastHost = object.withBytes(field) { Array(UnsafeBufferPointer(start: $0, count: $1)) } ?? []
        names.note(object.text(field))
    }

    private mutating func noteTime() {
        if let local = RecordingClock.localTime(of: object) {
            latestLocal = max(latestLocal ?? local, local)
        } else if let exact = RecordingClock.otherTime(of: object) {
            latestUTC = max(latestUTC ?? exact, exact)
        }
    }

    private mutating func noteEvent(_ source: EventSource, _ id: Int) {
        switch (source, id) {
        case (.sysmon, 1): add(.process(Self.sysmonProcess(object), isSysmon: true))
        case (.security, 4688):
            noteSID("SubjectDomainName", "SubjectUserName", "SubjectUserSid")
            noteSID("TargetDomainName", "TargetUserName", "TargetUserSid")
            add(.process(Self.securityProcess(object), isSysmon: false))
        case (.security, 4624): noteSID("TargetDomainName", "TargetUserName", "TargetUserSid")
        case (.security, 4672): noteSID("SubjectDomainName", "SubjectUserName", "SubjectUserSid")
        case (.sysmon, 3):
            let ends = Self.connection(object, "SourceIp", "SourcePort", "DestinationIp", "DestinationPort")
            add(.fact { .connection(ends($0)) })
        case (.security, 4697):
            let name = object.text("ServiceName")
            add(.fact { .service(device: $0, name: name) })
        case (.security, 4698), (.security, 4702):
            let name = object.text("TaskName")
            add(.fact { .task(device: $0, name: name) })
        case (.powerShell, 4103): add(.fact { .pipelines(device: $0) })
        default: break
        }
    }

    private mutating func add(_ what: Pending.What) {
        var host = object.text(.hostname)
        if host.isEmpty { host = object.text(.computer) }
        pending.append(
            Pending(
                host: host, exact: RecordingClock.time(object, .utcTime), local: RecordingClock.localTime(of: object),
                other: RecordingClock.otherTime(of: object), what: what
            )
        )
    }

    private mutating func noteSID(_ domain: EventField, _ name: EventField, _ sid: EventField) {
        let account = AccountName(domain: object.text(domain), name: object.text(name))
        let value = object.text(sid)
        if !account.isEmpty, value.hasPrefix("S-1-5-") || value.hasPrefix("S-1-12-") { sids[account] = value }
    }

    /// The survey of all lines that were taken.
    func finish() -> RecordingSurvey {
        let clock = learner.clock
        let processes = ProcessTable()
        var facts: Set<RecordingSurvey.Fact> = []
        var audited: [ProcessRecord] = []
        for entry in pending {
            let device = names.name(for: entry.host)
            switch entry.what {
            case .fact(let make): facts.insert(make(device))
            case .process(var record, let isSysmon):
                record.device = device
                record.creation = clock.instant(exact: entry.exact, local: entry.local, other: entry.other)
                if isSysmon { processes.add(record) } else { audited.append(record) }
            }
        }
        for record in processes.records { processes.addParent(of: record) }
        let anonymous = processes.records.indices.filter { processes.records[$0].processID == nil }
        for record in audited {
            guard let processID = record.processID, let creation = record.creation else { continue }
            if let twin = Self.twin(of: record, in: processes, anonymous) {
                processes.update(twin) { $0.fill(from: record, keepingCreation: true) }
                facts.insert(
                    .securityProcess(device: record.device, processID: processID, instant: creation)
                )
            } else {
                processes.add(record)
            }
        }
        let local = latestLocal.map { $0 + clock.correction }
        return RecordingSurvey(
            clock: clock, names: names, processes: processes,
            lastEvent: [local, latestUTC].compactMap(\.self).max(), sids: sids, facts: facts
        )
    }

    /// The position of the process that Sysmon recorded as well: same device, same id or, where Sysmon's record has no
    /// id, same command line, created within five seconds.
    private static func twin(of record: ProcessRecord, in table: ProcessTable, _ anonymous: [Int]) -> Int? {
        guard let processID = record.processID, let creation = record.creation else { return nil }
        func isNear(_ index: Int) -> Bool {
            let other = table.records[index]
            guard let start = other.creation, !other.guid.isEmpty else { return false }
            return abs(start - creation) <= 5 * Ticks.perSecond
        }
        if let index = table.candidates(device: record.device, processID: processID).first(where: isNear) {
            return index
        }
        return anonymous.first { index in
            let other = table.records[index]
            return other.processID == nil && other.device == record.device && isNear(index)
                && (other.commandLine == record.commandLine || record.commandLine.isEmpty)
                && other.path.lowercased() == record.path.lowercased()
        }
    }

    static func connection(
        _ object: FlatObject, _ source: EventField, _ sourcePort: EventField, _ destination: EventField,
        _ destinationPort: EventField
    ) -> (String) -> RecordingSurvey.Connection {
        let from = IPAddress.canonical(object.text(source))
        let to = IPAddress.canonical(object.text(destination))
        let fromPort = object.integer(sourcePort) ?? 0
        let toPort = object.integer(destinationPort) ?? 0
        return {
            RecordingSurvey.Connection(
                device: $0, source: from, sourcePort: fromPort, destination: to, destinationPort: toPort
            )
        }
    }

    private static func sysmonProcess(_ object: FlatObject) -> ProcessRecord {
        var record = ProcessRecord()
        record.guid = object.text("ProcessGuid")
        record.processID = object.integer("ProcessId")
        record.path = object.text("Image")
        record.commandLine = object.text("CommandLine")
        record.hashes = FileHashes(parsing: object.text("Hashes"))
        record.company = object.text("Company")
        record.product = object.text("Product")
        record.version = object.text("FileVersion")
        record.originalName = object.text("OriginalFileName")
        record.fileDescription = object.text("Description")
        record.integrity = object.text("IntegrityLevel")
        record.account = AccountName(parsing: object.text("User"))
        record.logonID = object.integer("LogonId")
        record.sessionID = object.integer("TerminalSessionId")
        record.parentID = object.integer("ParentProcessId")
        record.parentGUID = object.text("ParentProcessGuid")
        record.parentPath = object.text("ParentImage")
        record.parentCommandLine = object.text("ParentCommandLine")
        record.parentCreation = ProcessTable.creation(fromGUID: record.parentGUID)
        if object.has(.sourceModuleType) {
            record.commandLine = Entities.resolved(record.commandLine)
            record.parentCommandLine = Entities.resolved(record.parentCommandLine)
        }
        return record
    }

    private static func securityProcess(_ object: FlatObject) -> ProcessRecord {
        var record = ProcessRecord()
        record.processID = object.integer("NewProcessId")
        record.path = object.text("NewProcessName")
        record.commandLine = object.text("CommandLine")
        record.integrity = Vocabulary.integrity.word(for: object.text("MandatoryLabel")) ?? ""
        record.elevation = Vocabulary.elevation.word(for: object.text("TokenElevationType")) ?? ""
        let isOther = object.has("TargetUserName")
        record.account = AccountName(
            domain: object.text(isOther ? "TargetDomainName" : "SubjectDomainName"),
            name: object.text(isOther ? "TargetUserName" : "SubjectUserName")
        )
        record.sid = object.text(isOther ? "TargetUserSid" : "SubjectUserSid")
        record.logonID = object.integer(isOther ? "TargetLogonId" : "SubjectLogonId")
        record.parentID = object.integer("ProcessId")
        record.parentPath = object.text("ParentProcessName")
        if object.has(.sourceModuleType) { record.commandLine = Entities.resolved(record.commandLine) }
        return record
    }
}
