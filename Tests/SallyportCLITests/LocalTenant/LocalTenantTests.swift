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

    @Test("a state is not mixed with other files")
    func refusesAFolderOfOthers() async throws {
        let context = TestContext()
        defer { try? FileManager.default.removeItem(at: context.folder) }
        try FileManager.default.createDirectory(at: context.folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: context.folder.appending(path: "letter.txt"))
        #expect(try await context.run("local", "start", "--state", context.folder.path) == .usage)
        #expect(try FileManager.default.contentsOfDirectory(atPath: context.folder.path) == ["letter.txt"])
        #expect(throws: Never.self) { try LocalTenant.requireOwnFolder(context.folder.appending(path: "absent")) }
        try Data().write(to: context.folder.appending(path: "server.lock"))
        #expect(throws: Never.self) { try LocalTenant.requireOwnFolder(context.folder) }
    }

    @Test("a folder that cannot be made, a database that is none: what to do is said")
    func saysWhatToDoAboutBrokenStates() async throws {
        let context = TestContext()
        defer { try? FileManager.default.removeItem(at: context.folder) }
        try FileManager.default.createDirectory(at: context.folder, withIntermediateDirectories: true)
        let file = context.folder.appending(path: "file")
        try Data().write(to: file)
        #expect(try await context.run("local", "start", "--state", file.path + "/below") == .failure)
        #expect(context.streams.talk.contains("choose another with --state"))

        let state = context.folder.appending(path: "state")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        try Data("garbage".utf8).write(to: state.appending(path: "sallyport.sqlite"))
        #expect(try await context.run("local", "info", "--state", state.path) == .failure)
        #expect(context.streams.talk.contains("sally local reset"))
    }

    @Test("a temporary state goes though its database removes files at the same time")
    func removesAFolderThatChanges() throws {
        let folder = TestContext().folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var attempts = 0
        LocalServer.removeFolder(folder) { place in
            attempts += 1
            guard attempts > 2 else { throw CocoaError(.fileNoSuchFile) }
            try FileManager.default.removeItem(at: place)
        }
        #expect(attempts == 3)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test("recordings are files, or what a folder holds of them")
    func findsRecordings() throws {
        let folder = TestContext().folder
        defer { try? FileManager.default.removeItem(at: folder) }
        let empty = folder.appending(path: "empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        for name in ["b.zip", "a.JSON", "README.md"] { try Data().write(to: folder.appending(path: name)) }
        #expect(try RecordingFiles.at(folder).map(\.lastPathComponent) == ["a.JSON", "b.zip"])
        let one = folder.appending(path: "README.md")
        #expect(try RecordingFiles.at(one) == [one])
        for wrong in [empty, folder.appending(path: "absent")] {
            let error = #expect(throws: CommandError.self) { try RecordingFiles.at(wrong) }
            #expect(error?.status == .usage)
        }
    }

    @Test(arguments: [("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$(x)`y`", "'$(x)`y`'")])
    func exportsAreQuotedForTheShell(text: String, quoted: String) {
        #expect(LocalEnv.quoted(text) == quoted)
    }
}
