public import ServiceCore

/// Signs a user in with name and password, RFC 6749 §4.3.
///
/// For test tenants and old scripts: it cannot meet a second factor, and many tenants forbid it. Read the password from
/// a prompt or a file descriptor, never from an argument (identity H.43).
public struct UsernamePasswordCredential: TokenCredential {
    private let source: UserTokenSource

    /// Makes a credential.
    ///
    /// - Parameters:
    ///   - authority: Tenant, or `organizations`; `common` does not work.
    ///   - clientID: A client that allows public flows, unless it has a secret.
    ///   - secret: The secret of a confidential client.
    /// - Throws: ``AuthenticationError`` with number 9001023 for `common` and `consumers`.
    public init(
        _ context: IdentityContext,
        authority: Authority,
        clientID: String,
        username: String,
        password: Secret,
        secret: Secret? = nil
    ) throws {
        guard authority.tenant != "common", authority.tenant != "consumers" else {
            throw AuthenticationError(.passwordGrantNeedsTenant, error: .invalidConfiguration)
        }
        let proof = secret.map { ClientProof.secret($0) } ?? .none
        source = UserTokenSource(
            context: context, authority: authority, clientID: clientID, proof: proof,
            adoption: .named(username)
        ) { request, authority in
            let endpoint = try authority.tokenEndpoint()
            var grant = TokenRequest(
                grantType: .password,
                clientID: clientID,
                authentication: try proof.authentication(clientID: clientID, endpoint: endpoint, context: context),
                scope: UserTokenSource.scopeList(request.scopes),
                claims: try ClaimsRequest.merged(capabilities: context.clientCapabilities, challenge: request.claims),
                wantsClientInfo: true)
            grant.username = username
            grant.password = password
            let sentAt = context.time.now
            let response = try await TokenEndpointClient(context: context)
                .redeem(grant, at: endpoint, correlationID: request.correlationID)
            return UserTokenSource.SignIn(
                response: response, nonce: nil, source: GrantType.password.rawValue, sentAt: sentAt)
        }
    }

    /// The user, once signed in.
    public var account: Account? { source.account }

    /// Returns a token for the user.
    ///
    /// - Throws: ``AuthenticationError``; `CancellationError`.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }
}

/// Serves a user who has signed in before, from cache and refresh token, and never asks a person.
public struct CachedAccountCredential: TokenCredential {
    private let source: UserTokenSource

    /// Makes a credential.
    ///
    /// - Parameters:
    ///   - account: The user; `nil` takes the only one in the cache.
    ///   - secret: The secret of a confidential client.
    public init(
        _ context: IdentityContext,
        authority: Authority,
        clientID: String,
        account: Account? = nil,
        secret: Secret? = nil
    ) {
        source = UserTokenSource(
            context: context, authority: authority, clientID: clientID,
            proof: secret.map { .secret($0) } ?? .none, account: account, adoption: .only
        ) { _, _ in
            throw AuthenticationError(
                code: .noCachedToken,
                message: "Nobody is signed in, or the sign-in has ended.",
                remedy: "Sign in again.")
        }
    }

    /// The user, once known.
    public var account: Account? { source.account }

    /// Returns a token without asking a person.
    ///
    /// - Throws: ``AuthenticationError``, with code ``OAuthErrorCode/noCachedToken`` when a person must sign in;
    ///   `CancellationError`.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }
}
