import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Synchronization
import Testing

@testable import EntraIdentity

@Suite("Cache in a file, identity G.2 and H.55")
struct FileTokenCachePersistenceTests {
    let time = ManualTimeSource(Date(timeIntervalSince1970: 1_800_000_000))

    func persistence(_ folder: URL, warn: @escaping @Sendable (String) -> Void = { _ in }) -> FileTokenCachePersistence
    {
        FileTokenCachePersistence(file: folder.appending(path: "deep/er/msal.cache"), time: time, warn: warn)
    }

    func mode(_ url: URL) throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: url.path())
        return try #require(facts[.posixPermissions] as? NSNumber).intValue
    }

    func names(_ url: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted()
    }

    @Test(arguments: TokenCachePersistenceContract.allCases)
    func keepsTheContract(rule: TokenCachePersistenceContract) async throws {
        // Concurrent changes wait for the lock by the clock that stands still, so this clock yields the processor.
        try await TemporaryFolder.with { folder in
            try await rule.check(
                FileTokenCachePersistence(file: folder.appending(path: "c/msal.cache"), time: YieldingTimeSource()))
        }
    }

    @Test("H.55: file 0600, folder 0700, nothing left behind")
    func modesAreTight() async throws {
        try await TemporaryFolder.with { folder in
            let persistence = persistence(folder)
            for text in ["{}", #"{"a":"b"}"#] { try await persistence.update { _ in Data(text.utf8) } }
            #expect(try mode(persistence.file) == 0o600)
            #expect(try mode(persistence.file.deletingLastPathComponent()) == 0o700)
            #expect(try names(persistence.file.deletingLastPathComponent()) == ["msal.cache"])
        }
    }

    @Test(arguments: [0o644, 0o660, 0o606])
    func fileThatOthersMayReadIsRefused(mode: Int) async throws {
        try await TemporaryFolder.with { folder in
            let persistence = persistence(folder)
            try await persistence.update { _ in Data("{}".utf8) }
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: persistence.file.path())
            let error = await #expect(throws: AuthenticationError.self) { try await persistence.load() }
            #expect(error?.code == .cacheUnavailable)
            await #expect(throws: AuthenticationError.self) { try await persistence.update { _ in Data("{}".utf8) } }
        }
    }

    @Test func symbolicLinkIsRefused() async throws {
        try await TemporaryFolder.with { folder in
            let target = folder.appending(path: "target")
            try Data("{}".utf8).write(to: target)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path())
            let link = folder.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
            await #expect(throws: AuthenticationError.self) {
                try await FileTokenCachePersistence(file: link, time: time).load()
            }
        }
    }

    @Test func folderThatOthersMayWriteIsRefused() async throws {
        try await TemporaryFolder.with { folder in
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path())
            await #expect(throws: AuthenticationError.self) {
                try await FileTokenCachePersistence(file: folder.appending(path: "c"), time: time)
                    .update { _ in Data("{}".utf8) }
            }
        }
    }

    @Test(arguments: ["no json", "[1]", #"{"AccessToken":"#])
    func corruptFileIsMovedAsideAndTheUserTold(text: String) async throws {
        try await TemporaryFolder.with { folder in
            let lines = Mutex<[String]>([])
            let persistence = persistence(folder) { line in lines.withLock { $0.append(line) } }
            try await persistence.update { _ in Data("{}".utf8) }
            try Data(text.utf8).write(to: persistence.file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: persistence.file.path())
            #expect(try await persistence.load() == nil)
            try await persistence.update { current in
                #expect(current == nil)
                return Data(#"{"new":{}}"#.utf8)
            }
            let files = try names(persistence.file.deletingLastPathComponent())
            #expect(files == ["msal.cache", "msal.cache.corrupt-20270115080000"])
            let aside = persistence.file.deletingLastPathComponent().appending(path: files[1])
            #expect(try String(contentsOf: aside, encoding: .utf8) == text)
            #expect(lines.withLock { $0.count } == 1)
        }
    }

    @Test func lockOfALivingProcessIsWaitedForThenNamed() async throws {
        try await TemporaryFolder.with { folder in
            let persistence = persistence(folder)
            try await persistence.update { _ in Data("{}".utf8) }
            let lock = persistence.file.path() + ".lockfile"
            let owner = ProcessInfo.processInfo.processIdentifier
            try Data("\(owner) other".utf8).write(to: URL(filePath: lock))
            let error = await #expect(throws: AuthenticationError.self) {
                try await persistence.update { _ in Data("{}".utf8) }
            }
            #expect(error?.message.contains("lock") == true)
            #expect(time.sleeps.count == FileTokenCachePersistence.lockAttempts - 1)
            #expect(time.sleeps.allSatisfy { $0 == .milliseconds(250) })
            #expect(FileManager.default.fileExists(atPath: lock))
        }
    }

    @Test(arguments: ["999999999 gone", "", "nonsense"])
    func lockThatWasLeftBehindIsRemoved(content: String) async throws {
        try await TemporaryFolder.with { folder in
            let persistence = persistence(folder)
            try await persistence.update { _ in Data("{}".utf8) }
            let lock = URL(filePath: persistence.file.path() + ".lockfile")
            try Data(content.utf8).write(to: lock)
            let old = time.now.addingTimeInterval(-31)
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: lock.path())
            try await persistence.update { _ in Data(#"{"x":{}}"#.utf8) }
            #expect(!FileManager.default.fileExists(atPath: lock.path()))
        }
    }

    @Test func lockIsReleasedAlsoAfterAFailure() async throws {
        struct Failure: Error {}
        try await TemporaryFolder.with { folder in
            let persistence = persistence(folder)
            await #expect(throws: Failure.self) { try await persistence.update { _ in throw Failure() } }
            try await persistence.update { _ in Data("{}".utf8) }
            #expect(try names(persistence.file.deletingLastPathComponent()) == ["msal.cache"])
        }
    }

    @Test("Two programs with caches of their own keep each other's entries")
    func writesAreMerged() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.appending(path: "msal.cache")
            let caches = (0..<2).map { _ in
                TokenCache(persistence: FileTokenCachePersistence(file: file, time: YieldingTimeSource()))
            }
            let tests = TokenCacheTests()
            for (index, cache) in caches.enumerated() {
                _ = try await cache.accounts(cloud: World.cloud)
                let tenant = index == 0 ? World.tenant : World.otherTenant
                try await cache.store(tests.tokens("access-\(index)", tenant: tenant), now: World.start)
            }
            for (index, tenant) in [World.tenant, World.otherTenant].enumerated() {
                let token = try await caches[1 - index].accessToken(tests.query(realm: tenant), now: World.start)
                #expect(token?.token.reveal == "access-\(index)")
            }
        }
    }

    @Test("A credential finds after a restart what another process kept")
    func credentialFindsWhatWasKept() async throws {
        try await TemporaryFolder.with { folder in
            let answer = try World.appAnswer()
            try await StubTransport.with([.json(.post, World.tokenPath, answer)]) { transport in
                for _ in 0..<2 {
                    let cache = TokenCache(
                        persistence: FileTokenCachePersistence(file: folder.appending(path: "c"), time: time))
                    let credential = ClientSecretCredential(
                        World.context(transport, time: time, cache: cache), authority: try World.authority(),
                        clientID: World.client, secret: Secret(Canary.make("secret")))
                    _ = try await credential.token(for: TokenRequestContext(scopes: [World.scope]))
                }
            }
            let content = try String(contentsOf: folder.appending(path: "c"), encoding: .utf8)
            #expect(!content.contains("CANARY"))
        }
    }
}

/// A clock whose waits let other tasks run.
private struct YieldingTimeSource: TimeSource {
    var now: Date { World.start }
    func sleep(for duration: Duration) async throws {
        for _ in 0..<200 { await Task.yield() }
    }
}
