import Foundation
import ServiceCore
import TenantStore

/// Reads what consent evaluation needs from the directory of one tenant, for one client.
struct ConsentReader: Sendable {
    let handle: TenantHandle
    let client: Application

    /// One resource of a request with what is registered and granted on it.
    ///
    /// - Throws: ``IdentityFailure`` 70011 for a permission that the resource does not define.
    func demand(
        _ resource: ResolvedScopes.Resource, userID: UUID?
    ) async throws -> ConsentEvaluation.ResourceDemand {
        let application = resource.servicePrincipal.application
        var demand = ConsentEvaluation.ResourceDemand(resourceID: resource.servicePrincipal.id)
        for item in resource.items {
            if item.isDefault {
                demand.asksDefault = true
                continue
            }
            guard let scope = Self.scope(item.permission, of: application) else {
                throw IdentityFailure(
                    .malformedScope,
                    "The application '\(client.displayName.shortened)' asked for scope '\(item.text.shortened)' that doesn't "
                        + "exist on the resource '\(application.displayName)'.")
            }
            demand.named.insert(scope)
        }
        demand.registered = registered(on: application)
        let state = try await handle.consentState(
            clientAppID: client.appID, resourceAppID: application.appID, userID: userID)
        demand.grantedToAll = state.grantedToAll
        demand.grantedToUser = state.grantedToUser
        demand.preauthorised = state.preauthorized
        return demand
    }

    /// The delegated permissions of a resource that the client's registration wishes for.
    func registered(on resource: Application) -> Set<ConsentEvaluation.Permission> {
        let wishes = client.record.requiredResourceAccess.filter { $0.resourceAppID == resource.appID }
        let identifiers = Set(wishes.flatMap(\.access).filter { $0.kind == .scope }.map(\.id))
        return Set(
            resource.scopes.filter { $0.isEnabled && identifiers.contains($0.id) }.compactMap { scope in
                scope.value.map { ConsentEvaluation.Permission(value: $0, needsAdmin: scope.needsAdmin) }
            })
    }

    /// Whether silence will do: some permission is there, or the request is for sign-in or for the client itself.
    func mayIssue(_ demand: ConsentEvaluation.ResourceDemand, resource: ResolvedScopes.Resource) -> Bool {
        !resource.asksDefault || !demand.granted.isEmpty || resource.servicePrincipal.appID == client.appID
    }

    /// The client must be in the tenant, enabled, and open to the user; identity.md D.5.
    ///
    /// - Throws: ``IdentityFailure`` 65001, 7000112, 50105.
    func checkClientAndAssignment(user: UserRecord) async throws {
        guard let servicePrincipal = try await handle.servicePrincipal(appID: client.appID) else {
            throw UserTokens.consentMissing(client)
        }
        try await Self.checkAssignment(servicePrincipal, client: client, user: user, handle: handle)
    }

    static func checkAssignment(
        _ servicePrincipal: ServicePrincipal, client: Application, user: UserRecord, handle: TenantHandle
    ) async throws {
        guard servicePrincipal.record.accountEnabled else { throw ClientCredentialsGrant.disabled(client) }
        guard servicePrincipal.record.appRoleAssignmentRequired else { return }
        let assignments = try await handle.appRoleAssignments(ofPrincipal: user.id)
        guard assignments.contains(where: { $0.record.resourceID == servicePrincipal.id }) else {
            throw IdentityFailure(
                .userNotAssigned,
                "Your administrator has configured the application \(client.displayName.shortened) "
                    + "('\(client.appID.lowercaseText)') to block users unless they are specifically granted ('assigned') "
                    + "access to the application. The signed-in user '\(user.userPrincipalName)' is blocked because they are "
                    + "not a direct member of a group with access, nor had access directly assigned by an administrator."
            )
        }
    }

    /// The values of the app roles that a user holds on a resource.
    func userRoles(_ userID: UUID, on resource: ServicePrincipal) async throws -> [String] {
        guard !resource.application.appRoles.isEmpty else { return [] }
        let held = Set(
            try await handle.appRoleAssignments(ofPrincipal: userID)
                .filter { $0.record.resourceID == resource.id }.map(\.record.appRoleID))
        return resource.application.appRoles.filter { held.contains($0.id) && $0.isEnabled }.compactMap(\.value)
            .sorted()
    }

    /// An enabled scope; letter case does not matter, the resource's spelling counts.
    static func scope(_ value: String, of resource: Application) -> ConsentEvaluation.Permission? {
        let wanted = value.lowercased()
        return resource.scopes.first { $0.isEnabled && $0.value?.lowercased() == wanted }.flatMap { scope in
            scope.value.map { ConsentEvaluation.Permission(value: $0, needsAdmin: scope.needsAdmin) }
        }
    }
}
