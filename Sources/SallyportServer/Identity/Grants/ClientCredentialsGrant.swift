import Foundation
import ServiceCore
import TenantStore

/// `client_credentials`: a token for the application itself; identity.md B.3.
struct ClientCredentialsGrant: Sendable {
    let database: TenantDatabase
    let issuer: TokenIssuer

    func redeem(_ request: GrantRequest) async throws -> TokenAnswer {
        guard let tenant = request.segment.tenantRecord else {
            throw IdentityFailure(
                .noTenantInRequest,
                "No tenant-identifying information found in either the request or implied by any provided credentials – put "
                    + "the tenant ID or a domain into the URL.")
        }
        guard request.proof != .none else {
            throw IdentityFailure(
                .credentialMissingForClient,
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.")
        }
        let handle = database.handle(for: tenant.id)
        let servicePrincipal = try await Self.enabledServicePrincipal(of: request.client, in: handle, tenant: tenant)
        let resource = try await resource(of: request, handle: handle)
        let state = try await handle.consentState(
            clientAppID: request.client.appID, resourceAppID: resource.servicePrincipal.appID, userID: nil)
        let isOwnResource = resource.servicePrincipal.id == servicePrincipal.id
        if resource.servicePrincipal.record.appRoleAssignmentRequired, state.appRoles.isEmpty, !isOwnResource {
            throw IdentityFailure(
                .clientNotAssigned,
                "Application '\(request.client.appID.lowercaseText)' (\(request.client.displayName)) is not assigned to a role "
                    + "for the application '\(resource.audience.shortened)' (\(resource.servicePrincipal.displayName))."
            )
        }
        let challenges =
            request.announcesChallenges
            && resource.servicePrincipal.appID == ResourceApplication.microsoftGraph.appID
        let lifetime =
            challenges
            ? TokenLifetime.challengeableAccessToken(issuer.fraction()) : TokenLifetime.accessToken(issuer.fraction())
        let claims = AccessTokenClaims(
            audience: resource.audience, resource: resource.servicePrincipal, tenantID: tenant.id,
            client: request.client, proof: request.proof,
            subject: .application(servicePrincipalID: servicePrincipal.id),
            roles: state.appRoles.sorted(), scopes: [], understandsChallenges: challenges, lifetime: lifetime,
            tokenID: issuer.tokenID(), address: nil)
        let token = try issuer.accessToken(claims, authority: request.context.authority, now: request.now)
        try await database.audit(
            AuditEntry(
                tenantID: tenant.id, activity: .tokenIssued, result: "granted", clientID: request.client.appID,
                tokenID: claims.tokenID, correlationID: request.context.correlationID.lowercaseText,
                detail: "client_credentials"))
        return TokenAnswer(
            accessToken: token, lifetime: lifetime, resource: request.version == .v1 ? resource.audience : nil)
    }

    /// The client's presence in the tenant.
    ///
    /// - Throws: ``IdentityFailure`` 7000229 when there is none, 7000112 when it is disabled.
    static func enabledServicePrincipal(
        of client: Application, in handle: TenantHandle, tenant: TenantRecord
    ) async throws -> ServicePrincipal {
        guard let servicePrincipal = try await handle.servicePrincipal(appID: client.appID) else {
            throw IdentityFailure(
                .noServicePrincipal,
                "The client application '\(client.appID.lowercaseText)' is missing service principal in the tenant "
                    + "'\(tenant.id.lowercaseText)'. An administrator of the tenant has to consent to it first.")
        }
        guard servicePrincipal.record.accountEnabled else { throw disabled(client) }
        return servicePrincipal
    }

    static func disabled(_ client: Application) -> IdentityFailure {
        IdentityFailure(
            .disabledServicePrincipal,
            "Application '\(client.appID.lowercaseText)' (\(client.displayName)) is disabled. An administrator can enable it "
                + "again.")
    }

    private func resource(of request: GrantRequest, handle: TenantHandle) async throws -> ResolvedScopes.Resource {
        let resolver = ScopeResolver(handle: handle)
        let resolved: ResolvedScopes
        switch request.version {
        case .v1:
            resolved = try await resolver.resolve(resource: request.form.require("resource"))
        case .v2:
            guard request.form["resource"] == nil || request.form["scope"] != nil else { throw Self.resourceOnV2 }
            let text = try request.form.require("scope")
            resolved = try await Self.defaultOnly(text, client: request.client, resolver: resolver)
        }
        guard let resource = resolved.resources.first else { throw Self.notDefault(request.form["scope"] ?? "") }
        return resource
    }

    /// Exactly one `{resource}/.default`, OpenID scopes aside, which some libraries send along.
    private static func defaultOnly(
        _ text: String, client: Application, resolver: ScopeResolver
    ) async throws -> ResolvedScopes {
        let values = text.split(separator: " ").filter { !ScopeRequest.openIDScopes.contains($0.lowercased()) }
        let isOwnID = values.count == 1 && UUID(uuidString: String(values[0])) == client.appID
        guard values.count == 1, isOwnID || values[0].lowercased().hasSuffix("/.default") else {
            throw notDefault(text)
        }
        return try await resolver.resolve(String(values[0]), clientID: client.appID)
    }

    private static func notDefault(_ text: String) -> IdentityFailure {
        IdentityFailure(
            .scopeIsNotDefault,
            "The provided value for scope \(text.shortened) is not valid. Client credential flows must have a scope value "
                + "with /.default suffixed to the resource identifier (application ID URI).")
    }

    static let resourceOnV2 = IdentityFailure(
        .resourceOnV2,
        "The 'resource' request parameter is not supported – use 'scope' here, or the v1 endpoint.")
}
