package import Foundation
import GRDB
package import ServiceCore

/// Why a family of refresh tokens was revoked.
package struct RevocationReason: RawRepresentable, Codable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let codeReplayed = Self(rawValue: "codeReplayed")
    package static let tokenReused = Self(rawValue: "tokenReused")
    package static let sessionsRevoked = Self(rawValue: "sessionsRevoked")
    package static let userDisabled = Self(rawValue: "userDisabled")
    package static let passwordChanged = Self(rawValue: "passwordChanged")
    package static let consentRemoved = Self(rawValue: "consentRemoved")
    package static let servicePrincipalRemoved = Self(rawValue: "servicePrincipalRemoved")
}

/// The refresh tokens that descend from one sign-in of one user at one client; identity.md H.28.
package struct RefreshTokenFamilyRecord: StoredRecord, Identifiable, Equatable {
    package static let table = "refreshTokenFamilies"

    package var id: UUID
    /// The user's tenant.
    package var tenantID: UUID
    package var userID: UUID
    /// The client ID.
    package var clientID: UUID
    package var sessionID: UUID?
    /// The grant that began the family: `authorization_code`, `device_code`, `password`.
    package var grantType: String
    package var isPublicClient: Bool
    package var authenticatedDateTime: Date
    /// Claim `amr`: `pwd` and so on.
    package var authenticationMethods: [String]
    package var createdDateTime: Date
    /// When every token of the family dies whatever its use: 24 h for single-page applications.
    package var endsDateTime: Date?
    package var revokedDateTime: Date?
    package var revocationReason: RevocationReason?

    package init(
        id: UUID, userID: UUID, clientID: UUID, sessionID: UUID? = nil, grantType: String, isPublicClient: Bool,
        authenticatedDateTime: Date, authenticationMethods: [String] = ["pwd"], endsDateTime: Date? = nil
    ) {
        self.id = id
        // Tenant and creation belong to the store, which sets them when the family is entered.
        tenantID = .zero
        self.userID = userID
        self.clientID = clientID
        self.sessionID = sessionID
        self.grantType = grantType
        self.isPublicClient = isPublicClient
        self.authenticatedDateTime = authenticatedDateTime
        self.authenticationMethods = authenticationMethods
        createdDateTime = authenticatedDateTime
        self.endsDateTime = endsDateTime
    }
}

struct RefreshTokenRecord: StoredRecord {
    static let table = "refreshTokens"

    var tokenHash: String
    var familyID: UUID
    var scopes: String
    var createdDateTime: Date
    var lastUsedDateTime: Date
    var replacedDateTime: Date?
}

/// The outcome of showing a refresh token.
package enum RefreshTokenUse: Sendable, Equatable {
    /// The token is good. `successor` is nil after a mere look.
    case valid(RefreshTokenFamilyRecord, scopes: String, successor: Secret?)
    /// No token of this client; a token of another client is reported in the same way (AADSTS70000), H.28.
    case unknown
    /// Not used for 90 days (AADSTS700082), or past the end of its family (AADSTS700084 for SPA).
    case expired(RefreshTokenFamilyRecord)
    case revoked(RefreshTokenFamilyRecord, RevocationReason)
    /// Strict mode: a token that was replaced came again after the grace period. The family is revoked now; H.29.
    case reused(RefreshTokenFamilyRecord)
}

extension TenantHandle {
    /// Begins a family for a user of this tenant, or joins the one that the record names, and shows its new token once.
    ///
    /// - Returns: Nil when the family was revoked meanwhile, as by a replay of its code.
    package func saveRefreshToken(family: RefreshTokenFamilyRecord, scopes: String) async throws -> Secret? {
        let (token, now) = (SecretHash.token(random: random), now)
        return try await write { database in
            if let standing = try database.family(family.id) {
                guard standing.revokedDateTime == nil, standing.tenantID == tenantID else { return nil }
            } else {
                var row = family
                row.tenantID = tenantID
                row.createdDateTime = now
                try database.insert(row)
            }
            try database.insert(
                RefreshTokenRecord(
                    tokenHash: SecretHash.fast(token), familyID: family.id, scopes: scopes, createdDateTime: now,
                    lastUsedDateTime: now))
            return token
        }
    }

    /// Revokes the families of a user, of one client when one is named.
    package func revokeRefreshTokens(ofUser userID: UUID, clientID: UUID?, reason: RevocationReason) async throws {
        let now = now
        try await write { database in
            try database.run(
                """
                UPDATE refreshTokenFamilies SET revokedDateTime = \(now), revocationReason = \(reason.rawValue)
                WHERE tenantID = \(tenantID) AND userID = \(userID) AND revokedDateTime IS NULL
                AND (\(clientID) IS NULL OR clientID = \(clientID))
                """)
        }
    }
}

// A refresh token is bound to user and client, not to the tenant segment of the request: it names its family itself.
extension TenantDatabase {
    /// Seconds after its last use at which a refresh token dies: 90 days; identity.md B.8.
    package static let refreshTokenLifetime: TimeInterval = 90 * 24 * 3600

    /// Looks at a refresh token without using it, so that consent can be evaluated before it is rotated.
    package func refreshToken(_ token: Secret, clientID: UUID) async throws -> RefreshTokenUse {
        let (now, hash) = (now, SecretHash.fast(token))
        return try await read { try $0.look(hash: hash, clientID: clientID, at: now).use }
    }

    /// Uses a refresh token: judges it and makes its successor in one transaction; identity.md H.29.
    ///
    /// - Parameters:
    ///   - mode: `entra` leaves the old token valid; `strict` ends it.
    ///   - grace: Strict mode: seconds in which a replaced token still works, for clients that refresh at the same time
    ///     or lost the answer.
    ///   - scopes: The scopes of the successor; nil for those of the old token.
    package func rotateRefreshToken(
        _ token: Secret,
        clientID: UUID,
        mode: TenantRecord.RefreshTokenMode,
        grace: TimeInterval = 10,
        scopes: String? = nil
    ) async throws -> RefreshTokenUse {
        let (now, hash) = (now, SecretHash.fast(token))
        let successor = SecretHash.token(random: random)
        return try await write { database in
            let look = try database.look(hash: hash, clientID: clientID, at: now)
            guard case .valid(let family, let oldScopes, _) = look.use, var row = look.row else { return look.use }
            if mode == .strict, let replaced = row.replacedDateTime, now.timeIntervalSince(replaced) > grace {
                try database.run(
                    """
                    UPDATE refreshTokenFamilies
                    SET revokedDateTime = \(now), revocationReason = \(RevocationReason.tokenReused.rawValue)
                    WHERE id = \(family.id)
                    """)
                try database.record(
                    AuditEntry(
                        tenantID: family.tenantID, activity: .refreshTokenReused, result: "revoked",
                        clientID: clientID, userID: family.userID), at: now)
                return .reused(family)
            }
            row.lastUsedDateTime = now
            if mode == .strict, row.replacedDateTime == nil { row.replacedDateTime = now }
            try database.update(row)
            try database.insert(
                RefreshTokenRecord(
                    tokenHash: SecretHash.fast(successor), familyID: family.id, scopes: scopes ?? oldScopes,
                    createdDateTime: now, lastUsedDateTime: now))
            return .valid(family, scopes: oldScopes, successor: successor)
        }
    }
}

extension Database {
    func family(_ id: UUID) throws -> RefreshTokenFamilyRecord? {
        try one(RefreshTokenFamilyRecord.self, "SELECT * FROM refreshTokenFamilies WHERE id = \(id)")
    }

    fileprivate func look(
        hash: String, clientID: UUID, at now: Date
    ) throws -> (use: RefreshTokenUse, row: RefreshTokenRecord?) {
        guard let row = try one(RefreshTokenRecord.self, "SELECT * FROM refreshTokens WHERE tokenHash = \(hash)"),
            let family = try family(row.familyID), family.clientID == clientID
        else { return (.unknown, nil) }
        if let reason = family.revocationReason { return (.revoked(family, reason), row) }
        guard let user = try user(family.userID, tenant: family.tenantID), user.accountEnabled else {
            return (.revoked(family, .userDisabled), row)
        }
        if user.signInSessionsValidFromDateTime > family.authenticatedDateTime {
            return (.revoked(family, .sessionsRevoked), row)
        }
        if let end = family.endsDateTime, now >= end { return (.expired(family), row) }
        if now >= row.lastUsedDateTime.addingTimeInterval(TenantDatabase.refreshTokenLifetime) {
            return (.expired(family), row)
        }
        return (.valid(family, scopes: row.scopes, successor: nil), row)
    }
}
