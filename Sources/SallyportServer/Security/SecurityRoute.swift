import HTTPTypes
import ServiceCore

/// An operation of the security APIs.
enum SecurityOperation: String, Sendable, Hashable, CaseIterable {
    case xdrListIncidents
    case xdrGetIncident
    case xdrUpdateIncident
    case xdrHunting
    case graphListIncidents
    case graphGetIncident
    case graphUpdateIncident
    case graphCommentIncident
    case graphListAlerts
    case graphGetAlert
    case graphUpdateAlert
    case graphCommentAlert
    case graphHunting
}

/// How many calls are served in a span of time.
struct CallQuota: Sendable, Hashable {
    /// Who shares the quota.
    enum Sharing: Sendable, Hashable {
        /// All applications of a tenant.
        case tenant
        /// One application in a tenant.
        case application
    }

    let calls: Int
    let window: Duration
    let sharing: Sharing

    static func perMinute(_ calls: Int, _ sharing: Sharing = .application) -> CallQuota {
        CallQuota(calls: calls, window: .seconds(60), sharing: sharing)
    }

    static func perHour(_ calls: Int, _ sharing: Sharing = .application) -> CallQuota {
        CallQuota(calls: calls, window: .seconds(3600), sharing: sharing)
    }
}

/// One row of the route table: it feeds the router, the checks before each handler, and the table in the documentation.
struct SecurityRoute: Sendable {
    let operation: SecurityOperation
    let method: HTTPRequest.Method
    /// Paths in the router's form, without version for Graph.
    let paths: [String]
    let surface: Surface
    /// App roles and delegated permissions, of which a token needs one; defender-api.md A5.
    let requirement: OperationRequirement
    /// Directory roles, of which a signed-in user needs one beside the delegated permission; A5.
    let userRoles: DirectoryRoleSet
    /// Quotas of the service; enforced where ``SecuritySettings/enforcesQuotas`` is on.
    let quotas: [CallQuota]

    /// Directory roles that allow a kind of access.
    enum DirectoryRoleSet: Sendable, Hashable {
        case readers
        case responders
    }

    /// The paths with every version that is served.
    var versionedPaths: [String] {
        surface == .graph ? ["/v1.0", "/beta"].flatMap { version in paths.map { version + $0 } } : paths
    }
}

extension SecurityRoute.DirectoryRoleSet {
    /// Template ids in lower case, as in the claim `wids`.
    var templates: Set<String> {
        let responders = [
            WellKnown.DirectoryRole.securityOperator, WellKnown.DirectoryRole.securityAdministrator,
            WellKnown.DirectoryRole.globalAdministrator,
        ]
        let readers = [WellKnown.DirectoryRole.securityReader, WellKnown.DirectoryRole.globalReader]
        return Set((self == .responders ? responders : responders + readers).map(\.lowercaseText))
    }

    /// What the roles are called, for refusals and documentation.
    var names: String {
        switch self {
        case .readers: "Security Reader, Global Reader, Security Operator, Security Administrator, Global Administrator"
        case .responders: "Security Operator, Security Administrator, Global Administrator"
        }
    }
}

extension SecurityRoute {
    /// All routes of the security APIs.
    static let all: [SecurityRoute] = [
        SecurityRoute(
            operation: .xdrListIncidents, method: .get, paths: ["/api/incidents"], surface: .defender,
            requirement: .xdrReadIncidents, userRoles: .readers, quotas: [.perMinute(50), .perHour(1500)]),
        SecurityRoute(
            operation: .xdrGetIncident, method: .get, paths: ["/api/incidents/:id"], surface: .defender,
            requirement: .xdrReadIncidents, userRoles: .readers, quotas: [.perMinute(100), .perHour(1500)]),
        SecurityRoute(
            operation: .xdrUpdateIncident, method: .patch, paths: ["/api/incidents/:id"], surface: .defender,
            requirement: .xdrUpdateIncidents, userRoles: .responders, quotas: [.perMinute(50), .perHour(1500)]),
        SecurityRoute(
            operation: .xdrHunting, method: .post, paths: ["/api/advancedhunting/run"], surface: .defender,
            requirement: .xdrHunting, userRoles: .readers,
            quotas: [.perMinute(45, .tenant), .perHour(1500, .tenant)]),
        SecurityRoute(
            operation: .graphListIncidents, method: .get, paths: ["/security/incidents"], surface: .graph,
            requirement: .graphReadIncidents, userRoles: .readers, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphGetIncident, method: .get, paths: ["/security/incidents/:id"], surface: .graph,
            requirement: .graphReadIncidents, userRoles: .readers, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphUpdateIncident, method: .patch, paths: ["/security/incidents/:id"], surface: .graph,
            requirement: .graphUpdateIncidents, userRoles: .responders, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphCommentIncident, method: .post, paths: ["/security/incidents/:id/comments"],
            surface: .graph, requirement: .graphUpdateIncidents, userRoles: .responders, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphListAlerts, method: .get, paths: ["/security/alerts_v2"], surface: .graph,
            requirement: .graphReadAlerts, userRoles: .readers, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphGetAlert, method: .get, paths: ["/security/alerts_v2/:id"], surface: .graph,
            requirement: .graphReadAlerts, userRoles: .readers, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphUpdateAlert, method: .patch, paths: ["/security/alerts_v2/:id"], surface: .graph,
            requirement: .graphUpdateAlerts, userRoles: .responders, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphCommentAlert, method: .post, paths: ["/security/alerts_v2/:id/comments"], surface: .graph,
            requirement: .graphUpdateAlerts, userRoles: .responders, quotas: [.perMinute(150)]),
        SecurityRoute(
            operation: .graphHunting, method: .post,
            // The Graph SDKs post to the qualified name of the action.
            paths: ["/security/runHuntingQuery", "/security/microsoft.graph.security.runHuntingQuery"],
            surface: .graph, requirement: .graphHunting, userRoles: .readers,
            quotas: [.perMinute(45, .tenant), .perHour(1500, .tenant)]),
    ]
}
