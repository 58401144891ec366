/// The parameter `grant_type`.
public struct GrantType: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text on the wire.
    public let rawValue: String

    /// Makes a grant type of any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes a grant type of a literal.
    public init(stringLiteral value: String) { rawValue = value }

    /// The text on the wire.
    public var description: String { rawValue }

    /// An application by itself, RFC 6749 §4.4.
    public static let clientCredentials: Self = "client_credentials"
    /// A code of the authorization endpoint, RFC 6749 §4.1.3.
    public static let authorizationCode: Self = "authorization_code"
    /// A refresh token, RFC 6749 §6.
    public static let refreshToken: Self = "refresh_token"
    /// A device code, RFC 8628 §3.4.
    public static let deviceCode: Self = "urn:ietf:params:oauth:grant-type:device_code"
    /// A device code at the v1 endpoint.
    public static let deviceCodeV1: Self = "device_code"
    /// User name and password, RFC 6749 §4.3.
    public static let password: Self = "password"
    /// A user's token on behalf of whom is asked, RFC 7523 §2.1.
    public static let jwtBearer: Self = "urn:ietf:params:oauth:grant-type:jwt-bearer"
}
