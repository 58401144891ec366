public import ServiceCore

/// Authenticates an application by its secret.
public struct ClientSecretCredential: TokenCredential {
    private let source: ApplicationTokenSource

    /// Makes a credential.
    ///
    /// - Parameters:
    ///   - authority: The application's tenant, by ID or domain.
    ///   - clientID: The application.
    ///   - secret: The value of the secret, not its ID.
    public init(_ context: IdentityContext, authority: Authority, clientID: String, secret: Secret) {
        source = ApplicationTokenSource(
            context: context, authority: authority, clientID: clientID, proof: .secret(secret))
    }

    /// Returns a token for one API, from the cache while it is fresh.
    ///
    /// Callers that ask for the same at the same time share one request to the authority.
    ///
    /// - Parameter context: One scope, ending in `/.default`; a tenant of its own in the partner context.
    /// - Returns: A token with at least 300 seconds of life left.
    /// - Throws: ``AuthenticationError`` when the authority refuses; `CancellationError` when the calling task is
    ///   cancelled, while the shared request goes on for the others.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }
}

/// Authenticates an application by a certificate.
public struct ClientCertificateCredential: TokenCredential {
    private let source: ApplicationTokenSource

    /// Makes a credential.
    ///
    /// - Parameters:
    ///   - authority: The application's tenant, by ID or domain.
    ///   - clientID: The application.
    ///   - certificate: Certificate and key.
    ///   - algorithm: PS256, unless the key cannot do it.
    ///   - sendsChain: Whether the certificates go along, for registrations that trust a subject name.
    public init(
        _ context: IdentityContext,
        authority: Authority,
        clientID: String,
        certificate: ClientCertificate,
        algorithm: ClientCertificate.Algorithm = .ps256,
        sendsChain: Bool = false
    ) {
        source = ApplicationTokenSource(
            context: context, authority: authority, clientID: clientID,
            proof: .certificate(certificate, algorithm, sendsChain: sendsChain))
    }

    /// Returns a token for one API, from the cache while it is fresh; see ``ClientSecretCredential/token(for:)``.
    public func token(for context: TokenRequestContext) async throws -> AccessToken {
        try await source.token(for: context)
    }
}
