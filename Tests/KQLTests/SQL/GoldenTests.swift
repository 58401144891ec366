import Foundation
import Testing

@testable import KQL

/// Recorded cases: a query, its plan and its SQL in a folder each of `Tests/KQLTests/Goldens`.
///
/// `KQL_RECORD=1 swift test --filter Goldens` writes them anew; with `CI` set recording is a failure.
@Suite("Goldens")
struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Goldens")

    static let cases: [String] = {
        let entries = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (entries ?? []).filter(\.hasDirectoryPath).map(\.lastPathComponent).sorted()
    }()

    @Test("There are cases")
    func present() {
        #expect(!Self.cases.isEmpty)
    }

    @Test("Plan and SQL are as recorded", arguments: cases)
    func recorded(_ name: String) throws {
        let folder = Self.folder.appending(path: name)
        let query = try String(contentsOf: folder.appending(path: "query.kql"), encoding: .utf8)
        let compiled = try Fixtures.compile(query, options: CompileOptions(now: Fixtures.now))
        var sql = compiled.sql + "\n"
        for (index, value) in compiled.parameters.enumerated() { sql += "-- $\(index + 1) = \(value)\n" }
        let environment = ProcessInfo.processInfo.environment
        let isRecording = environment["KQL_RECORD"] == "1"
        #expect(!(isRecording && environment["CI"] != nil), "CI does not record")
        for (file, text) in [("plan.txt", compiled.plan), ("duckdb.sql", sql)] {
            let url = folder.appending(path: file)
            if isRecording, environment["CI"] == nil {
                try text.write(to: url, atomically: true, encoding: .utf8)
            } else {
                #expect(try String(contentsOf: url, encoding: .utf8) == text)
            }
        }
    }
}
