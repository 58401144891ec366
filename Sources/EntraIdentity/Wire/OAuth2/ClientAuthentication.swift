public import ServiceCore

/// How a client proves who it is (identity B.2).
public enum ClientAuthentication: Sendable, Hashable {
    /// Not at all: a public client.
    case none
    /// A secret in the body.
    case secretPost(Secret)
    /// A secret in the header field `Authorization`, RFC 6749 §2.3.1.
    case secretBasic(Secret)
    /// A signed assertion, RFC 7523 §2.2.
    case assertion(type: String, Secret)

    /// The assertion type for signed tokens.
    public static let jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
}
