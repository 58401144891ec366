import KQL

/// Turns the events of one recording into rows of hunting tables, or says why one gives none.
///
/// A mapper is made from the survey of the recording and then given its events in order. What it keeps between events
/// is a counter for each device, which gives `ReportId`, and what it saw of processes and devices.
struct EventMapper {
    private let survey: RecordingSurvey
    private let plan: MappingPlan
    private var detector = FormDetector()
    private var native = NativeRowMapper()
    private var devices: [String: DeviceState] = [:]
    private var byRawName: [String: DeviceState] = [:]
    private var seenRecords: Set<String> = []
    private var reasons: [ReasonKey: SkipReason] = [:]

    private struct ReasonKey: Hashable {
        var kind: SkipReason.Kind
        var source: EventSource
        var eventID: Int
    }

    init(survey: RecordingSurvey, plan: MappingPlan = .standard) {
        self.survey = survey
        self.plan = plan
    }

    /// Maps one event.
    mutating func map(_ object: FlatObject) -> MappingOutcome {
        switch detector.form(of: object) {
        case .event(let source, let id): mapEvent(object, source, id)
        case .otherChannel(let channel): .skipped(SkipReason(kind: .channelNotMapped, subject: channel))
        case .huntingRow: native.map(object)
        case .unknown: .skipped(SkipReason(kind: .formNotKnown, subject: ""))
        }
    }

    /// Rows that are about the whole recording: a row of DeviceInfo for each device and day.
    mutating func finish() -> [HuntingRow] {
        devices.values.sorted { $0.name < $1.name }.flatMap { $0.inventory() }
    }

    private mutating func mapEvent(_ object: FlatObject, _ source: EventSource, _ id: Int) -> MappingOutcome {
        let isAudit = source == .directoryAudit || source == .officeActivity
        guard let instant = survey.clock.instant(of: object) else { return skip(.noTimeOrDevice, source, id) }
        var device: DeviceState?
        if !isAudit {
            device = self.device(of: object)
            guard let device else { return skip(.noTimeOrDevice, source, id) }
            device.note(instant)
        }
        guard let candidates = plan.mappings(source, id) else { return skip(.eventIDNotMapped, source, id) }
        guard let planned = candidates.first(where: { Self.holds($0.mapping.condition, object) }) else {
            return skip(.notRelevant, source, id)
        }
        let mapping = planned.mapping
        for field in mapping.required where !object.has(field) { return skip(.detailMissing, source, id) }

        let name = device?.name ?? ""
        let process = mapping.initiator.map { initiator($0, object, name, instant) }
        var context = EventContext(
            object: object, device: name, instant: instant, survey: survey, processes: survey.processes,
            hasEntities: object.member(.sourceModuleType) != nil
        )
        if let twin = mapping.twin, isRecordedTwice(twin, context) { return skip(.recordedTwice, source, id) }
        guard let action = action(mapping.action, context) else { return skip(.detailMissing, source, id) }
        device?.learn(source, id, object)

        var rows: [HuntingRow] = []
        switch mapping.expansion {
        case nil: rows.append(row(planned, context, action, process, device))
        case .powerShellCommands(let field):
            let payload = context.text(field)
            for command in MessageText.commands(in: payload) {
                context.item = command
                rows.append(row(planned, context, action, process, device))
            }
            if rows.isEmpty { return skip(.detailMissing, source, id) }
        }
        return .rows(rows)
    }

    private func row(
        _ planned: PlannedMapping, _ context: EventContext, _ action: String, _ process: ProcessRecord?,
        _ device: DeviceState?
    ) -> HuntingRow {
        var values = planned.layout.empty
        if let process { planned.initiator.fill(&values, from: process) }
        if let index = planned.timestamp { values[index] = .ticks(context.instant) }
        if let index = planned.actionType { values[index] = .text(action) }
        if let device {
            if let index = planned.deviceID { values[index] = .text(device.identifier) }
            if let index = planned.deviceName { values[index] = .text(device.name) }
            if let index = planned.reportID {
                let number = device.nextReport()
                values[index] =
                    planned.isReportIDText ? .text("\(device.identifier.prefix(8))_\(number)") : .integer(number)
            }
        }
        for (index, type, rule) in planned.columns {
            let value = context.value(rule, type)
            if !value.isMissing { values[index] = value }
        }
        if let index = planned.additionalFields { fillDetails(&values[index], planned.mapping.details, context) }
        return HuntingRow(table: planned.layout.table, values: values)
    }

    /// Writes `AdditionalFields` as a JSON object; nothing when no member has a value.
    private func fillDetails(
        _ value: inout HuntingValue, _ details: [(name: String, rule: ValueRule)], _ context: EventContext
    ) {
        var json = ""
        for (name, rule) in details {
            let type: ScalarType = rule.isNumber ? .long : .string
            let member = context.value(rule, type)
            guard !member.isMissing else { continue }
            json += json.isEmpty ? "{" : ","
            JSONText.append(name, to: &json)
            json += ":"
            switch member {
            case .integer(let number): json += String(number)
            case .text(let text): JSONText.append(text, to: &json)
            default: json += "null"
            }
        }
        if !json.isEmpty { value = .text(json + "}") }
    }

    private func action(_ action: EventMapping.Action, _ context: EventContext) -> String? {
        switch action {
        case .always(let name): return name
        case .byWord(let field, let words): return words[context.object.text(field)]
        case .either(let field, let text, let yes, let no): return context.object.equals(field, text) ? yes : no
        case .value(let rule):
            if case .text(let text) = context.value(rule, .string), !text.isEmpty { return text }
            return nil
        }
    }

    /// The process that the `InitiatingProcess…` columns describe: the one that the recording holds, filled up with what
    /// the event itself tells.
    private func initiator(
        _ rule: EventMapping.Initiator, _ object: FlatObject, _ device: String, _ instant: Int64
    ) -> ProcessRecord {
        let guid = rule.guid.map(object.text) ?? ""
        let processID = rule.processID.flatMap(object.integer) ?? object.integer(.processIDInCapitals)
        let path = rule.path.map(object.text) ?? ""
        let account =
            rule.account.map { AccountName(parsing: object.text($0)) }
            ?? AccountName(
                domain: rule.accountDomain.map(object.text) ?? "", name: rule.accountName.map(object.text) ?? ""
            )
        var known: ProcessRecord?
        if !guid.isEmpty {
            survey.processes.mention(device: device, guid: guid, processID: processID, path: path, account: account)
            known = survey.processes.record(guid: guid)
        } else if let processID {
            known = survey.processes.record(device: device, processID: processID, at: instant)
            if let record = known, !path.isEmpty, !Self.isSameFile(record.path, path) { known = nil }
        }
        var process = known ?? ProcessRecord()
        process.processID = process.processID ?? processID
        if process.path.isEmpty { process.path = path }
        if process.commandLine.isEmpty, let field = rule.commandLine { process.commandLine = object.text(field) }
        if !account.isEmpty { process.account = account }
        if let sid = rule.accountSID.map(object.text), !sid.isEmpty { process.sid = sid }
        if process.sid.isEmpty { process.sid = survey.sid(of: process.account) }
        if let field = rule.logonID, let logon = object.integer(field) { process.logonID = logon }
        return process
    }

    /// Whether two paths end in the same file name; the filtering platform names volumes instead of drives.
    private static func isSameFile(_ one: String, _ other: String) -> Bool {
        WindowsPath.fileName(one).lowercased() == WindowsPath.fileName(other).lowercased()
    }

    private mutating func isRecordedTwice(_ twin: EventMapping.Twin, _ context: EventContext) -> Bool {
        let object = context.object
        let device = context.device
        switch twin {
        case .sysmonProcess:
            guard let processID = object.integer("NewProcessId") else { return false }
            return survey.knows(.securityProcess(device: device, processID: processID, instant: context.instant))
        case .sysmonConnection:
            let ends = Surveyor.connection(object, "SourceAddress", "SourcePort", "DestAddress", "DestPort")
            return survey.knows(.connection(ends(device)))
        case .securityService: return survey.knows(.service(device: device, name: object.text("ServiceName")))
        case .securityTask: return survey.knows(.task(device: device, name: object.text("TaskName")))
        case .powerShellPipeline: return survey.knows(.pipelines(device: device))
        case .record(let field):
            let identity = object.text(field)
            return !identity.isEmpty && !seenRecords.insert(identity).inserted
        }
    }

    private static func holds(_ condition: EventMapping.Condition?, _ object: FlatObject) -> Bool {
        switch condition {
        case nil: true
        case .isOne(let field, let texts): texts.contains(object.text(field))
        case .isNone(let field, let texts): !texts.contains(object.text(field))
        case .present(let field): object.has(field)
        case .contains(let field, let texts):
            texts.contains { object.text(field).lowercased().contains($0) }
        }
    }

    private mutating func device(of object: FlatObject) -> DeviceState? {
        var raw = object.text(.hostname)
        if raw.isEmpty { raw = object.text(.computer) }
        guard !raw.isEmpty else { return nil }
        if let known = byRawName[raw] { return known }
        let name = survey.names.name(for: raw)
        let state = devices[name] ?? DeviceState(name: name)
        devices[name] = state
        byRawName[raw] = state
        return state
    }

    private mutating func skip(_ kind: SkipReason.Kind, _ source: EventSource, _ id: Int) -> MappingOutcome {
        let isByID = source.isCountedByID
        let key = ReasonKey(kind: kind, source: source, eventID: isByID ? id : 0)
        if let known = reasons[key] { return .skipped(known) }
        let reason = SkipReason(kind: kind, subject: isByID ? "\(source.rawValue)/\(id)" : source.rawValue)
        reasons[key] = reason
        return .skipped(reason)
    }
}

extension ValueRule {
    /// Whether the rule gives a number, which `AdditionalFields` then holds as one.
    fileprivate var isNumber: Bool {
        if case .integer = self { true } else { false }
    }
}
