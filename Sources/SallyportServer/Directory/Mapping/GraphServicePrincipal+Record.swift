import MicrosoftGraph
import TenantStore

extension GraphServicePrincipal {
    /// What Graph prints of a service principal: its own members, and copies of the definition it follows.
    init(_ principal: TenantStore.ServicePrincipal) {
        let (record, application) = (principal.record, principal.application)
        self.init(
            id: record.id.text, appID: application.appID.text, appDisplayName: application.displayName,
            displayName: application.displayName, appOwnerOrganizationID: application.homeTenantID.text,
            accountEnabled: record.accountEnabled, appRoleAssignmentRequired: record.appRoleAssignmentRequired,
            servicePrincipalType: record.servicePrincipalType,
            servicePrincipalNames: application.servicePrincipalNames,
            appRoles: application.appRoles.map(AppRole.init),
            oauth2PermissionScopes: application.scopes.map(PermissionScope.init),
            replyURLs: application.redirectURIs.map(\.uri),
            signInAudience: GraphSignInAudience(rawValue: application.record.signInAudience.rawValue),
            tags: record.tags, passwordCredentials: [], keyCredentials: [],
            homepage: application.record.web.homePageURL, logoutURL: application.record.web.logoutURL,
            alternativeNames: [], notes: record.notes, createdDateTime: GraphDateTime(record.createdDateTime))
    }
}

extension GraphAppRoleAssignment {
    init(_ assignment: TenantStore.AppRoleAssignment) {
        let record = assignment.record
        self.init(
            id: record.id, appRoleID: record.appRoleID.text, principalID: record.principalID.text,
            principalType: record.principalType.rawValue, principalDisplayName: assignment.principalDisplayName,
            resourceID: record.resourceID.text, resourceDisplayName: assignment.resourceDisplayName,
            createdDateTime: GraphDateTime(record.createdDateTime))
    }
}

extension OAuth2PermissionGrant {
    init(_ record: OAuth2PermissionGrantRecord) {
        self.init(
            id: record.id, clientID: record.clientID.text,
            consentType: ConsentType(rawValue: record.consentType.rawValue), principalID: record.principalID?.text,
            resourceID: record.resourceID.text, scope: record.scope)
    }
}
