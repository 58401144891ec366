import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Device codes, identity.md H.38 and H.39, RFC 8628")
struct DeviceCodeTests {
    private func start(_ world: World) async throws -> (client: UUID, code: Secret, record: DeviceCodeRecord) {
        let app = try await world.application()
        let (code, record) = try await world.database.createDeviceCode(
            DeviceCodeDraft(clientID: app.appID, authority: "organizations", scopes: "openid"))
        return (app.appID, code, record)
    }

    private func approve(_ world: World, _ record: DeviceCodeRecord) async throws -> Bool {
        try await world.home.approveDeviceCode(
            userCode: record.userCode, userID: world.ada.id, sessionID: nil, authenticatedDateTime: world.time.now)
    }

    @Test("H.38: user codes have an unambiguous alphabet and at least 34 bits")
    func userCodes() {
        let random = CountingRandom(seed: 7)
        let codes = (0..<200).map { _ in UserCode.make(random: random) }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.count >= 8 && $0.allSatisfy { !"AEIOU01".contains($0) } })
        #expect(log2(Double(UserCode.alphabet.count)) * Double(UserCode.length) >= 34)
    }

    @Test("H.38: a typed code is compared without case and separators", arguments: ["-", " ", ""])
    func comparesLoosely(separator: String) async throws {
        let world = try await World.make()
        let (_, _, record) = try await start(world)
        let half = record.userCode.index(record.userCode.startIndex, offsetBy: 4)
        let typed = record.userCode[..<half].lowercased() + separator + record.userCode[half...]
        let found = try await world.database.pendingDeviceCode(userCode: typed)
        #expect(found?.userCode == record.userCode)
    }

    @Test("H.38: wrong user codes are counted in the session")
    func countsWrongCodes() async throws {
        let world = try await World.make()
        let (_, session) = try await world.database.createSession()
        for expected in 1...5 { #expect(try await world.database.countWrongUserCode(in: session) == expected) }
    }

    @Test("H.39: a device code has at least 128 bits, is stored hashed and bound to its client")
    func bindsToClient() async throws {
        let world = try await World.make()
        let (_, code, _) = try await start(world)
        let other = try await world.application("Other")
        #expect(code.reveal.utf8.count * 6 >= 128)
        #expect(!(try await world.database.dump()).contains(code.reveal))
        #expect(try await world.database.pollDeviceCode(code, clientID: other.appID).name == "unknown")
    }

    @Test("H.39: pending, then approved once, then unusable")
    func approves() async throws {
        let world = try await World.make()
        let (client, code, record) = try await start(world)
        #expect(try await world.database.pollDeviceCode(code, clientID: client).name == "pending")
        #expect(try await approve(world, record))
        #expect(try await approve(world, record) == false)
        #expect(try await world.database.pendingDeviceCode(userCode: record.userCode) == nil)
        guard case .approved(let approved) = try await world.database.pollDeviceCode(code, clientID: client) else {
            Issue.record("The approval was not seen.")
            return
        }
        #expect(approved.tenantID == world.home.tenantID)
        #expect(approved.userID == world.ada.id)
        #expect(try await world.database.pollDeviceCode(code, clientID: client).name == "unknown")
    }

    @Test("H.39: after denial the code is unusable, by user and device")
    func declines() async throws {
        let world = try await World.make()
        let (client, code, record) = try await start(world)
        #expect(try await world.database.declineDeviceCode(userCode: record.userCode))
        #expect(try await approve(world, record) == false)
        #expect(try await world.database.pollDeviceCode(code, clientID: client).name == "declined")
        #expect(try await world.database.pollDeviceCode(code, clientID: client).name == "unknown")
    }

    @Test("H.39: of parallel polls after the approval exactly one gets tokens")
    func pollsInParallel() async throws {
        try await withFolder { folder in
            let world = try await World.make(at: folder.appending(path: "state.sqlite"))
            let (client, code, record) = try await start(world)
            #expect(try await approve(world, record))
            let names = try await (0..<6).concurrentMap(width: 6) { _ in
                try await world.database.pollDeviceCode(code, clientID: client).name
            }
            #expect(names.filter { $0 == "approved" }.count == 1)
        }
    }

    @Test("Both codes expire together")
    func expires() async throws {
        let world = try await World.make()
        let (client, code, record) = try await start(world)
        world.time.advance(by: 900)
        #expect(try await world.database.pendingDeviceCode(userCode: record.userCode) == nil)
        #expect(try await approve(world, record) == false)
        #expect(try await world.database.pollDeviceCode(code, clientID: client).name == "expired")
    }

    @Test("H.39: polling faster than the interval slows down, excess is refused; RFC 8628 §3.5")
    func slowsDown() async throws {
        let world = try await World.make()
        let (client, code, _) = try await start(world)
        func poll(after seconds: TimeInterval) async throws -> String {
            world.time.advance(by: seconds)
            return try await world.database.pollDeviceCode(code, clientID: client).name
        }
        #expect(try await poll(after: 0) == "pending")
        #expect(try await poll(after: 5) == "pending")
        #expect(try await poll(after: 1) == "slowDown 10")
        #expect(try await poll(after: 10) == "pending")
        var last = ""
        for _ in 0..<12 { last = try await poll(after: 0.1) }
        #expect(last == "tooMany")
    }
}

extension DeviceCodeRecord.Poll {
    var name: String {
        switch self {
        case .pending: "pending"
        case .slowDown(let interval): "slowDown \(interval)"
        case .tooMany: "tooMany"
        case .declined: "declined"
        case .expired: "expired"
        case .approved: "approved"
        case .unknown: "unknown"
        }
    }
}
