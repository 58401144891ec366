import Foundation
import MicrosoftGraph
import ServiceCore

/// Somebody who works in the directory of one tenant.
struct DirectorySession: Sendable {
    let access: ServiceAccess
    /// GUID of the tenant.
    let tenantID: String
    let graph: GraphClient

    /// Signs in: on a local tenant as its administrator or the user named, else as the profile.
    ///
    /// - Parameter tenant: GUID or domain; `nil` takes what the settings say, or `fallback` of a local world.
    static func open(
        _ access: ServiceAccess, tenant: String? = nil, actingAs user: String? = nil,
        fallback: (LocalWorld) -> LocalWorld.Tenant? = { $0.customers.first }
    ) async throws -> DirectorySession {
        let wanted = tenant ?? access.context.settings.tenant?.value
        guard let local = access.localTenant else {
            let credential = try await CredentialResolver(access: access).credential(tenant: wanted)
            let graph = GraphClient(cloud: access.cloud, pipeline: access.pipeline(credential))
            return DirectorySession(access: access, tenantID: try await tenantID(graph), graph: graph)
        }
        let world = try await LocalWorld.read(state: local.state, in: access.context)
        return try open(access, in: world.required(wanted, fallback: fallback), actingAs: user)
    }

    /// Signs in to a tenant of a local world.
    static func open(
        _ access: ServiceAccess, in tenant: LocalWorld.Tenant, actingAs user: String? = nil
    ) throws -> DirectorySession {
        let credential = try LocalCredentials.user(user, in: tenant, access: access)
        return DirectorySession(
            access: access, tenantID: tenant.id,
            graph: GraphClient(cloud: access.cloud, pipeline: access.pipeline(credential)))
    }

    /// The page on which an administrator of the tenant consents to everything that the registration lists.
    func consentURL(clientID: String, redirectURI: String?) throws -> String {
        var query = "client_id=\(FormEncoding.percentEncoded(clientID))"
        if let redirectURI { query += "&redirect_uri=\(FormEncoding.percentEncoded(redirectURI))" }
        return try access.cloud.url(.login, path: "/\(tenantID)/adminconsent?\(query)").absoluteString
    }

    private static func tenantID(_ graph: GraphClient) async throws -> String {
        try await graph.organization.get().id
    }
}

extension LocalWorld {
    /// The tenant of a name, or the one that a command takes when none is named.
    func required(_ name: String?, fallback: (LocalWorld) -> Tenant?) throws -> Tenant {
        let known = tenants.map(\.domain).joined(separator: ", ")
        if let name {
            if let found = tenant(named: name) { return found }
            throw CommandError(
                .notFound, what: "there is no tenant \"\(TerminalText.escaped(name))\" in \(state)",
                why: "it has \(known)", remedy: "name one of them with --tenant", status: .usage)
        }
        guard let found = fallback(self) else {
            throw CommandError(
                .notFound, what: "no tenant was named", why: "the local world has no default one",
                remedy: "name one of \(known) with --tenant", status: .usage)
        }
        return found
    }
}
