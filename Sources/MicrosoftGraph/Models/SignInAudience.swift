/// Who may sign in to an application.
public struct SignInAudience: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name on the wire.
    public let rawValue: String

    /// Keeps any name, so that one we do not know survives a round trip.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Accounts of the home tenant.
    public static let myOrganization = Self(rawValue: "AzureADMyOrg")

    /// Accounts of any tenant: a multi-tenant application.
    public static let multipleOrganizations = Self(rawValue: "AzureADMultipleOrgs")

    /// Accounts of any tenant, and personal ones.
    public static let organizationsAndPersonal = Self(rawValue: "AzureADandPersonalMicrosoftAccount")

    /// Personal accounts alone.
    public static let personal = Self(rawValue: "PersonalMicrosoftAccount")

    /// The name on the wire.
    public var description: String { rawValue }
}
