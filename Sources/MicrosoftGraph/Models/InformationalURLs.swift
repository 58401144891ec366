/// Pages about an application.
public struct InformationalURLs: Sendable, Hashable, Codable {
    /// Its picture.
    public var logoURL: String?

    /// About it.
    public var marketingURL: String?

    /// Its privacy statement.
    public var privacyStatementURL: String?

    /// Help with it.
    public var supportURL: String?

    /// Its terms.
    public var termsOfServiceURL: String?

    enum CodingKeys: String, CodingKey {
        case logoURL = "logoUrl"
        case marketingURL = "marketingUrl"
        case privacyStatementURL = "privacyStatementUrl"
        case supportURL = "supportUrl"
        case termsOfServiceURL = "termsOfServiceUrl"
    }

    /// Makes a value of its members.
    public init(
        logoURL: String? = nil,
        marketingURL: String? = nil,
        privacyStatementURL: String? = nil,
        supportURL: String? = nil,
        termsOfServiceURL: String? = nil
    ) {
        self.logoURL = logoURL
        self.marketingURL = marketingURL
        self.privacyStatementURL = privacyStatementURL
        self.supportURL = supportURL
        self.termsOfServiceURL = termsOfServiceURL
    }
}
