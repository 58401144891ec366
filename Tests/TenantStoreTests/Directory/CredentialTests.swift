import Crypto
import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Client credentials, identity.md H.19, H.20, H.22")
struct CredentialTests {
    @Test("H.19: a secret is shown once, stored hashed, and listed by hint and dates")
    func showsOnce() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let (credential, secret) = try await world.home.addPassword(toApplication: app.id, displayName: "first")
        #expect((16...64).contains(secret.reveal.count))
        #expect(secret.reveal.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._~-".contains($0)) })
        #expect(credential.hint == String(secret.reveal.prefix(3)))
        let listed = try #require(try await world.home.application(id: app.id)).passwordCredentials
        #expect(listed == [credential])
        #expect(!(try await world.database.dump()).contains(secret.reveal))
        #expect(credential.hash.hasPrefix("scrypt$"))
        #expect(credential.endDateTime.timeIntervalSince(credential.startDateTime) > 729 * 86400)
    }

    @Test("D.4: every active secret works, so that they can roll over; a removed one does not")
    func rollsOver() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let first = try await world.home.addPassword(toApplication: app.id)
        let second = try await world.home.addPassword(toApplication: app.id)
        // Twice each: the second time the memory of verified secrets answers.
        for _ in 0..<2 {
            for (credential, secret) in [first, second] {
                let outcome = try await world.database.verifySecret(secret, appID: app.appID)
                #expect(outcome == .verified(keyID: credential.keyID))
            }
        }
        try await world.home.removePassword(keyID: first.credential.keyID, fromApplication: app.id)
        #expect(try await world.database.verifySecret(first.secret, appID: app.appID) == .wrong)
        let error = try await #require(throws: StoreError.self) {
            try await world.home.removePassword(keyID: first.credential.keyID, fromApplication: app.id)
        }
        #expect(error.code == .notFound)
    }

    @Test("An expired secret is told apart from a wrong one, and one whose time has not come")
    func tellsExpiredApart() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let now = world.time.now
        let (old, oldSecret) = try await world.home.addPassword(
            toApplication: app.id, start: now.addingTimeInterval(-100), end: now.addingTimeInterval(50))
        let (next, nextSecret) = try await world.home.addPassword(
            toApplication: app.id, start: now.addingTimeInterval(1000))
        world.time.advance(by: 50)
        let database = world.database
        let expired = try await database.verifySecret(oldSecret, appID: app.appID)
        #expect(expired == .expired(keyID: old.keyID, endDateTime: old.endDateTime))
        let early = try await database.verifySecret(nextSecret, appID: app.appID)
        #expect(early == .notYetValid(keyID: next.keyID, startDateTime: next.startDateTime))
        let wrong = try await database.verifySecret(Secret(oldSecret.reveal + "x"), appID: app.appID)
        #expect(wrong == .wrong)
    }

    @Test("H.20: an unknown client and one without secrets answer alike", arguments: [true, false])
    func hidesUnknownClients(isRegistered: Bool) async throws {
        let world = try await World.make()
        let app = try await world.application()
        let appID = isRegistered ? app.appID : UUID()
        let before = world.database.comparedSlowHashes
        #expect(try await world.database.verifySecret(Secret("x"), appID: appID) == .noSecrets)
        #expect(world.database.comparedSlowHashes == before + 1, "As much work as one wrong secret.")
    }

    @Test("H.20: byte strings are compared over their whole length", arguments: 0..<32)
    func comparesEveryByte(index: Int) {
        let bytes = [UInt8](repeating: 7, count: 32)
        var other = bytes
        other[index] ^= 0x80
        #expect(SecretHash.isEqual(bytes, bytes))
        #expect(!SecretHash.isEqual(bytes, other))
        #expect(!SecretHash.isEqual(bytes, Array(bytes.dropLast())))
    }

    @Test("A memory of verified secrets never lets another secret through")
    func memoryIsExact() {
        let memory = VerifiedSecrets()
        #expect(!memory.contains(Secret("a"), hash: "h"))
        memory.insert(Secret("a"), hash: "h")
        #expect(memory.contains(Secret("a"), hash: "h"))
        #expect(!memory.contains(Secret("b"), hash: "h"))
        #expect(!memory.contains(Secret("a"), hash: "other"))
    }

    @Test("H.22: a certificate is found by SHA-1 and SHA-256 thumbprint, of that client only")
    func findsByThumbprint() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let other = try await world.application("Other")
        let der = Data("a certificate in DER".utf8)
        let draft = KeyCredentialDraft(
            certificate: der, startDateTime: world.time.now, endDateTime: world.time.now.addingTimeInterval(1000))
        let key = try await world.home.addKey(draft, toApplication: app.id)
        for thumbprint in [Data(Insecure.SHA1.hash(data: der)), Data(SHA256.hash(data: der))] {
            let found = try await world.database.keyCredentials(appID: app.appID, thumbprint: thumbprint)
            #expect(found.map(\.keyID) == [key.keyID])
            #expect(found.first?.certificate == der)
            let foreign = try await world.database.keyCredentials(appID: other.appID, thumbprint: thumbprint)
            #expect(foreign.isEmpty)
        }
        try await world.home.removeKey(keyID: key.keyID, fromApplication: app.id)
        #expect(try await world.home.application(id: app.id)?.keyCredentials.isEmpty == true)
    }

    @Test("D.6: an update of keyCredentials keeps the material of an element that names a key without it")
    func keepsMaterial() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let (start, end) = (world.time.now, world.time.now.addingTimeInterval(1000))
        let old = try await world.home.addKey(
            KeyCredentialDraft(certificate: Data("one".utf8), startDateTime: start, endDateTime: end),
            toApplication: app.id)
        var changes = ApplicationChanges()
        changes.keyCredentials = .set([
            KeyCredentialDraft(keyID: old.keyID, certificate: Data(), startDateTime: start, endDateTime: end),
            KeyCredentialDraft(certificate: Data("two".utf8), startDateTime: start, endDateTime: end),
        ])
        let updated = try await world.home.updateApplication(id: app.id, changes)
        #expect(updated.keyCredentials.map(\.certificate) == [Data("one".utf8), Data("two".utf8)])
        changes.keyCredentials = .set([
            KeyCredentialDraft(keyID: UUID(), certificate: Data(), startDateTime: start, endDateTime: end)
        ])
        let error = try await #require(throws: StoreError.self) {
            try await world.home.updateApplication(id: app.id, changes)
        }
        #expect(error.code == .invalidValue)
        #expect(try await world.home.application(id: app.id)?.keyCredentials.count == 2, "All of it or nothing.")
    }
}
