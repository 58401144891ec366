package import Foundation
import GRDB
import ServiceCore

extension TenantHandle {
    /// Every application registered in this tenant and not deleted, by display name.
    package func applications() async throws -> [Application] {
        try await read { database in
            try database.all(
                ApplicationRecord.self,
                """
                SELECT * FROM applications WHERE tenantID = \(tenantID) AND deletedDateTime IS NULL
                ORDER BY displayName COLLATE NOCASE, id
                """
            ).map(database.application)
        }
    }

    /// An application of this tenant by object ID.
    package func application(id: UUID) async throws -> Application? {
        try await read { database in
            try database.one(
                ApplicationRecord.self,
                "SELECT * FROM applications WHERE tenantID = \(tenantID) AND id = \(id) AND deletedDateTime IS NULL"
            ).map(database.application)
        }
    }

    /// An application registered in this tenant by client ID.
    package func application(appID: UUID) async throws -> Application? {
        try await read { database in
            try database.one(
                ApplicationRecord.self,
                "SELECT * FROM applications WHERE tenantID = \(tenantID) AND appID = \(appID) AND deletedDateTime IS NULL"
            ).map(database.application)
        }
    }

    /// Registers an application. No service principal is made; identity.md D.1.
    package func createApplication(_ draft: ApplicationDraft) async throws -> Application {
        let now = now
        return try await write { database in
            try Self.checkDisplayName(draft.displayName)
            try Self.check(draft.signInAudience)
            try Self.check(draft.requiredResourceAccess)
            let domain = try database.value(
                String.self, "SELECT name FROM verifiedDomains WHERE tenantID = \(tenantID) AND isDefault")
            let row = ApplicationRecord(
                id: draft.id ?? random.uuid(), appID: draft.appID ?? random.uuid(), tenantID: tenantID,
                displayName: draft.displayName, uniqueName: draft.uniqueName, description: draft.description,
                notes: draft.notes, signInAudience: draft.signInAudience,
                isFallbackPublicClient: draft.isFallbackPublicClient, publisherDomain: domain, createdDateTime: now,
                tags: draft.tags, web: draft.web, api: draft.api, requiredResourceAccess: draft.requiredResourceAccess,
                groupMembershipClaims: draft.groupMembershipClaims, optionalClaims: draft.optionalClaims)
            try database.insert(row)
            try database.replaceIdentifierURIs(of: row, with: draft.identifierURIs)
            try database.replaceRedirectURIs(of: row.id, with: draft.redirectURIs)
            for kind in [PermissionKind.appRole, .scope] {
                try database.replacePermissions(
                    of: row.id, kind: kind, with: draft.permissions.filter { $0.kind == kind })
            }
            try database.replaceKeyCredentials(of: row.id, with: draft.keyCredentials, random: random)
            if let owner = draft.owner {
                try database.insert(
                    ApplicationOwnerRecord(
                        tenantID: tenantID, applicationID: row.id, ownerID: owner.id, ownerType: owner.type))
            }
            return try database.application(row)
        }
    }

    /// Changes an application; what `changes` does not name stays.
    ///
    /// - Throws: ``StoreError`` with `enabled_entitlement` when an enabled role or scope would vanish.
    package func updateApplication(id: UUID, _ changes: ApplicationChanges) async throws -> Application {
        try await write { database in
            var row = try database.applicationRow(id, tenant: tenantID)
            changes.displayName.apply(to: &row.displayName)
            if case .set(let name) = changes.uniqueName {
                guard row.uniqueName == nil || row.uniqueName == name else {
                    throw StoreError(.invalidValue, "uniqueName is set once and cannot change.", target: "uniqueName")
                }
                row.uniqueName = name
            }
            changes.description.apply(to: &row.description)
            changes.notes.apply(to: &row.notes)
            changes.signInAudience.apply(to: &row.signInAudience)
            changes.isFallbackPublicClient.apply(to: &row.isFallbackPublicClient)
            changes.tags.apply(to: &row.tags)
            changes.web.apply(to: &row.web)
            changes.api.apply(to: &row.api)
            changes.requiredResourceAccess.apply(to: &row.requiredResourceAccess)
            changes.groupMembershipClaims.apply(to: &row.groupMembershipClaims)
            changes.optionalClaims.apply(to: &row.optionalClaims)
            try Self.checkDisplayName(row.displayName)
            try Self.check(row.signInAudience)
            try Self.check(row.requiredResourceAccess)
            try database.update(row)
            if case .set(let uris) = changes.identifierURIs { try database.replaceIdentifierURIs(of: row, with: uris) }
            try database.replaceRedirectURIs(of: id, with: changes.redirectURIs)
            if case .set(let roles) = changes.appRoles {
                try database.replacePermissions(of: id, kind: .appRole, with: roles)
            }
            if case .set(let scopes) = changes.scopes {
                try database.replacePermissions(of: id, kind: .scope, with: scopes)
            }
            if case .set(let keys) = changes.keyCredentials {
                try database.replaceKeyCredentials(of: id, with: keys, random: random)
            }
            return try database.application(row)
        }
    }

    /// Deletes an application softly, and its service principal in this tenant for good. Tenants elsewhere keep theirs,
    /// which is of no use without the application.
    ///
    /// - Throws: ``StoreError`` with `not_found` when there is none.
    package func deleteApplication(id: UUID) async throws {
        let now = now
        try await write { database in
            var row = try database.applicationRow(id, tenant: tenantID)
            row.deletedDateTime = now
            try database.update(row)
            try database.deleteServicePrincipals(ofApplication: row, tenant: tenantID, at: now)
        }
    }

    /// Brings a deleted application back.
    package func restoreApplication(id: UUID) async throws -> Application {
        try await write { database in
            guard
                var row = try database.one(
                    ApplicationRecord.self,
                    "SELECT * FROM applications WHERE tenantID = \(tenantID) AND id = \(id) AND deletedDateTime IS NOT NULL"
                )
            else { throw StoreError.absent("application", id.text) }
            row.deletedDateTime = nil
            try database.update(row)
            return try database.application(row)
        }
    }

    /// The owners of an application.
    package func owners(ofApplication id: UUID) async throws -> [ApplicationOwnerRecord] {
        try await read { database in
            try database.all(
                ApplicationOwnerRecord.self,
                """
                SELECT * FROM applicationOwners WHERE tenantID = \(tenantID) AND applicationID = \(id) ORDER BY ownerID
                """)
        }
    }

    /// Makes a user or a service principal of this tenant owner of an application. Doing it again changes nothing.
    package func addOwner(_ ownerID: UUID, toApplication id: UUID) async throws {
        try await write { database in
            _ = try database.applicationRow(id, tenant: tenantID)
            let type = try database.principalType(of: ownerID, tenant: tenantID)
            try database.run(
                """
                INSERT OR IGNORE INTO applicationOwners (tenantID, applicationID, ownerID, ownerType)
                VALUES (\(tenantID), \(id), \(ownerID), \(type.rawValue))
                """)
        }
    }

    /// Takes an owner away. Removing one who is none succeeds.
    package func removeOwner(_ ownerID: UUID, fromApplication id: UUID) async throws {
        try await write { database in
            try database.run(
                """
                DELETE FROM applicationOwners
                WHERE tenantID = \(tenantID) AND applicationID = \(id) AND ownerID = \(ownerID)
                """)
        }
    }

    private static func checkDisplayName(_ name: String) throws {
        guard !name.isEmpty, name.count <= 256 else {
            throw StoreError(.invalidValue, "displayName must have 1 to 256 characters.", target: "displayName")
        }
    }

    private static func check(_ audience: SignInAudience) throws {
        guard SignInAudience.all.contains(audience) else {
            throw StoreError(
                .invalidValue,
                "'\(audience.rawValue)' is no signInAudience; use \(SignInAudience.all.map(\.rawValue).joined(separator: ", ")).",
                target: "signInAudience")
        }
    }

    private static func check(_ access: [RequiredResourceAccess]) throws {
        guard access.count <= 50, access.reduce(0, { $0 + $1.access.count }) <= 400 else {
            throw StoreError(
                .invalidValue, "requiredResourceAccess may name at most 50 resources and 400 permissions.",
                target: "requiredResourceAccess")
        }
    }
}

extension Database {
    /// What kind of object of the tenant an identifier names.
    func principalType(of id: UUID, tenant: UUID) throws -> PrincipalType {
        if try user(id, tenant: tenant) != nil { return .user }
        let isServicePrincipal = try value(
            Bool.self, "SELECT EXISTS (SELECT 1 FROM servicePrincipals WHERE tenantID = \(tenant) AND id = \(id))")
        guard isServicePrincipal == true else { throw StoreError.absent("principal", id.text) }
        return .servicePrincipal
    }
}
