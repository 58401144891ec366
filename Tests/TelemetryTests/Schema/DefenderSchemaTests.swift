import KQL
import Testing

@testable import Telemetry

@Suite("Hunting schema")
struct DefenderSchemaTests {
    @Test func holdsAllTablesAndColumns() {
        #expect(DefenderSchema.catalog.tables.count == 66)
        #expect(DefenderSchema.catalog.tables.values.reduce(0) { $0 + $1.columns.count } == 1649)
    }

    @Test func namesAreUniqueInEachTable() {
        for table in DefenderSchema.catalog.tables.values {
            #expect(Set(table.columns.map(\.name)).count == table.columns.count, "\(table.name)")
            for (alias, name) in table.columnAliases {
                #expect(table.column(named: name) != nil && table.column(named: alias) == nil, "\(table.name).\(alias)")
            }
        }
    }

    @Test(
        "The time column is what hunting-limits §2 says",
        arguments: [
            ("DeviceProcessEvents", "Timestamp" as String?), ("CallActivityEvents", "ActivityTimestamp"),
            ("DeviceTvmSoftwareInventory", nil), ("ExposureGraphNodes", nil),
        ])
    func timeColumn(table: String, column: String?) {
        #expect(DefenderSchema.table(named: table)?.timeColumn == column)
    }

    @Test func fiftyTablesHaveATimestamp() {
        #expect(DefenderSchema.catalog.tables.values.count { $0.column(named: "Timestamp") != nil } == 50)
    }

    @Test(
        "Old names lead to tables", arguments: [("AccountInfo", "IdentityInfo"), ("AppFileEvents", "CloudAppEvents")])
    func renamed(old: String, new: String) {
        #expect(DefenderSchema.catalog.table(named: old)?.name == new)
    }

    @Test func rowsAreReadAndWrittenByColumn() throws {
        let layout = try #require(RowLayout(table: "DeviceEvents"))
        var row = HuntingRow(table: "DeviceEvents", values: layout.empty)
        row[column: "ActionType"] = .text("DriverLoad")
        #expect(row.text("ActionType") == "DriverLoad")
        #expect(row[column: "ProcessId"] == .null)
        #expect(row[column: "FileName"] == .text(""))
        #expect(row[column: "NoSuchColumn"] == nil)
    }
}
