import Foundation
import MicrosoftGraph
import ServiceCore
import TenantStore

typealias GraphApplication = MicrosoftGraph.Application
typealias GraphServicePrincipal = MicrosoftGraph.ServicePrincipal
typealias GraphAppRoleAssignment = MicrosoftGraph.AppRoleAssignment
typealias GraphRequiredResourceAccess = MicrosoftGraph.RequiredResourceAccess
typealias GraphSignInAudience = MicrosoftGraph.SignInAudience

extension GraphApplication {
    /// What Graph prints of a registration.
    ///
    /// - Parameter showsKeys: Whether certificates carry their material: on a read that selects them.
    init(_ application: TenantStore.Application, showsKeys: Bool = false) {
        let record = application.record
        self.init(
            id: record.id.text, appID: record.appID.text, displayName: record.displayName,
            description: record.description, uniqueName: record.uniqueName,
            signInAudience: GraphSignInAudience(rawValue: record.signInAudience.rawValue),
            identifierURIs: application.identifierURIs, isFallbackPublicClient: record.isFallbackPublicClient,
            web: WebApplication(
                redirectURIs: application.redirectURIs(of: .web), homePageURL: record.web.homePageURL,
                logoutURL: record.web.logoutURL,
                implicitGrantSettings: ImplicitGrantSettings(
                    enableIDTokenIssuance: record.web.issuesIDTokensImplicitly,
                    enableAccessTokenIssuance: record.web.issuesAccessTokensImplicitly)),
            spa: RedirectSettings(redirectURIs: application.redirectURIs(of: .spa)),
            publicClient: RedirectSettings(redirectURIs: application.redirectURIs(of: .publicClient)),
            api: APIApplication(
                requestedAccessTokenVersion: record.api.requestedAccessTokenVersion,
                oauth2PermissionScopes: application.scopes.map(PermissionScope.init),
                preAuthorizedApplications: record.api.preAuthorizedApplications.map {
                    PreAuthorizedApplication(appID: $0.appID.text, delegatedPermissionIDs: $0.permissionIDs.map(\.text))
                },
                knownClientApplications: record.api.knownClientApplications.map(\.text),
                acceptMappedClaims: record.api.acceptMappedClaims),
            appRoles: application.appRoles.map(AppRole.init),
            requiredResourceAccess: record.requiredResourceAccess.map(GraphRequiredResourceAccess.init),
            passwordCredentials: application.passwordCredentials.map { PasswordCredential($0) },
            keyCredentials: application.keyCredentials.map { KeyCredential($0, showsKey: showsKeys) },
            optionalClaims: record.optionalClaims.flatMap {
                try? JSONDecoder().decode(OptionalClaims.self, from: Data($0.utf8))
            },
            groupMembershipClaims: record.groupMembershipClaims, publisherDomain: record.publisherDomain,
            tags: record.tags, info: InformationalURLs(), notes: record.notes,
            createdDateTime: GraphDateTime(record.createdDateTime),
            deletedDateTime: record.deletedDateTime.map(GraphDateTime.init))
    }
}

extension PermissionScope {
    init(_ permission: PermissionDefinitionRecord) {
        self.init(
            id: permission.id.text, value: permission.value, type: permission.needsAdmin ? "Admin" : "User",
            isEnabled: permission.isEnabled, adminConsentDisplayName: permission.adminDisplayName,
            adminConsentDescription: permission.adminDescription, userConsentDisplayName: permission.userDisplayName,
            userConsentDescription: permission.userDescription)
    }
}

extension AppRole {
    init(_ permission: PermissionDefinitionRecord) {
        self.init(
            id: permission.id.text, value: permission.value, displayName: permission.adminDisplayName,
            description: permission.adminDescription, allowedMemberTypes: permission.allowedMemberTypes,
            isEnabled: permission.isEnabled, origin: "Application")
    }
}

extension GraphRequiredResourceAccess {
    init(_ access: TenantStore.RequiredResourceAccess) {
        self.init(
            resourceAppID: access.resourceAppID.text,
            resourceAccess: access.access.map {
                ResourceAccess(id: $0.id.text, type: $0.kind == .scope ? .scope : .role)
            })
    }
}

extension PasswordCredential {
    /// - Parameter secret: The secret itself, in the one answer that shows it.
    init(_ record: PasswordCredentialRecord, secret: Secret? = nil) {
        self.init(
            keyID: record.keyID.text, displayName: record.displayName,
            startDateTime: GraphDateTime(record.startDateTime), endDateTime: GraphDateTime(record.endDateTime),
            hint: record.hint, secretText: secret?.reveal)
    }
}

extension KeyCredential {
    init(_ record: KeyCredentialRecord, showsKey: Bool) {
        self.init(
            keyID: record.keyID.text, type: record.type, usage: record.usage,
            key: showsKey ? record.certificate.base64EncodedString() : nil, displayName: record.displayName,
            customKeyIdentifier: record.customKeyIdentifier, startDateTime: GraphDateTime(record.startDateTime),
            endDateTime: GraphDateTime(record.endDateTime))
    }
}
