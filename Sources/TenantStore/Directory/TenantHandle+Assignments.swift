package import Foundation
import GRDB
import ServiceCore

extension TenantHandle {
    /// The app roles that a principal (service principal or user) holds.
    package func appRoleAssignments(ofPrincipal id: UUID) async throws -> [AppRoleAssignment] {
        try await read { database in
            try database.assignments(
                """
                SELECT * FROM appRoleAssignments WHERE tenantID = \(tenantID)
                AND (principalServicePrincipalID = \(id) OR principalUserID = \(id)) ORDER BY createdDateTime, id
                """)
        }
    }

    /// Who holds app roles of a resource's service principal.
    package func appRoleAssignments(toResource id: UUID) async throws -> [AppRoleAssignment] {
        try await read { database in
            try database.assignments(
                """
                SELECT * FROM appRoleAssignments WHERE tenantID = \(tenantID) AND resourceID = \(id)
                ORDER BY createdDateTime, id
                """)
        }
    }

    /// One assignment by its identifier.
    package func appRoleAssignment(id: String) async throws -> AppRoleAssignment? {
        try await read { database in
            try database.assignments("SELECT * FROM appRoleAssignments WHERE tenantID = \(tenantID) AND id = \(id)")
                .first
        }
    }

    /// Assigns an app role of a resource to a principal.
    ///
    /// - Throws: ``StoreError`` with `conflict` when it is assigned already, `invalid_value` when the resource defines no
    ///   such enabled role for that kind of principal, `not_found` when principal or resource is absent.
    package func assignAppRole(
        _ appRoleID: UUID,
        ofResource resourceID: UUID,
        to principalID: UUID
    ) async throws -> AppRoleAssignment {
        let now = now
        return try await write { database in
            guard let resource = try database.servicePrincipal(resourceID, tenant: tenantID) else {
                throw StoreError.absent("resourceId", resourceID.text)
            }
            let type = try database.principalType(of: principalID, tenant: tenantID)
            try Self.check(appRoleID, of: resource, for: type)
            let row = AppRoleAssignmentRecord(
                id: DirectoryObjectID.joined(principalID, random.uuid()), tenantID: tenantID, appRoleID: appRoleID,
                principalServicePrincipalID: type == .servicePrincipal ? principalID : nil,
                principalUserID: type == .user ? principalID : nil, resourceID: resourceID, createdDateTime: now)
            do {
                try database.insert(row)
            } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
                throw StoreError(
                    .conflict, "Permission being assigned already exists on the object", target: "appRoleId",
                    cause: error)
            }
            return try database.named(row)
        }
    }

    /// Takes an assignment away.
    package func removeAppRoleAssignment(id: String) async throws {
        try await write { database in
            guard try database.run("DELETE FROM appRoleAssignments WHERE tenantID = \(tenantID) AND id = \(id)") == 1
            else { throw StoreError.absent("appRoleAssignment", id) }
        }
    }

    static func check(_ appRoleID: UUID, of resource: ServicePrincipal, for type: PrincipalType) throws {
        let roles = resource.application.appRoles
        if appRoleID == WellKnown.defaultAccessRole {
            let hasRoleForType = roles.contains { $0.isEnabled && $0.allowedMemberTypes.contains(type.memberType) }
            guard type == .user || !hasRoleForType else {
                throw StoreError(
                    .invalidValue,
                    "Not a valid reference update: the resource defines app roles, so one of them is needed.",
                    target: "appRoleId")
            }
            return
        }
        guard let role = roles.first(where: { $0.id == appRoleID }), role.isEnabled,
            role.allowedMemberTypes.contains(type.memberType)
        else {
            throw StoreError(
                .invalidValue,
                "Permission being assigned was not found on application '\(resource.appID.text)'.", target: "appRoleId")
        }
    }
}

extension PrincipalType {
    /// The word of `allowedMemberTypes` for this kind of principal.
    var memberType: String { self == .user ? "User" : "Application" }
}

extension Database {
    func assignments(_ sql: SQL) throws -> [AppRoleAssignment] {
        try all(AppRoleAssignmentRecord.self, sql).map(named)
    }

    func named(_ row: AppRoleAssignmentRecord) throws -> AppRoleAssignment {
        let principal =
            row.principalUserID == nil
            ? try displayName(ofServicePrincipal: row.principalID)
            : try value(String.self, "SELECT displayName FROM users WHERE id = \(row.principalID)")
        return AppRoleAssignment(
            record: row, principalDisplayName: principal ?? "",
            resourceDisplayName: try displayName(ofServicePrincipal: row.resourceID) ?? "")
    }

    private func displayName(ofServicePrincipal id: UUID) throws -> String? {
        try value(
            String.self,
            """
            SELECT applications.displayName FROM servicePrincipals
            JOIN applications ON applications.id = servicePrincipals.applicationID WHERE servicePrincipals.id = \(id)
            """)
    }
}
