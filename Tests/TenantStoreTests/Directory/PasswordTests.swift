import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Passwords, identity.md H.42 and H.43")
struct PasswordTests {
    private func verify(_ world: World, _ text: String, _ name: String = "ada@litware.example") async throws
        -> PasswordVerification
    {
        try await world.home.verifyPassword(Secret(text), userPrincipalName: name)
    }

    @Test("H.43: passwords are stored as scrypt hashes with a salt of their own")
    func storesHash() async throws {
        let world = try await World.make()
        let dump = try await world.database.dump()
        #expect(!dump.contains(World.password.reveal))
        let hashes = [world.ada.passwordHash, world.bob.passwordHash].compactMap(\.self)
        #expect(hashes.count == 2 && hashes.allSatisfy { $0.hasPrefix("scrypt$") })
        #expect(hashes[0] != hashes[1], "The same password of two users must not show.")
    }

    @Test("The cost of a hash is scrypt's proposal for interactive sign-in, and a hash names its cost")
    func costs() throws {
        let hash = try SecretHash.slow(Secret("x"), cost: .interactive, random: CountingRandom())
        #expect(hash.hasPrefix("scrypt$14$8$1$"))
        #expect(try SecretHash.matches(Secret("x"), slow: hash))
        #expect(try !SecretHash.matches(Secret("y"), slow: hash))
    }

    @Test("The name's letter case does not matter, the password's does")
    func comparesCase() async throws {
        let world = try await World.make()
        guard case .verified(let user) = try await verify(world, World.password.reveal, "ADA@Litware.Example") else {
            Issue.record("The user was refused.")
            return
        }
        #expect(user.id == world.ada.id)
        #expect(try await verify(world, World.password.reveal.uppercased()) == .wrongPassword)
        #expect(try await verify(world, World.password.reveal, "nobody@litware.example") == .unknownUser)
    }

    @Test("H.42: ten failures lock for a minute, the right password included; each lockout lasts twice as long")
    func locksOut() async throws {
        let world = try await World.make()
        for (round, length) in [60.0, 120, 240].enumerated() {
            for _ in 0..<10 { #expect(try await verify(world, "wrong") == .wrongPassword, "round \(round)") }
            let locked = try await verify(world, World.password.reveal)
            #expect(locked == .locked(until: world.time.now.addingTimeInterval(length)))
            world.time.advance(by: length - 1)
            guard case .locked = try await verify(world, "wrong") else {
                Issue.record("The lock ended early in round \(round).")
                return
            }
            world.time.advance(by: 1)
        }
        guard case .verified = try await verify(world, World.password.reveal) else {
            Issue.record("The lock did not end.")
            return
        }
        for _ in 0..<10 { _ = try await verify(world, "wrong") }
        let again = try await verify(world, World.password.reveal)
        #expect(again == .locked(until: world.time.now.addingTimeInterval(60)), "A success starts the series anew.")
    }

    @Test("H.42: nine failures and a success lock nobody")
    func successResets() async throws {
        let world = try await World.make()
        for _ in 0..<3 {
            for _ in 0..<9 { #expect(try await verify(world, "wrong") == .wrongPassword) }
            guard case .verified = try await verify(world, World.password.reveal) else {
                Issue.record("The user was locked.")
                return
            }
        }
    }

    @Test("H.42: the lockout grows to an hour and no further, as a function of state and instant")
    func growsToAnHour() {
        let policy = LockoutPolicy()
        var (state, now) = (LockoutPolicy.State(), Date(timeIntervalSince1970: 0))
        var lengths: [TimeInterval] = []
        while lengths.count < 9 {
            state = policy.afterFailure(state, at: now)
            if let until = state.lockedUntil {
                lengths.append(until.timeIntervalSince(now))
                #expect(policy.afterFailure(state, at: now) == state, "Failures while locked do not count.")
                now = until
            }
        }
        #expect(lengths == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
    }

    @Test("H.42: an unknown user, a wrong password and a locked account cost one hash each")
    func unknownUserCostsTheSame() async throws {
        let world = try await World.make()
        func cost(_ text: String, _ name: String) async throws -> Int {
            let before = world.database.comparedSlowHashes
            _ = try await verify(world, text, name)
            return world.database.comparedSlowHashes - before
        }
        #expect(try await cost("wrong", "nobody@litware.example") == 1)
        for _ in 0..<10 { #expect(try await cost("wrong", "ada@litware.example") == 1) }
        #expect(try await cost(World.password.reveal, "ada@litware.example") == 1)
    }

    @Test("A disabled account is told apart only behind the right password")
    func disabled() async throws {
        let world = try await World.make()
        try await world.home.setAccountEnabled(false, ofUser: world.ada.id)
        #expect(try await verify(world, "wrong") == .wrongPassword)
        guard case .disabled = try await verify(world, World.password.reveal) else {
            Issue.record("The disabled account was not reported.")
            return
        }
    }

    @Test(
        "A user's name must lie in a domain of the tenant, once",
        arguments: ["x@adatum.example", "x", "@litware.example"])
    func refusesForeignNames(name: String) async throws {
        let world = try await World.make()
        let error = try await #require(throws: StoreError.self) {
            try await world.home.createUser(UserDraft(userPrincipalName: name, displayName: "X"), password: nil)
        }
        #expect(error.code == .invalidValue)
        let twice = try await #require(throws: StoreError.self) {
            try await world.home.createUser(
                UserDraft(userPrincipalName: "ADA@litware.example", displayName: "Again"), password: nil)
        }
        #expect(twice.code == .conflict)
    }
}
