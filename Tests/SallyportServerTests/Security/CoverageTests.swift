import Foundation
import Testing

@testable import SallyportServer

@Suite("The documented routes are those that are served")
struct CoverageTests {
    @Test
    func theDocumentHoldsTheTable() throws {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let document = try String(contentsOf: root.appending(path: "docs/security-routes.md"), encoding: .utf8)
        let parts = document.components(separatedBy: "<!-- routes -->\n")
        try #require(parts.count == 3)
        #expect(parts[1] == SecurityRoute.coverageTable)
    }
}
