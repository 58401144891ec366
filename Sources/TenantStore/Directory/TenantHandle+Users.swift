package import Foundation
import GRDB
package import ServiceCore

/// The outcome of a sign-in with a name and a password.
package enum PasswordVerification: Sendable, Equatable {
    case verified(UserRecord)
    /// No such user in this tenant. It took as long as a wrong password.
    case unknownUser
    case wrongPassword
    /// Too many failures; the password was not looked at.
    case locked(until: Date)
    /// The password is right, the account is disabled.
    case disabled(UserRecord)
}

extension TenantHandle {
    /// Every user, by user principal name.
    package func users() async throws -> [UserRecord] {
        try await read { database in
            try database.all(
                UserRecord.self, "SELECT * FROM users WHERE tenantID = \(tenantID) ORDER BY userPrincipalName")
        }
    }

    /// A user by object ID.
    package func user(id: UUID) async throws -> UserRecord? {
        try await read { try $0.user(id, tenant: tenantID) }
    }

    /// A user by user principal name, in any letter case.
    package func user(userPrincipalName name: String) async throws -> UserRecord? {
        try await read { try $0.user(named: name, tenant: tenantID) }
    }

    /// The directory roles that a user holds.
    package func roles(ofUser id: UUID) async throws -> Set<DirectoryRole> {
        try await read { try $0.roles(ofUser: id, tenant: tenantID) }
    }

    /// Makes a user.
    ///
    /// - Parameter password: Nil for a user who cannot sign in with one.
    /// - Throws: ``StoreError`` with `conflict` when the name is taken, `invalid_value` when it lies in no domain of the
    ///   tenant.
    package func createUser(_ draft: UserDraft, password: Secret?) async throws -> UserRecord {
        // Hashing is slow by design and stays outside the transaction, which would keep other writers waiting.
        let hash = try password.map { try SecretHash.slow($0, cost: database.cost, random: random) }
        let (id, now) = (draft.id ?? random.uuid(), now)
        let user = UserRecord(
            id: id, tenantID: tenantID, userPrincipalName: draft.userPrincipalName, displayName: draft.displayName,
            givenName: draft.givenName, surname: draft.surname, mail: draft.mail, jobTitle: draft.jobTitle,
            mobilePhone: draft.mobilePhone, officeLocation: draft.officeLocation,
            preferredLanguage: draft.preferredLanguage, businessPhones: draft.businessPhones,
            accountEnabled: draft.accountEnabled, userType: draft.userType, createdDateTime: now, passwordHash: hash,
            hasGeneratedPassword: draft.hasGeneratedPassword, lastPasswordChangeDateTime: now,
            signInSessionsValidFromDateTime: now, failedSignIns: 0, lockouts: 0)
        try await write { database in
            let domain = draft.userPrincipalName.split(separator: "@", omittingEmptySubsequences: false)
            let isOwn =
                try domain.count == 2 && !domain[0].isEmpty
                && database.value(
                    Bool.self,
                    "SELECT EXISTS (SELECT 1 FROM verifiedDomains WHERE tenantID = \(tenantID) AND name = \(String(domain[1])))"
                ) == true
            guard isOwn else {
                throw StoreError(
                    .invalidValue,
                    "The domain portion of the userPrincipalName property is invalid. "
                        + "You must use one of the verified domain names in your organization.",
                    target: "userPrincipalName")
            }
            try database.insert(user)
            for role in draft.roles {
                try database.insert(DirectoryRoleRecord(tenantID: tenantID, userID: id, roleTemplateID: role.rawValue))
            }
        }
        return user
    }

    /// Checks a password, counts failures and locks by ``LockoutPolicy``.
    ///
    /// An unknown name, a locked account and a wrong password take like time; identity.md H.42.
    package func verifyPassword(
        _ password: Secret,
        userPrincipalName name: String,
        policy: LockoutPolicy = LockoutPolicy()
    ) async throws -> PasswordVerification {
        let now = now
        guard let user = try await user(userPrincipalName: name), let hash = user.passwordHash else {
            try database.compareWithNothing(password)
            return .unknownUser
        }
        let isRight = try database.matches(password, slow: hash)
        return try await write { database in
            // Read again: parallel attempts must each count.
            guard var user = try database.user(user.id, tenant: tenantID) else { return .unknownUser }
            let state = LockoutPolicy.State(
                failures: user.failedSignIns, lockouts: user.lockouts, lockedUntil: user.lockedUntil)
            if let until = user.lockedUntil, state.isLocked(at: now) { return .locked(until: until) }
            let next = isRight ? LockoutPolicy.State() : policy.afterFailure(state, at: now)
            if next != state {
                (user.failedSignIns, user.lockouts, user.lockedUntil) = (next.failures, next.lockouts, next.lockedUntil)
                try database.update(user)
            }
            guard isRight else { return .wrongPassword }
            return user.accountEnabled ? .verified(user) : .disabled(user)
        }
    }

    /// Sets a password and revokes the refresh tokens that public clients got with the old one; identity.md B.8.
    package func setPassword(_ password: Secret, ofUser id: UUID, isGenerated: Bool = false) async throws {
        let hash = try SecretHash.slow(password, cost: database.cost, random: random)
        let now = now
        try await write { database in
            guard var user = try database.user(id, tenant: tenantID) else { throw StoreError.absent("user", id.text) }
            user.passwordHash = hash
            user.hasGeneratedPassword = isGenerated
            user.lastPasswordChangeDateTime = now
            (user.failedSignIns, user.lockouts, user.lockedUntil) = (0, 0, nil)
            try database.update(user)
            try database.run(
                """
                UPDATE refreshTokenFamilies SET revokedDateTime = \(now), revocationReason = 'passwordChanged'
                WHERE tenantID = \(tenantID) AND userID = \(id) AND revokedDateTime IS NULL AND isPublicClient
                AND EXISTS (SELECT 1 FROM json_each(authenticationMethods) WHERE value = 'pwd')
                """)
        }
    }

    /// Enables or disables an account. Disabling ends its sessions and refresh tokens at once; identity.md H.30.
    package func setAccountEnabled(_ isEnabled: Bool, ofUser id: UUID) async throws {
        let now = now
        try await write { database in
            guard var user = try database.user(id, tenant: tenantID) else { throw StoreError.absent("user", id.text) }
            user.accountEnabled = isEnabled
            try database.update(user)
            if !isEnabled { try database.endSessions(ofUser: id, tenant: tenantID, reason: .userDisabled, at: now) }
        }
    }

    /// Ends every session and refresh token of a user; identity.md H.30.
    package func revokeSignInSessions(ofUser id: UUID) async throws {
        let now = now
        try await write { database in
            guard var user = try database.user(id, tenant: tenantID) else { throw StoreError.absent("user", id.text) }
            user.signInSessionsValidFromDateTime = now
            try database.update(user)
            try database.endSessions(ofUser: id, tenant: tenantID, reason: .sessionsRevoked, at: now)
        }
    }

    /// Replaces the directory roles of a user.
    package func setRoles(_ roles: Set<DirectoryRole>, ofUser id: UUID) async throws {
        try await write { database in
            guard try database.user(id, tenant: tenantID) != nil else { throw StoreError.absent("user", id.text) }
            try database.run("DELETE FROM directoryRoles WHERE tenantID = \(tenantID) AND userID = \(id)")
            for role in roles {
                try database.insert(DirectoryRoleRecord(tenantID: tenantID, userID: id, roleTemplateID: role.rawValue))
            }
        }
    }

    /// Deletes a user with everything that refers to it. Deleting an absent user succeeds.
    package func deleteUser(id: UUID) async throws {
        try await write { database in
            try database.run("DELETE FROM users WHERE tenantID = \(tenantID) AND id = \(id)")
        }
    }
}

extension Database {
    func user(_ id: UUID, tenant: UUID) throws -> UserRecord? {
        try one(UserRecord.self, "SELECT * FROM users WHERE tenantID = \(tenant) AND id = \(id)")
    }

    func user(named name: String, tenant: UUID) throws -> UserRecord? {
        try one(UserRecord.self, "SELECT * FROM users WHERE tenantID = \(tenant) AND userPrincipalName = \(name)")
    }

    func roles(ofUser id: UUID, tenant: UUID) throws -> Set<DirectoryRole> {
        let rows = try all(
            DirectoryRoleRecord.self, "SELECT * FROM directoryRoles WHERE tenantID = \(tenant) AND userID = \(id)")
        return Set(rows.map { DirectoryRole(rawValue: $0.roleTemplateID) })
    }

    func endSessions(ofUser id: UUID, tenant: UUID, reason: RevocationReason, at now: Date) throws {
        try run(
            """
            UPDATE refreshTokenFamilies SET revokedDateTime = \(now), revocationReason = \(reason.rawValue)
            WHERE tenantID = \(tenant) AND userID = \(id) AND revokedDateTime IS NULL
            """)
        try run("DELETE FROM browserSessions WHERE tenantID = \(tenant) AND userID = \(id)")
        try run("DELETE FROM authorizationCodes WHERE tenantID = \(tenant) AND userID = \(id)")
        try run("DELETE FROM deviceCodes WHERE tenantID = \(tenant) AND userID = \(id)")
    }
}
