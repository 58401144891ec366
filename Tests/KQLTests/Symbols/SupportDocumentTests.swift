import Testing

@testable import KQL

@Suite("What is offered")
struct SupportDocumentTests {
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
