import Foundation
import Logging
public import ServiceCore

/// Tokens that were got before, shared by credentials, and by processes when the persistence is a file.
///
/// An access token is handed out while it has more than 300 seconds to live. Concurrent callers that need the same
/// token share one request (identity H.57).
public final class TokenCache: Sendable {
    /// The life that a token must have left to be handed out.
    public static let freshness = Duration.seconds(300)

    private let persistence: any TokenCachePersistence
    private let flights = SingleFlight<FlightKey, AccessToken>()

    /// Makes a cache.
    public init(persistence: any TokenCachePersistence = MemoryTokenCachePersistence()) {
        self.persistence = persistence
    }

    /// The users who have signed in with a client on a cloud, sorted by name.
    ///
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/cacheUnavailable``.
    public func accounts(clientID: String? = nil, cloud: Cloud) async throws -> [Account] {
        let document = try await document()
        let names = Self.environments(of: cloud)
        let known = clientID.map { client in
            Set(
                document.entries(CachedRefreshToken.self).map(\.entry)
                    .filter { $0.clientID.lowercased() == client.lowercased() && names.contains($0.environment) }
                    .map(\.homeAccountID))
        }
        return document.entries(Account.self).map(\.entry)
            .filter { names.contains($0.environment) && (known?.contains($0.homeAccountID) ?? true) }
            .sorted { ($0.username, $0.tenantID) < ($1.username, $1.tenantID) }
    }

    /// Removes a user with all tokens, under every alias of the cloud.
    ///
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/cacheUnavailable``.
    public func remove(_ account: Account, cloud: Cloud) async throws {
        let names = Self.environments(of: cloud)
        try await change { document in
            func fits(_ id: String?, _ environment: String) -> Bool {
                id == account.homeAccountID && names.contains(environment)
            }
            for (key, entry) in document.entries(CachedAccessToken.self)
            where fits(entry.homeAccountID, entry.environment) { document.remove(.accessTokens, key) }
            for (key, entry) in document.entries(CachedRefreshToken.self)
            where fits(entry.homeAccountID, entry.environment) { document.remove(.refreshTokens, key) }
            for (key, entry) in document.entries(CachedIDToken.self)
            where fits(entry.homeAccountID, entry.environment) { document.remove(.idTokens, key) }
            for (key, entry) in document.entries(Account.self)
            where fits(entry.homeAccountID, entry.environment) { document.remove(.accounts, key) }
        }
    }

    /// Removes the app-only tokens of a client.
    ///
    /// - Throws: ``AuthenticationError`` with code ``OAuthErrorCode/cacheUnavailable``.
    public func removeApplicationTokens(clientID: String, cloud: Cloud) async throws {
        let names = Self.environments(of: cloud)
        try await change { document in
            for (key, entry) in document.entries(CachedAccessToken.self)
            where entry.homeAccountID == nil && entry.clientID.lowercased() == clientID.lowercased()
                && names.contains(entry.environment)
            { document.remove(.accessTokens, key) }
        }
    }

    // MARK: For credentials

    /// What a token in the cache must fit.
    struct Query: Sendable, Hashable {
        var cloud: Cloud
        var clientID: String
        /// Tenant ID; `nil` fits every tenant.
        var realm: String?
        var homeAccountID: String?
        var scopes: Set<Scope>
    }

    struct FlightKey: Sendable, Hashable {
        var query: Query
        var tenant: String
        var claims: String?
        /// The credential whose user is not known yet.
        var credential: ObjectIdentifier?
    }

    /// Lets callers with an equal key share one piece of work.
    func shared(
        _ key: FlightKey, _ work: @escaping @Sendable () async throws -> AccessToken
    ) async throws -> AccessToken {
        try await flights.run(key, work)
    }

    /// A token that fits and is fresh at an instant.
    func accessToken(_ query: Query, now: Date) async throws -> AccessToken? {
        let names = Self.environments(of: query.cloud)
        let wanted = Set(query.scopes.subtracting(Scope.openIDScopes).map(\.rawValue))
        let fitting = try await document().entries(CachedAccessToken.self).map(\.entry).filter { entry in
            entry.homeAccountID == query.homeAccountID && names.contains(entry.environment)
                && entry.clientID.lowercased() == query.clientID.lowercased()
                && query.realm.map { $0.lowercased() == entry.realm.lowercased() } ?? true
                && entry.extendedCacheKey == nil && entry.tokenType.lowercased() == "bearer"
                && !wanted.isEmpty && entry.target.isSuperset(of: wanted)
                && entry.expiresOn.timeIntervalSince(now) > Self.freshness.inSeconds
        }
        guard let entry = fitting.max(by: { $0.expiresOn < $1.expiresOn }) else { return nil }
        Logger.current.debug("token found", metadata: ["token.cache.hit": "true"])
        return AccessToken(
            token: entry.secret,
            expiresOn: entry.expiresOn,
            refreshOn: entry.refreshOn,
            tenantID: entry.realm,
            scopes: Set(entry.target.map { Scope(rawValue: $0) }),
            isFromCache: true
        )
    }

    /// Refresh tokens of a user and client, the newest first; they serve every tenant and API.
    func refreshTokens(_ query: Query) async throws -> [Secret] {
        let names = Self.environments(of: query.cloud)
        return try await document().entries(CachedRefreshToken.self).map(\.entry)
            .filter {
                $0.homeAccountID == query.homeAccountID && names.contains($0.environment)
                    && $0.clientID.lowercased() == query.clientID.lowercased()
            }
            .sorted { $0.modifiedAt > $1.modifiedAt }
            .map(\.secret)
    }

    /// Keeps the tokens of an answer.
    func store(_ grant: IssuedTokens, now: Date) async throws {
        let environment = Self.environment(for: grant.cloud)
        // Sign-in scopes stand in every token of a user; they say nothing about its API.
        let signInScopes = Set(Scope.openIDScopes.map(\.rawValue))
        let granted = grant.target.subtracting(signInScopes)
        let names = Self.environments(of: grant.cloud)
        try await change { document in
            for (key, entry) in document.entries(CachedAccessToken.self) {
                // What has ended goes, and so does an older token for the same under another spelling of the host.
                let isReplaced =
                    entry.homeAccountID == grant.homeAccountID && names.contains(entry.environment)
                    && entry.clientID.lowercased() == grant.clientID.lowercased() && entry.realm == grant.tenantID
                    && entry.extendedCacheKey == nil && !entry.target.isDisjoint(with: granted)
                if entry.expiresOn <= now || isReplaced { document.remove(.accessTokens, key) }
            }
            document.put(
                CachedAccessToken(
                    homeAccountID: grant.homeAccountID, environment: environment, clientID: grant.clientID,
                    realm: grant.tenantID, target: grant.target, secret: grant.token.token, tokenType: "Bearer",
                    cachedAt: now, expiresOn: grant.token.expiresOn, refreshOn: grant.token.refreshOn))
            document.put(CachedApplication(environment: environment, clientID: grant.clientID))
            guard let home = grant.homeAccountID else { return }
            if let refreshToken = grant.refreshToken {
                for (key, entry) in document.entries(CachedRefreshToken.self)
                where entry.homeAccountID == home && names.contains(entry.environment)
                    && entry.clientID.lowercased() == grant.clientID.lowercased()
                { document.remove(.refreshTokens, key) }
                document.put(
                    CachedRefreshToken(
                        homeAccountID: home, environment: environment, clientID: grant.clientID, target: grant.target,
                        secret: refreshToken, modifiedAt: now))
            }
            if let idToken = grant.idToken {
                document.put(
                    CachedIDToken(
                        homeAccountID: home, environment: environment, clientID: grant.clientID, realm: grant.tenantID,
                        secret: idToken))
            }
            if var account = grant.account {
                account.environment = environment
                document.put(account)
            }
        }
    }

    /// Forgets a refresh token that the authority refused.
    func forget(_ refreshToken: Secret) async throws {
        try await change { document in
            for (key, entry) in document.entries(CachedRefreshToken.self) where entry.secret == refreshToken {
                document.remove(.refreshTokens, key)
            }
        }
    }

    private func document() async throws -> CacheDocument {
        guard let data = try await persistence.load() else { return CacheDocument() }
        return try CacheDocument(parsing: data)
    }

    private func change(_ change: @escaping @Sendable (inout CacheDocument) -> Void) async throws {
        try await persistence.update { data in
            let before = try data.map { try CacheDocument(parsing: $0) } ?? CacheDocument()
            var after = before
            change(&after)
            return after == before ? nil : try after.encoded()
        }
    }

    /// The host that entries are written under: the preferred name of known clouds, else the host without port.
    static func environment(for cloud: Cloud) -> String { withoutPort(cloud.cacheHost) }

    /// Hosts that entries of a cloud may stand under; some libraries write the port and some do not.
    static func environments(of cloud: Cloud) -> Set<String> {
        let hosts = cloud.loginHosts + [cloud.cacheHost]
        return Set(hosts.map { $0.lowercased() } + hosts.map(withoutPort))
    }

    private static func withoutPort(_ host: String) -> String {
        let folded = host.lowercased()
        guard let colon = folded.lastIndex(of: ":"), folded[folded.index(after: colon)...].allSatisfy(\.isNumber) else {
            return folded
        }
        return String(folded[..<colon])
    }
}

/// The tokens of one answer with what the cache needs to know about them.
struct IssuedTokens: Sendable {
    var cloud: Cloud
    var clientID: String
    var tenantID: String
    var token: AccessToken
    /// Scopes that the token answers.
    var target: Set<String>
    var refreshToken: Secret?
    var idToken: Secret?
    var account: Account?

    var homeAccountID: String? { account?.homeAccountID }
}
