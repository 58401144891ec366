package import Foundation
import GRDB
package import ServiceCore

/// An authorize, admin-consent or device request that waits for a person. Its payload is the caller's, kept on the
/// server so that nothing in a form or a query can change it between pages; identity.md H.17.
package struct PendingAuthorizationRecord: StoredRecord {
    package static let table = "pendingAuthorizations"

    var tokenHash: String
    /// The browser session that the request belongs to.
    package var sessionID: UUID
    /// What kind of request it is, in the caller's words.
    package var kind: String
    package var payload: Data
    package var createdDateTime: Date
    package var expiresDateTime: Date
}

extension TenantDatabase {
    /// Keeps a request and answers the handle that the pages carry.
    package func createPendingAuthorization(
        kind: String,
        payload: Data,
        session: BrowserSessionRecord,
        lifetime: TimeInterval = 1800
    ) async throws -> Secret {
        let (token, now) = (SecretHash.token(random: random), now)
        let row = PendingAuthorizationRecord(
            tokenHash: SecretHash.fast(token), sessionID: session.id, kind: kind, payload: payload,
            createdDateTime: now, expiresDateTime: now.addingTimeInterval(lifetime))
        try await write { try $0.insert(row) }
        return token
    }

    /// The request of a handle, when it lives and belongs to the session.
    package func pendingAuthorization(
        _ token: Secret,
        session: BrowserSessionRecord
    ) async throws -> PendingAuthorizationRecord? {
        let now = now
        return try await read { database in
            try database.one(
                PendingAuthorizationRecord.self,
                """
                SELECT * FROM pendingAuthorizations WHERE tokenHash = \(SecretHash.fast(token))
                AND sessionID = \(session.id) AND expiresDateTime > \(now)
                """)
        }
    }

    /// Replaces the payload of a request that waits on.
    package func updatePendingAuthorization(_ token: Secret, payload: Data) async throws {
        try await write { database in
            try database.run(
                "UPDATE pendingAuthorizations SET payload = \(payload) WHERE tokenHash = \(SecretHash.fast(token))")
        }
    }

    /// Ends a request; of two that end it at once, one gets true.
    package func finishPendingAuthorization(_ token: Secret) async throws -> Bool {
        try await write { database in
            try database.run("DELETE FROM pendingAuthorizations WHERE tokenHash = \(SecretHash.fast(token))") == 1
        }
    }

    /// Removes what has expired: requests, sessions, codes, device codes, ended refresh tokens.
    ///
    /// - Parameter refreshTokenLifetime: Seconds after its last use at which a refresh token is void.
    package func removeExpired(refreshTokenLifetime: TimeInterval = TenantDatabase.refreshTokenLifetime) async throws {
        let now = now
        let oldest = now.addingTimeInterval(-refreshTokenLifetime)
        try await write { database in
            for table in [
                "pendingAuthorizations", "browserSessions", "authorizationCodes", "redeemedCodes", "deviceCodes",
            ] {
                try database.run("DELETE FROM \(sql: table) WHERE expiresDateTime <= \(now)")
            }
            try database.run("DELETE FROM refreshTokens WHERE lastUsedDateTime <= \(oldest)")
            try database.run(
                """
                DELETE FROM refreshTokenFamilies WHERE createdDateTime <= \(oldest)
                AND NOT EXISTS (SELECT 1 FROM refreshTokens WHERE familyID = refreshTokenFamilies.id)
                """)
        }
    }
}
