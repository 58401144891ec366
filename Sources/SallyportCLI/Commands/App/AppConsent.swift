import ArgumentParser
import Foundation
import MicrosoftGraph
import ServiceCore

/// `sally app consent`
struct AppConsent: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Grant admin consent to an application in a tenant.",
        discussion: "On a local tenant the permissions are those of its registration; elsewhere name them.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var wanted: PermissionOptions

    @Argument(help: "Client ID of the application.")
    var clientID: UUID

    func run(in context: CommandContext) async throws -> CommandStatus {
        let access = try ServiceAccess.resolve(in: context)
        let session = try await DirectorySession.open(access, actingAs: acting.user)
        let permissions = try await permissions(access, session: session)
        let result = try await ApplicationRegistration(session: session)
            .consent(to: clientID.text, permissions: permissions)
        try context.output.one(result, fields: result.fields)
        return .ok
    }

    private func permissions(_ access: ServiceAccess, session: DirectorySession) async throws -> [PermissionWish] {
        if !wanted.purposeNames.isEmpty || !wanted.permissions.isEmpty {
            return try PermissionWish.list(
                purposes: wanted.purposeNames, permissions: wanted.permissions, kind: .appRole)
        }
        if let application = try await registration(access, session: session) {
            return Self.wishes(of: application)
        }
        if access.localTenant != nil {
            throw CommandError(
                .notFound, what: "cannot consent to \(clientID.text)",
                why:
                    "no tenant of \(access.context.settings.localState.value.path) has a registration with that client ID",
                remedy: "see `sally app list --tenant TENANT`, or name what it may do with --for or --permission")
        }
        throw CommandError(
            .consentNeeded, what: "cannot consent to \(clientID.text) by itself",
            why: "its registration is in another tenant and cannot be read here",
            remedy: "name what it may do with --for or --permission, or let an administrator open "
                + (try session.consentURL(clientID: clientID.text, redirectURI: nil)),
            status: .signInNeeded)
    }

    /// The registration, from the tenant where it is at home.
    private func registration(_ access: ServiceAccess, session: DirectorySession) async throws -> Application? {
        if let found = try await session.graph.applications.find(appID: clientID.text) { return found }
        guard let local = access.localTenant else { return nil }
        let world = try await LocalWorld.read(state: local.state, in: access.context)
        guard let home = world.apps.first(where: { $0.clientID == clientID.text })?.tenantID else { return nil }
        return try await DirectorySession.open(access, tenant: home).graph.applications.find(appID: clientID.text)
    }

    /// What a registration asks for, as far as the catalogue knows it.
    static func wishes(of application: Application) -> [PermissionWish] {
        (application.requiredResourceAccess ?? []).flatMap { required -> [PermissionWish] in
            guard let resource = ResourceApplication.named(required.resourceAppID) else { return [] }
            return required.resourceAccess.compactMap { access in
                UUID(uuidString: access.id).flatMap { id in
                    let known = access.type == .role ? resource.appRoles : resource.scopes
                    return known.first { $0.id == id }.map { PermissionWish(resource: resource, permission: $0) }
                }
            }
        }
    }
}
