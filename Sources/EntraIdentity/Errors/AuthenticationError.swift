public import Foundation
import ServiceCore

/// A refusal by an authority, or a reply from it that could not be trusted.
public struct AuthenticationError: Error, Sendable, CustomStringConvertible {
    /// What the failure means for a caller (identity C.1).
    public enum Category: String, Sendable, Hashable {
        /// A person must sign in, consent or meet a demand.
        case interactionNeeded
        /// Registration, credential or address is wrong; nothing changes by trying again.
        case configuration
        /// Device code: go on polling.
        case pending
        /// Trying again later may help.
        case transient
        /// A policy forbids it; signing in again does not help.
        case policy
        /// The reply cannot be trusted or read, or the request was wrong.
        case failure
    }

    /// The OAuth code, or one of ours, which are dotted.
    public var code: OAuthErrorCode

    /// What went wrong, without any secret, token or assertion, and without control characters.
    public var message: String

    /// What to do about it.
    public var remedy: String?

    /// The number behind `AADSTS`.
    public var aadsts: Int?

    /// The finer code.
    public var suberror: String?

    /// JSON text of demanded claims; pass it to an interactive request.
    public var claims: String?

    /// The HTTP status of the reply.
    public var status: Int?

    /// Our identifier of the job, under which the authority logged the request.
    public var correlationID: UUID?

    /// The authority's identifier of the request.
    public var traceID: String?

    /// How long the authority asks to wait.
    public var retryAfter: Duration?

    /// The error underneath.
    public var cause: (any Error)?

    /// Makes an error.
    public init(
        code: OAuthErrorCode,
        message: String,
        remedy: String? = nil,
        aadsts: Int? = nil,
        suberror: String? = nil,
        claims: String? = nil,
        status: Int? = nil,
        correlationID: UUID? = nil,
        traceID: String? = nil,
        retryAfter: Duration? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.aadsts = aadsts
        self.suberror = suberror
        self.claims = claims
        self.status = status
        self.correlationID = correlationID
        self.traceID = traceID
        self.retryAfter = retryAfter
        self.cause = cause
    }

    /// Makes the error of a row of the AADSTS table.
    ///
    /// - Parameters:
    ///   - entry: The row.
    ///   - error: Another OAuth code than the row's.
    ///   - message: Another text than the row's.
    public init(_ entry: AADSTS, error: OAuthErrorCode? = nil, message: String? = nil, claims: String? = nil) {
        self.init(
            code: error ?? entry.error,
            message: message ?? entry.message,
            remedy: entry.remedy,
            aadsts: entry.number,
            suberror: entry.suberror,
            claims: claims,
            status: entry.status
        )
    }

    /// The error of a parameter that must be there, AADSTS900144.
    public init(missing parameter: String) {
        self.init(.parameterMissing, message: "The request lacks the parameter “\(parameter)”.")
    }

    /// What the failure means for a caller.
    public var category: Category {
        if code == .authorizationPending || code == .slowDown { return .pending }
        if suberror == "message_only" || isPolicyNumber { return .policy }
        if let status, status == 429 || status >= 500 { return .transient }
        if [.temporarilyUnavailable, .serverError, .network].contains(code) { return .transient }
        if [.interactionRequired, .loginRequired, .consentRequired, .noCachedToken].contains(code) {
            return .interactionNeeded
        }
        if code == .invalidGrant { return isBadInput ? .failure : .interactionNeeded }
        let configuration: [OAuthErrorCode] = [
            .invalidClient, .unauthorizedClient, .invalidResource, .invalidScope, .invalidInstance, .invalidTenant,
            .unsupportedGrantType, .unsupportedResponseType, .invalidConfiguration,
        ]
        if configuration.contains(code) || tenantNumbers.contains(aadsts ?? 0) { return .configuration }
        return .failure
    }

    /// One line for a log or a terminal.
    public var description: String {
        var text = aadsts.map { "AADSTS\($0) (\(code.rawValue))" } ?? code.rawValue
        text += ": " + message
        if let remedy { text += " – " + remedy }
        if let correlationID { text += " (correlation \(correlationID.uuidString.lowercased()))" }
        return text
    }

    private var isPolicyNumber: Bool {
        guard let aadsts else { return false }
        return aadsts == AADSTS.tenantRestricted.number || (53_000..<54_000).contains(aadsts)
            || (530_000..<540_000).contains(aadsts)
    }

    /// Grants that were wrong as sent: another sign-in does not mend what sends them.
    private var isBadInput: Bool {
        [
            AADSTS.requestMalformed, .codeVerifierInvalid, .codeOfOtherTenant, .passwordInvalid, .userNotFound,
            .appRoleAssignmentMissing, .assertionForOtherAudience,
        ].map(\.number).contains(aadsts ?? 0)
    }

    private var tenantNumbers: [Int] { AADSTS.allTenant.map(\.number) }
}

extension OAuthErrorCode {
    /// Ours: the reply was no token response; RFC 6749 §5.1.
    public static let malformedResponse: Self = "client.malformed-response"
    /// Ours: the reply belongs to another request, tenant or client.
    public static let untrustedResponse: Self = "client.untrusted-response"
    /// Ours: no reply came.
    public static let network: Self = "client.network"
    /// Ours: a credential or an option cannot be used as it is.
    public static let invalidConfiguration: Self = "client.configuration"
    /// Ours: the time for a person to act is over.
    public static let timedOut: Self = "client.timed-out"
    /// Ours: no account or token in the cache serves the request without a person.
    public static let noCachedToken: Self = "client.no-cached-token"
    /// Ours: the token cache cannot be used.
    public static let cacheUnavailable: Self = "client.cache"
}
