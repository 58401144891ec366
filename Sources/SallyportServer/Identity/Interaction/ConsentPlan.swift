import Foundation
import ServiceCore
import TenantStore

/// What a consent page shows and what an approval of it writes; identity.md D.5, H.17.
struct ConsentPlan: Sendable {
    struct Entry: Sendable {
        let resource: ServicePrincipal
        var scopes: [PermissionDefinitionRecord]
        var roles: [PermissionDefinitionRecord]
    }

    var entries: [Entry]
    /// The OpenID scopes among the wishes; permissions of Graph like others, that need no administrator.
    var openID: Set<String> = []

    var isEmpty: Bool { entries.allSatisfy { $0.scopes.isEmpty && $0.roles.isEmpty } }

    var hasRoles: Bool { entries.contains { !$0.roles.isEmpty } }

    /// Application permissions and scopes of type Admin.
    var needsAdmin: Bool { hasRoles || entries.contains { $0.scopes.contains(where: \.needsAdmin) } }

    /// Whether a person with these directory roles may grant it all; identity.md D.5.
    func mayBeGranted(by roles: Set<DirectoryRole>) -> Bool {
        if !roles.isDisjoint(with: [.globalAdministrator, .privilegedRoleAdministrator]) { return true }
        let graphRoles = entries.contains {
            $0.resource.appID == ResourceApplication.microsoftGraph.appID && !$0.roles.isEmpty
        }
        return !graphRoles && Self.isAdministrator(roles)
    }

    /// Whether a person may speak for the organisation about delegated permissions.
    static func isAdministrator(_ roles: Set<DirectoryRole>) -> Bool {
        !roles.isDisjoint(with: [
            .globalAdministrator, .privilegedRoleAdministrator, .applicationAdministrator,
            .cloudApplicationAdministrator,
        ])
    }

    func shown(tenantID: UUID, userID: UUID) -> PendingRequest.ShownConsent {
        PendingRequest.ShownConsent(
            tenantID: tenantID, userID: userID,
            resources: entries.map { entry in
                PendingRequest.ShownConsent.Resource(
                    appID: entry.resource.appID, scopes: entry.scopes.compactMap(\.value),
                    roleIDs: entry.roles.map(\.id))
            },
            needsAdmin: needsAdmin)
    }

    /// The lines of the page. The texts depend on who consents: an administrator for all, or a person for herself.
    func lines(forAdministrator: Bool) -> [PermissionLine] {
        entries.flatMap { entry in
            entry.scopes.map { scope in
                PermissionLine(
                    name: HTMLText(
                        (forAdministrator ? nil : scope.userDisplayName) ?? scope.adminDisplayName),
                    detail: HTMLText((forAdministrator ? nil : scope.userDescription) ?? scope.adminDescription),
                    resource: HTMLText(entry.resource.displayName), value: HTMLText(scope.value ?? ""), isRole: false,
                    needsAdmin: scope.needsAdmin)
            }
                + entry.roles.map { role in
                    PermissionLine(
                        name: HTMLText(role.adminDisplayName), detail: HTMLText(role.adminDescription),
                        resource: HTMLText(entry.resource.displayName), value: HTMLText(role.value ?? ""), isRole: true,
                        needsAdmin: true)
                }
        }
    }
}

/// Makes consent plans from requests and registrations.
struct ConsentPlanner: Sendable {
    let handle: TenantHandle
    let client: Application

    /// Everything that the registration wishes for: v1's static consent.
    ///
    /// - Throws: ``IdentityFailure`` 650052 when the tenant has not subscribed to one of the APIs.
    func registration(includesRoles: Bool) async throws -> ConsentPlan {
        var entries: [ConsentPlan.Entry] = []
        for wish in client.record.requiredResourceAccess {
            guard let resource = try await handle.servicePrincipal(appID: wish.resourceAppID) else {
                throw try await notSubscribed(wish.resourceAppID)
            }
            entries.append(entry(of: wish, resource: resource, includesRoles: includesRoles))
        }
        return ConsentPlan(entries: entries)
    }

    /// The wishes of a v2 admin consent request: named scopes, and with `.default` the registration's wishes.
    func adminConsent(scope: String) async throws -> ConsentPlan {
        let resolved = try await resolve(scope)
        var entries: [ConsentPlan.Entry] = []
        for resource in resolved.resources {
            var scopes: [PermissionDefinitionRecord] = []
            var roles: [PermissionDefinitionRecord] = []
            if resource.asksDefault {
                let application = resource.servicePrincipal.application
                for wish in client.record.requiredResourceAccess where wish.resourceAppID == application.appID {
                    let entry = entry(of: wish, resource: resource.servicePrincipal, includesRoles: true)
                    scopes += entry.scopes
                    roles += entry.roles
                }
            }
            scopes += try named(resource).filter { !scopes.contains($0) }
            entries.append(ConsentPlan.Entry(resource: resource.servicePrincipal, scopes: scopes, roles: roles))
        }
        var plan = ConsentPlan(entries: entries, openID: resolved.request.openID)
        try await addOpenID(to: &plan)
        return plan
    }

    /// What an interactive request still lacks.
    func missing(
        _ resolved: ResolvedScopes, tenant: TenantRecord, userID: UUID, forcesConsent: Bool
    ) async throws -> ConsentPlan {
        let reader = ConsentReader(handle: handle, client: client)
        var entries: [ConsentPlan.Entry] = []
        for resource in resolved.resources {
            let demand = try await reader.demand(resource, userID: userID)
            let outcome = ConsentEvaluation.evaluate([demand], forcesConsent: forcesConsent)
            guard case .missing(let missing, _) = outcome else { continue }
            let values = Set(missing.flatMap(\.permissions).map(\.value))
            entries.append(
                ConsentPlan.Entry(
                    resource: resource.servicePrincipal,
                    scopes: resource.servicePrincipal.application.scopes.filter {
                        $0.isEnabled && values.contains($0.value ?? "")
                    }, roles: []))
        }
        var plan = ConsentPlan(entries: entries, openID: resolved.request.openID)
        let isNew = try await handle.servicePrincipal(appID: client.appID) == nil
        // Sign-in scopes are shown with whatever else is asked, or at the first sign-in; they never stop a known client.
        if !plan.isEmpty || isNew || forcesConsent { try await addOpenID(to: &plan) }
        return plan
    }

    func addOpenID(to plan: inout ConsentPlan) async throws {
        guard !plan.openID.isEmpty,
            let graph = try await handle.servicePrincipal(appID: ResourceApplication.microsoftGraph.appID)
        else { return }
        let scopes = graph.application.scopes.filter { $0.isEnabled && plan.openID.contains($0.value ?? "") }
        if let index = plan.entries.firstIndex(where: { $0.resource.id == graph.id }) {
            plan.entries[index].scopes += scopes.filter { !plan.entries[index].scopes.contains($0) }
        } else if !scopes.isEmpty {
            plan.entries.append(ConsentPlan.Entry(resource: graph, scopes: scopes, roles: []))
        }
    }

    private func named(_ resource: ResolvedScopes.Resource) throws -> [PermissionDefinitionRecord] {
        let application = resource.servicePrincipal.application
        return try resource.items.filter { !$0.isDefault }.compactMap { item in
            let wanted = item.permission.lowercased()
            guard let scope = application.scopes.first(where: { $0.isEnabled && $0.value?.lowercased() == wanted })
            else {
                throw IdentityFailure(
                    .malformedScope,
                    "The scope '\(item.text.shortened)' does not exist on the resource '\(application.displayName)'.")
            }
            return scope
        }
    }

    private func entry(
        of wish: RequiredResourceAccess, resource: ServicePrincipal, includesRoles: Bool
    ) -> ConsentPlan.Entry {
        let scopes = Set(wish.access.filter { $0.kind == .scope }.map(\.id))
        let roles = Set(wish.access.filter { $0.kind == .appRole }.map(\.id))
        return ConsentPlan.Entry(
            resource: resource,
            scopes: resource.application.scopes.filter { $0.isEnabled && scopes.contains($0.id) },
            roles: includesRoles ? resource.application.appRoles.filter { $0.isEnabled && roles.contains($0.id) } : [])
    }

    /// Resolves scopes for a person: an API that exists, but not here, is one the organisation has not subscribed to.
    func resolve(_ scope: String) async throws -> ResolvedScopes {
        do {
            return try await ScopeResolver(handle: handle).resolve(scope, clientID: client.appID)
        } catch let failure as IdentityFailure where failure.refusal == .unknownResource {
            for value in scope.split(separator: " ") {
                let names = ScopeResolver.candidates(value, clientID: client.appID)
                for name in names where ResourceApplication.named(name).map({ $0.isNamed(name) }) == true {
                    guard let resource = ResourceApplication.named(name),
                        try await handle.servicePrincipal(appID: resource.appID) == nil
                    else { continue }
                    throw try await notSubscribed(resource.appID)
                }
            }
            throw failure
        }
    }

    private func notSubscribed(_ resourceAppID: UUID) async throws -> IdentityFailure {
        let name =
            ResourceApplication.all.first { $0.appID == resourceAppID }?.displayName ?? resourceAppID.lowercaseText
        let tenant = try await handle.tenant()
        return IdentityFailure(
            .resourceNotSubscribed,
            "The app is trying to access a service '\(resourceAppID.lowercaseText)' (\(name)) that your organization "
                + "'\(tenant.displayName)' lacks a service principal for. Contact your IT Admin to review the configuration "
                + "of your service subscriptions or consent to the application in order to create it.")
    }
}

extension ConsentPlanner {
    /// The wishes of an application that only signs people in.
    func signInOnly() async throws -> ConsentPlan {
        var plan = ConsentPlan(entries: [], openID: ["openid", "profile"])
        try await addOpenID(to: &plan)
        return plan
    }
}
