package import Foundation
package import ServiceCore

/// The definition of an application; one, in its home tenant. identity.md D.1.
package struct ApplicationRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "applications"

    /// The object ID. Not the client ID.
    package var id: UUID
    /// The client ID, unique in the cloud.
    package var appID: UUID
    /// The home tenant.
    package var tenantID: UUID
    package var displayName: String
    package var uniqueName: String?
    package var description: String?
    package var notes: String?
    package var signInAudience: SignInAudience
    /// Whether flows without a redirect URI treat the application as a public client.
    package var isFallbackPublicClient: Bool?
    package var publisherDomain: String?
    package var createdDateTime: Date
    /// When the application was soft-deleted.
    package var deletedDateTime: Date?
    package var tags: [String]
    package var web: WebSettings
    package var api: APISettings
    package var requiredResourceAccess: [RequiredResourceAccess]
    package var groupMembershipClaims: String?
    /// The member `optionalClaims` as the caller wrote it: JSON text.
    package var optionalClaims: String?
}

/// Who may use an application.
package struct SignInAudience: RawRepresentable, Codable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let myOrganization = Self(rawValue: "AzureADMyOrg")
    package static let multipleOrganizations = Self(rawValue: "AzureADMultipleOrgs")
    package static let organizationsAndPersonalAccounts = Self(rawValue: "AzureADandPersonalMicrosoftAccount")
    package static let personalAccounts = Self(rawValue: "PersonalMicrosoftAccount")

    /// The four values that the service knows.
    package static let all: [Self] = [
        .myOrganization, .multipleOrganizations, .organizationsAndPersonalAccounts, .personalAccounts,
    ]

    /// Whether tenants other than the home tenant may use the application.
    package var isMultiTenant: Bool {
        self == .multipleOrganizations || self == .organizationsAndPersonalAccounts
    }
}

/// The settings of the web platform, without its redirect URIs.
package struct WebSettings: Codable, Hashable, Sendable {
    package var homePageURL: String?
    package var logoutURL: String?
    package var issuesIDTokensImplicitly: Bool
    package var issuesAccessTokensImplicitly: Bool

    package init(
        homePageURL: String? = nil, logoutURL: String? = nil, issuesIDTokensImplicitly: Bool = false,
        issuesAccessTokensImplicitly: Bool = false
    ) {
        self.homePageURL = homePageURL
        self.logoutURL = logoutURL
        self.issuesIDTokensImplicitly = issuesIDTokensImplicitly
        self.issuesAccessTokensImplicitly = issuesAccessTokensImplicitly
    }
}

/// The settings of an application that is itself an API, without its scopes.
package struct APISettings: Codable, Hashable, Sendable {
    /// A client that needs no consent for some scopes.
    package struct PreAuthorizedApplication: Codable, Hashable, Sendable {
        package var appID: UUID
        package var permissionIDs: [UUID]

        package init(appID: UUID, permissionIDs: [UUID]) {
            self.appID = appID
            self.permissionIDs = permissionIDs
        }
    }

    /// 1, 2, or nil for the service's choice.
    package var requestedAccessTokenVersion: Int?
    package var acceptMappedClaims: Bool?
    package var knownClientApplications: [UUID]
    package var preAuthorizedApplications: [PreAuthorizedApplication]

    package init(
        requestedAccessTokenVersion: Int? = nil, acceptMappedClaims: Bool? = nil,
        knownClientApplications: [UUID] = [], preAuthorizedApplications: [PreAuthorizedApplication] = []
    ) {
        self.requestedAccessTokenVersion = requestedAccessTokenVersion
        self.acceptMappedClaims = acceptMappedClaims
        self.knownClientApplications = knownClientApplications
        self.preAuthorizedApplications = preAuthorizedApplications
    }
}

/// The permissions that an application wishes for on one API. It grants nothing.
package struct RequiredResourceAccess: Codable, Hashable, Sendable {
    /// One wished permission.
    package struct Access: Codable, Hashable, Sendable {
        package var id: UUID
        package var kind: PermissionKind

        package init(id: UUID, kind: PermissionKind) {
            self.id = id
            self.kind = kind
        }
    }

    package var resourceAppID: UUID
    package var access: [Access]

    package init(resourceAppID: UUID, access: [Access]) {
        self.resourceAppID = resourceAppID
        self.access = access
    }
}

/// An application permission or a delegated one.
package typealias PermissionKind = Permission.Kind

/// An app role or a scope that an application defines.
package struct PermissionDefinitionRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "permissionDefinitions"

    package var applicationID: UUID
    package var kind: PermissionKind
    package var id: UUID
    var position: Int
    package var value: String?
    package var isEnabled: Bool
    package var adminDisplayName: String
    package var adminDescription: String
    package var userDisplayName: String?
    package var userDescription: String?
    /// For scopes: type `Admin`. App roles always need an administrator.
    package var needsAdmin: Bool
    /// For app roles: `User`, `Application` or both.
    package var allowedMemberTypes: [String]

    package init(
        applicationID: UUID, kind: PermissionKind, id: UUID, value: String?, isEnabled: Bool = true,
        adminDisplayName: String, adminDescription: String, userDisplayName: String? = nil,
        userDescription: String? = nil, needsAdmin: Bool, allowedMemberTypes: [String] = []
    ) {
        self.applicationID = applicationID
        self.kind = kind
        self.id = id
        self.position = 0
        self.value = value
        self.isEnabled = isEnabled
        self.adminDisplayName = adminDisplayName
        self.adminDescription = adminDescription
        self.userDisplayName = userDisplayName
        self.userDescription = userDescription
        self.needsAdmin = needsAdmin
        self.allowedMemberTypes = allowedMemberTypes
    }
}

/// A redirect URI with the platform that decides how a code sent to it is redeemed; identity.md D.3.
package struct RedirectURIRecord: StoredRecord, Hashable {
    /// The kind of client behind a redirect URI.
    package enum Platform: String, Codable, Hashable, Sendable, CaseIterable {
        case web
        case spa
        case publicClient
    }

    package static let table = "redirectURIs"

    package var applicationID: UUID
    package var platform: Platform
    var position: Int
    package var uri: String
}

struct IdentifierURIRecord: StoredRecord {
    static let table = "identifierURIs"

    var tenantID: UUID
    var applicationID: UUID
    var position: Int
    var uri: String
}

/// A client secret. Its text is shown once, by the use case that makes it; identity.md H.19.
package struct PasswordCredentialRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "passwordCredentials"

    package var keyID: UUID
    package var applicationID: UUID
    package var displayName: String?
    /// The first three characters of the secret.
    package var hint: String
    var hash: String
    package var startDateTime: Date
    package var endDateTime: Date

    package var id: UUID { keyID }
}

/// A certificate with which an application may sign assertions.
package struct KeyCredentialRecord: StoredRecord, Equatable, Identifiable {
    package static let table = "keyCredentials"

    package var applicationID: UUID
    package var keyID: UUID
    var position: Int
    /// `AsymmetricX509Cert`.
    package var type: String
    /// `Verify`.
    package var usage: String
    package var displayName: String?
    /// base64 of an identifier chosen by the caller, as a rule the SHA-1 thumbprint.
    package var customKeyIdentifier: String?
    /// The certificate in DER.
    package var certificate: Data
    package var thumbprintSHA1: Data
    package var thumbprintSHA256: Data
    package var startDateTime: Date
    package var endDateTime: Date

    package var id: UUID { keyID }
}

/// The owner of an application.
package struct ApplicationOwnerRecord: StoredRecord, Equatable {
    package static let table = "applicationOwners"

    package var tenantID: UUID
    package var applicationID: UUID
    package var ownerID: UUID
    package var ownerType: PrincipalType
}

/// What kind of object a principal is.
package enum PrincipalType: String, Codable, Hashable, Sendable {
    case user = "User"
    case servicePrincipal = "ServicePrincipal"
}
