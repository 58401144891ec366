import Foundation
import SallyportServer
import ServiceCore
import TenantStore

/// What is in a local tenant's state, in the shape that `sally local info -o json` promises.
struct LocalWorld: Sendable, Encodable {
    struct User: Sendable, Encodable {
        var id: String
        var userPrincipalName: String
        /// Only of users whose password this state made; it is no secret to the state's owner.
        var password: String?
        var roles: [String]
    }

    struct Tenant: Sendable, Encodable {
        var id: String
        var name: String
        var domain: String
        /// `partner` or `customer`.
        var kind: String
        var users: [User]
    }

    struct App: Sendable, Encodable {
        var clientID: String
        var name: String
        /// Home tenant; none for applications that every tenant knows.
        var tenantID: String?

        enum CodingKeys: String, CodingKey {
            case clientID = "clientId"
            case name
            case tenantID = "tenantId"
        }
    }

    /// Where it answers; none when nobody serves the state.
    var url: String?
    var ca: String
    var state: String
    var tenants: [Tenant]
    var apps: [App]

    /// Reads the state, whether it is served or not.
    static func read(state: URL, in context: CommandContext) async throws -> LocalWorld {
        guard LocalTenant.exists(at: state) else {
            throw CommandError(
                .noLocalTenant, what: "there is no local tenant in \(state.path)", why: "the folder holds no state",
                remedy: "make one with `sally local start --detach`")
        }
        let database = try TenantDatabase.open(
            at: state.appending(path: "sallyport.sqlite"), time: context.time, random: context.random)
        defer { try? database.close() }
        let key = try AdminKey.load(state: state, random: context.random)
        var world = LocalWorld(
            url: LocalTenant.running(at: state)?.url.absoluteString,
            ca: LocalTenant.authorityFile(of: state).path, state: state.path, tenants: [], apps: wellKnownApps)
        for record in try await database.tenants() {
            let handle = database.handle(for: record.id)
            var users: [User] = []
            for user in try await handle.users() {
                let roles = try await handle.roles(ofUser: user.id)
                users.append(
                    User(
                        id: user.id.text, userPrincipalName: user.userPrincipalName,
                        password: user.hasGeneratedPassword ? key.password(of: user.id).reveal : nil,
                        roles: roles.map { $0.displayName ?? $0.rawValue.text }.sorted()))
            }
            let domain = try await handle.verifiedDomains().first?.name ?? ""
            world.tenants.append(
                Tenant(
                    id: record.id.text, name: record.displayName, domain: domain, kind: record.kind.rawValue,
                    users: users))
            for application in try await handle.applications() {
                world.apps.append(
                    App(
                        clientID: application.record.appID.text, name: application.record.displayName,
                        tenantID: record.id.text))
            }
        }
        return world
    }

    private static var wellKnownApps: [App] {
        [App(clientID: WellKnown.sallyCLI.text, name: "Sallyport CLI", tenantID: nil)]
            + ResourceApplication.all.map { App(clientID: $0.appID.text, name: $0.displayName, tenantID: nil) }
    }

    /// The tenant of a GUID or domain.
    func tenant(named segment: String) -> Tenant? {
        let wanted = segment.lowercased()
        return tenants.first { $0.id == wanted || $0.domain.lowercased() == wanted }
    }

    var customers: [Tenant] { tenants.filter { $0.kind == "customer" } }
    var partner: Tenant? { tenants.first { $0.kind == "partner" } }
}

extension LocalWorld.Tenant {
    /// Who may do everything in the tenant.
    var administrator: LocalWorld.User? { user(withRole: "Global Administrator") }

    func user(withRole role: String) -> LocalWorld.User? { users.first { $0.roles.contains(role) } }

    func user(named name: String) -> LocalWorld.User? {
        users.first { $0.userPrincipalName.lowercased() == name.lowercased() }
    }
}
