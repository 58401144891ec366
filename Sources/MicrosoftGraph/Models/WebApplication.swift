/// Settings of a server-side application.
public struct WebApplication: Sendable, Hashable, Codable {
    /// Where answers of the authorization endpoint may go.
    public var redirectURIs: [String]?

    /// Its page.
    public var homePageURL: String?

    /// Where sign-out is announced.
    public var logoutURL: String?

    /// Which tokens the authorization endpoint itself may give.
    public var implicitGrantSettings: ImplicitGrantSettings?

    enum CodingKeys: String, CodingKey {
        case redirectURIs = "redirectUris"
        case homePageURL = "homePageUrl"
        case logoutURL = "logoutUrl"
        case implicitGrantSettings
    }

    /// Makes a value of its members.
    public init(
        redirectURIs: [String]? = nil,
        homePageURL: String? = nil,
        logoutURL: String? = nil,
        implicitGrantSettings: ImplicitGrantSettings? = nil
    ) {
        self.redirectURIs = redirectURIs
        self.homePageURL = homePageURL
        self.logoutURL = logoutURL
        self.implicitGrantSettings = implicitGrantSettings
    }
}
