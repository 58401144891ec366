import Foundation
import HTTPTypes
import MicrosoftGraph
import ServiceCore

/// Registers an application, or repairs one of the same name: every step finds what is there already (identity.md D.7).
struct ApplicationRegistration: Sendable {
    /// What the application is to be.
    struct Wish: Sendable {
        var name: String
        var context: AppCreate.Context
        var permissions: [PermissionWish]
        var redirectURIs: [String] = []
        /// DER of a certificate to sign in with.
        var certificate: Data?
        /// Whether a secret is made; never for the user context, whose clients are public.
        var makesSecret: Bool
        var grantsConsent: Bool
    }

    /// Marks applications that this program registered, so that another of the same name is left alone.
    static let tag = "sallyport"

    let session: DirectorySession

    private var graph: GraphClient { session.graph }
    private var replication: Replication { Replication(time: session.access.context.time) }

    /// Carries the wish out.
    func carryOut(_ wish: Wish) async throws -> RegisteredApplication {
        let resources = try await resourcePrincipals(for: wish.permissions)
        let required = try requiredAccess(wish.permissions, resources: resources)
        let application = try await ensureApplication(wish, required: required)
        guard let objectID = application.id, let clientID = application.appID else {
            throw CommandError(
                .checkFailed, what: "cannot go on with \"\(TerminalText.escaped(wish.name))\"",
                why: "the directory gave the application no ID", remedy: "repeat the command")
        }
        let principal = try await replication.settle { try await graph.servicePrincipals.ensure(appID: clientID) }
        let principalID = principal.id ?? ""
        var isGranted = false
        if wish.grantsConsent {
            isGranted = try await grantConsent(
                to: principalID, permissions: wish.permissions, resources: resources, isRequired: false)
        }
        var result = RegisteredApplication(
            tenantID: session.tenantID, clientID: clientID, objectID: objectID, servicePrincipalID: principalID,
            permissions: wish.permissions.map(Self.granted),
            consent: .init(
                granted: isGranted,
                url: try session.consentURL(clientID: clientID, redirectURI: wish.redirectURIs.first)))
        if let certificate = wish.certificate {
            result.certificate = try await addCertificate(certificate, to: objectID)
        }
        if wish.makesSecret { result.secret = try await addSecret(to: objectID) }
        return result
    }

    /// Brings an application of another tenant into this one, with the permissions given.
    func consent(to clientID: String, permissions: [PermissionWish]) async throws -> RegisteredApplication {
        let resources = try await resourcePrincipals(for: permissions)
        let principal = try await replication.settle { try await graph.servicePrincipals.ensure(appID: clientID) }
        let principalID = principal.id ?? ""
        let isGranted = try await grantConsent(
            to: principalID, permissions: permissions, resources: resources, isRequired: true)
        return RegisteredApplication(
            tenantID: session.tenantID, clientID: clientID, servicePrincipalID: principalID,
            permissions: permissions.map(Self.granted),
            consent: .init(granted: isGranted, url: try session.consentURL(clientID: clientID, redirectURI: nil)))
    }

    /// Makes a secret; its value is in this answer and never again.
    func addSecret(to objectID: String) async throws -> RegisteredApplication.Secret {
        let credential = try await replication.settle {
            try await graph.applications.addPassword(to: objectID, PasswordCredential(displayName: "sally"))
        }
        guard let value = credential.secretText, let keyID = credential.keyID else {
            throw CommandError(
                .checkFailed, what: "cannot show the new secret", why: "the directory's answer held none",
                remedy: "remove it in the portal and repeat the command")
        }
        return .init(keyID: keyID, value: value, endDateTime: credential.endDateTime?.date)
    }

    /// The application of a name that this program registered.
    func find(named name: String) async throws -> Application? {
        for try await application in graph.applications.list(
            ODataQuery(filter: .equal("displayName", .text(name))))
        where application.tags?.contains(Self.tag) == true {
            return application
        }
        return nil
    }

    private func ensureApplication(_ wish: Wish, required: [RequiredResourceAccess]) async throws -> Application {
        let isPublic = wish.context == .user
        let uris = wish.redirectURIs.isEmpty && isPublic ? ["http://localhost"] : wish.redirectURIs
        var draft = Application(
            displayName: wish.name,
            signInAudience: wish.context == .partner ? .multipleOrganizations : .myOrganization,
            requiredResourceAccess: required)
        if isPublic {
            draft.isFallbackPublicClient = true
            draft.publicClient = RedirectSettings(redirectURIs: uris)
        } else if !uris.isEmpty {
            draft.web = WebApplication(redirectURIs: uris)
        }
        guard let existing = try await find(named: wish.name), let id = existing.id else {
            draft.tags = [Self.tag]
            return try await graph.applications.create(draft)
        }
        draft.requiredResourceAccess = Self.merged(existing.requiredResourceAccess ?? [], required)
        if draft.publicClient != nil {
            draft.publicClient?.redirectURIs = Self.merged(existing.publicClient?.redirectURIs ?? [], uris)
        }
        if draft.web != nil { draft.web?.redirectURIs = Self.merged(existing.web?.redirectURIs ?? [], uris) }
        try await graph.applications.update(id, draft)
        return existing
    }

    /// The service principals of the APIs, made where the tenant has none yet.
    private func resourcePrincipals(for wishes: [PermissionWish]) async throws -> [ResourceApplication:
        ServicePrincipal]
    {
        var principals: [ResourceApplication: ServicePrincipal] = [:]
        for wish in wishes where principals[wish.resource] == nil {
            do {
                principals[wish.resource] = try await graph.servicePrincipals.ensure(appID: wish.resource.appID.text)
            } catch let error as APIError where error.status == .notFound || error.status == .badRequest {
                throw CommandError(
                    .checkFailed, what: "cannot use the API \(wish.resource.displayName) in this tenant",
                    why: "the tenant does not have it: \(TerminalText.escaped(error.message))",
                    remedy: "subscribe the tenant to the product, or leave the permission out", cause: error)
            }
        }
        return principals
    }

    /// The identifier of a permission in this tenant, read from the API's service principal rather than assumed.
    private func identifier(of wish: PermissionWish, in principal: ServicePrincipal?) -> String {
        switch wish.permission.kind {
        case .appRole:
            principal?.appRoles?.first { $0.value == wish.permission.value }?.id ?? wish.permission.id.text
        case .scope:
            principal?.oauth2PermissionScopes?.first { $0.value == wish.permission.value }?.id
                ?? wish.permission.id.text
        }
    }

    private func requiredAccess(
        _ wishes: [PermissionWish], resources: [ResourceApplication: ServicePrincipal]
    ) throws -> [RequiredResourceAccess] {
        var result: [RequiredResourceAccess] = []
        for wish in wishes {
            let access = ResourceAccess(
                id: identifier(of: wish, in: resources[wish.resource]),
                type: wish.permission.kind == .appRole ? .role : .scope)
            result = Self.merged(
                result, [RequiredResourceAccess(resourceAppID: wish.resource.appID.text, resourceAccess: [access])])
        }
        return result
    }

    /// Assigns the app roles and grants the scopes for everybody in the tenant.
    ///
    /// - Parameter isRequired: Throws when the caller may not do it; else the answer is `false`.
    private func grantConsent(
        to principalID: String, permissions: [PermissionWish],
        resources: [ResourceApplication: ServicePrincipal], isRequired: Bool
    ) async throws -> Bool {
        do {
            for wish in permissions where wish.permission.kind == .appRole {
                let resource = resources[wish.resource]
                let assignment = AppRoleAssignment(
                    appRoleID: identifier(of: wish, in: resource), principalID: principalID,
                    resourceID: resource?.id ?? "")
                _ = try await replication.settle { try await graph.appRoleAssignments.ensure(assignment) }
            }
            let scopes = Dictionary(grouping: permissions.filter { $0.permission.kind == .scope }, by: \.resource)
            for (resource, wishes) in scopes.sorted(by: { $0.key.displayName < $1.key.displayName }) {
                let grant = OAuth2PermissionGrant(
                    clientID: principalID, consentType: .allPrincipals, resourceID: resources[resource]?.id ?? "",
                    scope: wishes.map(\.permission.value).joined(separator: " "))
                _ = try await replication.settle { try await graph.oauth2PermissionGrants.ensure(grant) }
            }
            return true
        } catch let error as APIError where error.status == .forbidden && !isRequired {
            session.access.context.output.warning(
                "consent was not granted – \(TerminalText.escaped(error.message)) – "
                    + "let an administrator open the consent page")
            return false
        }
    }

    /// Adds a certificate beside those that are there.
    func addCertificate(_ der: Data, to objectID: String) async throws -> RegisteredApplication.Certificate {
        // The first certificate cannot come through addKey, which wants a proof by an older one (identity.md D.6).
        let key = KeyCredential(
            type: "AsymmetricX509Cert", usage: "Verify", key: der.base64EncodedString(), displayName: "sally")
        let existing = try await replication.settle { try await graph.applications.get(objectID).keyCredentials ?? [] }
        try await graph.applications.update(objectID, Application(keyCredentials: existing + [key]))
        let known = Set(existing.compactMap(\.keyID))
        let keys = try await graph.applications.get(objectID).keyCredentials ?? []
        let added = keys.first { !known.contains($0.keyID ?? "") } ?? keys.last
        return .init(keyID: added?.keyID, endDateTime: added?.endDateTime?.date)
    }

    private static func granted(_ wish: PermissionWish) -> RegisteredApplication.GrantedPermission {
        .init(
            resource: wish.resource.displayName, resourceAppID: wish.resource.appID.text,
            value: wish.permission.value, type: wish.permission.kind == .appRole ? "Role" : "Scope")
    }

    private static func merged(_ left: [String], _ right: [String]) -> [String] {
        left + right.filter { !left.contains($0) }
    }

    private static func merged(
        _ left: [RequiredResourceAccess], _ right: [RequiredResourceAccess]
    ) -> [RequiredResourceAccess] {
        var result = left
        for access in right {
            if let index = result.firstIndex(where: {
                $0.resourceAppID.lowercased() == access.resourceAppID.lowercased()
            }) {
                let known = result[index].resourceAccess
                result[index].resourceAccess += access.resourceAccess.filter { !known.contains($0) }
            } else {
                result.append(access)
            }
        }
        return result
    }
}
