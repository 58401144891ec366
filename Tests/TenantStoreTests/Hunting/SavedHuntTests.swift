import Foundation
import Testing

@testable import TenantStore

@Suite("Functions and queries that a tenant keeps")
struct SavedHuntTests {
    private static func draft(_ name: String, _ text: String = "() { 1 }") -> SavedHuntDraft {
        SavedHuntDraft(.function, name: name, text: text, summary: "s", author: "ann")
    }

    @Test("What is saved comes back by name, for its tenant alone")
    func saves() async throws {
        let world = try await World.make()
        try await world.home.save([Self.draft("B"), Self.draft("A", "() { 2 }")], replaces: false)
        try await world.home.save([SavedHuntDraft(.query, name: "A", text: "print 1")], replaces: false)
        #expect(try await world.home.savedHunts(.function).map(\.name) == ["A", "B"])
        #expect(try await world.home.savedHunt(.function, named: "A")?.text == "() { 2 }")
        #expect(try await world.home.savedHunt(.query, named: "A")?.text == "print 1")
        #expect(try await world.home.savedHunt(.function, named: "a") == nil)
        #expect(try await world.other.savedHunts(.function).isEmpty)
    }

    @Test("Of several, one that exists keeps all from being saved, unless they replace")
    func replaces() async throws {
        let world = try await World.make()
        let first = try await world.home.save([Self.draft("A")], replaces: false)
        let error = await #expect(throws: StoreError.self) {
            try await world.home.save([Self.draft("B"), Self.draft("A", "() { 3 }")], replaces: false)
        }
        #expect(error?.code == .conflict)
        #expect(error?.message.contains("'A'") == true)
        #expect(try await world.home.savedHunts(.function) == first)
        world.time.advance(by: 60)
        let second = try await world.home.save([Self.draft("A", "() { 3 }")], replaces: true)
        #expect(second.map(\.id) == first.map(\.id))
        #expect(second.map(\.createdTime) == first.map(\.createdTime))
        #expect(second[0].modifiedTime > first[0].modifiedTime)
        #expect(try await world.home.savedHunts(.function) == second)
    }

    @Test("Removing says whether there was something")
    func removes() async throws {
        let world = try await World.make()
        try await world.home.save([Self.draft("A")], replaces: false)
        #expect(try await world.other.removeSavedHunt(.function, named: "A") == false)
        #expect(try await world.home.removeSavedHunt(.query, named: "A") == false)
        #expect(try await world.home.removeSavedHunt(.function, named: "A"))
        #expect(try await world.home.savedHunts(.function).isEmpty)
    }
}
