/// The member `error` of a refusal, RFC 6749 §5.2 and its extensions; unknown values survive a round trip.
public struct OAuthErrorCode: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The text on the wire.
    public let rawValue: String

    /// Makes a code of any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes a code of a literal.
    public init(stringLiteral value: String) { rawValue = value }

    /// The text on the wire.
    public var description: String { rawValue }

    /// A parameter is missing, repeated or malformed.
    public static let invalidRequest: Self = "invalid_request"
    /// The client could not prove who it is.
    public static let invalidClient: Self = "invalid_client"
    /// Code, token or credentials of the grant are not valid.
    public static let invalidGrant: Self = "invalid_grant"
    /// The client may not use this grant.
    public static let unauthorizedClient: Self = "unauthorized_client"
    /// The endpoint does not know the grant.
    public static let unsupportedGrantType: Self = "unsupported_grant_type"
    /// The endpoint does not know the response type.
    public static let unsupportedResponseType: Self = "unsupported_response_type"
    /// A scope is not valid.
    public static let invalidScope: Self = "invalid_scope"
    /// An API is not known.
    public static let invalidResource: Self = "invalid_resource"
    /// The person or a policy refused.
    public static let accessDenied: Self = "access_denied"
    /// The service failed.
    public static let serverError: Self = "server_error"
    /// The service is busy.
    public static let temporarilyUnavailable: Self = "temporarily_unavailable"
    /// A person must act.
    public static let interactionRequired: Self = "interaction_required"
    /// A person must sign in.
    public static let loginRequired: Self = "login_required"
    /// A person must consent.
    public static let consentRequired: Self = "consent_required"
    /// Device code: not finished yet, RFC 8628 §3.5.
    public static let authorizationPending: Self = "authorization_pending"
    /// Device code: asked too often, RFC 8628 §3.5.
    public static let slowDown: Self = "slow_down"
    /// Device code: the person declined.
    public static let authorizationDeclined: Self = "authorization_declined"
    /// Device code: too late.
    public static let expiredToken: Self = "expired_token"
    /// Device code: unknown.
    public static let badVerificationCode: Self = "bad_verification_code"
    /// Discovery: no such cloud.
    public static let invalidInstance: Self = "invalid_instance"
    /// Discovery: no such tenant.
    public static let invalidTenant: Self = "invalid_tenant"
    /// Request objects are not supported.
    public static let requestNotSupported: Self = "request_not_supported"
    /// Request objects by reference are not supported.
    public static let requestURINotSupported: Self = "request_uri_not_supported"
    /// Admin consent of the v1 form: refused.
    public static let permissionDenied: Self = "permission_denied"
}
