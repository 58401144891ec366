package import Foundation
import GRDB
package import ServiceCore

/// A browser's session. The cookie's value is stored as a hash only.
package struct BrowserSessionRecord: StoredRecord, Identifiable {
    package static let table = "browserSessions"

    var tokenHash: String
    /// The public identifier, claim `sid`.
    package var id: UUID
    private var csrfSecretText: String
    /// The signed-in user with the user's tenant; both nil before sign-in.
    package var tenantID: UUID?
    package var userID: UUID?
    /// When the user proved who she is, claim `auth_time`.
    package var authenticatedDateTime: Date?
    package var createdDateTime: Date
    package var lastSeenDateTime: Date
    package var expiresDateTime: Date
    /// Wrong user codes typed in this session; identity.md H.38.
    package var wrongUserCodes: Int

    /// The key from which the tokens of the session's forms are derived.
    package var csrfSecret: Secret { Secret(csrfSecretText) }

    private enum CodingKeys: String, CodingKey {
        case tokenHash
        case id
        case csrfSecretText = "csrfSecret"
        case tenantID
        case userID
        case authenticatedDateTime
        case createdDateTime
        case lastSeenDateTime
        case expiresDateTime
        case wrongUserCodes
    }

    init(
        token: Secret, id: UUID, csrfSecret: Secret, tenantID: UUID? = nil, userID: UUID? = nil,
        authenticatedDateTime: Date? = nil, at now: Date, lifetime: TimeInterval
    ) {
        tokenHash = SecretHash.fast(token)
        self.id = id
        csrfSecretText = csrfSecret.reveal
        self.tenantID = tenantID
        self.userID = userID
        self.authenticatedDateTime = authenticatedDateTime
        createdDateTime = now
        lastSeenDateTime = now
        expiresDateTime = now.addingTimeInterval(lifetime)
        wrongUserCodes = 0
    }
}

// A browser shows its cookie before any tenant is known, so sessions are found by the cookie alone.
extension TenantDatabase {
    /// How long a session lives without being used; identity.md B.8.
    package static let sessionLifetime: TimeInterval = 24 * 3600

    /// Begins a session in which nobody is signed in.
    ///
    /// - Returns: The cookie's value, shown this once, and the session.
    package func createSession() async throws -> (token: Secret, session: BrowserSessionRecord) {
        let token = SecretHash.token(random: random)
        let session = BrowserSessionRecord(
            token: token, id: random.uuid(), csrfSecret: SecretHash.token(random: random), at: now,
            lifetime: Self.sessionLifetime)
        try await write { try $0.insert(session) }
        return (token, session)
    }

    /// The session of a cookie, while it lives, its user is enabled and her sessions were not revoked since.
    package func session(token: Secret) async throws -> BrowserSessionRecord? {
        let (now, hash) = (now, SecretHash.fast(token))
        let found = try await read { database in
            try database.one(
                BrowserSessionRecord.self,
                """
                SELECT browserSessions.* FROM browserSessions
                LEFT JOIN users ON users.tenantID = browserSessions.tenantID AND users.id = browserSessions.userID
                WHERE tokenHash = \(hash) AND expiresDateTime > \(now)
                AND (browserSessions.userID IS NULL OR (users.accountEnabled
                    AND users.signInSessionsValidFromDateTime <= browserSessions.authenticatedDateTime))
                """)
        }
        // One write an hour keeps the expiry sliding without a write for every page.
        if let found, now.timeIntervalSince(found.lastSeenDateTime) > 3600 {
            try await write { database in
                try database.run(
                    """
                    UPDATE browserSessions
                    SET lastSeenDateTime = \(now), expiresDateTime = \(now.addingTimeInterval(Self.sessionLifetime))
                    WHERE tokenHash = \(hash)
                    """)
            }
        }
        return found
    }

    /// Signs a user in: the old session dies and a new one with a new cookie takes its place, so that a cookie planted
    /// before sign-in is worth nothing; identity.md H.16. Pending requests move over.
    package func signIn(
        replacing old: BrowserSessionRecord,
        tenantID: UUID,
        userID: UUID
    ) async throws -> (token: Secret, session: BrowserSessionRecord) {
        let (token, now) = (SecretHash.token(random: random), now)
        let session = BrowserSessionRecord(
            token: token, id: random.uuid(), csrfSecret: SecretHash.token(random: random), tenantID: tenantID,
            userID: userID, authenticatedDateTime: now, at: now, lifetime: Self.sessionLifetime)
        try await write { database in
            try database.run("DELETE FROM browserSessions WHERE tokenHash = \(old.tokenHash)")
            try database.insert(session)
            try database.run("UPDATE pendingAuthorizations SET sessionID = \(session.id) WHERE sessionID = \(old.id)")
        }
        return (token, session)
    }

    /// Ends a session. Ending an absent one succeeds.
    package func endSession(_ session: BrowserSessionRecord) async throws {
        try await write { database in
            try database.run("DELETE FROM browserSessions WHERE tokenHash = \(session.tokenHash)")
            try database.run("DELETE FROM pendingAuthorizations WHERE sessionID = \(session.id)")
        }
    }

    /// Counts a wrong user code of a session and answers how many there are now; identity.md H.38.
    package func countWrongUserCode(in session: BrowserSessionRecord) async throws -> Int {
        try await write { database in
            try database.run(
                "UPDATE browserSessions SET wrongUserCodes = wrongUserCodes + 1 WHERE tokenHash = \(session.tokenHash)")
            return try database.value(
                Int.self, "SELECT wrongUserCodes FROM browserSessions WHERE tokenHash = \(session.tokenHash)") ?? 0
        }
    }
}
