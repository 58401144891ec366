package import Foundation
import GRDB
import ServiceCore

extension TenantHandle {
    /// Every delegated permission grant of this tenant.
    package func permissionGrants() async throws -> [OAuth2PermissionGrantRecord] {
        try await read { database in
            try database.all(
                OAuth2PermissionGrantRecord.self,
                "SELECT * FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) ORDER BY createdDateTime, id")
        }
    }

    /// One grant by its identifier.
    package func permissionGrant(id: String) async throws -> OAuth2PermissionGrantRecord? {
        try await read { database in
            try database.one(
                OAuth2PermissionGrantRecord.self,
                "SELECT * FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) AND id = \(id)")
        }
    }

    /// The grants of one client's service principal.
    package func permissionGrants(ofClient id: UUID) async throws -> [OAuth2PermissionGrantRecord] {
        try await read { database in
            try database.all(
                OAuth2PermissionGrantRecord.self,
                """
                SELECT * FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) AND clientID = \(id)
                ORDER BY createdDateTime, id
                """)
        }
    }

    /// Makes a grant.
    ///
    /// - Parameters:
    ///   - clientID: The object ID of the client's service principal.
    ///   - principalID: The user, or nil for all.
    ///   - scopes: Scope values; each must be an enabled scope of the resource.
    /// - Throws: ``StoreError`` with `conflict` when client, resource and principal have a grant: change that one.
    package func createPermissionGrant(
        clientID: UUID,
        resourceID: UUID,
        principalID: UUID?,
        scopes: [String]
    ) async throws -> OAuth2PermissionGrantRecord {
        let now = now
        return try await write { database in
            guard try database.servicePrincipal(clientID, tenant: tenantID) != nil else {
                throw StoreError.absent("clientId", clientID.text)
            }
            guard let resource = try database.servicePrincipal(resourceID, tenant: tenantID) else {
                throw StoreError.absent("resourceId", resourceID.text)
            }
            if let principalID, try database.user(principalID, tenant: tenantID) == nil {
                throw StoreError.absent("principalId", principalID.text)
            }
            let row = OAuth2PermissionGrantRecord(
                clientID: clientID, resourceID: resourceID, principalID: principalID,
                scope: try Self.scopeText(scopes, of: resource), tenantID: tenantID, at: now)
            do {
                try database.insert(row)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                throw StoreError(
                    .conflict, "Permission entry already exists.", target: "oauth2PermissionGrant", cause: error)
            }
            return row
        }
    }

    /// Replaces the scopes of a grant.
    package func updatePermissionGrant(id: String, scopes: [String]) async throws {
        try await write { database in
            guard
                var row = try database.one(
                    OAuth2PermissionGrantRecord.self,
                    "SELECT * FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) AND id = \(id)"),
                let resource = try database.servicePrincipal(row.resourceID, tenant: tenantID)
            else { throw StoreError.absent("oauth2PermissionGrant", id) }
            row.scope = try Self.scopeText(scopes, of: resource)
            try database.update(row)
        }
    }

    /// Takes a grant away, and with it the refresh tokens that rest on it; identity.md H.30.
    package func deletePermissionGrant(id: String) async throws {
        let now = now
        try await write { database in
            guard
                let row = try database.one(
                    OAuth2PermissionGrantRecord.self,
                    "SELECT * FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) AND id = \(id)")
            else { throw StoreError.absent("oauth2PermissionGrant", id) }
            try database.run("DELETE FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) AND id = \(id)")
            if let client = try database.servicePrincipal(row.clientID, tenant: tenantID) {
                try database.revokeFamilies(
                    clientID: client.appID, tenant: tenantID, user: row.principalID, reason: .consentRemoved, at: now)
            }
        }
    }

    /// Checks scope values against a resource and joins them, each once, in the order given.
    static func scopeText(_ scopes: [String], of resource: ServicePrincipal) throws -> String {
        var seen = Set<String>()
        let values = scopes.filter { !$0.isEmpty && seen.insert($0).inserted }
        for value in values where resource.application.scope(value) == nil {
            throw StoreError(
                .invalidValue, "The scope '\(value)' is not defined by the resource '\(resource.displayName)'.",
                target: "scope")
        }
        let text = values.joined(separator: " ")
        guard text.utf8.count <= 3850 else {
            throw StoreError(.invalidValue, "scope may have at most 3850 characters.", target: "scope")
        }
        return text
    }
}

extension OAuth2PermissionGrantRecord {
    init(clientID: UUID, resourceID: UUID, principalID: UUID?, scope: String, tenantID: UUID, at now: Date) {
        self.init(
            id: principalID.map { DirectoryObjectID.joined(clientID, resourceID, $0) }
                ?? DirectoryObjectID.joined(clientID, resourceID),
            tenantID: tenantID, clientID: clientID, consentType: principalID == nil ? .allPrincipals : .principal,
            principalID: principalID, resourceID: resourceID, scope: scope, createdDateTime: now)
    }
}
