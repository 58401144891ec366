/// The mapping as a page for people: `docs/telemetry-mapping.md`. A test compares the page with this.
package enum MappingDocument {
    /// The whole page.
    package static func text() -> String {
        [header, overview, sections, vocabularies, reasons].joined(separator: "\n") + "\n"
    }

    private static let header = """
        # How Windows events become hunting rows

        This page is made from the mapping itself (`Sources/Telemetry/Mapping`); a test keeps the two equal. Rows that
        advanced hunting exported stay as they are, each in its own table. Everything else is mapped by the lists below.

        ## Columns that every row has

        - `Timestamp`: Sysmon's `UtcTime`; otherwise `EventTime`, `TimeCreated`, `@timestamp`, `TimeGenerated`, in this
          order. `EventTime` and `TimeCreated` may be local time: the difference to UTC is learned from Sysmon's events
          of the same recording, in quarters of an hour, and added. Where `UtcTime` is more than ten minutes away from
          the corrected time in the log, the log wins: Sysmon takes the times of connections and name lookups from a
          clock that stands still while a machine sleeps.
        - `DeviceName`: `Hostname` or `Computer` in lower case, a short name completed to the full one of the recording.
        - `DeviceId`: SHA-1 of `DeviceName`, 40 digits in lower case. `ReportId`: a counter for each device.
        - `InitiatingProcess…`: the process that the fields under “initiating process” tell, completed from its creation
          anywhere in the recording: first by process guid, otherwise by the id and the last creation before the event.
          A process that started before the recording gives what the event tells, and its start from Sysmon's guid.
        - Names and domains of accounts, hashes and `InitiatingProcessFolderPath` are in lower case. `-` means nothing.
        - `AdditionalFields` is a JSON object of the members listed.

        The devices of a recording give a row of `DeviceInfo` for each day, at the first event of the day, and one of
        `DeviceNetworkInfo` where connections told addresses.

        """

    private static var overview: String {
        var lines = ["## Events", "", "| source | id | event | table | ActionType |", "|---|---|---|---|---|"]
        for mapping in EventMapping.all {
            let id = mapping.eventID == 0 ? "" : String(mapping.eventID)
            lines.append(
                "| \(mapping.source.rawValue) | \(id) | \(mapping.title) | \(mapping.table) | \(mapping.action) |"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static var sections: String {
        EventMapping.all.map(section).joined(separator: "\n")
    }

    private static func section(_ mapping: EventMapping) -> String {
        let id = mapping.eventID == 0 ? "" : " \(mapping.eventID)"
        var lines = ["### \(mapping.source.rawValue)\(id): \(mapping.title)", ""]
        lines.append("Channel `\(mapping.source.channel)` → `\(mapping.table)`, ActionType \(mapping.action).")
        if let condition = mapping.condition { lines.append("Only when \(condition); others are `not-relevant`.") }
        if !mapping.required.isEmpty {
            let fields = mapping.required.map { "`\($0.name)`" }.joined(separator: ", ")
            lines.append("Without \(fields) the event is `detail-missing`.")
        }
        if let twin = mapping.twin { lines.append("`recorded-twice` when \(twin).") }
        if let initiator = mapping.initiator { lines.append("Initiating process: \(initiator).") }
        if !mapping.columns.isEmpty {
            lines += ["", "| column | value |", "|---|---|"]
            lines += mapping.columns.map { "| \($0.column) | \($0.rule) |" }
        }
        if !mapping.details.isEmpty {
            lines += ["", "| in AdditionalFields | value |", "|---|---|"]
            lines += mapping.details.map { "| \($0.name) | \($0.rule) |" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static var vocabularies: String {
        var lines = ["## Words", ""]
        for vocabulary in Vocabulary.all {
            let words = vocabulary.words.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }
                .map { "`\($0.key)` \($0.value)" }.joined(separator: ", ")
            let others = vocabulary.keepsOthers ? "others as they are" : "others empty"
            lines.append("- **\(vocabulary.name)**: \(words); \(others).")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static var reasons: String {
        var lines = [
            "## Why an event gives no row", "",
            "The summary of an import counts events by these reasons, each with the event or channel behind a colon.",
            "",
            "| reason | meaning |", "|---|---|",
        ]
        lines += SkipReason.Kind.allCases.map { "| `\($0.rawValue)` | \($0.explanation) |" }
        return lines.joined(separator: "\n")
    }
}

extension EventMapping.Action: CustomStringConvertible {
    var description: String {
        switch self {
        case .always(let name): "`\(name)`"
        case .byWord(let field, let words):
            words.sorted { $0.key < $1.key }.map { "`\($0.value)` for \($0.key)" }.joined(separator: ", ")
                + " (`\(field.name)`)"
        case .either(let field, let text, let yes, let no): "`\(yes)` when `\(field.name)` is \(text), else `\(no)`"
        case .value(let rule): "\(rule)"
        }
    }
}

extension EventMapping.Condition: CustomStringConvertible {
    var description: String {
        switch self {
        case .isOne(let field, let texts): "`\(field.name)` is \(texts.joined(separator: " or "))"
        case .isNone(let field, let texts): "`\(field.name)` is not \(texts.joined(separator: " or "))"
        case .contains(let field, let texts): "`\(field.name)` contains \(texts.joined(separator: " or "))"
        case .present(let field): "`\(field.name)` is there"
        }
    }
}

extension EventMapping.Twin: CustomStringConvertible {
    var description: String {
        switch self {
        case .sysmonProcess: "Sysmon recorded the creation of the same process within five seconds"
        case .sysmonConnection: "Sysmon recorded a connection between the same ends"
        case .securityService: "the security log has the installation of the service (4697)"
        case .securityTask: "the security log has the task (4698, 4702)"
        case .powerShellPipeline: "the operational log has pipelines of the device (4103)"
        case .record(let field): "the record `\(field.name)` was there before: exports repeat it for each change in it"
        }
    }
}

extension EventMapping.Initiator: CustomStringConvertible {
    var description: String {
        let parts: [(String, EventField?)] = [
            ("guid", guid), ("id", processID), ("path", path), ("command line", commandLine), ("account", account),
            ("account name", accountName), ("account domain", accountDomain), ("account SID", accountSID),
            ("logon", logonID),
        ]
        return parts.compactMap { name, field in field.map { "\(name) `\($0.name)`" } }.joined(separator: ", ")
    }
}
