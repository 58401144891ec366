import ArgumentParser
import Foundation
import Testing

@testable import SallyportCLI

@Suite("Local tenants that do not run")
struct LocalTenantTests {
    @Test(arguments: [
        (["local", "status"], CommandStatus.findings), (["local", "stop"], .ok), (["local", "info"], .failure),
        (["local", "env"], .failure), (["local", "reset"], .ok), (["local", "import", "absent.zip"], .failure),
        (["incidents", "list", "--cloud", "local"], .failure), (["hunt", "print 1", "--state", "/no/such"], .failure),
        (["incidents", "list"], .signInNeeded), (["incidents", "list", "--cloud", "moon"], .usage),
    ])
    func sayHowToStartOne(arguments: [String], status: CommandStatus) async throws {
        let context = TestContext()
        defer { try? FileManager.default.removeItem(at: context.folder) }
        let command = try #require(try Sally.parseAsRoot(arguments) as? any SallyCommand)
        let got = await Launcher.run(command, in: try context.make(command.global))
        #expect(got == status)
        if status == .failure { #expect(context.streams.talk.contains("sally local start")) }
        if status == .signInNeeded { #expect(context.streams.talk.contains("sally auth login")) }
    }

    @Test(arguments: [("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$(x)`y`", "'$(x)`y`'")])
    func exportsAreQuotedForTheShell(text: String, quoted: String) {
        #expect(LocalEnv.quoted(text) == quoted)
    }
}
