import Foundation
import Testing

@testable import Telemetry

@Suite("A recording as a whole")
struct RecordingTests {
    private static let child =
        #""Image":"C:\\Windows\\System32\\whoami.exe","CommandLine":"whoami","ProcessId":"77","User":"CORP\\Ada","#
        + #""ProcessGuid":"{11112222-3345-69a7-0100-000000000100}""#

    @Test func theInitiatingProcessIsFilledFromItsCreation() throws {
        let creation = Sample.sysmon(
            1,
            #""Image":"C:\\Windows\\System32\\cmd.exe","CommandLine":"cmd /c x","ProcessId":"4100","User":"CORP\\Ada","Hashes":"SHA1=AA","IntegrityLevel":"High","ParentImage":"C:\\p.exe","ParentProcessId":"5","ProcessGuid":"{11112222-3344-69a7-0100-000000000100}""#,
            time: "2026-03-04 05:06:00.000"
        )
        let file = Sample.sysmon(11, Sample.process + #","TargetFilename":"C:\\a""#)
        for lines in [[creation, file], [file, creation]] {
            let row = try #require(try Mapped.lines(lines).rows.first { $0.table == "DeviceFileEvents" })
            #expect(row.text("InitiatingProcessCommandLine") == "cmd /c x")
            #expect(row.text("InitiatingProcessSHA1") == "aa")
            #expect(row.text("InitiatingProcessIntegrityLevel") == "High")
            #expect(row.text("InitiatingProcessParentFileName") == "p.exe")
            #expect(
                EventMappingTests.shown(row[column: "InitiatingProcessCreationTime"]) == "2026-03-04T05:06:00.0000000Z")
        }
    }

    @Test func aParentFromBeforeTheRecordingIsKnownByItsChild() throws {
        let result = try Mapped.lines([
            Sample.sysmon(11, Sample.process + #","TargetFilename":"C:\\a""#),
            Sample.sysmon(
                1,
                Self.child
                    + #","ParentImage":"C:\\Windows\\System32\\cmd.exe","ParentCommandLine":"cmd /k","ParentProcessId":"4100","ParentProcessGuid":"{11112222-3344-69a7-0100-000000000100}""#
            ),
        ])
        #expect(result.rows.map { $0.text("InitiatingProcessCommandLine") } == ["cmd /k", "cmd /k"])
        #expect(
            result.rows.map { EventMappingTests.shown($0[column: "InitiatingProcessCreationTime"]) }
                == ["2026-03-03T19:15:16.0000000Z", "2026-03-03T19:15:16.0000000Z"])
    }

    @Test func aReusedProcessIdMeansTheLastProcessBeforeTheEvent() throws {
        func creation(_ name: String, _ time: String) -> String {
            Sample.security(
                4688, #""NewProcessName":"C:\\\#(name)","NewProcessId":"0x10","CommandLine":"\#(name)""#, time: time)
        }
        func event(_ time: String) -> String {
            Sample.security(4648, #""TargetUserName":"x","ProcessId":"0x10""#, time: time)
        }
        let result = try Mapped.lines([
            creation("one.exe", "2026-03-04T05:00:00Z"), creation("two.exe", "2026-03-04T06:00:00Z"),
            event("2026-03-04T05:30:00Z"), event("2026-03-04T06:30:00Z"), event("2026-03-04T04:00:00Z"),
        ])
        #expect(result.rows.suffix(3).map { $0.text("InitiatingProcessCommandLine") } == ["one.exe", "two.exe", ""])
    }

    @Test func aProcessRecordedTwiceGivesOneRowWithBothPartsDetails() throws {
        let result = try Mapped.lines([
            Sample.sysmon(1, Self.child),
            Sample.security(
                4688,
                #""NewProcessName":"C:\\Windows\\System32\\whoami.exe","NewProcessId":"0x4d","TokenElevationType":"%%1938",\#(Sample.subject)"#
            ),
        ])
        #expect(result.rows.count == 1)
        #expect(result.reasons == ["recorded-twice:Security/4688"])
        #expect(result.rows[0].text("ProcessTokenElevation") == "TokenElevationTypeLimited")
        #expect(result.rows[0].text("AccountSid") == "S-1-5-21-1-2-3-500")
    }

    @Test func aProcessWithoutIdTakesItFromTheOtherRecord() throws {
        let result = try Mapped.lines([
            Sample.security(
                4688,
                #""NewProcessName":"C:\\Windows\\System32\\whoami.exe","NewProcessId":"0x4d","CommandLine":"whoami",\#(Sample.subject)"#
            ),
            Sample.sysmon(1, Self.child.replacing(#""ProcessId":"77","#, with: "")),
        ])
        #expect(result.reasons == ["recorded-twice:Security/4688"])
        #expect(result.rows.map { $0[column: "ProcessId"] } == [.integer(77)])
    }

    @Test func differentProcessesOfOneNameStayApart() throws {
        let result = try Mapped.lines([
            Sample.sysmon(1, Self.child),
            Sample.security(4688, #""NewProcessName":"C:\\Windows\\System32\\whoami.exe","NewProcessId":"0x4e""#),
        ])
        #expect(result.rows.count == 2)
    }

    @Test func aConnectionRecordedTwiceGivesOneRow() throws {
        let ends = #""SourcePort":"50000","Protocol":"6","SourceAddress":"::1","DestAddress":"::1","DestPort":"389""#
        let result = try Mapped.lines([
            Sample.sysmon(
                3,
                Sample.process
                    + #","Initiated":"true","SourceIp":"0:0:0:0:0:0:0:1","SourcePort":"50000","DestinationIp":"0:0:0:0:0:0:0:1","DestinationPort":"389""#
            ),
            Sample.security(5156, #""Direction":"%%14593",\#(ends)"#),
            Sample.security(5156, #""Direction":"%%14593",\#(ends)"#.replacing("50000", with: "50001")),
        ])
        #expect(result.rows.count == 2)
        #expect(result.reasons == ["recorded-twice:Security/5156"])
        #expect(result.rows[0].text("RemoteIP") == "::1")
    }

    @Test(
        "Services, tasks, pipelines and audit records are told once",
        arguments: [
            (
                Sample.security(4697, #""ServiceName":"U""#),
                Sample.log("System", 7045, #""ServiceName":"U","ImagePath":"x""#), "recorded-twice:System"
            ),
            (
                Sample.security(4698, #""TaskName":"\\T""#),
                Sample.log("Microsoft-Windows-TaskScheduler/Operational", 106, #""TaskName":"\\T""#),
                "recorded-twice:TaskScheduler"
            ),
            (
                Sample.log(
                    "Microsoft-Windows-PowerShell/Operational", 4103, #""Payload":"CommandInvocation(a): \"a\"""#),
                Sample.log("Windows PowerShell", 800, #""Message":"CommandInvocation(a): \"a\"""#),
                "recorded-twice:Windows PowerShell/800"
            ),
            (
                #"{"Type":"AuditLogs","TimeGenerated":"2026-03-04T05:06:07Z","OperationName":"A","Id":"r"}"#,
                #"{"Type":"AuditLogs","TimeGenerated":"2026-03-04T05:06:07Z","OperationName":"A","Id":"r"}"#,
                "recorded-twice:AuditLogs"
            ),
        ])
    func twins(rich: String, poor: String, reason: String) throws {
        let result = try Mapped.lines([rich, poor])
        #expect(result.rows.count == 1)
        #expect(result.reasons == [reason])
    }

    @Test func aPipelineGivesARowForEachCommand() throws {
        let line = Sample.log(
            "Microsoft-Windows-PowerShell/Operational", 4103,
            #""Payload":"CommandInvocation(A): \"A\"\nParameterBinding(A): name=\"x\"; value=\"1\"\nCommandInvocation(B): \"B\"\nCommandInvocation(A): \"A\"""#
        )
        let details = try Mapped.lines([line]).rows.map { $0.text("AdditionalFields") }
        #expect(details.count == 2)
        #expect(details.first?.contains(#""Command":"A""#) == true)
        #expect(details.last == #"{"Command":"B"}"#)
    }

    @Test func shortNamesOfADeviceAreCompletedAndCountedTogether() throws {
        let result = try Mapped.lines([
            Sample.security(4624, #""TargetUserName":"a""#, host: "PC1"),
            Sample.security(4624, #""TargetUserName":"b""#, host: "pc1.corp.example"),
            Sample.security(4624, #""TargetUserName":"c""#, host: "PC2"),
        ])
        #expect(result.rows.map { $0.text("DeviceName") } == ["pc1.corp.example", "pc1.corp.example", "pc2"])
        #expect(result.rows.map { $0[column: "ReportId"] } == [.integer(1), .integer(2), .integer(1)])
    }

    @Test func theInventoryHasARowForEachDeviceAndDay() throws {
        let result = try Mapped.lines([
            Sample.security(4634, "", time: "2026-03-04T23:00:00Z"),
            Sample.security(4634, "", time: "2026-03-05T01:00:00Z"),
            Sample.security(4634, "", time: "2026-03-04T22:00:00Z"),
            Sample.security(
                4624,
                #""LogonType":"2","TargetUserName":"Ada","TargetDomainName":"CORP","TargetUserSid":"S-1-5-21-1-2-3-500""#,
                time: "2026-03-05T02:00:00Z"),
            Sample.sysmon(
                1, Self.child + #","Product":"Microsoft® Windows® Operating System","FileVersion":"10.0.22631.1 (x)""#,
                time: "2026-03-05 03:00:00.000"),
        ])
        let info = result.inventory.filter { $0.table == "DeviceInfo" }
        #expect(
            info.map { EventMappingTests.shown($0[column: "Timestamp"]) } == [
                "2026-03-04T22:00:00.0000000Z", "2026-03-05T01:00:00.0000000Z",
            ])
        #expect(
            info.allSatisfy {
                $0.text("OSPlatform") == "Windows11"
                    && $0.text("LoggedOnUsers")
                        == #"[{"UserName":"ada","DomainName":"corp","Sid":"S-1-5-21-1-2-3-500"}]"#
            })
        #expect(info.allSatisfy { RowCheck.problem($0) == nil })
    }

    @Test(
        "Each reason for skipping",
        arguments: [
            (Sample.security(5379, #""x":1"#), "event-id-not-mapped:Security/5379"),
            (Sample.sysmon(5, Sample.process), "event-id-not-mapped:Sysmon/5"),
            (Sample.log("System", 7036, #""x":1"#), "event-id-not-mapped:System"),
            (Sample.log("Application", 1000, #""x":1"#), "channel-not-mapped:Application"),
            (Sample.sysmon(12, #""TargetObject":"HKLM\\x""#), "detail-missing:Sysmon/12"),
            (Sample.sysmon(12, #""TargetObject":"HKLM\\x","EventType":"Other""#), "detail-missing:Sysmon/12"),
            (Sample.security(4662, #""Properties":"%%7684""#), "not-relevant:Security/4662"),
            (
                #"{"Channel":"Security","EventID":4624,"Hostname":"h","TargetUserName":"u"}"#,
                "no-time-or-device:Security/4624"
            ),
            (
                #"{"Channel":"Security","EventID":4624,"TimeCreated":"2026-03-04T05:06:07Z","TargetUserName":"u"}"#,
                "no-time-or-device:Security/4624"
            ),
            (#"{"a":1}"#, "form-not-known"), ("{}", "form-not-known"),
            (#"{"ActionType":"Whatever","Timestamp":"2026-03-04T05:06:07Z"}"#, "form-not-known:advanced hunting"),
            (#"{"ActionType":"LdapSearch","Timestamp":"soon"}"#, "no-time-or-device:advanced hunting"),
            (
                #"{"EventID":412,"Channel":"Security","EventSourceName":"AD FS Auditing","Computer":"h","TimeGenerated":"2026-03-04T05:06:07Z"}"#,
                "channel-not-mapped:AD FS Auditing"
            ),
        ])
    func reasons(line: String, reason: String) throws {
        #expect(try Mapped.lines([line]).reasons == [reason])
    }

    @Test func everyKindOfReasonIsExplained() {
        #expect(SkipReason.Kind.allCases.allSatisfy { $0.explanation.hasSuffix(".") })
    }

    @Test func malformedLinesAreNamedAndTheRestGoesOn() throws {
        let text = [Sample.security(4634, ""), "{broken", "", "[1]", Sample.security(5025, "")].joined(
            separator: "\r\n")
        try TemporaryFile.with(Data(text.utf8), name: "mixed.json") { file in
            var rows: [HuntingRow] = []
            let summary = try Recording(file: file).read { rows += $0 }
            #expect(summary.events == 4)
            #expect(summary.mapped == 1)
            #expect(summary.malformed == 2)
            #expect(summary.skipped == ["event-id-not-mapped:Security/4634": 1])
            #expect(summary.malformedLines.map(\.line) == [2, 4])
            #expect(summary.malformedLines.map(\.file) == ["mixed.json", "mixed.json"])
            #expect(summary.tables == ["DeviceEvents": 1, "DeviceInfo": 1])
            #expect(rows.count == 2)
        }
    }

    @Test func shiftingMovesEveryTimeByOneAmount() throws {
        let target = try #require(Ticks.parse("2026-11-22T12:00:00Z"))
        let lines = [
            Sample.sysmon(11, Sample.process + #","TargetFilename":"C:\\a""#, time: "2026-03-04 05:00:00.000"),
            Sample.security(5025, "", time: "2026-03-04T06:00:00Z"),
        ]
        try TemporaryFile.with(Data(lines.joined(separator: "\n").utf8)) { file in
            var rows: [HuntingRow] = []
            _ = try Recording(file: file, options: RecordingOptions(lastEventBecomes: target)).read { rows += $0 }
            let times = rows.filter { $0.table != "DeviceInfo" }.map {
                EventMappingTests.shown($0[column: "Timestamp"])
            }
            #expect(times == ["2026-11-22T11:00:00.0000000Z", "2026-11-22T12:00:00.0000000Z"])
            #expect(
                EventMappingTests.shown(rows[0][column: "InitiatingProcessCreationTime"]).hasPrefix("2026-11-22T01:"))
        }
    }

    @Test func theDocumentSaysWhatTheCodeDoes() throws {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/telemetry-mapping.md")
        if ProcessInfo.processInfo.environment["SALLYPORT_RECORD"] == "telemetry-mapping" {
            try Data(MappingDocument.text().utf8).write(to: file)
        }
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(
            page == MappingDocument.text(), "Run this test with SALLYPORT_RECORD=telemetry-mapping and commit the page."
        )
    }
}
