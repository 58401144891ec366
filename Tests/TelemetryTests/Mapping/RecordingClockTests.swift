import Testing

@testable import Telemetry

@Suite("Which time wins")
struct RecordingClockTests {
    /// The times of the rows of a recording.
    private func times(_ lines: [String]) throws -> [String] {
        try Mapped.lines(lines).rows.map { EventMappingTests.shown($0[column: "Timestamp"]) }
    }

    private func sysmon(_ id: Int, utc: String, logged: String) -> String {
        #"{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":\#(id),"Hostname":"h","UtcTime":"\#(utc)","TimeCreated":"\#(logged)","TargetFilename":"f","QueryName":"q"}"#
    }

    @Test func sysmonsTimeWins() throws {
        #expect(
            try times([sysmon(11, utc: "2026-03-04 05:00:00.123", logged: "2026-03-04T05:00:01Z")]) == [
                "2026-03-04T05:00:00.1230000Z"
            ])
    }

    @Test func localTimeWithAFalseZIsCorrectedForAllEvents() throws {
        let times = try times([
            Sample.security(5025, "", time: "2026-03-04T01:00:00.500Z"),
            sysmon(11, utc: "2026-03-04 05:00:00.000", logged: "2026-03-04T01:00:00.010Z"),
        ])
        #expect(times == ["2026-03-04T05:00:00.5000000Z", "2026-03-04T05:00:00.0000000Z"])
    }

    @Test func aStoppedClockOfNameLookupsLosesAgainstTheLog() throws {
        let times = try times([
            sysmon(11, utc: "2026-03-04 05:00:00.000", logged: "2026-03-04T01:00:00Z"),
            sysmon(22, utc: "2026-03-01 02:00:00.000", logged: "2026-03-04T01:30:00Z"),
        ])
        #expect(times == ["2026-03-04T05:00:00.0000000Z", "2026-03-04T05:30:00.0000000Z"])
    }

    @Test func withoutSysmonTheReceiptTellsTheDifference() throws {
        let line =
            #"{"Channel":"security","EventID":5025,"Hostname":"h","EventTime":"2026-03-04 01:00:00","EventReceivedTime":"2026-03-04 01:00:05","@timestamp":"2026-03-04T05:00:07.1Z"}"#
        #expect(try times([line]) == ["2026-03-04T05:00:00.0000000Z"])
    }

    @Test(
        "Without anything to compare, times are taken as they are",
        arguments: [
            #""EventTime":"2026-03-04 05:00:00","@timestamp":"2026-03-04T09:00:07Z""#,
            #""TimeCreated":"2026-03-04T05:00:00Z""#, #""@timestamp":"2026-03-04T05:00:00Z""#,
            #""TimeGenerated":"2026-03-04T05:00:00Z""#,
        ])
    func fields(members: String) throws {
        let line = #"{"Channel":"Security","EventID":5025,"Hostname":"h",\#(members)}"#
        #expect(try times([line]) == ["2026-03-04T05:00:00.0000000Z"])
    }

    @Test func mostEventsDecideAndNotTheFirst() throws {
        let odd = sysmon(11, utc: "2026-03-03 05:00:00.000", logged: "2026-03-04T01:00:00Z")
        let good = sysmon(11, utc: "2026-03-04 05:00:00.000", logged: "2026-03-04T01:00:00Z")
        #expect(try times([odd, good, good])[0] == "2026-03-04T05:00:00.0000000Z")
    }
}
