import Foundation
import ServiceCore
import TenantStore

/// `refresh_token`: new tokens for what was consented to, on any resource; identity.md B.3, H.28–H.31.
struct RefreshTokenGrant: Sendable {
    let database: TenantDatabase
    let tokens: UserTokens

    func redeem(_ request: GrantRequest) async throws -> TokenAnswer {
        let text = try request.form.require("refresh_token")
        guard AuthorizationCodeGrant.looksLikeToken(text) else {
            throw IdentityFailure(.malformedGrant, "Invalid request. The refresh token is malformed or truncated.")
        }
        let token = Secret(text)
        // A look first: consent is evaluated before the token is used, so that a refusal does not cost it.
        let look = try await database.refreshToken(token, clientID: request.client.appID)
        let (family, scopes) = try Self.require(look, request: request)
        try request.requireProof(isPublic: family.isPublicClient)
        try Self.checkTenant(family, request: request)
        let (tenant, user) = try await database.livingUser(family.userID, tenantID: family.tenantID)
        var grant = UserTokens.Grant(
            tenant: tenant, user: user, authenticated: family.authenticatedDateTime,
            methods: family.authenticationMethods, wish: Self.wish(request, stored: scopes),
            isPublicClient: family.isPublicClient, grantType: "refresh_token")
        grant.sessionID = family.sessionID
        try Self.checkSignIn(after: ClaimsParameter.notBefore(request.claims), family: family)
        let decision = try await tokens.decide(grant, client: request.client, version: request.version)
        let use = try await database.rotateRefreshToken(
            token, clientID: request.client.appID, mode: tenant.refreshTokenMode,
            scopes: UserTokens.wishText(grant.wish))
        guard case .valid(_, _, let successor) = use else {
            _ = try Self.require(use, request: request)
            throw IdentityFailure(
                .invalidGrant, "The provided refresh token is not valid. Send a new authorization request.")
        }
        grant.successor = successor
        var answering = decision
        if successor != nil { answering = decision.addingOfflineAccess() }
        return try await tokens.issue(grant, decision: answering, request: request)
    }

    /// What a look at a token says. A function of values.
    static func require(
        _ use: RefreshTokenUse, request: GrantRequest
    ) throws -> (family: RefreshTokenFamilyRecord, scopes: String) {
        switch use {
        case .valid(let family, let scopes, _): return (family, scopes)
        case .unknown:
            // The same for a token of another client: it does not learn that the token is good, H.28.
            throw IdentityFailure(
                .invalidGrant,
                "The provided refresh token is not valid for this client. Send a new authorization request.")
        case .expired(let family):
            if let end = family.endsDateTime, request.now >= end {
                throw IdentityFailure(
                    .spaRefreshTokenExpired,
                    "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of "
                        + "1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent."
                )
            }
            throw IdentityFailure(
                .refreshTokenExpired,
                "The refresh token has expired due to inactivity. It was inactive for 90.00:00:00. Sign in again.")
        case .reused:
            throw IdentityFailure(
                .invalidGrant, "The refresh token was replaced and used again; all tokens of this sign-in are revoked.")
        case .revoked(_, let reason): throw revoked(reason, client: request.client)
        }
    }

    private static func revoked(_ reason: RevocationReason, client: Application) -> IdentityFailure {
        switch reason {
        case .sessionsRevoked, .passwordChanged:
            IdentityFailure(
                .tokensRevoked,
                "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have "
                    + "changed or reset their password.")
        case .userDisabled: IdentityFailure(.disabledUser, "The user account is disabled.")
        case .consentRemoved: UserTokens.consentMissing(client)
        case .servicePrincipalRemoved:
            IdentityFailure(
                .unknownApplication,
                "Application with identifier '\(client.appID.lowercaseText)' was not found in the directory.")
        default: IdentityFailure(.invalidGrant, "The refresh token was revoked. Sign in again.")
        }
    }

    /// Any segment will do where the user exists; identity.md B.3.
    private static func checkTenant(_ family: RefreshTokenFamilyRecord, request: GrantRequest) throws {
        guard let tenant = request.segment.tenantRecord, tenant.id != family.tenantID else { return }
        throw IdentityFailure(
            .foreignUser,
            "The user account does not exist in tenant '\(tenant.displayName)' and cannot access the application "
                + "'\(request.client.appID.lowercaseText)' in that tenant.")
    }

    /// A challenge for a revoked session wants a sign-in after an instant; identity.md B.10.
    private static func checkSignIn(after instant: Int64?, family: RefreshTokenFamilyRecord) throws {
        guard let instant, WireTime.epoch(family.authenticatedDateTime) < instant else { return }
        throw IdentityFailure(
            Refusal.tokensRevoked.under("interaction_required"),
            "The session was revoked after the sign-in; an interactive sign-in is needed.")
    }

    private static func wish(_ request: GrantRequest, stored: String) -> UserTokens.Wish {
        switch request.version {
        case .v1:
            if let resource = request.form["resource"] { return .resource(resource) }
        case .v2:
            if let scope = request.form["scope"] { return .scopes(scope) }
        }
        return UserTokens.wish(of: stored)
    }
}

extension UserTokens.Decision {
    /// A refresh answers with a refresh token also when the request names a resource alone.
    func addingOfflineAccess() -> Self {
        Self(
            resolved: resolved, resource: resource, scopes: scopes, openID: openID.union(["offline_access"]),
            roles: roles)
    }
}
