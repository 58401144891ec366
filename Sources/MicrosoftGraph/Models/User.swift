/// A user of a tenant.
public struct User: Sendable, Hashable, Codable {
    /// Object id.
    public var id: String?

    /// Sign-in name.
    public var userPrincipalName: String?

    /// Name for people.
    public var displayName: String?

    /// First name.
    public var givenName: String?

    /// Family name.
    public var surname: String?

    /// Mail address.
    public var mail: String?

    /// Mail alias.
    public var mailNickname: String?

    /// Job.
    public var jobTitle: String?

    /// Mobile phone.
    public var mobilePhone: String?

    /// Phones.
    public var businessPhones: [String]?

    /// Office.
    public var officeLocation: String?

    /// Language.
    public var preferredLanguage: String?

    /// Whether the user may sign in.
    public var accountEnabled: Bool?

    /// `Member` or `Guest`.
    public var userType: String?

    /// When the account was made.
    public var createdDateTime: GraphDateTime?

    enum CodingKeys: String, CodingKey {
        case id
        case userPrincipalName
        case displayName
        case givenName
        case surname
        case mail
        case mailNickname
        case jobTitle
        case mobilePhone
        case businessPhones
        case officeLocation
        case preferredLanguage
        case accountEnabled
        case userType
        case createdDateTime
    }

    /// Makes a value of its members.
    public init(
        id: String? = nil,
        userPrincipalName: String? = nil,
        displayName: String? = nil,
        givenName: String? = nil,
        surname: String? = nil,
        mail: String? = nil,
        mailNickname: String? = nil,
        jobTitle: String? = nil,
        mobilePhone: String? = nil,
        businessPhones: [String]? = nil,
        officeLocation: String? = nil,
        preferredLanguage: String? = nil,
        accountEnabled: Bool? = nil,
        userType: String? = nil,
        createdDateTime: GraphDateTime? = nil
    ) {
        self.id = id
        self.userPrincipalName = userPrincipalName
        self.displayName = displayName
        self.givenName = givenName
        self.surname = surname
        self.mail = mail
        self.mailNickname = mailNickname
        self.jobTitle = jobTitle
        self.mobilePhone = mobilePhone
        self.businessPhones = businessPhones
        self.officeLocation = officeLocation
        self.preferredLanguage = preferredLanguage
        self.accountEnabled = accountEnabled
        self.userType = userType
        self.createdDateTime = createdDateTime
    }
}
