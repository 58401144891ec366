/// The registration of an application, in its home tenant.
///
/// All members are optional, since one type serves to read, to create and to change: a member left out of a change
/// stays as it is, and a list in a change replaces the whole list.
public struct Application: Sendable, Hashable, Codable {
    /// Object id; given by the directory, and not the client id.
    public var id: String?

    /// Client id; given by the directory.
    public var appID: String?

    /// Name for people, at most 256 characters.
    public var displayName: String?

    /// What it is for.
    public var description: String?

    /// A key of one's own, which may be set once.
    public var uniqueName: String?

    /// Who may sign in; the home tenant if not given.
    public var signInAudience: SignInAudience?

    /// Names under which it is asked for as an API.
    public var identifierURIs: [String]?

    /// Whether flows without redirect URI treat it as a public client.
    public var isFallbackPublicClient: Bool?

    /// Settings of a server-side application.
    public var web: WebApplication?

    /// Settings of an application in a browser.
    public var spa: RedirectSettings?

    /// Settings of an application on a device.
    public var publicClient: RedirectSettings?

    /// Settings of an application that is an API.
    public var api: APIApplication?

    /// Roles it defines as an API.
    public var appRoles: [AppRole]?

    /// Permissions it wishes; grants nothing.
    public var requiredResourceAccess: [RequiredResourceAccess]?

    /// Its client secrets, without their texts.
    public var passwordCredentials: [PasswordCredential]?

    /// Its certificates.
    public var keyCredentials: [KeyCredential]?

    /// Claims it wishes in tokens.
    public var optionalClaims: OptionalClaims?

    /// Which groups stand in tokens.
    public var groupMembershipClaims: String?

    /// The domain of the home tenant.
    public var publisherDomain: String?

    /// Free tags.
    public var tags: [String]?

    /// Pages about it.
    public var info: InformationalURLs?

    /// Notes for administrators.
    public var notes: String?

    /// A reference into a catalogue of services.
    public var serviceManagementReference: String?

    /// The redirect URI when a request names none.
    public var defaultRedirectURI: String?

    /// When it was registered.
    public var createdDateTime: GraphDateTime?

    /// When it was deleted; it can be restored for 30 days.
    public var deletedDateTime: GraphDateTime?

    /// Whether the service has switched it off.
    public var disabledByMicrosoftStatus: String?

    enum CodingKeys: String, CodingKey {
        case id
        case appID = "appId"
        case displayName
        case description
        case uniqueName
        case signInAudience
        case identifierURIs = "identifierUris"
        case isFallbackPublicClient
        case web
        case spa
        case publicClient
        case api
        case appRoles
        case requiredResourceAccess
        case passwordCredentials
        case keyCredentials
        case optionalClaims
        case groupMembershipClaims
        case publisherDomain
        case tags
        case info
        case notes
        case serviceManagementReference
        case defaultRedirectURI = "defaultRedirectUri"
        case createdDateTime
        case deletedDateTime
        case disabledByMicrosoftStatus
    }

    /// Makes a value of its members.
    public init(
        id: String? = nil,
        appID: String? = nil,
        displayName: String? = nil,
        description: String? = nil,
        uniqueName: String? = nil,
        signInAudience: SignInAudience? = nil,
        identifierURIs: [String]? = nil,
        isFallbackPublicClient: Bool? = nil,
        web: WebApplication? = nil,
        spa: RedirectSettings? = nil,
        publicClient: RedirectSettings? = nil,
        api: APIApplication? = nil,
        appRoles: [AppRole]? = nil,
        requiredResourceAccess: [RequiredResourceAccess]? = nil,
        passwordCredentials: [PasswordCredential]? = nil,
        keyCredentials: [KeyCredential]? = nil,
        optionalClaims: OptionalClaims? = nil,
        groupMembershipClaims: String? = nil,
        publisherDomain: String? = nil,
        tags: [String]? = nil,
        info: InformationalURLs? = nil,
        notes: String? = nil,
        serviceManagementReference: String? = nil,
        defaultRedirectURI: String? = nil,
        createdDateTime: GraphDateTime? = nil,
        deletedDateTime: GraphDateTime? = nil,
        disabledByMicrosoftStatus: String? = nil
    ) {
        self.id = id
        self.appID = appID
        self.displayName = displayName
        self.description = description
        self.uniqueName = uniqueName
        self.signInAudience = signInAudience
        self.identifierURIs = identifierURIs
        self.isFallbackPublicClient = isFallbackPublicClient
        self.web = web
        self.spa = spa
        self.publicClient = publicClient
        self.api = api
        self.appRoles = appRoles
        self.requiredResourceAccess = requiredResourceAccess
        self.passwordCredentials = passwordCredentials
        self.keyCredentials = keyCredentials
        self.optionalClaims = optionalClaims
        self.groupMembershipClaims = groupMembershipClaims
        self.publisherDomain = publisherDomain
        self.tags = tags
        self.info = info
        self.notes = notes
        self.serviceManagementReference = serviceManagementReference
        self.defaultRedirectURI = defaultRedirectURI
        self.createdDateTime = createdDateTime
        self.deletedDateTime = deletedDateTime
        self.disabledByMicrosoftStatus = disabledByMicrosoftStatus
    }
}
