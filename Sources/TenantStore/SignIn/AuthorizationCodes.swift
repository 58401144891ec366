package import Foundation
import GRDB
package import ServiceCore

/// Everything that an authorization code is bound to; identity.md H.6. The code itself is stored as a hash only.
package struct AuthorizationCodeRecord: StoredRecord {
    package static let table = "authorizationCodes"

    var codeHash: String
    /// The family of the refresh tokens that the code leads to.
    package var familyID: UUID
    /// The user's tenant, where the code was issued.
    package var tenantID: UUID
    package var userID: UUID
    /// The client ID.
    package var clientID: UUID
    /// The tenant segment of the authorize request, as sent.
    package var authority: String
    package var redirectURI: String?
    package var redirectPlatform: RedirectURIRecord.Platform
    package var codeChallenge: String?
    package var codeChallengeMethod: String?
    package var nonce: String?
    /// The requested scopes in the spelling of the request.
    package var scopes: String
    /// The resource of a v1 request.
    package var resource: String?
    package var claims: String?
    /// The browser session in which the user approved.
    package var sessionID: UUID?
    package var authenticatedDateTime: Date
    package var createdDateTime: Date
    package var expiresDateTime: Date
}

/// What a new authorization code is bound to.
package struct AuthorizationCodeDraft: Sendable {
    package var userID: UUID
    package var clientID: UUID
    package var authority: String
    package var redirectURI: String?
    package var redirectPlatform: RedirectURIRecord.Platform
    package var codeChallenge: String?
    package var codeChallengeMethod: String?
    package var nonce: String?
    package var scopes: String
    package var resource: String?
    package var claims: String?
    package var sessionID: UUID?
    package var authenticatedDateTime: Date
    /// Seconds until the code expires, at most 600.
    package var lifetime: TimeInterval = 600

    package init(
        userID: UUID, clientID: UUID, authority: String, redirectURI: String?,
        redirectPlatform: RedirectURIRecord.Platform, scopes: String, authenticatedDateTime: Date
    ) {
        self.userID = userID
        self.clientID = clientID
        self.authority = authority
        self.redirectURI = redirectURI
        self.redirectPlatform = redirectPlatform
        self.scopes = scopes
        self.authenticatedDateTime = authenticatedDateTime
    }
}

/// The outcome of a redemption.
package enum CodeRedemption: Sendable {
    /// The code was live, and is gone now.
    case redeemed(AuthorizationCodeRecord)
    /// The code was redeemed before. The refresh tokens that came of it are revoked; identity.md H.7.
    case replayed
    case expired
    /// No such code of this client. A code of another client is reported in the same way and stays alive.
    case unknown
}

extension TenantHandle {
    /// Makes a code for a user of this tenant, and shows it this once.
    package func saveCode(_ draft: AuthorizationCodeDraft) async throws -> Secret {
        let (code, now) = (SecretHash.token(random: random), now)
        let row = AuthorizationCodeRecord(
            codeHash: SecretHash.fast(code), familyID: random.uuid(), tenantID: tenantID, userID: draft.userID,
            clientID: draft.clientID, authority: draft.authority, redirectURI: draft.redirectURI,
            redirectPlatform: draft.redirectPlatform, codeChallenge: draft.codeChallenge,
            codeChallengeMethod: draft.codeChallengeMethod, nonce: draft.nonce, scopes: draft.scopes,
            resource: draft.resource, claims: draft.claims, sessionID: draft.sessionID,
            authenticatedDateTime: draft.authenticatedDateTime, createdDateTime: now,
            expiresDateTime: now.addingTimeInterval(min(draft.lifetime, 600)))
        try await write { try $0.insert(row) }
        return code
    }
}

// A client shows a code at the endpoint of its choice, `common` among them: the code names its tenant.
extension TenantDatabase {
    /// Redeems a code by deleting it, in one transaction: of two parallel redemptions exactly one wins.
    ///
    /// - Parameter check: Looks at what the code is bound to (redirect URI, verifier, tenant segment) and throws to
    ///   refuse. A refusal leaves the code as it is: a mistake of the client can be mended within its lifetime, and
    ///   guessing a verifier of 43 characters cannot.
    /// - Throws: What `check` throws.
    package func redeemCode(
        _ code: Secret,
        clientID: UUID,
        check: @Sendable @escaping (AuthorizationCodeRecord) throws -> Void = { _ in }
    ) async throws -> CodeRedemption {
        let (now, hash) = (now, SecretHash.fast(code))
        return try await write { database in
            let live = try database.one(
                AuthorizationCodeRecord.self,
                "SELECT * FROM authorizationCodes WHERE codeHash = \(hash) AND clientID = \(clientID)")
            guard let live else { return try Self.replay(database, hash: hash, clientID: clientID, at: now) }
            guard now < live.expiresDateTime else { return .expired }
            try check(live)
            try database.run("DELETE FROM authorizationCodes WHERE codeHash = \(hash)")
            try database.run(
                """
                INSERT INTO redeemedCodes (codeHash, familyID, clientID, expiresDateTime)
                VALUES (\(hash), \(live.familyID), \(clientID), \(now.addingTimeInterval(Self.refreshTokenLifetime)))
                """)
            return .redeemed(live)
        }
    }

    private static func replay(
        _ database: Database, hash: String, clientID: UUID, at now: Date
    ) throws -> CodeRedemption {
        let family = try database.value(
            String.self, "SELECT familyID FROM redeemedCodes WHERE codeHash = \(hash) AND clientID = \(clientID)")
        guard let family else { return .unknown }
        try database.run(
            """
            UPDATE refreshTokenFamilies
            SET revokedDateTime = \(now), revocationReason = \(RevocationReason.codeReplayed.rawValue)
            WHERE id = \(family) AND revokedDateTime IS NULL
            """)
        let revoked = try database.one(
            RefreshTokenFamilyRecord.self, "SELECT * FROM refreshTokenFamilies WHERE id = \(family)")
        try database.record(
            AuditEntry(
                tenantID: revoked?.tenantID, activity: .codeReplayed, result: "revoked", clientID: clientID,
                userID: revoked?.userID), at: now)
        return .replayed
    }
}
