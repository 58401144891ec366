import Foundation
import Logging
import ServiceCore
import Synchronization

/// Tokens for a signed-in user: cache, then refresh token, then the sign-in of the credential at hand.
final class UserTokenSource: Sendable {
    /// What a sign-in brought.
    struct SignIn: Sendable {
        var response: TokenResponse
        /// The nonce that was sent, when one was.
        var nonce: String?
        /// The name of the grant, for the cache.
        var source: String
        /// When the request was sent.
        var sentAt: Date
    }

    /// Which user of the cache is taken when none is given.
    ///
    /// A credential that asks a person takes none: somebody else may be at the keyboard now.
    enum Adoption: Sendable {
        case none
        case named(String)
        case only
    }

    typealias Interaction = @Sendable (_ request: TokenRequestContext, _ authority: Authority) async throws -> SignIn

    let context: IdentityContext
    let authority: Authority
    let clientID: String
    let proof: ClientProof
    private let adoption: Adoption
    private let interaction: Interaction
    private let remembered: Mutex<Account?>

    /// - Parameters:
    ///   - account: The user, when known from an earlier sign-in.
    ///   - adoption: Which user of the cache is taken when `account` is nil.
    ///   - interaction: Signs the user in.
    init(
        context: IdentityContext,
        authority: Authority,
        clientID: String,
        proof: ClientProof = .none,
        account: Account? = nil,
        adoption: Adoption = .none,
        interaction: @escaping Interaction
    ) {
        self.context = context
        self.authority = authority
        self.clientID = clientID
        self.proof = proof
        self.adoption = adoption
        self.interaction = interaction
        remembered = Mutex(account)
    }

    /// The user, once known.
    var account: Account? { remembered.withLock { $0 } }

    func token(for request: TokenRequestContext) async throws -> AccessToken {
        let authority = try request.tenantID.map { try self.authority.with(tenant: $0) } ?? self.authority
        let account = try await knownAccount()
        let realm = try await context.discovery.tenantID(of: authority)?.uuidString.lowercased() ?? account?.tenantID
        let query = TokenCache.Query(
            cloud: authority.cloud, clientID: clientID, realm: realm, homeAccountID: account?.homeAccountID,
            scopes: request.scopes)
        var fallback: AccessToken?
        if account != nil, request.claims == nil,
            let found = try await context.cache.accessToken(query, now: context.time.now)
        {
            guard let refreshOn = found.refreshOn, refreshOn <= context.time.now else { return found }
            fallback = found
        }
        // Before somebody has signed in, callers of one credential share the sign-in, and those of others do not.
        let key = TokenCache.FlightKey(
            query: query, tenant: authority.tenant, claims: request.claims,
            credential: account == nil ? ObjectIdentifier(self) : nil)
        do {
            return try await context.cache.shared(key) { [self] in
                if account != nil, let token = try await refreshed(query, request, authority) { return token }
                return try await keep(interaction(request, authority), request, authority)
            }
        } catch let error as AuthenticationError where error.category == .transient {
            guard let fallback else { throw error }
            return fallback
        }
    }

    /// The scopes to send: those of the API, and those that bring account and refresh token.
    static func scopeList(_ scopes: Set<Scope>) -> String {
        scopes.union([.openID, .profile, .offlineAccess]).scopeList
    }

    private func knownAccount() async throws -> Account? {
        if let account { return account }
        let fitting: [Account]
        switch adoption {
        case .none:
            return nil
        case .named(let name):
            fitting = try await context.cache.accounts(clientID: clientID, cloud: authority.cloud)
                .filter { $0.username.lowercased() == name.lowercased() }
        case .only:
            fitting = try await context.cache.accounts(clientID: clientID, cloud: authority.cloud)
        }
        guard Set(fitting.map(\.homeAccountID)).count == 1, let found = fitting.first else { return nil }
        remembered.withLock { $0 = found }
        return found
    }

    /// Redeems refresh tokens of the user; `nil` when none is left that works and a person must act.
    private func refreshed(
        _ query: TokenCache.Query, _ request: TokenRequestContext, _ authority: Authority
    ) async throws -> AccessToken? {
        let endpoint = try authority.tokenEndpoint()
        for refreshToken in try await context.cache.refreshTokens(query) {
            var grant = TokenRequest(
                grantType: .refreshToken,
                clientID: clientID,
                authentication: try proof.authentication(clientID: clientID, endpoint: endpoint, context: context),
                scope: Self.scopeList(request.scopes),
                claims: try ClaimsRequest.merged(capabilities: context.clientCapabilities, challenge: request.claims),
                wantsClientInfo: true
            )
            grant.refreshToken = refreshToken
            let sentAt = context.time.now
            do {
                let response = try await TokenEndpointClient(context: context)
                    .redeem(grant, at: endpoint, correlationID: request.correlationID)
                let signIn = SignIn(response: response, nonce: nil, source: "refresh_token", sentAt: sentAt)
                return try await keep(signIn, request, authority, of: account)
            } catch let error as AuthenticationError where error.category == .interactionNeeded {
                Logger.current.debug("refresh refused", metadata: ["token.refresh.error": "\(error.code)"])
                if error.endsRefreshToken { try await context.cache.forget(refreshToken) }
            }
        }
        return nil
    }

    /// Checks what a sign-in brought, and keeps it.
    private func keep(
        _ signIn: SignIn, _ request: TokenRequestContext, _ authority: Authority, of known: Account? = nil
    ) async throws -> AccessToken {
        let response = signIn.response
        let asked = try await context.discovery.tenantID(of: authority)
        if let asked { try TenantCheck.verify(response.accessToken, tenantID: asked) }
        let claims = try response.idToken.map { token in
            try IDTokenValidator(authority: authority, clientID: clientID, nonce: signIn.nonce)
                .validate(token.reveal, now: context.time.now)
        }
        let tenantID =
            asked?.uuidString.lowercased() ?? claims?.tenantID
            ?? AccessTokenClaims(unvalidated: response.accessToken.reveal)?.tenantID ?? known?.tenantID
        guard let tenantID else {
            throw AuthenticationError(
                code: .malformedResponse, message: "The authority did not say of which tenant the token is.",
                remedy: "Name the tenant by its ID.")
        }
        let home = response.clientInfo.flatMap { ClientInfo(parsing: $0) }?.homeAccountID ?? known?.homeAccountID
        if let known, let home, home != known.homeAccountID {
            throw AuthenticationError(
                code: .untrustedResponse, message: "The authority issued a token of another user.",
                remedy: "Sign in again; the token is not used.")
        }
        var account: Account?
        // Without the home account, the user's identifier in the tenant is the next best key.
        if let homeAccountID = home ?? claims.map({ "\($0.objectID ?? $0.subject).\(tenantID)" }) {
            account = Account(
                homeAccountID: homeAccountID,
                environment: TokenCache.environment(for: authority.cloud),
                tenantID: tenantID,
                username: claims?.username ?? known?.username ?? "",
                localAccountID: claims?.objectID ?? known?.localAccountID,
                name: claims?.name ?? known?.name,
                source: known?.source ?? signIn.source
            )
        }
        let granted = Set((response.scope ?? "").split(separator: " ").map(String.init))
        let target =
            granted.isEmpty
            ? Set(request.scopes.map(\.rawValue))
            : granted.union(request.scopes.filter(\.isDefault).map(\.rawValue))
        let token = response.issued(
            at: signIn.sentAt, tenantID: tenantID, scopes: Set(target.map { Scope(rawValue: $0) }))
        if let account {
            remembered.withLock { $0 = account }
            try await context.cache.store(
                IssuedTokens(
                    cloud: authority.cloud, clientID: clientID, tenantID: tenantID, token: token, target: target,
                    refreshToken: response.refreshToken, idToken: response.idToken, account: account),
                now: signIn.sentAt)
        }
        return token
    }
}

extension AuthenticationError {
    /// Whether the refresh token itself is at an end, and not only this use of it.
    fileprivate var endsRefreshToken: Bool {
        ["bad_token", "token_expired"].contains(suberror ?? "")
            || [AADSTS.refreshTokenExpired, .refreshTokenOfPageExpired, .grantRevoked, .codeExpired, .grantInvalid]
                .map(\.number).contains(aadsts ?? 0)
    }
}
