/// Which tokens the authorization endpoint itself may give.
public struct ImplicitGrantSettings: Sendable, Hashable, Codable {
    /// Whether it may give ID tokens.
    public var enableIDTokenIssuance: Bool?

    /// Whether it may give access tokens.
    public var enableAccessTokenIssuance: Bool?

    enum CodingKeys: String, CodingKey {
        case enableIDTokenIssuance = "enableIdTokenIssuance"
        case enableAccessTokenIssuance
    }

    /// Makes a value of its members.
    public init(
        enableIDTokenIssuance: Bool? = nil,
        enableAccessTokenIssuance: Bool? = nil
    ) {
        self.enableIDTokenIssuance = enableIDTokenIssuance
        self.enableAccessTokenIssuance = enableAccessTokenIssuance
    }
}
