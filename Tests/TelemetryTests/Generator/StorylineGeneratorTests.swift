import Testing

@testable import Telemetry

@Suite("Generated storyline")
struct StorylineGeneratorTests {
    private static let now = Ticks.at(year: 2026, month: 11, day: 22, hour: 12)
    private static let rows = StorylineGenerator(seed: 7, now: now).rows()

    @Test func theSameSeedGivesTheSameRows() {
        #expect(StorylineGenerator(seed: 7, now: Self.now).rows() == Self.rows)
        #expect(StorylineGenerator(seed: 8, now: Self.now).rows() != Self.rows)
    }

    @Test func everyRowFitsItsTableAndLiesInTime() {
        let earliest = Self.now - 8 * 3600 * Ticks.perSecond
        for row in Self.rows {
            #expect(RowCheck.problem(row) == nil)
            guard case .ticks(let instant)? = row[column: "Timestamp"] else { continue }
            #expect(instant >= earliest && instant < Self.now, "\(row.table)")
        }
    }

    @Test func rowsAreSortedAndDeviceRowsAreUnique() {
        let times = Self.rows.compactMap { if case .ticks(let ticks)? = $0[column: "Timestamp"] { ticks } else { nil } }
        #expect(times == times.sorted())
        let keys = Self.rows.filter { DefenderSchema.columnIndex($0.table, "DeviceId") != nil }.map {
            "\($0.text("DeviceId"))/\(EventMappingTests.shown($0[column: "ReportId"]))"
        }
        #expect(Set(keys).count == keys.count)
    }

    @Test(
        "Each step of the attack is there",
        arguments: [
            ("EmailAttachmentInfo", "FileName", "Invoice_4471.docm"),
            ("DeviceProcessEvents", "InitiatingProcessFileName", "WINWORD.EXE"),
            ("DeviceFileEvents", "FileOriginUrl", "https://cdn-sync.example/update/synchost.exe"),
            ("DeviceProcessEvents", "FileName", "nltest.exe"),
            ("DeviceEvents", "ActionType", "OpenProcessApiCall"),
            ("DeviceRegistryEvents", "RegistryValueName", "LibrarySync"),
            ("DeviceEvents", "ActionType", "ServiceInstalled"),
            ("DeviceNetworkEvents", "RemoteUrl", "drop-store.example"),
            ("DeviceLogonEvents", "AccountName", "adm.hazel"),
        ])
    func steps(table: String, column: String, text: String) {
        #expect(Self.rows.contains { $0.table == table && $0.text(column) == text })
    }

    @Test func ordinaryWorkIsMostOfIt() {
        let attack = Self.rows.count { $0.text("InitiatingProcessFileName").hasPrefix("synch") }
        #expect(attack > 10)
        #expect(Self.rows.count > attack * 20)
    }

    @Test("Any length works", arguments: [Duration.seconds(0), .seconds(60), .seconds(86_400 * 3)])
    func lengths(duration: Duration) {
        let rows = StorylineGenerator(seed: 1, now: Self.now, duration: duration).rows()
        #expect(rows.count > 50)
        #expect(rows.allSatisfy { RowCheck.problem($0) == nil })
    }
}
