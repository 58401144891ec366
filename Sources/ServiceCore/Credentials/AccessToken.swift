public import Foundation

/// A token for one API. Clients treat it as opaque (identity H.35).
public struct AccessToken: Sendable, Equatable {
    /// The token itself.
    public var token: Secret

    /// When it ends, computed from the answer's lifetime and our clock.
    public var expiresOn: Date

    /// From when a new one should be fetched although this one still works.
    public var refreshOn: Date?

    /// The tenant that issued it, when known.
    public var tenantID: String?

    /// The scopes that the authority says it granted; empty when it said nothing.
    public var scopes: Set<Scope>

    /// Whether it came from a cache.
    public var isFromCache: Bool

    /// Makes a token.
    public init(
        token: Secret,
        expiresOn: Date,
        refreshOn: Date? = nil,
        tenantID: String? = nil,
        scopes: Set<Scope> = [],
        isFromCache: Bool = false
    ) {
        self.token = token
        self.expiresOn = expiresOn
        self.refreshOn = refreshOn
        self.tenantID = tenantID
        self.scopes = scopes
        self.isFromCache = isFromCache
    }
}
