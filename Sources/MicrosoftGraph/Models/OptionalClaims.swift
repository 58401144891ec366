/// Claims that an application wishes in tokens.
public struct OptionalClaims: Sendable, Hashable, Codable {
    /// In access tokens.
    public var accessToken: [OptionalClaim]?

    /// In ID tokens.
    public var idToken: [OptionalClaim]?

    /// In SAML tokens.
    public var saml2Token: [OptionalClaim]?

    enum CodingKeys: String, CodingKey {
        case accessToken
        case idToken
        case saml2Token
    }

    /// Makes a value of its members.
    public init(
        accessToken: [OptionalClaim]? = nil,
        idToken: [OptionalClaim]? = nil,
        saml2Token: [OptionalClaim]? = nil
    ) {
        self.accessToken = accessToken
        self.idToken = idToken
        self.saml2Token = saml2Token
    }
}
