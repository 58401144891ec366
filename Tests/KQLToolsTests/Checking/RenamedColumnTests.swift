import KQL
import Telemetry
import Testing

@testable import KQLTools

@Suite("hunting-limits.md §7: an old name of a column is refused with the new one")
struct RenamedColumnTests {
    @Test(arguments: [
        ("EmailEvents | project FinalEmailAction", "EmailAction"),
        ("EmailEvents | where PhishFilterVerdict == 'Phish'", "ThreatTypes"),
        ("EmailEvents | summarize count() by MalwareDetectionMethod", "DetectionMethods"),
        ("DeviceInfo | where isnotempty(DeviceObjectId)", "AadDeviceId"),
    ])
    func suggestion(query: String, name: String) {
        let found = KQLCompiler(schema: DefenderSchema.catalog)
            .check(query, options: QueryOptions(now: 0).compileOptions)
        #expect(found.first?.suggestions == [name], "\(found)")
    }

    @Test func whereTheNewNameIsNotThereNothingIsSaid() {
        let found = KQLCompiler(schema: DefenderSchema.catalog)
            .check("DeviceEvents | project DeviceObjectId", options: QueryOptions(now: 0).compileOptions)
        #expect(found.first?.suggestions.contains("AadDeviceId") == false)
    }
}
