import Foundation
import Testing

@testable import KQL

@Suite("What is offered")
struct SupportDocumentTests {
    @Test("docs/kql-support.md is in step with the compiler")
    func page() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/kql-support.md").standardizedFileURL
        if ProcessInfo.processInfo.environment["SALLYPORT_RECORD"] == "kql-support" {
            try SupportDocument.text().write(to: file, atomically: true, encoding: .utf8)
        }
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(
            page == SupportDocument.text(), "Run this test with SALLYPORT_RECORD=kql-support and commit the page.")
    }

    @Test("Every refusal of a function names a function of the language, and none that is offered")
    func refusals() {
        for name in FunctionRefusals.reasons.keys {
            #expect(LanguageNames.scalars.contains(name), "\(name)")
            #expect(FunctionRegistry.scalars[name] == nil, "\(name)")
        }
    }

    @Test("A refusal says why")
    func reason() throws {
        let error = try #require(Fixtures.error("T | where cursor_after('x')"))
        #expect(error.code == .notSupported)
        #expect(error.diagnostics[0].message.contains("filter on Timestamp"))
    }
}
