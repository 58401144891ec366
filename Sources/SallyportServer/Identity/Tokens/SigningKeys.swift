import Crypto
import Foundation
import ServiceCore
import TenantStore

/// Keeps the signing keys of a state: two at least, made on first start; identity.md A.5, H.33.
struct SigningKeys: Sendable {
    /// Certificates of keys outlive every token by far.
    static let certificateLifetime: TimeInterval = 5 * 365 * 86_400
    /// Retired keys stay published longer than any token lives and any client caches the list.
    static let publicationAfterRetirement: TimeInterval = 4 * 86_400

    let database: TenantDatabase

    /// The keys of the state, the one that signs first; makes what a new state lacks.
    func load(now: Date) async throws -> [SigningKey] {
        var records = try await database.signingKeys()
        if records.isEmpty {
            // The first key is only ever published; it shows validators a list of two from the first day on.
            _ = try await database.installSigningKey(try Self.makeRecord(now: now))
            records = try await database.signingKeys()
        }
        if records.count < 2 {
            try await rotate(now: now)
            records = try await database.signingKeys()
        }
        return try records.map { record in
            guard let certificate = record.certificate else {
                throw ServerError(
                    code: .damagedState,
                    message: "A signing key has no certificate – run `sally local reset` to start anew")
            }
            return try SigningKey(privateKeyPEM: record.privateKey, certificateDER: certificate)
        }
    }

    /// A key signs for this long.
    static let activeLifetime: TimeInterval = 60 * 86_400

    /// Whether the key that signs is due for its successor.
    func isDue(now: Date) async throws -> Bool {
        guard let active = try await database.signingKeys().first, active.retiredDateTime == nil else { return true }
        return now.timeIntervalSince(active.createdDateTime) > Self.activeLifetime
    }

    /// Makes a new key sign; the old one stays in the list for as long as its tokens may live.
    func rotate(now: Date) async throws {
        try await database.rotateSigningKey(
            to: try Self.makeRecord(now: now),
            forgettingRetiredBefore: now.addingTimeInterval(-Self.publicationAfterRetirement))
    }

    private static func makeRecord(now: Date) throws -> SigningKeyRecord {
        let material = try SigningKey.generate(now: now, lifetime: certificateLifetime)
        let keyID = Base64URL.encode(Insecure.SHA1.hash(data: material.certificate))
        return SigningKeyRecord(
            kid: keyID, privateKey: material.privateKeyPEM, certificate: material.certificate, createdDateTime: now)
    }
}
