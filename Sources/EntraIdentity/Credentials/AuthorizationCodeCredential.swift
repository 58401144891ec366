public import ServiceCore
import Synchronization

/// Signs a user in with a code that the caller got from the authorization endpoint.
///
/// The code is redeemed with the first request; afterwards tokens come from the cache and by refresh.
public struct AuthorizationCodeCredential: TokenCredential {
    private let source: UserTokenSource

    /// Makes a credential for one sign-in.
    ///
    /// - Parameters:
    ///   - flow: The sign-in that the code belongs to.
    ///   - code: The code, from ``AuthorizationCodeFlow/code(from:)``.
    ///   - secret: The secret of a confidential client; `nil` for a public one.
    public init(_ context: IdentityContext, flow: AuthorizationCodeFlow, code: Secret, secret: Secret? = nil) {
        let proof = secret.map { ClientProof.secret($0) } ?? .none
        let waiting = Once(code)
        source = UserTokenSource(
            context: context, authority: flow.authority, clientID: flow.clientID, proof: proof
        ) { request, _ in
            guard let code = waiting.take() else {
                throw AuthenticationError(
                    code: .noCachedToken,
                    message: "The code was redeemed before, and nothing kept serves this request.",
                    remedy: "Sign in again.")
            }
            return try await flow.signIn(with: code, proof: proof, request: request, context: context)
        }
    }

    /// The user, once signed in.
    public var account: Account? { source.account }

    /// Returns a token for the signed-in user.
    ///
    /// - Throws: ``AuthenticationError``; `CancellationError`.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }
}

/// A value that can be taken once.
private final class Once: Sendable {
    private let value: Mutex<Secret?>

    init(_ value: Secret) { self.value = Mutex(value) }

    func take() -> Secret? {
        value.withLock { value in
            defer { value = nil }
            return value
        }
    }
}

extension AuthorizationCodeFlow {
    /// Redeems a code at the authority of this sign-in.
    func signIn(
        with code: Secret, proof: ClientProof, request: TokenRequestContext, context: IdentityContext
    ) async throws -> UserTokenSource.SignIn {
        let endpoint = try authority.tokenEndpoint()
        let grant = redemption(
            of: code,
            authentication: try proof.authentication(clientID: clientID, endpoint: endpoint, context: context),
            claims: try ClaimsRequest.merged(capabilities: context.clientCapabilities, challenge: request.claims))
        let sentAt = context.time.now
        let response = try await TokenEndpointClient(context: context)
            .redeem(grant, at: endpoint, correlationID: request.correlationID)
        return UserTokenSource.SignIn(
            response: response, nonce: nonce.reveal, source: GrantType.authorizationCode.rawValue, sentAt: sentAt)
    }
}
