import Foundation
import Logging
import ServiceCore

/// Tokens for an application by itself, RFC 6749 §4.4: the part that secret and certificate have in common.
struct ApplicationTokenSource: Sendable {
    let context: IdentityContext
    let authority: Authority
    let clientID: String
    let proof: ClientProof

    func token(for request: TokenRequestContext) async throws -> AccessToken {
        let authority = try request.tenantID.map { try self.authority.with(tenant: $0) } ?? self.authority
        guard !authority.isAlias else { throw AuthenticationError(.tenantNotIdentified, error: .invalidConfiguration) }
        guard let scope = request.scopes.first, request.scopes.count == 1, scope.isDefault else {
            throw AuthenticationError(
                .scopeNotDefault,
                message: "An application by itself asks for one scope, and that ends in /.default.")
        }
        guard let realm = try await context.discovery.tenantID(of: authority) else {
            throw AuthenticationError(.tenantNotFound)
        }
        let query = TokenCache.Query(
            cloud: authority.cloud, clientID: clientID, realm: realm.uuidString.lowercased(), homeAccountID: nil,
            scopes: request.scopes)
        var fallback: AccessToken?
        if request.claims == nil, let found = try await context.cache.accessToken(query, now: context.time.now) {
            guard let refreshOn = found.refreshOn, refreshOn <= context.time.now else { return found }
            fallback = found
        }
        let key = TokenCache.FlightKey(query: query, tenant: authority.tenant, claims: request.claims)
        do {
            return try await context.cache.shared(key) {
                try await fetch(request, authority, realm: realm)
            }
        } catch let error as AuthenticationError where error.category == .transient {
            // The old token still works; a new one was only due.
            guard let fallback else { throw error }
            Logger.current.debug("token kept", metadata: ["token.refresh.error": "\(error.code)"])
            return fallback
        }
    }

    private func fetch(
        _ request: TokenRequestContext, _ authority: Authority, realm: UUID
    ) async throws -> AccessToken {
        let endpoint = try authority.tokenEndpoint()
        let grant = TokenRequest(
            grantType: .clientCredentials,
            clientID: clientID,
            authentication: try proof.authentication(clientID: clientID, endpoint: endpoint, context: context),
            scope: request.scopes.scopeList,
            claims: try ClaimsRequest.merged(capabilities: context.clientCapabilities, challenge: request.claims)
        )
        let sentAt = context.time.now
        let response = try await TokenEndpointClient(context: context)
            .redeem(grant, at: endpoint, correlationID: request.correlationID)
        try TenantCheck.verify(response.accessToken, tenantID: realm)
        let tenantID = realm.uuidString.lowercased()
        let token = response.issued(at: sentAt, tenantID: tenantID, scopes: request.scopes)
        try await context.cache.store(
            IssuedTokens(
                cloud: authority.cloud, clientID: clientID, tenantID: tenantID, token: token,
                target: Set(request.scopes.map(\.rawValue))),
            now: sentAt)
        return token
    }
}

/// That a token is of the tenant that was asked, before it is kept (identity E, H.9).
enum TenantCheck {
    /// Compares the tenant of a token that can be read; one that cannot is left alone, since it is for the API.
    static func verify(_ token: Secret, tenantID: UUID) throws {
        guard let claims = AccessTokenClaims(unvalidated: token.reveal) else { return }
        guard UUID(uuidString: claims.tenantID) == tenantID else {
            throw AuthenticationError(
                code: .untrustedResponse,
                message: "The authority issued a token of another tenant than the one asked for.",
                remedy: "Check the tenant ID; the token is not used.")
        }
    }
}

extension TokenResponse {
    /// The access token of an answer; its end is computed from the lifetime and our clock, never from the token.
    func issued(at now: Date, tenantID: String?, scopes: Set<Scope>) -> AccessToken {
        AccessToken(
            token: accessToken,
            expiresOn: now.addingTimeInterval(TimeInterval(expiresIn)),
            refreshOn: refreshIn.map { now.addingTimeInterval(TimeInterval($0)) },
            tenantID: tenantID,
            scopes: scopes
        )
    }
}
