public import Foundation

/// What a caller wants a token for.
public struct TokenRequestContext: Sendable, Hashable {
    /// Scopes of one resource, as a rule its `.default` scope.
    public var scopes: Set<Scope>

    /// The tenant to ask, when it differs from the credential's own: the partner context.
    public var tenantID: String?

    /// JSON of a claims challenge; a token in a cache does not answer it.
    public var claims: String?

    /// Identifier of the job, sent to the authority.
    public var correlationID: UUID?

    /// Makes a context.
    public init(scopes: Set<Scope>, tenantID: String? = nil, claims: String? = nil, correlationID: UUID? = nil) {
        self.scopes = scopes
        self.tenantID = tenantID
        self.claims = claims
        self.correlationID = correlationID
    }
}

/// The seam to identity: whoever can get access tokens.
///
/// Callers ask for every request and keep no token: caching, freshness and sharing are the credential's.
public protocol TokenCredential: Sendable {
    /// Returns a token that is good for at least some minutes.
    ///
    /// - Throws: An error of the credential when none can be had; `CancellationError`.
    func token(for context: TokenRequestContext) async throws -> AccessToken
}

/// A token that somebody else got. It is handed out until it ends.
public struct FixedTokenCredential: TokenCredential {
    private let accessToken: AccessToken

    /// Wraps a token.
    public init(_ accessToken: AccessToken) { self.accessToken = accessToken }

    /// Returns the wrapped token, whatever the context says.
    public func token(for context: TokenRequestContext) async throws -> AccessToken { accessToken }
}
