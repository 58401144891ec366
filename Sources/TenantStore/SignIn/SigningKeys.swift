package import Foundation
import GRDB
package import ServiceCore

/// A key with which the state signs tokens. The file of the state is private (0600), so is this text.
package struct SigningKeyRecord: StoredRecord, Identifiable {
    package static let table = "signingKeys"

    /// The key's identifier in tokens and in the key set.
    package var kid: String
    private var privateKeyPEM: String
    /// The self-signed certificate published as `x5c`, in DER.
    package var certificate: Data?
    package var createdDateTime: Date
    /// Since when the key signs no more. It stays in the key set, so that its tokens can still be checked.
    package var retiredDateTime: Date?

    package var id: String { kid }
    /// The private key in PEM.
    package var privateKey: Secret { Secret(privateKeyPEM) }

    package init(
        kid: String, privateKey: Secret, certificate: Data?, createdDateTime: Date, retiredDateTime: Date? = nil
    ) {
        self.kid = kid
        self.privateKeyPEM = privateKey.reveal
        self.certificate = certificate
        self.createdDateTime = createdDateTime
        self.retiredDateTime = retiredDateTime
    }
}

extension TenantDatabase {
    /// The keys of the state, the one that signs first; retired ones follow, newest first.
    package func signingKeys() async throws -> [SigningKeyRecord] {
        try await read { database in
            try database.all(
                SigningKeyRecord.self,
                "SELECT * FROM signingKeys ORDER BY retiredDateTime IS NULL DESC, createdDateTime DESC, kid")
        }
    }

    /// Enters the first key, unless another process was faster: the answer is the key that stands.
    package func installSigningKey(_ key: SigningKeyRecord) async throws -> SigningKeyRecord {
        try await write { database in
            let standing = try database.one(
                SigningKeyRecord.self, "SELECT * FROM signingKeys WHERE retiredDateTime IS NULL")
            if let standing { return standing }
            try database.insert(key)
            return key
        }
    }

    /// Makes a key the one that signs, retires the others, and forgets those retired before an instant.
    package func rotateSigningKey(to key: SigningKeyRecord, forgettingRetiredBefore limit: Date) async throws {
        let now = now
        try await write { database in
            try database.run("UPDATE signingKeys SET retiredDateTime = \(now) WHERE retiredDateTime IS NULL")
            try database.run("DELETE FROM signingKeys WHERE retiredDateTime < \(limit)")
            try database.insert(key)
        }
    }
}
