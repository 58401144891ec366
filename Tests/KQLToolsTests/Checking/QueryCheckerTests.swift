import Foundation
import KQL
import Telemetry
import Testing

@testable import KQLTools

@Suite("A check says what is wrong and where")
struct QueryCheckerTests {
    private let checker = QueryChecker(catalog: DefenderSchema.catalog, options: QueryOptions(now: 0))

    @Test(
        arguments: [
            ("DeviceEvents | take 1 | project DeviceName", nil, nil), ("DeviceEvents | where", "syntax", "KS006"),
            ("DeviceEvents | where Nothing == 1", "bind", "KS142"), ("DeviceEvents | wher x", "syntax", "KS176"),
        ] as [(String, String?, String?)])
    func theStageTellsHowFarAQueryCame(query: String, stage: String?, code: String?) async throws {
        let report = try await checker.check(query, file: "f")
        #expect(report.stage?.rawValue == stage)
        #expect(report.findings.first?.code == code)
        #expect(report.milliseconds > 0)
    }

    @Test func placesCountCharactersFromOne() async throws {
        let report = try await checker.check("DeviceEvents\n| where 'ä' == Unknown", file: "f")
        let finding = try #require(report.findings.first)
        #expect((finding.line, finding.column, finding.length) == (2, 16, 7))
    }

    @Test func aReportHasTheMembersOfTheManual() async throws {
        var report = try await checker.check("DeviceEvents | count", file: "a/b.kql")
        report.duration = .microseconds(250)
        #expect(
            report.json.compact
                == #"{"file":"a/b.kql","ok":true,"stage":null,"diagnostics":[],"columns":[{"name":"Count","type":"long"}],"ms":0.25}"#
        )
    }

    @Test(.needsEngine) func executionRunsOnEmptyTables() async throws {
        let folder = try TestFolder()
        let checker = QueryChecker(
            catalog: DefenderSchema.catalog, options: QueryOptions(now: 0), workbench: try folder.workbench())
        #expect(try await checker.check("DeviceEvents | summarize count() by ActionType", file: "f").isOK)
    }

    @Test(arguments: [
        #"{"tables":[{"name":"T","columns":[{"name":"a","type":"long"},{"name":"b","type":"string"}]}]}"#,
        #"{"tables":{"T":["a:long","b: string"]}}"#, #"{"tables":{"T":{"a":"long","b":"string"}}}"#,
    ])
    func aSchemaFileHasThreeForms(text: String) throws {
        let folder = try TestFolder()
        let catalog = try SchemaFile.read(try folder.write("schema.json", text))
        #expect(catalog.table(named: "T")?.columns == [ColumnSchema("a", .long), ColumnSchema("b", .string)])
    }

    @Test(arguments: [
        "", "[]", #"{"tables":{"T":["a"]}}"#, #"{"tables":[{"name":"T","columns":[{"name":"a","type":"x"}]}]}"#,
    ])
    func aSchemaThatIsNoneSaysWhy(text: String) throws {
        let folder = try TestFolder()
        let file = try folder.write("schema.json", text)
        #expect(throws: ToolError.self) { try SchemaFile.read(file) }
    }
}
