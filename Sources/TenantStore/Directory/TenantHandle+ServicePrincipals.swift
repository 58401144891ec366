package import Foundation
import GRDB
import ServiceCore

extension TenantHandle {
    /// Every service principal of this tenant, by display name.
    package func servicePrincipals() async throws -> [ServicePrincipal] {
        try await read { database in
            try database.all(
                ServicePrincipalRecord.self,
                """
                SELECT servicePrincipals.* FROM servicePrincipals
                JOIN applications ON applications.id = servicePrincipals.applicationID
                WHERE servicePrincipals.tenantID = \(tenantID) AND applications.deletedDateTime IS NULL
                ORDER BY applications.displayName COLLATE NOCASE, servicePrincipals.id
                """
            ).map(database.servicePrincipal)
        }
    }

    /// A service principal by object ID.
    package func servicePrincipal(id: UUID) async throws -> ServicePrincipal? {
        try await read { try $0.servicePrincipal(id, tenant: tenantID) }
    }

    /// The service principal of an application in this tenant, by client ID.
    package func servicePrincipal(appID: UUID) async throws -> ServicePrincipal? {
        try await read { try $0.servicePrincipal(appID: appID, tenant: tenantID) }
    }

    /// The service principal that a resource identifier names: a client ID, `api://{client ID}` or an identifier URI.
    ///
    /// One final slash and the letter case are ignored; identity.md D.2.
    package func servicePrincipal(identifier: String) async throws -> ServicePrincipal? {
        try await read { try $0.servicePrincipal(identifier: identifier, tenant: tenantID) }
    }

    /// Splits a scope such as `https://graph.microsoft.com/User.Read` at the longest identifier of this tenant's
    /// service principals; identity.md B.2.
    ///
    /// - Returns: Nil when no identifier is a prefix. A permission may itself contain slashes; the slash of an identifier
    ///   that ends in one is doubled in the scope.
    package func resource(
        inScope scope: String
    ) async throws -> (servicePrincipal: ServicePrincipal, permission: String)? {
        let cuts = scope.indices.filter { scope[$0] == "/" }.reversed()
        return try await read { database in
            for cut in cuts {
                let identifier = String(scope[..<cut])
                guard !identifier.isEmpty,
                    let found = try database.servicePrincipal(identifier: identifier, tenant: tenantID)
                else { continue }
                return (found, String(scope[scope.index(after: cut)...]))
            }
            return nil
        }
    }

    /// Makes the service principal of an application in this tenant; making it again answers the one that is there.
    ///
    /// - Throws: ``StoreError`` with `not_found` for an unknown client ID, `single_tenant` for an application of another
    ///   tenant that is for its own one only.
    package func createServicePrincipal(
        appID: UUID,
        id: UUID? = nil,
        tags: [String] = []
    ) async throws -> (servicePrincipal: ServicePrincipal, isNew: Bool) {
        let now = now
        return try await write { database in
            if let existing = try database.servicePrincipal(appID: appID, tenant: tenantID) { return (existing, false) }
            let made = try database.makeServicePrincipal(
                appID: appID, tenant: tenantID, id: id ?? random.uuid(), tags: tags, at: now)
            return (made, true)
        }
    }

    /// Changes a service principal; what `changes` does not name stays.
    package func updateServicePrincipal(id: UUID, _ changes: ServicePrincipalChanges) async throws {
        try await write { database in
            guard var row = try database.servicePrincipal(id, tenant: tenantID)?.record else {
                throw StoreError.absent("servicePrincipal", id.text)
            }
            changes.accountEnabled.apply(to: &row.accountEnabled)
            changes.appRoleAssignmentRequired.apply(to: &row.appRoleAssignmentRequired)
            changes.tags.apply(to: &row.tags)
            changes.notes.apply(to: &row.notes)
            try database.update(row)
        }
    }

    /// Deletes a service principal with its grants and assignments, and revokes what it was granted by users;
    /// identity.md H.30.
    package func deleteServicePrincipal(id: UUID) async throws {
        let now = now
        try await write { database in
            guard let found = try database.servicePrincipal(id, tenant: tenantID) else {
                throw StoreError.absent("servicePrincipal", id.text)
            }
            try database.deleteServicePrincipals(ofApplication: found.application.record, tenant: tenantID, at: now)
        }
    }
}

extension Database {
    func servicePrincipal(_ row: ServicePrincipalRecord) throws -> ServicePrincipal {
        guard
            let application = try one(
                ApplicationRecord.self, "SELECT * FROM applications WHERE id = \(row.applicationID)")
        else { throw StoreError.absent("application", row.applicationID.text) }
        return ServicePrincipal(record: row, application: try self.application(application))
    }

    func servicePrincipal(_ id: UUID, tenant: UUID) throws -> ServicePrincipal? {
        try one(
            ServicePrincipalRecord.self,
            """
            SELECT servicePrincipals.* FROM servicePrincipals
            JOIN applications ON applications.id = servicePrincipals.applicationID
            WHERE servicePrincipals.tenantID = \(tenant) AND servicePrincipals.id = \(id)
            AND applications.deletedDateTime IS NULL
            """
        ).map(servicePrincipal)
    }

    func servicePrincipalRow(appID: UUID, tenant: UUID) throws -> ServicePrincipalRecord? {
        try one(
            ServicePrincipalRecord.self,
            """
            SELECT servicePrincipals.* FROM servicePrincipals
            JOIN applications ON applications.id = servicePrincipals.applicationID
            WHERE servicePrincipals.tenantID = \(tenant) AND applications.appID = \(appID)
            AND applications.deletedDateTime IS NULL
            """)
    }

    func servicePrincipal(appID: UUID, tenant: UUID) throws -> ServicePrincipal? {
        try servicePrincipalRow(appID: appID, tenant: tenant).map(servicePrincipal)
    }

    func servicePrincipal(identifier: String, tenant: UUID) throws -> ServicePrincipal? {
        let wanted = identifier.hasSuffix("/") ? String(identifier.dropLast()) : identifier
        let bare = wanted.lowercased().hasPrefix("api://") ? String(wanted.dropFirst(6)) : wanted
        if let appID = UUID(uuidString: bare) { return try servicePrincipal(appID: appID, tenant: tenant) }
        return try one(
            ServicePrincipalRecord.self,
            """
            SELECT servicePrincipals.* FROM servicePrincipals
            JOIN applications ON applications.id = servicePrincipals.applicationID
            JOIN identifierURIs ON identifierURIs.applicationID = applications.id
            WHERE servicePrincipals.tenantID = \(tenant) AND applications.deletedDateTime IS NULL
            AND rtrim(identifierURIs.uri, '/') = \(wanted) COLLATE NOCASE
            ORDER BY applications.tenantID = \(tenant) DESC LIMIT 1
            """
        ).map(servicePrincipal)
    }

    func makeServicePrincipal(
        appID: UUID, tenant: UUID, id: UUID, tags: [String] = [], at now: Date
    ) throws -> ServicePrincipal {
        guard let application = try application(appID: appID) else {
            throw StoreError(
                .notFound,
                "The appId '\(appID.text)' of the service principal does not reference a valid application object.",
                target: "appId")
        }
        guard application.homeTenantID == tenant || application.record.signInAudience.isMultiTenant else {
            throw StoreError(
                .singleTenant,
                "The application '\(appID.text)' is single-tenant; only its home tenant can have a service principal.",
                target: "appId")
        }
        let row = ServicePrincipalRecord(
            id: id, tenantID: tenant, applicationID: application.id, accountEnabled: true,
            appRoleAssignmentRequired: false, servicePrincipalType: "Application", tags: tags, createdDateTime: now)
        try insert(row)
        return ServicePrincipal(record: row, application: application)
    }

    func deleteServicePrincipals(ofApplication row: ApplicationRecord, tenant: UUID, at now: Date) throws {
        try run("DELETE FROM servicePrincipals WHERE tenantID = \(tenant) AND applicationID = \(row.id)")
        try revokeFamilies(clientID: row.appID, tenant: tenant, user: nil, reason: .servicePrincipalRemoved, at: now)
    }

    func revokeFamilies(clientID: UUID, tenant: UUID, user: UUID?, reason: RevocationReason, at now: Date) throws {
        try run(
            """
            UPDATE refreshTokenFamilies SET revokedDateTime = \(now), revocationReason = \(reason.rawValue)
            WHERE tenantID = \(tenant) AND clientID = \(clientID) AND revokedDateTime IS NULL
            AND (\(user) IS NULL OR userID = \(user))
            """)
    }
}
