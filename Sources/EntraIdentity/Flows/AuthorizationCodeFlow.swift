public import Foundation
public import ServiceCore

/// One sign-in by authorization code with PKCE, from the address to the code.
///
/// State, nonce and verifier are made here, each of 256 random bits, for this one use (identity H.45).
public struct AuthorizationCodeFlow: Sendable {
    /// Choices of a sign-in.
    public struct Options: Sendable, Hashable {
        /// `login`, `consent`, `select_account`, `none`; `nil` leaves it to the authority.
        public var prompt: String?
        /// User name to fill in.
        public var loginHint: String?
        /// Domain that skips the choice of account.
        public var domainHint: String?
        /// How the answer travels: `query` or `form_post`.
        public var responseMode: String

        /// Makes choices.
        public init(
            prompt: String? = nil, loginHint: String? = nil, domainHint: String? = nil, responseMode: String = "query"
        ) {
            self.prompt = prompt
            self.loginHint = loginHint
            self.domainHint = domainHint
            self.responseMode = responseMode
        }
    }

    /// Who is asked.
    public let authority: Authority
    /// The client.
    public let clientID: String
    /// Where the answer goes.
    public let redirectURI: String
    /// Scopes of the API; those of sign-in are added.
    public let scopes: Set<Scope>
    /// Returned unchanged in the answer.
    public let state: Secret
    /// Comes back in the ID token.
    public let nonce: Secret
    /// Proves that the redemption comes from here.
    public let proofKey: ProofKey

    private let options: Options
    private let claims: String?

    /// Begins a sign-in.
    ///
    /// - Parameter claims: JSON text of a claims challenge.
    public init(
        authority: Authority,
        clientID: String,
        redirectURI: String,
        scopes: Set<Scope>,
        options: Options = Options(),
        claims: String? = nil,
        random: some RandomSource
    ) {
        self.authority = authority
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.scopes = scopes
        self.options = options
        self.claims = claims
        state = Secret(Base64Text.urlSafe(random.bytes(32)))
        nonce = Secret(Base64Text.urlSafe(random.bytes(32)))
        proofKey = ProofKey(random: random)
    }

    /// The request as a value.
    public var request: AuthorizationRequest {
        AuthorizationRequest(
            clientID: clientID,
            redirectURI: redirectURI,
            scope: UserTokenSource.scopeList(scopes),
            responseMode: options.responseMode,
            state: state.reveal,
            nonce: nonce.reveal,
            prompt: options.prompt,
            loginHint: options.loginHint,
            domainHint: options.domainHint,
            codeChallenge: proofKey.challenge,
            codeChallengeMethod: "S256",
            claims: claims,
            wantsClientInfo: true
        )
    }

    /// The address to open in a browser.
    public func url() throws -> URL {
        let endpoint = try authority.authorizationEndpoint()
        return try authority.cloud.url(.login, path: endpoint.path() + "?" + request.query)
    }

    /// Takes the code out of an answer.
    ///
    /// - Throws: ``AuthenticationError``: the refusal in it, or ``OAuthErrorCode/untrustedResponse`` when state or
    ///   issuer are not those of this sign-in.
    public func code(from response: AuthorizationResponse) throws -> Secret {
        guard let returned = response.state, ConstantTime.equal(returned, state.reveal) else {
            throw AuthenticationError(
                code: .untrustedResponse, message: "The answer belongs to another sign-in.",
                remedy: "Start the sign-in again and finish it in the window that opens.")
        }
        if let issuer = response.issuer {
            // RFC 9207: only checked when the authority sends it.
            let tenant = issuer.split(separator: "/").dropFirst(2).first.flatMap { UUID(uuidString: String($0)) }
            guard let tenant, authority.issuers(tenantID: tenant).contains(issuer) else {
                throw AuthenticationError(
                    code: .untrustedResponse, message: "The answer comes from another authority.",
                    remedy: "Start the sign-in again.")
            }
        }
        if let error = response.error { throw Self.refusal(error, response) }
        guard let code = response.code else {
            throw AuthenticationError(
                code: .malformedResponse, message: "The answer holds neither a code nor a refusal.",
                remedy: "Start the sign-in again.")
        }
        return code
    }

    private static func refusal(_ code: OAuthErrorCode, _ response: AuthorizationResponse) -> AuthenticationError {
        let description = DisplayText.clean(response.errorDescription ?? "")
        let number = AADSTS.number(in: description)
        let entry = number.flatMap { AADSTS.entry($0) }
        let isCancelled = response.errorSubcode == "cancel"
        return AuthenticationError(
            code: OAuthErrorCode(rawValue: DisplayText.clean(code.rawValue, limit: 64)),
            message: isCancelled ? "The sign-in was cancelled." : description.isEmpty ? "Refused." : description,
            remedy: entry?.remedy ?? (isCancelled ? "Start the sign-in again when you want to go on." : nil),
            aadsts: number
        )
    }

    /// The token request that redeems a code.
    func redemption(
        of code: Secret, authentication: ClientAuthentication, claims: String?
    ) -> TokenRequest {
        var request = TokenRequest(
            grantType: .authorizationCode, clientID: clientID, authentication: authentication,
            scope: UserTokenSource.scopeList(scopes), claims: claims, wantsClientInfo: true)
        request.code = code
        request.redirectURI = redirectURI
        request.codeVerifier = proofKey.verifier
        return request
    }
}
