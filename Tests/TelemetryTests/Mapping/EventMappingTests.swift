import Testing

@testable import Telemetry

@Suite("Each mapped event")
struct EventMappingTests {
    /// An event, and what some columns of its row must hold, as text.
    struct Case: Sendable, CustomTestStringConvertible {
        var mapping: EventMapping
        var line: String
        var expected: [(String, String)]
        var testDescription: String { "\(mapping.source.rawValue)/\(mapping.eventID) \(mapping.title)" }
    }

    @Test("gives the row that its mapping says", arguments: MappingSamples.all)
    func givesItsRow(sample: Case) throws {
        let row = try Mapped.row(sample.line)
        #expect(row.table == sample.mapping.table)
        #expect(RowCheck.problem(row) == nil)
        for (column, text) in sample.expected {
            #expect(Self.shown(row[column: column]) == text, "\(column)")
        }
        if sample.mapping.source != .directoryAudit, sample.mapping.source != .officeActivity {
            #expect(Self.shown(row[column: "Timestamp"]) == "2026-03-04T05:06:07.0890000Z")
        }
        if DefenderSchema.columnIndex(row.table, "DeviceId") != nil {
            #expect(row.text("DeviceName") == "pc1.corp.example")
            #expect(row.text("DeviceId") == SHA1.hexadecimal(of: "pc1.corp.example"))
            #expect(row[column: "ReportId"] == .integer(1))
        }
    }

    @Test func everyMappingHasASample() {
        let sampled = Set(MappingSamples.all.map { Self.key($0.mapping) })
        let missing = EventMapping.all.map(Self.key).filter { !sampled.contains($0) }
        #expect(missing == [])
    }

    @Test("names a table, columns and initiating fields that exist", arguments: EventMapping.all)
    func namesWhatExists(mapping: EventMapping) {
        #expect(PlannedMapping(mapping)?.columns.count == mapping.columns.count)
        #expect(Set(mapping.columns.map(\.column)).count == mapping.columns.count)
        let hasDetails = DefenderSchema.columnIndex(mapping.table, "AdditionalFields") != nil
        #expect(mapping.details.isEmpty || hasDetails)
        #expect(mapping.initiator == nil || DefenderSchema.columnIndex(mapping.table, "InitiatingProcessId") != nil)
    }

    private static func key(_ mapping: EventMapping) -> String {
        "\(mapping.source.rawValue)/\(mapping.eventID)/\(mapping.title)"
    }

    static func shown(_ value: HuntingValue?) -> String {
        switch value {
        case nil: "no such column"
        case .null?: "null"
        case .bool(let truth)?: "\(truth)"
        case .integer(let number)?: "\(number)"
        case .real(let number)?: "\(number)"
        case .ticks(let ticks)?: Ticks.iso8601(ticks)
        case .text(let text)?: text
        }
    }
}
