import Foundation

/// Whether what a client asks for is covered by what was granted; identity.md D.5. A function of values.
struct ConsentEvaluation: Sendable, Equatable {
    /// A delegated permission that a resource defines.
    struct Permission: Sendable, Hashable {
        let value: String
        let needsAdmin: Bool
    }

    /// One resource as the request sees it.
    struct ResourceDemand: Sendable, Equatable {
        /// Object ID of the resource's service principal.
        let resourceID: UUID
        /// The values asked for by name, as the resource spells them.
        var named: Set<Permission> = []
        /// `.default` was asked for.
        var asksDefault = false
        /// The delegated permissions of this resource in the client's registration.
        var registered: Set<Permission> = []
        /// Granted for everybody.
        var grantedToAll: Set<String> = []
        /// Granted by this user for herself.
        var grantedToUser: Set<String> = []
        /// Granted by the resource itself to this client.
        var preauthorised: Set<String> = []

        var granted: Set<String> { grantedToAll.union(grantedToUser).union(preauthorised) }
    }

    /// What has to be consented on one resource.
    struct Missing: Sendable, Equatable {
        let resourceID: UUID
        let permissions: Set<Permission>
    }

    enum Outcome: Sendable, Equatable {
        /// The values of the token for each resource: those asked for and all consented before.
        case granted([UUID: Set<String>])
        case missing([Missing], needsAdmin: Bool)
    }

    /// Compares demands with grants.
    ///
    /// - Parameters:
    ///   - forcesConsent: `prompt=consent`: whatever is asked for is shown again.
    ///   - tenantAllowsUserConsent: Otherwise every missing permission needs an administrator.
    static func evaluate(
        _ demands: [ResourceDemand], forcesConsent: Bool = false, tenantAllowsUserConsent: Bool = true
    ) -> Outcome {
        var missing: [Missing] = []
        var granted: [UUID: Set<String>] = [:]
        for demand in demands {
            let wanted = wanted(of: demand, forcesConsent: forcesConsent)
            let lacking = forcesConsent ? wanted : wanted.filter { !demand.granted.contains($0.value) }
            if !lacking.isEmpty { missing.append(Missing(resourceID: demand.resourceID, permissions: lacking)) }
            granted[demand.resourceID, default: []].formUnion(demand.granted)
        }
        guard missing.isEmpty else {
            let isAdminMatter = missing.contains { $0.permissions.contains(where: \.needsAdmin) }
            return .missing(missing, needsAdmin: isAdminMatter || !tenantAllowsUserConsent)
        }
        return .granted(granted)
    }

    /// `.default` means the registration's wishes only while nothing at all was consented on the resource.
    private static func wanted(of demand: ResourceDemand, forcesConsent: Bool) -> Set<Permission> {
        guard demand.asksDefault else { return demand.named }
        return demand.granted.isEmpty || forcesConsent ? demand.registered.union(demand.named) : demand.named
    }
}
