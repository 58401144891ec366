package import Foundation

/// An application with everything that hangs on it, read in one transaction.
package struct Application: Sendable, Equatable, Identifiable {
    package var record: ApplicationRecord
    package var identifierURIs: [String]
    package var redirectURIs: [RedirectURIRecord]
    package var appRoles: [PermissionDefinitionRecord]
    package var scopes: [PermissionDefinitionRecord]
    package var passwordCredentials: [PasswordCredentialRecord]
    package var keyCredentials: [KeyCredentialRecord]

    package var id: UUID { record.id }
    package var appID: UUID { record.appID }
    package var homeTenantID: UUID { record.tenantID }
    package var displayName: String { record.displayName }

    /// The names by which the application may be addressed as a resource: client ID, `api://{client ID}` and its URIs.
    package var servicePrincipalNames: [String] {
        [record.appID.text] + identifierURIs
    }

    /// The redirect URIs of one platform, in the order in which they were registered.
    package func redirectURIs(of platform: RedirectURIRecord.Platform) -> [String] {
        redirectURIs.filter { $0.platform == platform }.map(\.uri)
    }

    /// An enabled scope by its value, compared exactly.
    package func scope(_ value: String) -> PermissionDefinitionRecord? {
        scopes.first { $0.value == value && $0.isEnabled }
    }

    /// An enabled app role by its value, compared exactly.
    package func appRole(_ value: String) -> PermissionDefinitionRecord? {
        appRoles.first { $0.value == value && $0.isEnabled }
    }
}

/// A property that an update may set, also to nil, or leave alone.
package enum Change<Value: Sendable>: Sendable {
    case keep
    case set(Value)

    func apply(to value: inout Value) {
        if case .set(let new) = self { value = new }
    }
}

/// What a new application is made of.
package struct ApplicationDraft: Sendable {
    package var id: UUID?
    package var appID: UUID?
    package var displayName: String
    package var uniqueName: String?
    package var description: String?
    package var notes: String?
    package var signInAudience: SignInAudience = .myOrganization
    package var isFallbackPublicClient: Bool?
    package var tags: [String] = []
    package var web = WebSettings()
    package var api = APISettings()
    package var requiredResourceAccess: [RequiredResourceAccess] = []
    package var groupMembershipClaims: String?
    package var optionalClaims: String?
    package var identifierURIs: [String] = []
    package var redirectURIs: [RedirectURIRecord.Platform: [String]] = [:]
    package var permissions: [PermissionDefinitionRecord] = []
    package var keyCredentials: [KeyCredentialDraft] = []
    /// Who becomes owner.
    package var owner: (id: UUID, type: PrincipalType)?

    package init(displayName: String) { self.displayName = displayName }
}

/// A certificate to be registered, already parsed by the caller.
package struct KeyCredentialDraft: Sendable, Equatable {
    /// Nil for a new credential. An existing one named here keeps its material when `certificate` is empty.
    package var keyID: UUID?
    package var type = "AsymmetricX509Cert"
    package var usage = "Verify"
    package var displayName: String?
    package var customKeyIdentifier: String?
    /// The certificate in DER.
    package var certificate: Data
    package var startDateTime: Date
    package var endDateTime: Date

    package init(
        keyID: UUID? = nil, displayName: String? = nil, customKeyIdentifier: String? = nil, certificate: Data,
        startDateTime: Date, endDateTime: Date
    ) {
        self.keyID = keyID
        self.displayName = displayName
        self.customKeyIdentifier = customKeyIdentifier
        self.certificate = certificate
        self.startDateTime = startDateTime
        self.endDateTime = endDateTime
    }
}

/// A partial update of an application. Collections are replaced as a whole; identity.md D.6.
package struct ApplicationChanges: Sendable {
    package var displayName: Change<String> = .keep
    package var uniqueName: Change<String?> = .keep
    package var description: Change<String?> = .keep
    package var notes: Change<String?> = .keep
    package var signInAudience: Change<SignInAudience> = .keep
    package var isFallbackPublicClient: Change<Bool?> = .keep
    package var tags: Change<[String]> = .keep
    package var web: Change<WebSettings> = .keep
    package var api: Change<APISettings> = .keep
    package var requiredResourceAccess: Change<[RequiredResourceAccess]> = .keep
    package var groupMembershipClaims: Change<String?> = .keep
    package var optionalClaims: Change<String?> = .keep
    package var identifierURIs: Change<[String]> = .keep
    /// The platforms named here are replaced, the others stay.
    package var redirectURIs: [RedirectURIRecord.Platform: [String]] = [:]
    package var appRoles: Change<[PermissionDefinitionRecord]> = .keep
    package var scopes: Change<[PermissionDefinitionRecord]> = .keep
    package var keyCredentials: Change<[KeyCredentialDraft]> = .keep

    package init() {}
}
