import Foundation
public import ServiceCore

/// Signs a user in with the system's browser and a listener on this machine (RFC 8252).
public struct InteractiveBrowserCredential: TokenCredential {
    /// Choices of the credential.
    public struct Options: Sendable {
        /// The secret of a confidential client; `nil` for a public one.
        public var secret: Secret?
        /// Choices of each sign-in.
        public var signIn: AuthorizationCodeFlow.Options
        /// Path of the redirect URI, `/` for none. The port is free on loopback (identity D.3).
        public var redirectPath: String
        /// How long the person may take.
        public var patience: Duration
        /// The user, when known from an earlier sign-in.
        public var account: Account?

        /// Makes choices.
        public init(
            secret: Secret? = nil,
            signIn: AuthorizationCodeFlow.Options = .init(prompt: "select_account"),
            redirectPath: String = "/",
            patience: Duration = .seconds(300),
            account: Account? = nil
        ) {
            self.secret = secret
            self.signIn = signIn
            self.redirectPath = redirectPath
            self.patience = patience
            self.account = account
        }
    }

    private let source: UserTokenSource

    /// Makes a credential.
    ///
    /// - Parameters:
    ///   - authority: Tenant, or `organizations`.
    ///   - clientID: A client with the redirect URI `http://localhost`.
    ///   - receiver: Takes the redirect.
    ///   - browser: Opens the address.
    public init(
        _ context: IdentityContext,
        authority: Authority,
        clientID: String,
        receiver: any LoopbackReceiver,
        browser: any BrowserOpener,
        options: Options = Options()
    ) {
        let proof = options.secret.map { ClientProof.secret($0) } ?? .none
        source = UserTokenSource(
            context: context, authority: authority, clientID: clientID, proof: proof, account: options.account
        ) { request, authority in
            let claims = try ClaimsRequest.merged(
                capabilities: context.clientCapabilities, challenge: request.claims)
            let (flow, answer) = try await Self.withPatience(options.patience, context.time) {
                try await Self.browse(
                    authority, clientID, request.scopes, claims, receiver, browser, options, context.random)
            }
            let code = try flow.code(from: answer)
            return try await flow.signIn(with: code, proof: proof, request: request, context: context)
        }
    }

    /// The user, once signed in.
    public var account: Account? { source.account }

    /// Returns a token for the signed-in user; opens the browser when cache and refresh do not serve.
    ///
    /// - Throws: ``AuthenticationError``, with code ``OAuthErrorCode/timedOut`` when nobody finished the sign-in;
    ///   `CancellationError`.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }

    // The flow is made when the port is known; both ends of the listener need it.
    private static func browse(
        _ authority: Authority,
        _ clientID: String,
        _ scopes: Set<Scope>,
        _ claims: String?,
        _ receiver: any LoopbackReceiver,
        _ browser: any BrowserOpener,
        _ options: Options,
        _ random: any RandomSource
    ) async throws -> (AuthorizationCodeFlow, AuthorizationResponse) {
        let current = Started()
        let answer: AuthorizationResponse = try await receiver.receive { port in
            let redirect = "http://localhost:\(port)" + (options.redirectPath == "/" ? "" : options.redirectPath)
            let flow = AuthorizationCodeFlow(
                authority: authority, clientID: clientID, redirectURI: redirect, scopes: scopes,
                options: options.signIn, claims: claims, random: random)
            current.begin(flow, port)
            let url = try flow.url()
            guard url.scheme == "https" else {
                throw AuthenticationError(
                    code: .invalidConfiguration, message: "Only https addresses are opened.",
                    remedy: "Correct the cloud.")
            }
            try await browser.open(url)
        } handle: { request in
            guard let (flow, port) = current.value else {
                return LoopbackReply(status: 404, page: RedirectParser.refusalPage)
            }
            return RedirectParser(state: flow.state, path: options.redirectPath, port: port).reply(to: request)
        }
        guard let (flow, _) = current.value else {
            throw AuthenticationError(
                code: .untrustedResponse, message: "An answer came before the sign-in began.",
                remedy: "Start the sign-in again.")
        }
        return (flow, answer)
    }

    /// Runs work, and ends it when the time is over.
    private static func withPatience<Value: Sendable>(
        _ patience: Duration, _ time: any TimeSource, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await time.sleep(for: patience)
                throw AuthenticationError(
                    code: .timedOut, message: "Nobody finished the sign-in in the browser in time.",
                    remedy: "Start it again; on a machine without a browser use the device code.")
            }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
