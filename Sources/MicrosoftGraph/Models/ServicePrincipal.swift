/// The presence of an application in one tenant.
///
/// All members are optional, since one type serves to read, to create and to change.
public struct ServicePrincipal: Sendable, Hashable, Codable {
    /// Object id; given by the directory.
    public var id: String?

    /// Client id of the application.
    public var appID: String?

    /// The application's name.
    public var appDisplayName: String?

    /// Name for people.
    public var displayName: String?

    /// The application's home tenant.
    public var appOwnerOrganizationID: String?

    /// Whether it may get tokens.
    public var accountEnabled: Bool?

    /// Whether users need an assignment.
    public var appRoleAssignmentRequired: Bool?

    /// `Application`, `ManagedIdentity`, `Legacy` or `SocialIdp`.
    public var servicePrincipalType: String?

    /// Client id and identifier URIs.
    public var servicePrincipalNames: [String]?

    /// Roles that the application defines.
    public var appRoles: [AppRole]?

    /// Delegated permissions that the application defines.
    public var oauth2PermissionScopes: [PermissionScope]?

    /// Redirect URIs.
    public var replyURLs: [String]?

    /// Who may sign in.
    public var signInAudience: SignInAudience?

    /// Free tags; `WindowsAzureActiveDirectoryIntegratedApp` shows it in the portal.
    public var tags: [String]?

    /// Its own secrets, without their texts.
    public var passwordCredentials: [PasswordCredential]?

    /// Its own certificates.
    public var keyCredentials: [KeyCredential]?

    /// Its page.
    public var homepage: String?

    /// Where sign-in begins.
    public var loginURL: String?

    /// Where sign-out is announced.
    public var logoutURL: String?

    /// Further names.
    public var alternativeNames: [String]?

    /// Notes for administrators.
    public var notes: String?

    /// When it was made.
    public var createdDateTime: GraphDateTime?

    enum CodingKeys: String, CodingKey {
        case id
        case appID = "appId"
        case appDisplayName
        case displayName
        case appOwnerOrganizationID = "appOwnerOrganizationId"
        case accountEnabled
        case appRoleAssignmentRequired
        case servicePrincipalType
        case servicePrincipalNames
        case appRoles
        case oauth2PermissionScopes
        case replyURLs = "replyUrls"
        case signInAudience
        case tags
        case passwordCredentials
        case keyCredentials
        case homepage
        case loginURL = "loginUrl"
        case logoutURL = "logoutUrl"
        case alternativeNames
        case notes
        case createdDateTime
    }

    /// Makes a value of its members.
    public init(
        id: String? = nil,
        appID: String? = nil,
        appDisplayName: String? = nil,
        displayName: String? = nil,
        appOwnerOrganizationID: String? = nil,
        accountEnabled: Bool? = nil,
        appRoleAssignmentRequired: Bool? = nil,
        servicePrincipalType: String? = nil,
        servicePrincipalNames: [String]? = nil,
        appRoles: [AppRole]? = nil,
        oauth2PermissionScopes: [PermissionScope]? = nil,
        replyURLs: [String]? = nil,
        signInAudience: SignInAudience? = nil,
        tags: [String]? = nil,
        passwordCredentials: [PasswordCredential]? = nil,
        keyCredentials: [KeyCredential]? = nil,
        homepage: String? = nil,
        loginURL: String? = nil,
        logoutURL: String? = nil,
        alternativeNames: [String]? = nil,
        notes: String? = nil,
        createdDateTime: GraphDateTime? = nil
    ) {
        self.id = id
        self.appID = appID
        self.appDisplayName = appDisplayName
        self.displayName = displayName
        self.appOwnerOrganizationID = appOwnerOrganizationID
        self.accountEnabled = accountEnabled
        self.appRoleAssignmentRequired = appRoleAssignmentRequired
        self.servicePrincipalType = servicePrincipalType
        self.servicePrincipalNames = servicePrincipalNames
        self.appRoles = appRoles
        self.oauth2PermissionScopes = oauth2PermissionScopes
        self.replyURLs = replyURLs
        self.signInAudience = signInAudience
        self.tags = tags
        self.passwordCredentials = passwordCredentials
        self.keyCredentials = keyCredentials
        self.homepage = homepage
        self.loginURL = loginURL
        self.logoutURL = logoutURL
        self.alternativeNames = alternativeNames
        self.notes = notes
        self.createdDateTime = createdDateTime
    }
}
