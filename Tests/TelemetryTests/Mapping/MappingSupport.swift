import Testing

@testable import Telemetry

/// Maps lines as one recording, without a file.
enum Mapped {
    struct Result {
        var outcomes: [MappingOutcome] = []
        var inventory: [HuntingRow] = []

        /// The rows of all events, inventory left out.
        var rows: [HuntingRow] {
            outcomes.flatMap { if case .rows(let rows) = $0 { rows } else { [HuntingRow]() } }
        }

        /// The reasons of all events without rows.
        var reasons: [String] {
            outcomes.compactMap { if case .skipped(let reason) = $0 { reason.description } else { nil } }
        }
    }

    static func lines(_ lines: [String]) throws -> Result {
        var surveyor = Surveyor()
        for line in lines { Array(line.utf8).withUnsafeBytes { surveyor.take($0) } }
        var mapper = EventMapper(survey: surveyor.finish())
        let object = FlatObject()
        var result = Result()
        for line in lines {
            try Array(line.utf8).withUnsafeBytes { bytes in
                try object.parse(bytes)
                result.outcomes.append(mapper.map(object))
            }
        }
        result.inventory = mapper.finish()
        return result
    }

    /// The only row of a single line.
    static func row(_ line: String) throws -> HuntingRow {
        let rows = try lines([line]).rows
        try #require(rows.count == 1)
        return rows[0]
    }
}

/// Makes lines as exports of event logs have them.
enum Sample {
    static func sysmon(
        _ id: Int, _ members: String, time: String = "2026-03-04 05:06:07.089", host: String = "PC1.corp.example"
    ) -> String {
        #"{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":\#(id),"Hostname":"\#(host)","#
            + #""UtcTime":"\#(time)",\#(members)}"#
    }

    static func security(
        _ id: Int, _ members: String, time: String = "2026-03-04T05:06:07.089Z", host: String = "PC1.corp.example"
    ) -> String {
        #"{"Channel":"Security","EventID":\#(id),"Hostname":"\#(host)","TimeCreated":"\#(time)"\#(members.isEmpty ? "" : ",")\#(members)}"#
    }

    static func log(_ channel: String, _ id: Int, _ members: String) -> String {
        #"{"Channel":"\#(channel)","EventID":\#(id),"Hostname":"PC1.corp.example","TimeCreated":"2026-03-04T05:06:07.089Z",\#(members)}"#
    }

    static let subject =
        #""SubjectUserSid":"S-1-5-21-1-2-3-500","SubjectUserName":"Ada","SubjectDomainName":"CORP","SubjectLogonId":"0x3e7""#
    static let process =
        #""ProcessGuid":"{11112222-3344-69a7-0100-000000000100}","ProcessId":"4100","Image":"C:\\Windows\\System32\\cmd.exe","User":"CORP\\Ada""#
}
