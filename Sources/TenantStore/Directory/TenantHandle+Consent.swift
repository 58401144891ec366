package import Foundation
import GRDB
import ServiceCore

/// What one client holds on one resource in one tenant: the input of consent evaluation, which is a pure function of it.
package struct ConsentState: Sendable, Equatable {
    /// The client's service principal; nil when nobody consented in this tenant yet.
    package var client: ServicePrincipalRecord?
    /// The resource's service principal; nil when the tenant is not subscribed to it (AADSTS650052).
    package var resource: ServicePrincipalRecord?
    /// Scope values granted to all users.
    package var grantedToAll: Set<String> = []
    /// Scope values granted by or for this user.
    package var grantedToUser: Set<String> = []
    /// Scope values that the resource's registration grants the client without consent.
    package var preauthorized: Set<String> = []
    /// Values of the app roles that the client holds.
    package var appRoles: Set<String> = []

    /// Every delegated permission that the client may use for the user.
    package var scopes: Set<String> { grantedToAll.union(grantedToUser).union(preauthorized) }
}

/// An approval on a consent page or by an administrator.
package struct ConsentDecision: Sendable {
    /// What is granted on one resource.
    package struct ResourceGrant: Sendable {
        package var resourceAppID: UUID
        /// Scope values.
        package var scopes: [String]
        /// App role identifiers; only an administrator may grant them, which the caller has checked.
        package var appRoleIDs: [UUID]

        package init(resourceAppID: UUID, scopes: [String] = [], appRoleIDs: [UUID] = []) {
            self.resourceAppID = resourceAppID
            self.scopes = scopes
            self.appRoleIDs = appRoleIDs
        }
    }

    package var clientAppID: UUID
    /// For whom the scopes are granted: one user, or nil for the whole organisation.
    package var principalID: UUID?
    package var grants: [ResourceGrant]
    /// Who decided.
    package var deciderID: UUID
    package var correlationID: String?

    package init(
        clientAppID: UUID, principalID: UUID?, grants: [ResourceGrant], deciderID: UUID, correlationID: String? = nil
    ) {
        self.clientAppID = clientAppID
        self.principalID = principalID
        self.grants = grants
        self.deciderID = deciderID
        self.correlationID = correlationID
    }
}

extension TenantHandle {
    /// What a client holds on a resource, for a user when one is named.
    package func consentState(clientAppID: UUID, resourceAppID: UUID, userID: UUID?) async throws -> ConsentState {
        try await read { database in
            var state = ConsentState()
            state.client = try database.servicePrincipalRow(appID: clientAppID, tenant: tenantID)
            guard let resource = try database.servicePrincipalRow(appID: resourceAppID, tenant: tenantID) else {
                return state
            }
            state.resource = resource
            state.preauthorized = try database.preauthorizedScopes(clientAppID: clientAppID, resource: resource)
            guard let client = state.client else { return state }
            let grants = try database.all(
                OAuth2PermissionGrantRecord.self,
                """
                SELECT * FROM oauth2PermissionGrants
                WHERE tenantID = \(tenantID) AND clientID = \(client.id) AND resourceID = \(resource.id)
                AND (principalID IS NULL OR principalID = \(userID))
                """)
            for grant in grants {
                switch grant.consentType {
                case .allPrincipals: state.grantedToAll.formUnion(grant.scopes)
                case .principal: state.grantedToUser.formUnion(grant.scopes)
                }
            }
            state.appRoles = try database.appRoleValues(client: client.id, resource: resource, tenant: tenantID)
            return state
        }
    }

    /// Writes an approval: the client's service principal where it is missing, the delegated grants joined with those
    /// that are there, the app role assignments that are not there yet, and the audit row. All of it or nothing.
    ///
    /// - Returns: The client's service principal.
    /// - Throws: ``StoreError`` with `not_found` when a resource has no service principal here.
    package func grantConsent(_ decision: ConsentDecision) async throws -> ServicePrincipal {
        let now = now
        return try await write { database in
            let client =
                try database.servicePrincipal(appID: decision.clientAppID, tenant: tenantID)
                ?? database.makeServicePrincipal(
                    appID: decision.clientAppID, tenant: tenantID, id: random.uuid(),
                    tags: ["WindowsAzureActiveDirectoryIntegratedApp"], at: now)
            for grant in decision.grants {
                guard let resource = try database.servicePrincipal(appID: grant.resourceAppID, tenant: tenantID) else {
                    throw StoreError.absent("resource", grant.resourceAppID.text)
                }
                try extend(
                    database, client: client, resource: resource, principalID: decision.principalID,
                    scopes: grant.scopes, at: now)
                for roleID in grant.appRoleIDs {
                    try assign(database, roleID: roleID, client: client, resource: resource, at: now)
                }
            }
            let detail = decision.grants.map { "\($0.resourceAppID.text): \($0.scopes.joined(separator: " "))" }
            try database.record(
                AuditEntry(
                    tenantID: tenantID, activity: .consent, result: "granted", clientID: decision.clientAppID,
                    userID: decision.deciderID, correlationID: decision.correlationID,
                    detail: detail.joined(separator: "; ")), at: now)
            return client
        }
    }

    private func extend(
        _ database: Database, client: ServicePrincipal, resource: ServicePrincipal, principalID: UUID?,
        scopes: [String], at now: Date
    ) throws {
        guard !scopes.isEmpty else { return }
        var row = OAuth2PermissionGrantRecord(
            clientID: client.id, resourceID: resource.id, principalID: principalID,
            scope: try Self.scopeText(scopes, of: resource), tenantID: tenantID, at: now)
        let old = try database.one(
            OAuth2PermissionGrantRecord.self,
            "SELECT * FROM oauth2PermissionGrants WHERE tenantID = \(tenantID) AND id = \(row.id)")
        guard var old else { return try database.insert(row) }
        let before = old.scope.split(separator: " ").map(String.init)
        row.scope = (before + scopes.filter { !before.contains($0) }).joined(separator: " ")
        old.scope = row.scope
        try database.update(old)
    }

    private func assign(
        _ database: Database, roleID: UUID, client: ServicePrincipal, resource: ServicePrincipal, at now: Date
    ) throws {
        try Self.check(roleID, of: resource, for: .servicePrincipal)
        let isAssigned = try database.value(
            Bool.self,
            """
            SELECT EXISTS (SELECT 1 FROM appRoleAssignments WHERE tenantID = \(tenantID)
                AND principalServicePrincipalID = \(client.id) AND resourceID = \(resource.id) AND appRoleID = \(roleID))
            """)
        guard isAssigned != true else { return }
        try database.insert(
            AppRoleAssignmentRecord(
                id: DirectoryObjectID.joined(client.id, random.uuid()), tenantID: tenantID, appRoleID: roleID,
                principalServicePrincipalID: client.id, resourceID: resource.id, createdDateTime: now))
    }
}

extension Database {
    /// The values of the enabled app roles that a service principal holds on a resource.
    func appRoleValues(client: UUID, resource: ServicePrincipalRecord, tenant: UUID) throws -> Set<String> {
        let values = try SQLRequest<String>(
            literal: """
                SELECT permissionDefinitions.value FROM appRoleAssignments
                JOIN permissionDefinitions ON permissionDefinitions.applicationID = \(resource.applicationID)
                    AND permissionDefinitions.kind = 'appRole'
                    AND permissionDefinitions.id = appRoleAssignments.appRoleID
                WHERE appRoleAssignments.tenantID = \(tenant) AND appRoleAssignments.resourceID = \(resource.id)
                AND appRoleAssignments.principalServicePrincipalID = \(client)
                AND permissionDefinitions.isEnabled AND permissionDefinitions.value IS NOT NULL
                """
        ).fetchAll(self)
        return Set(values)
    }

    func preauthorizedScopes(clientAppID: UUID, resource: ServicePrincipalRecord) throws -> Set<String> {
        guard
            let application = try one(
                ApplicationRecord.self, "SELECT * FROM applications WHERE id = \(resource.applicationID)"),
            let entry = application.api.preAuthorizedApplications.first(where: { $0.appID == clientAppID })
        else { return [] }
        let scopes = try all(
            PermissionDefinitionRecord.self,
            "SELECT * FROM permissionDefinitions WHERE applicationID = \(application.id) AND kind = 'scope' AND isEnabled"
        )
        return Set(scopes.filter { entry.permissionIDs.contains($0.id) }.compactMap(\.value))
    }
}
