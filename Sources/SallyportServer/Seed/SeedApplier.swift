import Foundation
import ServiceCore
import TenantStore

/// Enters a world into a state. Applying it again enters what is missing and changes nothing that is there, so that a
/// process killed in between can be started again.
struct SeedApplier {
    let database: TenantDatabase
    let adminKey: AdminKey

    /// Seeds a state that has no finished seed yet; the world is only read then.
    static func seedIfNew(database: TenantDatabase, adminKey: AdminKey, seedFile: URL?) async throws {
        // A newer version may know more permissions than the one that made the state.
        try await database.installPlatform()
        guard try await database.stateValue(finished) == nil else { return }
        let world = try seedFile.map(SeedFile.read) ?? BuiltInSeed.world()
        try await SeedApplier(database: database, adminKey: adminKey).apply(world)
        try await database.setStateValue(finished, to: "1")
    }

    private static let finished = "seed.finished"

    /// Enters the tenants of a world with users, resource applications and the client of `sally`.
    func apply(_ world: SeedWorld) async throws {
        try await database.installPlatform()
        for tenant in world.tenants { try await apply(tenant) }
    }

    private func apply(_ tenant: SeedWorld.Tenant) async throws {
        if try await database.tenant(id: tenant.id) == nil {
            let record = TenantRecord(
                id: tenant.id, displayName: tenant.name, kind: tenant.kind, countryLetterCode: tenant.country,
                createdDateTime: database.time.now, allowsPasswordGrant: tenant.allowsPasswordGrant,
                allowsUserConsent: tenant.allowsUserConsent, refreshTokenMode: tenant.refreshTokenMode,
                isDefenderEnabled: tenant.isDefenderEnabled)
            try await database.createTenant(record, domains: tenant.domains)
        }
        let handle = database.handle(for: tenant.id)
        let missing = try await missingUsers(of: tenant, in: handle)
        // Hashing a password takes tens of milliseconds, so a few are hashed at once.
        _ = try await missing.concurrentMap(width: 4) { try await enter($0, into: handle) }
        let resources = ResourceApplication.all.filter {
            tenant.isDefenderEnabled || $0.appID == ResourceApplication.microsoftGraph.appID
        }
        for resource in resources {
            _ = try await handle.createServicePrincipal(
                appID: resource.appID,
                id: SeedIdentifier.make("servicePrincipal", tenant.id.uuidString, resource.appID.uuidString))
        }
        try await grantSally(in: handle, resources: resources, decider: tenant.users.first?.id ?? tenant.id)
    }

    private func missingUsers(of tenant: SeedWorld.Tenant, in handle: TenantHandle) async throws -> [SeedWorld.User] {
        let present = Set(try await handle.users().map(\.id))
        return tenant.users.filter { !present.contains($0.id) }
    }

    private func enter(_ user: SeedWorld.User, into handle: TenantHandle) async throws {
        var draft = UserDraft(userPrincipalName: user.userPrincipalName, displayName: user.name)
        draft.id = user.id
        draft.givenName = user.givenName
        draft.surname = user.surname
        draft.mail = user.userPrincipalName
        draft.jobTitle = user.jobTitle
        draft.preferredLanguage = "en-US"
        draft.accountEnabled = user.isEnabled
        draft.roles = user.roles
        draft.hasGeneratedPassword = user.password == nil
        _ = try await handle.createUser(draft, password: user.password ?? adminKey.password(of: user.id))
    }

    /// The delegated permissions that `sally` has in every seeded tenant: what its commands need, for all users. What a
    /// user may do with them is still limited by her directory roles.
    private func grantSally(in handle: TenantHandle, resources: [ResourceApplication], decider: UUID) async throws {
        _ = try await handle.createServicePrincipal(
            appID: WellKnown.sallyCLI,
            id: SeedIdentifier.make("servicePrincipal", handle.tenantID.uuidString, WellKnown.sallyCLI.uuidString))
        for resource in resources {
            let wanted = (Self.sallyScopes[resource.appID] ?? []).filter { resource.scope($0) != nil }
            let state = try await handle.consentState(
                clientAppID: WellKnown.sallyCLI, resourceAppID: resource.appID, userID: nil)
            guard !state.grantedToAll.isSuperset(of: wanted) else { continue }
            _ = try await handle.grantConsent(
                ConsentDecision(
                    clientAppID: WellKnown.sallyCLI, principalID: nil,
                    grants: [.init(resourceAppID: resource.appID, scopes: wanted)], deciderID: decider))
        }
    }

    static let sallyScopes: [UUID: [String]] = [
        ResourceApplication.microsoftGraph.appID: [
            "openid", "profile", "email", "offline_access", "User.Read", "User.Read.All", "Organization.Read.All",
            "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All",
            "Directory.Read.All", "SecurityIncident.ReadWrite.All", "SecurityAlert.ReadWrite.All",
            "ThreatHunting.Read.All",
        ],
        ResourceApplication.microsoftThreatProtection.appID: ["Incident.ReadWrite", "AdvancedHunting.Read"],
        ResourceApplication.windowsDefenderATP.appID: ["Alert.Read", "Machine.Read", "AdvancedQuery.Read"],
    ]
}
