import Foundation
import HTTPTypes
import MicrosoftGraph
import ServiceCore
import TenantStore

/// Reads bodies of POST and PATCH on applications. The wire model gives the values; the JSON tells a member that is null
/// from one that is absent, which a PATCH must not confuse.
struct ApplicationBody {
    let model: GraphApplication
    let tree: JSONTree

    /// Members that the service sets itself, and refuses from a caller with this message.
    private static let readOnly = ["id", "appId", "createdDateTime", "deletedDateTime", "publisherDomain"]

    /// Members that a body may hold; others are refused, for a misspelt one would be lost silently.
    private static let known: Set<String> = [
        "displayName", "description", "uniqueName", "signInAudience", "identifierUris", "isFallbackPublicClient", "web",
        "spa", "publicClient", "api", "appRoles", "requiredResourceAccess", "passwordCredentials", "keyCredentials",
        "optionalClaims", "groupMembershipClaims", "tags", "info", "notes", "serviceManagementReference",
        "defaultRedirectUri", "isDeviceOnlyAuthSupported", "parentalControlSettings", "addIns", "samlMetadataUrl",
        "tokenEncryptionKeyId", "servicePrincipalLockConfiguration", "oauth2RequirePostResponse", "verifiedPublisher",
        "logo", "disabledByMicrosoftStatus", "certification", "applicationTemplateId",
        "nativeAuthenticationApisEnabled",
    ]

    init(_ call: DirectoryCall) throws {
        tree = try call.json()
        for member in tree.objectValue?.list ?? [] where !member.name.hasPrefix("@") {
            if Self.readOnly.contains(member.name) {
                throw APIFailure.badRequest("Property '\(member.name)' is read-only and cannot be set.")
            }
            guard Self.known.contains(member.name) else {
                throw APIFailure.badRequest(
                    "Resource '\(member.name.prefix(100))' does not exist or one of its queried reference-property objects "
                        + "are not present: the type 'microsoft.graph.application' has no such property.")
            }
        }
        model = try call.model(GraphApplication.self)
    }

    private func has(_ name: String) -> Bool { tree[name] != nil }

    func draft(owner: (id: UUID, type: PrincipalType)?) throws -> ApplicationDraft {
        guard let name = model.displayName, !name.isEmpty else {
            throw APIFailure.badRequest("Property displayName is required to create an application.")
        }
        if model.passwordCredentials?.isEmpty == false { throw Self.passwordRefusal }
        var draft = ApplicationDraft(displayName: name)
        draft.uniqueName = model.uniqueName
        draft.description = model.description
        draft.notes = model.notes
        if let audience = model.signInAudience { draft.signInAudience = .init(rawValue: audience.rawValue) }
        draft.isFallbackPublicClient = model.isFallbackPublicClient
        draft.tags = model.tags ?? []
        draft.web = webSettings(over: WebSettings())
        draft.api = try apiSettings(over: APISettings())
        draft.requiredResourceAccess = try requiredResourceAccess()
        draft.groupMembershipClaims = model.groupMembershipClaims
        draft.optionalClaims = optionalClaims
        draft.identifierURIs = model.identifierURIs ?? []
        draft.redirectURIs = redirectURIs
        draft.permissions = try appRoles() + scopes()
        draft.keyCredentials = try keyCredentials()
        draft.owner = owner
        return draft
    }

    /// - Parameter standing: The application as it is; members of `web` and `api` that the body leaves out stay.
    func changes(to standing: TenantStore.Application) throws -> ApplicationChanges {
        if model.passwordCredentials?.isEmpty == false { throw Self.passwordRefusal }
        var changes = ApplicationChanges()
        if has("displayName") { changes.displayName = .set(model.displayName ?? "") }
        if has("uniqueName") { changes.uniqueName = .set(model.uniqueName) }
        if has("description") { changes.description = .set(model.description) }
        if has("notes") { changes.notes = .set(model.notes) }
        if has("signInAudience") {
            changes.signInAudience = .set(.init(rawValue: model.signInAudience?.rawValue ?? ""))
        }
        if has("isFallbackPublicClient") { changes.isFallbackPublicClient = .set(model.isFallbackPublicClient) }
        if has("tags") { changes.tags = .set(model.tags ?? []) }
        if has("web") { changes.web = .set(webSettings(over: standing.record.web)) }
        if has("api") {
            changes.api = .set(try apiSettings(over: standing.record.api))
            if tree["api"]?["oauth2PermissionScopes"] != nil { changes.scopes = .set(try scopes()) }
        }
        if has("appRoles") { changes.appRoles = .set(try appRoles()) }
        if has("requiredResourceAccess") { changes.requiredResourceAccess = .set(try requiredResourceAccess()) }
        if has("groupMembershipClaims") { changes.groupMembershipClaims = .set(model.groupMembershipClaims) }
        if has("optionalClaims") { changes.optionalClaims = .set(optionalClaims) }
        if has("identifierUris") { changes.identifierURIs = .set(model.identifierURIs ?? []) }
        changes.redirectURIs = redirectURIs
        if has("keyCredentials") { changes.keyCredentials = .set(try keyCredentials()) }
        return changes
    }

    private static var passwordRefusal: APIFailure {
        .badRequest("Secrets are made by the service: use addPassword, whose answer shows the secret once.")
    }

    private var redirectURIs: [RedirectURIRecord.Platform: [String]] {
        var uris: [RedirectURIRecord.Platform: [String]] = [:]
        uris[.web] = model.web?.redirectURIs
        uris[.spa] = model.spa?.redirectURIs
        uris[.publicClient] = model.publicClient?.redirectURIs
        return uris
    }

    private var optionalClaims: String? {
        guard let claims = tree["optionalClaims"], claims != .null else { return nil }
        return claims.text
    }

    private func webSettings(over standing: WebSettings) -> WebSettings {
        var settings = standing
        guard let web = model.web, let members = tree["web"] else { return settings }
        if members["homePageUrl"] != nil { settings.homePageURL = web.homePageURL }
        if members["logoutUrl"] != nil { settings.logoutURL = web.logoutURL }
        if let implicit = web.implicitGrantSettings {
            settings.issuesIDTokensImplicitly = implicit.enableIDTokenIssuance ?? settings.issuesIDTokensImplicitly
            settings.issuesAccessTokensImplicitly =
                implicit.enableAccessTokenIssuance ?? settings.issuesAccessTokensImplicitly
        }
        return settings
    }

    private func apiSettings(over standing: APISettings) throws -> APISettings {
        var settings = standing
        guard let api = model.api, let members = tree["api"] else { return settings }
        if members["requestedAccessTokenVersion"] != nil {
            guard [nil, 1, 2].contains(api.requestedAccessTokenVersion) else {
                throw APIFailure.badRequest("requestedAccessTokenVersion must be null, 1 or 2.")
            }
            settings.requestedAccessTokenVersion = api.requestedAccessTokenVersion
        }
        if members["acceptMappedClaims"] != nil { settings.acceptMappedClaims = api.acceptMappedClaims }
        if let known = api.knownClientApplications {
            settings.knownClientApplications = try known.map { try Self.id($0, "knownClientApplications") }
        }
        if let authorized = api.preAuthorizedApplications {
            settings.preAuthorizedApplications = try authorized.map { entry in
                APISettings.PreAuthorizedApplication(
                    appID: try Self.id(entry.appID ?? "", "preAuthorizedApplications/appId"),
                    permissionIDs: try (entry.delegatedPermissionIDs ?? []).map {
                        try Self.id($0, "preAuthorizedApplications/delegatedPermissionIds")
                    })
            }
        }
        return settings
    }

    private func requiredResourceAccess() throws -> [TenantStore.RequiredResourceAccess] {
        try (model.requiredResourceAccess ?? []).map { resource in
            TenantStore.RequiredResourceAccess(
                resourceAppID: try Self.id(resource.resourceAppID, "requiredResourceAccess/resourceAppId"),
                access: try resource.resourceAccess.map { access in
                    guard access.type == .scope || access.type == .role else {
                        throw APIFailure.badRequest("requiredResourceAccess/resourceAccess/type must be Scope or Role.")
                    }
                    return .init(
                        id: try Self.id(access.id, "requiredResourceAccess/resourceAccess/id"),
                        kind: access.type == .scope ? .scope : .appRole)
                })
        }
    }

    private func scopes() throws -> [PermissionDefinitionRecord] {
        try (model.api?.oauth2PermissionScopes ?? []).map { scope in
            PermissionDefinitionRecord(
                applicationID: .zero, kind: .scope, id: try Self.id(scope.id, "oauth2PermissionScopes/id"),
                value: scope.value, isEnabled: scope.isEnabled ?? true,
                adminDisplayName: scope.adminConsentDisplayName ?? "",
                adminDescription: scope.adminConsentDescription ?? "", userDisplayName: scope.userConsentDisplayName,
                userDescription: scope.userConsentDescription, needsAdmin: scope.type == "Admin")
        }
    }

    private func appRoles() throws -> [PermissionDefinitionRecord] {
        try (model.appRoles ?? []).map { role in
            PermissionDefinitionRecord(
                applicationID: .zero, kind: .appRole, id: try Self.id(role.id, "appRoles/id"), value: role.value,
                isEnabled: role.isEnabled ?? true, adminDisplayName: role.displayName ?? "",
                adminDescription: role.description ?? "", needsAdmin: true,
                allowedMemberTypes: role.allowedMemberTypes ?? [])
        }
    }

    private func keyCredentials() throws -> [KeyCredentialDraft] {
        try (model.keyCredentials ?? []).map { try CertificateReader.draft($0) }
    }

    static func id(_ text: String, _ property: String) throws -> UUID {
        guard let id = UUID(uuidString: text) else {
            throw APIFailure.badRequest("Invalid value specified for property '\(property)': it must be a GUID.")
        }
        return id
    }
}
