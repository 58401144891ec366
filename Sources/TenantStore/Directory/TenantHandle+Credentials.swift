package import Foundation
import GRDB
package import ServiceCore

extension TenantHandle {
    /// Adds a client secret that the store makes up, and shows it this one time; identity.md D.4, H.19.
    ///
    /// - Parameters:
    ///   - start: The first instant of validity; nil for now.
    ///   - end: The end of validity; nil for two years after the start.
    package func addPassword(
        toApplication id: UUID,
        displayName: String? = nil,
        start: Date? = nil,
        end: Date? = nil,
        keyID: UUID? = nil
    ) async throws -> (credential: PasswordCredentialRecord, secret: Secret) {
        let secret = Self.clientSecret(random: random)
        let hash = try SecretHash.slow(secret, cost: database.cost, random: random)
        let start = start ?? now
        let end = end ?? Calendar(identifier: .gregorian).date(byAdding: .year, value: 2, to: start) ?? start
        guard start < end else {
            throw StoreError(.invalidValue, "endDateTime must be after startDateTime.", target: "passwordCredential")
        }
        let credential = PasswordCredentialRecord(
            keyID: keyID ?? random.uuid(), applicationID: id, displayName: displayName,
            hint: String(secret.reveal.prefix(3)), hash: hash, startDateTime: start, endDateTime: end)
        try await write { database in
            _ = try database.applicationRow(id, tenant: tenantID)
            try database.insert(credential)
        }
        return (credential, secret)
    }

    /// Takes a client secret away.
    ///
    /// - Throws: ``StoreError`` with `not_found` when the application has no such secret.
    package func removePassword(keyID: UUID, fromApplication id: UUID) async throws {
        try await write { database in
            _ = try database.applicationRow(id, tenant: tenantID)
            guard
                try database.run("DELETE FROM passwordCredentials WHERE applicationID = \(id) AND keyID = \(keyID)")
                    == 1
            else { throw StoreError(.notFound, "No password credential found with keyId.", target: "keyId") }
        }
    }

    /// Adds a certificate. The proof of possession is the caller's to check.
    package func addKey(_ draft: KeyCredentialDraft, toApplication id: UUID) async throws -> KeyCredentialRecord {
        try await write { database in
            _ = try database.applicationRow(id, tenant: tenantID)
            let last = try database.keyCredentials(of: id).last?.position ?? -1
            let key = try database.keyCredential(draft, of: id, position: last + 1, random: random)
            try database.insert(key)
            return key
        }
    }

    /// Takes a certificate away.
    ///
    /// - Throws: ``StoreError`` with `not_found` when the application has no such certificate.
    package func removeKey(keyID: UUID, fromApplication id: UUID) async throws {
        try await write { database in
            _ = try database.applicationRow(id, tenant: tenantID)
            guard try database.run("DELETE FROM keyCredentials WHERE applicationID = \(id) AND keyID = \(keyID)") == 1
            else { throw StoreError(.notFound, "No key credential found with keyId.", target: "keyId") }
        }
    }

    /// Forty characters in the service's look: three, `8Q~`, and 34 of 64 (204 bits).
    private static func clientSecret(random: any RandomSource) -> Secret {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._")
        let picked = random.bytes(37).map { letters[Int($0) % 64] }
        // The first three avoid the two signs, so that a secret never looks like a hidden file or an option.
        let head = picked.prefix(3).map { $0 == "." || $0 == "_" ? "x" : $0 }
        return Secret(String(head) + "8Q~" + String(picked.dropFirst(3)))
    }
}

/// The outcome of a check of a client secret.
package enum SecretVerification: Sendable, Equatable {
    case verified(keyID: UUID)
    /// The secret is one of the application's, and out of its time; AADSTS7000222.
    case expired(keyID: UUID, endDateTime: Date)
    /// The secret is one of the application's, and its time has not begun.
    case notYetValid(keyID: UUID, startDateTime: Date)
    /// None of the application's secrets; AADSTS7000215.
    case wrong
    /// The application has no secret at all.
    case noSecrets
}

extension TenantDatabase {
    /// An application by client ID, wherever it is registered: sign-in starts without knowing the home tenant.
    package func application(appID: UUID) async throws -> Application? {
        try await read { try $0.application(appID: appID) }
    }

    /// Checks a client secret against every secret of an application, in constant time for each; identity.md H.20.
    ///
    /// A client that is unknown or has no secret takes as long as a wrong secret against one.
    package func verifySecret(_ secret: Secret, appID: UUID) async throws -> SecretVerification {
        let now = now
        let credentials = try await read { database in
            try database.all(
                PasswordCredentialRecord.self,
                """
                SELECT passwordCredentials.* FROM passwordCredentials
                JOIN applications ON applications.id = passwordCredentials.applicationID
                WHERE applications.appID = \(appID) AND applications.deletedDateTime IS NULL
                ORDER BY endDateTime DESC
                """)
        }
        guard !credentials.isEmpty else {
            try compareWithNothing(secret)
            return .noSecrets
        }
        var outcome = SecretVerification.wrong
        for credential in credentials where try matches(secret, credential) {
            if now >= credential.endDateTime {
                outcome = .expired(keyID: credential.keyID, endDateTime: credential.endDateTime)
            } else if now < credential.startDateTime {
                outcome = .notYetValid(keyID: credential.keyID, startDateTime: credential.startDateTime)
            } else {
                return .verified(keyID: credential.keyID)
            }
        }
        return outcome
    }

    private func matches(_ secret: Secret, _ credential: PasswordCredentialRecord) throws -> Bool {
        if verifiedSecrets.contains(secret, hash: credential.hash) { return true }
        // The hint is public; a secret with other first letters is compared all the same, to take the same time.
        guard try matches(secret, slow: credential.hash) else { return false }
        verifiedSecrets.insert(secret, hash: credential.hash)
        return true
    }

    /// The certificates of one application with a thumbprint (20 bytes SHA-1 or 32 bytes SHA-256 of the DER), whatever
    /// their dates; identity.md H.22.
    package func keyCredentials(appID: UUID, thumbprint: Data) async throws -> [KeyCredentialRecord] {
        try await read { database in
            try database.all(
                KeyCredentialRecord.self,
                """
                SELECT keyCredentials.* FROM keyCredentials
                JOIN applications ON applications.id = keyCredentials.applicationID
                WHERE applications.appID = \(appID) AND applications.deletedDateTime IS NULL
                AND (thumbprintSHA1 = \(thumbprint) OR thumbprintSHA256 = \(thumbprint))
                ORDER BY position
                """)
        }
    }
}
