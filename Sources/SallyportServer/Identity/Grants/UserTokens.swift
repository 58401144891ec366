import Foundation
import ServiceCore
import TenantStore

/// What the grants of users have in common: from a user and a list of scopes to an answer; identity.md B.2, B.9, D.5.
struct UserTokens: Sendable {
    /// Who signed in, where, and what came of it before.
    struct Grant: Sendable {
        let tenant: TenantRecord
        let user: UserRecord
        let authenticated: Date
        var methods = ["pwd"]
        var sessionID: UUID?
        /// The scope list or the v1 resource, as asked for.
        let wish: Wish
        var nonce: String?
        var includesAuthenticationTime = false
        let isPublicClient: Bool
        let grantType: String
        /// The family that new refresh tokens join; a new one when absent.
        var familyID: UUID?
        /// When the refresh tokens of a single-page application end whatever their use.
        var familyEnds: Date?
        /// The successor of a refresh token that was used.
        var successor: Secret?
        /// Scopes of several resources: the first decides here, 28000 otherwise.
        var takesFirstResource = true
    }

    enum Wish: Sendable {
        case scopes(String)
        case resource(String)
    }

    /// Everything about a grant that consent decides, before a token is written.
    struct Decision: Sendable {
        let resolved: ResolvedScopes
        let resource: ResolvedScopes.Resource
        /// The delegated permissions of the token.
        let scopes: [String]
        let openID: Set<String>
        /// The user's app roles on the resource.
        let roles: [String]
    }

    let database: TenantDatabase
    let issuer: TokenIssuer

    /// Evaluates consent without asking anybody.
    ///
    /// - Throws: ``IdentityFailure`` 500011, 70011, 28000, 650057, 65001, 7000112, 50105.
    func decide(_ grant: Grant, client: Application, version: ProtocolVersion) async throws -> Decision {
        let handle = database.handle(for: grant.tenant.id)
        let resolved = try await resolve(grant.wish, client: client, handle: handle)
        guard resolved.resources.count <= 1 || grant.takesFirstResource else {
            throw IdentityFailure(
                .severalResourcesInCode,
                "Provided value for the input parameter 'scope' is not valid because it contains more than one resource. "
                    + "Redeem for one resource, then use the refresh token for the next.")
        }
        let resource = try await Self.tokenResource(of: resolved, handle: handle)
        let evaluator = ConsentReader(handle: handle, client: client)
        try await evaluator.checkClientAndAssignment(user: grant.user)
        let demand = try await evaluator.demand(resource, userID: grant.user.id)
        if case .resource(let name) = grant.wish, demand.registered.isEmpty, demand.granted.isEmpty {
            throw IdentityFailure(
                .resourceNotRegistered,
                "Invalid resource. The client has requested access to a resource which is not listed in the requested "
                    + "permissions in the client's application registration. Resource value from request: \(name.shortened)."
            )
        }
        let outcome = ConsentEvaluation.evaluate([demand], tenantAllowsUserConsent: grant.tenant.allowsUserConsent)
        guard case .granted(let granted) = outcome, evaluator.mayIssue(demand, resource: resource) else {
            throw Self.consentMissing(client)
        }
        let openID = version == .v1 ? ["openid", "profile", "email", "offline_access"] : resolved.request.openID
        return Decision(
            resolved: resolved, resource: resource,
            scopes: Self.tokenScopes(
                granted[resource.servicePrincipal.id] ?? [], named: demand.named, openID: openID,
                isGraph: resource.servicePrincipal.appID == ResourceApplication.microsoftGraph.appID),
            openID: openID,
            roles: try await evaluator.userRoles(grant.user.id, on: resource.servicePrincipal))
    }

    /// Writes the tokens of a decided grant.
    func issue(_ grant: Grant, decision: Decision, request: GrantRequest) async throws -> TokenAnswer {
        let handle = database.handle(for: grant.tenant.id)
        let subject = SignedInUser(
            record: grant.user, directoryRoles: try await handle.roles(ofUser: grant.user.id),
            authenticated: grant.authenticated, methods: grant.methods, sessionID: grant.sessionID)
        let token = try accessToken(grant, decision: decision, subject: subject, request: request)
        var answer = TokenAnswer(accessToken: token.text, lifetime: token.lifetime)
        switch request.version {
        case .v2:
            answer.scope = ScopeEcho.text(
                items: decision.resource.items, granted: decision.scopes, openID: decision.openID)
        case .v1:
            answer.scope = decision.scopes.joined(separator: " ")
            answer.resource = decision.resource.audience
        }
        if decision.openID.contains("offline_access") {
            answer.refreshToken = try await refreshToken(grant, decision: decision, request: request)
        }
        if decision.openID.contains("openid") {
            answer.idToken = try idToken(grant, decision: decision, subject: subject, request: request)
        }
        if request.wantsClientInfo {
            answer.clientInfo = TokenIssuer.clientInfo(userID: grant.user.id, tenantID: grant.tenant.id)
        }
        try await database.audit(
            AuditEntry(
                tenantID: grant.tenant.id, activity: .tokenIssued, result: "granted", clientID: request.client.appID,
                userID: grant.user.id, tokenID: token.id, correlationID: request.context.correlationID.lowercaseText,
                detail: grant.grantType))
        return answer
    }

    private func accessToken(
        _ grant: Grant, decision: Decision, subject: SignedInUser, request: GrantRequest
    ) throws -> (text: String, lifetime: Int64, id: String) {
        let resource = decision.resource.servicePrincipal
        let challenges = request.announcesChallenges && resource.appID == ResourceApplication.microsoftGraph.appID
        let lifetime =
            challenges
            ? TokenLifetime.challengeableAccessToken(issuer.fraction()) : TokenLifetime.accessToken(issuer.fraction())
        let claims = AccessTokenClaims(
            audience: decision.resource.audience, resource: resource, tenantID: grant.tenant.id, client: request.client,
            proof: request.proof, subject: .user(subject), roles: decision.roles, scopes: decision.scopes,
            understandsChallenges: challenges, lifetime: lifetime, tokenID: issuer.tokenID(),
            address: request.context.remoteAddress)
        let text = try issuer.accessToken(claims, authority: request.context.authority, now: request.now)
        return (text, lifetime, claims.tokenID)
    }

    private func idToken(
        _ grant: Grant, decision: Decision, subject: SignedInUser, request: GrantRequest
    ) throws -> String {
        var claims = IDTokenClaims(
            version: request.version, tenantID: grant.tenant.id, clientID: request.client.appID, user: subject,
            scopes: decision.openID, tokenID: issuer.tokenID())
        claims.nonce = grant.nonce
        claims.includesAuthenticationTime = grant.includesAuthenticationTime
        return try issuer.idToken(claims, authority: request.context.authority, now: request.now)
    }

    private func refreshToken(_ grant: Grant, decision: Decision, request: GrantRequest) async throws -> String? {
        if let successor = grant.successor { return successor.reveal }
        let family = RefreshTokenFamilyRecord(
            id: grant.familyID ?? issuer.random.uuid(), userID: grant.user.id, clientID: request.client.appID,
            sessionID: grant.sessionID, grantType: grant.grantType, isPublicClient: grant.isPublicClient,
            authenticatedDateTime: grant.authenticated, authenticationMethods: grant.methods,
            endsDateTime: grant.familyEnds)
        let token = try await database.handle(for: grant.tenant.id).saveRefreshToken(
            family: family, scopes: Self.wishText(grant.wish))
        guard let token else { throw IdentityFailure(.codeReused, "OAuth2 Authorization code was already redeemed.") }
        return token.reveal
    }

    private func resolve(_ wish: Wish, client: Application, handle: TenantHandle) async throws -> ResolvedScopes {
        let resolver = ScopeResolver(handle: handle)
        return switch wish {
        case .scopes(let text): try await resolver.resolve(text, clientID: client.appID)
        case .resource(let name): try await resolver.resolve(resource: name)
        }
    }

    /// The wish of a request that named one of the two as it is kept with a refresh token.
    static func wishText(_ wish: Wish) -> String {
        switch wish {
        case .scopes(let text): text
        case .resource(let name): "resource:" + name
        }
    }

    static func wish(of text: String) -> Wish {
        text.hasPrefix("resource:") ? .resource(String(text.dropFirst("resource:".count))) : .scopes(text)
    }

    /// The first resource of the request; Graph where only OpenID scopes were asked for.
    static func tokenResource(
        of resolved: ResolvedScopes, handle: TenantHandle
    ) async throws -> ResolvedScopes.Resource {
        if let first = resolved.resources.first { return first }
        guard let graph = try await handle.servicePrincipal(appID: ResourceApplication.microsoftGraph.appID) else {
            throw IdentityFailure(.unknownResource, "Microsoft Graph was not found in the tenant.")
        }
        return ResolvedScopes.Resource(servicePrincipal: graph, items: [])
    }

    /// What a token carries: everything granted on the resource, those asked for first; OpenID scopes on Graph alone.
    static func tokenScopes(
        _ granted: Set<String>, named: Set<ConsentEvaluation.Permission>, openID: Set<String>, isGraph: Bool
    ) -> [String] {
        let asked = named.map(\.value).filter { granted.contains($0) }.sorted()
        var output = asked + granted.subtracting(asked).subtracting(ScopeRequest.openIDScopes).sorted()
        if isGraph { output += ["openid", "profile", "email"].filter { openID.contains($0) || granted.contains($0) } }
        return output
    }

    static func consentMissing(_ client: Application) -> IdentityFailure {
        IdentityFailure(
            .consentMissing,
            "The user or administrator has not consented to use the application with ID "
                + "'\(client.appID.lowercaseText)' named '\(client.displayName)'. Send an interactive authorization request for "
                + "this user and resource.")
    }
}
