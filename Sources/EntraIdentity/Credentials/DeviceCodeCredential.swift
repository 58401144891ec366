public import Foundation
public import ServiceCore

/// Signs a user in who types a code on another device, RFC 8628.
public struct DeviceCodeCredential: TokenCredential {
    /// What the person must be shown.
    public struct Prompt: Sendable, Hashable {
        /// The code to type.
        public var userCode: String
        /// Where to type it; https only.
        public var verificationURI: URL
        /// The authority's own text, without control characters.
        public var message: String
        /// When the code ends.
        public var expiresOn: Date
    }

    private let source: UserTokenSource

    /// Makes a credential.
    ///
    /// - Parameters:
    ///   - authority: Tenant, or `organizations`.
    ///   - clientID: A client that allows public flows.
    ///   - account: The user, when known from an earlier sign-in.
    ///   - show: Shows code and address to the person; polling begins when it returns.
    public init(
        _ context: IdentityContext,
        authority: Authority,
        clientID: String,
        account: Account? = nil,
        show: @escaping @Sendable (Prompt) async throws -> Void
    ) {
        source = UserTokenSource(context: context, authority: authority, clientID: clientID, account: account) {
            request, authority in
            try await Self.signIn(request, authority, clientID: clientID, context: context, show: show)
        }
    }

    /// The user, once signed in.
    public var account: Account? { source.account }

    /// Returns a token for the signed-in user; shows a code when cache and refresh do not serve.
    ///
    /// - Throws: ``AuthenticationError``, with code ``OAuthErrorCode/timedOut`` when nobody finished the sign-in;
    ///   `CancellationError`, which also ends the polling.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }

    private static func signIn(
        _ request: TokenRequestContext,
        _ authority: Authority,
        clientID: String,
        context: IdentityContext,
        show: @Sendable (Prompt) async throws -> Void
    ) async throws -> UserTokenSource.SignIn {
        let client = TokenEndpointClient(context: context)
        let claims = try ClaimsRequest.merged(capabilities: context.clientCapabilities, challenge: request.claims)
        let begun = context.time.now
        let answer = try await client.deviceCode(
            DeviceAuthorizationRequest(
                clientID: clientID, scope: UserTokenSource.scopeList(request.scopes), claims: claims),
            at: try authority.deviceAuthorizationEndpoint(), correlationID: request.correlationID)
        guard let address = URL(string: answer.verificationURI), address.scheme?.lowercased() == "https" else {
            throw AuthenticationError(
                code: .untrustedResponse, message: "The authority named a page that is not https; it is not shown.",
                remedy: "Check the login host.")
        }
        try await show(
            Prompt(
                userCode: DisplayText.clean(answer.userCode, limit: 40),
                verificationURI: address,
                message: DisplayText.clean(answer.message ?? "", limit: 500),
                expiresOn: begun.addingTimeInterval(TimeInterval(answer.expiresIn))))
        var grant = TokenRequest(grantType: .deviceCode, clientID: clientID, claims: claims, wantsClientInfo: true)
        grant.deviceCode = answer.deviceCode
        var polling = DeviceCodePolling(interval: answer.interval, expiresIn: answer.expiresIn, now: begun)
        var event = DeviceCodePolling.Event.ready
        var refusal: AuthenticationError?
        while true {
            switch polling.next(event, now: context.time.now) {
            case .wait(let duration):
                try await context.time.sleep(for: duration)
                event = .ready
            case .poll:
                let sentAt = context.time.now
                do {
                    let response = try await client.redeem(
                        grant, at: try authority.tokenEndpoint(), correlationID: request.correlationID)
                    return UserTokenSource.SignIn(
                        response: response, nonce: nil, source: GrantType.deviceCode.rawValue, sentAt: sentAt)
                } catch let error as AuthenticationError {
                    refusal = error
                    event =
                        error.category == .transient
                        ? .unanswered(retryAfter: error.retryAfter) : .refused(error.code)
                }
            case .expire:
                throw AuthenticationError(
                    code: .timedOut, message: "Nobody finished the sign-in with the device code in time.",
                    remedy: "Start it again and type the code within \(answer.expiresIn / 60) minutes.",
                    aadsts: AADSTS.deviceCodeExpired.number, correlationID: refusal?.correlationID)
            case .finish, .stop:
                throw refusal ?? AuthenticationError(.grantInvalid)
            }
        }
    }
}
