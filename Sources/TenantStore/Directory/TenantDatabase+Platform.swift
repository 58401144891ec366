import Foundation
import GRDB
package import ServiceCore

extension TenantDatabase {
    /// Enters the platform's tenant with the resource applications of the catalogue and the public client of `sally`.
    ///
    /// Doing it again brings an older state's permission lists up to date and changes nothing else.
    package func installPlatform(resources: [ResourceApplication] = ResourceApplication.all) async throws {
        let now = now
        try await write { database in
            if try database.one(
                TenantRecord.self, "SELECT * FROM tenants WHERE id = \(TenantRecord.platformID)") == nil
            {
                try database.insert(
                    TenantRecord(
                        id: TenantRecord.platformID, displayName: "Microsoft Services", kind: .platform,
                        createdDateTime: now))
            }
            for resource in resources {
                let row = try database.platformApplication(
                    appID: resource.appID, displayName: resource.displayName, isPublicClient: nil, at: now)
                try database.replaceIdentifierURIs(of: row, with: resource.identifiers)
                try database.run("DELETE FROM permissionDefinitions WHERE applicationID = \(row.id)")
                try database.replacePermissions(
                    of: row.id, kind: .appRole, with: resource.appRoles.map { $0.definition(of: row.id) })
                try database.replacePermissions(
                    of: row.id, kind: .scope, with: resource.scopes.map { $0.definition(of: row.id) })
            }
            let sally = try database.platformApplication(
                appID: WellKnown.sallyCLI, displayName: "Sallyport CLI", isPublicClient: true, at: now)
            try database.replaceRedirectURIs(of: sally.id, with: [.publicClient: ["http://localhost"]])
        }
    }
}

extension Permission {
    func definition(of applicationID: UUID) -> PermissionDefinitionRecord {
        PermissionDefinitionRecord(
            applicationID: applicationID, kind: kind, id: id, value: value, adminDisplayName: displayName,
            adminDescription: detail, userDisplayName: kind == .scope ? displayName : nil,
            userDescription: kind == .scope ? detail : nil, needsAdmin: needsAdmin,
            allowedMemberTypes: kind == .appRole ? ["Application"] : [])
    }
}

extension Database {
    /// The row of a first-party application; its object ID is its client ID, since no other is public.
    fileprivate func platformApplication(
        appID: UUID, displayName: String, isPublicClient: Bool?, at now: Date
    ) throws -> ApplicationRecord {
        if let row = try one(ApplicationRecord.self, "SELECT * FROM applications WHERE appID = \(appID)") { return row }
        let row = ApplicationRecord(
            id: appID, appID: appID, tenantID: TenantRecord.platformID, displayName: displayName,
            signInAudience: .multipleOrganizations, isFallbackPublicClient: isPublicClient,
            publisherDomain: nil, createdDateTime: now, tags: [], web: WebSettings(), api: APISettings(),
            requiredResourceAccess: [])
        try insert(row)
        return row
    }
}
