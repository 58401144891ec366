import KQL

/// An event while it is mapped: its members, its device, its instant, and what the recording knows besides.
struct EventContext {
    let object: FlatObject
    let device: String
    let instant: Int64
    let survey: RecordingSurvey
    let processes: ProcessTable
    /// Whether texts were written with the entities of XML, as NXLog does.
    let hasEntities: Bool
    var item: (name: String, text: String) = ("", "")

    /// The text of a field, entities resolved.
    func text(_ field: EventField) -> String {
        let text = object.text(field)
        return hasEntities && text.utf8.contains(0x26) ? Entities.resolved(text) : text
    }

    /// The process whose id stands in a field.
    func process(_ field: EventField) -> ProcessRecord? {
        guard let processID = object.integer(field) else { return nil }
        return processes.record(device: device, processID: processID, at: instant)
    }

    /// The value that a rule gives for a column of this type; `missing` when it gives none.
    func value(_ rule: ValueRule, _ type: ScalarType) -> HuntingValue {
        switch rule {
        case .constant(let text): return typed(text, type)
        case .text(let field): return typed(text(field), type)
        case .lowered(let field): return typed(text(field).lowercased(), type)
        case .first(let rules):
            for rule in rules {
                let value = value(rule, type)
                if !value.isMissing { return value }
            }
            return .missing(type)
        case .when(let field, let text, let yes, let no):
            return value(object.equals(field, text) ? yes : no, type)
        case .fileName(let field): return typed(WindowsPath.fileName(text(field)), type)
        case .program(let field): return typed(WindowsPath.program(text(field)), type)
        case .programName(let field):
            return typed(WindowsPath.fileName(WindowsPath.program(text(field))), type)
        case .hash(let kind, let field):
            guard object.has(field) else { return .missing(type) }
            let hashes = FileHashes(parsing: object.text(field))
            switch kind {
            case .sha1: return typed(hashes.sha1, type)
            case .sha256: return typed(hashes.sha256, type)
            case .md5: return typed(hashes.md5, type)
            }
        case .domain(let field): return typed(AccountName(parsing: object.text(field)).domain, type)
        case .user(let field): return typed(AccountName(parsing: object.text(field)).name, type)
        case .sid(let field): return typed(survey.sid(of: AccountName(parsing: object.text(field))), type)
        case .integer(let field): return object.integer(field).map { number($0, type) } ?? .missing(type)
        case .boolean(let field): return boolean(text(field).lowercased(), type)
        case .isEqual(let field, let text):
            return object.has(field) ? typed(object.equals(field, text) ? "true" : "false", type) : .missing(type)
        case .time(let field):
            return RecordingClock.time(object, field).map { instant($0, type) } ?? .missing(type)
        case .eventTime: return instant(instant, type)
        case .deviceName: return typed(device, type)
        case .address(let field): return typed(IPAddress.canonical(object.text(field)), type)
        case .addressType(let field): return typed(IPAddress.kind(object.text(field)), type)
        case .word(let field, let vocabulary): return typed(vocabulary.word(for: text(field)) ?? "", type)
        case .guid(let field): return typed(Self.bareGUID(object.text(field)), type)
        case .registryKey(let field): return typed(RegistryPath.spelledOut(text(field)), type)
        case .registryParent(let field): return typed(RegistryPath(text(field)).key, type)
        case .registryValueName(let field): return typed(RegistryPath(text(field)).valueName, type)
        case .registryType(let field): return typed(RegistryDetails(text(field)).type, type)
        case .registryData(let field): return typed(RegistryDetails(text(field)).data, type)
        case .messageLine(let name, let field):
            return typed(MessageText.line(name, separator: ":", in: text(field)), type)
        case .contextLine(let name, let field):
            return typed(MessageText.line(name, separator: "=", in: text(field)), type)
        case .process(let property, let field): return processValue(property, process(field), type)
        case .processByGUID(let property, let field):
            return processValue(property, processes.record(guid: object.text(field)), type)
        case .domainOf(let rule): return typed(AccountName(parsing: plainText(rule)).domain, type)
        case .userOf(let rule): return typed(AccountName(parsing: plainText(rule)).name, type)
        case .pair(let name, let field): return typed(MessageText.pair(name, in: text(field)), type)
        case .member(let path, let field): return typed(JSONPath.text(path, in: object.text(field)), type)
        case .operation(let field): return typed(MessageText.withFullStop(text(field)), type)
        case .wholeRecord: return .text(object.wholeText)
        case .item(let part): return typed(part == .name ? item.name : item.text, type)
        }
    }

    private func plainText(_ rule: ValueRule) -> String {
        if case .text(let text) = value(rule, .string) { text } else { "" }
    }

    private func processValue(
        _ property: ValueRule.ProcessProperty, _ record: ProcessRecord?, _ type: ScalarType
    ) -> HuntingValue {
        guard let record else { return .missing(type) }
        switch property {
        case .processID: return record.processID.map { number($0, type) } ?? .missing(type)
        case .commandLine: return typed(record.commandLine, type)
        case .creation: return record.creation.map { instant($0, type) } ?? .missing(type)
        case .elevation: return typed(record.elevation, type)
        case .sid: return typed(record.sid.isEmpty ? survey.sid(of: record.account) : record.sid, type)
        case .path: return typed(record.path, type)
        }
    }

    /// A text as a value of a type; what does not fit is missing.
    private func typed(_ text: String, _ type: ScalarType) -> HuntingValue {
        switch type {
        case .string, .guid: return .text(text)
        case .dynamic, .unknown:
            guard !text.isEmpty else { return .null }
            var json = ""
            JSONText.append(text, to: &json)
            return .text(json)
        case .int, .long: return Int64(text).map(HuntingValue.integer) ?? .null
        case .bool: return boolean(text.lowercased(), type)
        case .datetime: return Ticks.parse(text).map(HuntingValue.ticks) ?? .null
        case .real, .decimal: return Double(text).map(HuntingValue.real) ?? .null
        case .timespan: return .null
        }
    }

    private func boolean(_ text: String, _ type: ScalarType) -> HuntingValue {
        let truth: Bool? =
            switch text {
            case "true", "yes", "1", "%%1842": true
            case "false", "no", "0", "%%1843": false
            default: nil
            }
        guard let truth else { return .missing(type) }
        return type == .bool ? .bool(truth) : .text(truth ? "true" : "false")
    }

    private func number(_ number: Int64, _ type: ScalarType) -> HuntingValue {
        switch type {
        case .string, .dynamic: .text(String(number))
        case .bool: .bool(number != 0)
        case .real, .decimal: .real(Double(number))
        default: .integer(number)
        }
    }

    private func instant(_ ticks: Int64, _ type: ScalarType) -> HuntingValue {
        type == .datetime ? .ticks(ticks) : typed(Ticks.iso8601(ticks), type)
    }

    static func bareGUID(_ text: String) -> String {
        guard text.utf8.first == 0x7B, text.utf8.last == 0x7D else { return text.lowercased() }
        return text.dropFirst().dropLast().lowercased()
    }
}
