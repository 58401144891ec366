import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("The state's file")
struct TenantDatabaseTests {
    @Test("The file is private: 0600 in a folder of 0700, with the files beside it")
    func isPrivate() async throws {
        try await withFolder { folder in
            let world = try await World.make(at: folder.appending(path: "state.sqlite"))
            _ = try await world.application()
            func mode(_ url: URL) throws -> Int {
                let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
                return try #require(attributes[.posixPermissions] as? Int)
            }
            #expect(try mode(folder) == 0o700)
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            #expect(files.count >= 2)
            for file in files { #expect(try mode(file) == 0o600, "\(file.lastPathComponent)") }
        }
    }

    @Test("What one process committed another one reads, and both may write")
    func sharesFile() async throws {
        try await withFolder { folder in
            let url = folder.appending(path: "state.sqlite")
            let world = try await World.make(at: url)
            let second = try TenantDatabase.open(
                at: url, time: world.time, random: CountingRandom(seed: 9), cost: .negligible)
            let app = try await world.application()
            #expect(try await second.application(appID: app.appID)?.displayName == "Collector")
            var draft = ApplicationDraft(displayName: "From the second")
            draft.signInAudience = .myOrganization
            let other = try await second.handle(for: world.home.tenantID).createApplication(draft)
            #expect(try await world.home.application(id: other.id) != nil)
            try second.close()
        }
    }

    @Test("A file that is no database is refused with a message that names it")
    func refusesForeignFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sallyport-store-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let url = folder.appending(path: "state.sqlite")
        try Data(String(repeating: "no database ", count: 200).utf8).write(to: url)
        let error = try #require(throws: StoreError.self) {
            try TenantDatabase.open(at: url, time: ManualTime(), random: CountingRandom())
        }
        #expect(error.code == .unusableState)
        #expect(error.message.contains("state.sqlite"))
    }

    @Test("A symbolic link in place of the file is not followed")
    func refusesLink() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sallyport-store-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let target = folder.appending(path: "target")
        try Data().write(to: target)
        let url = folder.appending(path: "state.sqlite")
        try FileManager.default.createSymbolicLink(at: url, withDestinationURL: target)
        #expect(throws: StoreError.self) {
            try TenantDatabase.open(at: url, time: ManualTime(), random: CountingRandom())
        }
    }

    @Test("Installing the platform again changes nothing")
    func installsPlatformTwice() async throws {
        let world = try await World.make()
        let before = try await world.database.dump()
        try await world.database.installPlatform()
        #expect(try await world.database.dump() == before)
        let graph = try #require(try await world.home.servicePrincipal(identifier: "https://graph.microsoft.com/"))
        #expect(graph.application.scopes.count == ResourceApplication.microsoftGraph.scopes.count)
        #expect(graph.application.appRoles.count == ResourceApplication.microsoftGraph.appRoles.count)
    }

    @Test("Instants keep whole ticks of 100 ns", arguments: [0, 1, 639_081_412_726_612_034, 631_139_040_000_000_001])
    func keepsTicks(ticks: Int64) {
        #expect(TickInstant(ticks: ticks).ticks == ticks)
        #expect(abs(TickInstant(TickInstant(ticks: ticks).date).ticks - ticks) <= 100)
    }

    @Test("A date of whole milliseconds is the same after a round trip")
    func keepsMilliseconds() {
        let date = Date(timeIntervalSince1970: 1_750_000_000.125)
        #expect(TickInstant(date).date == date)
        #expect(TickInstant(Date(timeIntervalSince1970: 0)).ticks == 621_355_968_000_000_000)
    }
}
