import Foundation
import Hummingbird
import ServiceCore
import TenantStore

/// The rest of an authorize request once a person is there: assignment, consent, answer; identity.md B.1.
struct AuthorizeStep: Sendable {
    let flow: InteractionFlow

    func proceed(
        _ interaction: inout Interaction, _ request: AuthorizationRequest, client: Application, person: Person
    ) async throws -> Response {
        let handle = flow.database.handle(for: person.tenant.id)
        if let servicePrincipal = try await handle.servicePrincipal(appID: client.appID) {
            try await ConsentReader.checkAssignment(
                servicePrincipal, client: client, user: person.user, handle: handle)
        }
        let planner = ConsentPlanner(handle: handle, client: client)
        let forcesOrganisation = request.prompts("admin_consent")
        let plan = try await plan(
            request, planner: planner, person: person, hasConsented: interaction.pending.hasConsented)
        guard plan.isEmpty else {
            guard !request.prompts("none") else {
                throw RedirectedFailure(
                    destination: request.destination, failure: Self.consentRequired(client))
            }
            return try await ConsentStep(flow: flow).page(
                &interaction, plan: plan, client: client, person: person, needsOrganisation: forcesOrganisation)
        }
        return try await issue(interaction, request, client: client, person: person)
    }

    private static func consentRequired(_ client: Application) -> IdentityFailure {
        var failure = UserTokens.consentMissing(client)
        failure.refusal = Refusal.consentMissing.under("consent_required")
        return failure
    }

    private func plan(
        _ request: AuthorizationRequest, planner: ConsentPlanner, person: Person, hasConsented: Bool
    ) async throws -> ConsentPlan {
        let isAsked = request.prompts("consent") || request.prompts("admin_consent")
        if request.asksRegistration || request.prompts("admin_consent") {
            let isKnown = try await planner.handle.servicePrincipal(appID: planner.client.appID) != nil
            guard !hasConsented, isAsked || !isKnown else { return ConsentPlan(entries: []) }
            var plan = try await planner.registration(includesRoles: isAsked)
            // An application without wishes still becomes known by a sign-in.
            if plan.isEmpty { plan.openID = ["openid", "profile"] }
            return plan.isEmpty ? try await planner.signInOnly() : plan
        }
        let resolved: ResolvedScopes
        if let resource = request.resource, request.isVersion1 {
            resolved = try await ScopeResolver(handle: planner.handle).resolve(resource: resource)
        } else {
            resolved = try await planner.resolve(request.scope ?? "openid")
        }
        let forces = request.prompts("consent") && !hasConsented
        let plan = try await planner.missing(
            resolved, tenant: person.tenant, userID: person.user.id, forcesConsent: forces)
        if plan.isEmpty, !hasConsented { try await checkDefault(resolved, planner: planner, userID: person.user.id) }
        return plan
    }

    /// `.default` on an API for which nothing is registered and nothing was granted leads nowhere.
    private func checkDefault(_ resolved: ResolvedScopes, planner: ConsentPlanner, userID: UUID) async throws {
        let reader = ConsentReader(handle: planner.handle, client: planner.client)
        for resource in resolved.resources where resource.asksDefault {
            let demand = try await reader.demand(resource, userID: userID)
            guard reader.mayIssue(demand, resource: resource) else {
                throw IdentityFailure(
                    .misconfigured,
                    "Misconfigured application. The client has not listed any permissions for "
                        + "'\(resource.servicePrincipal.displayName)' in the requested permissions of its registration."
                )
            }
        }
    }

    private func issue(
        _ interaction: Interaction, _ request: AuthorizationRequest, client: Application, person: Person
    ) async throws -> Response {
        let handle = flow.database.handle(for: person.tenant.id)
        _ = try await handle.createServicePrincipal(appID: client.appID)
        try await flow.store.finish(interaction)
        var parameters: [(String, String)] = []
        let scope = request.scope ?? "openid profile email offline_access"
        var code: String?
        if request.responseTypes.contains("code") {
            var draft = AuthorizationCodeDraft(
                userID: person.user.id, clientID: client.appID, authority: request.segment,
                redirectURI: request.redirectURI, redirectPlatform: request.platform, scopes: scope,
                authenticatedDateTime: person.authenticated)
            draft.codeChallenge = request.codeChallenge
            draft.codeChallengeMethod = request.codeChallengeMethod
            draft.nonce = request.nonce
            draft.resource = request.resource
            draft.claims = request.claims
            draft.sessionID = person.session.id
            draft.lifetime = TokenLifetime.code
            code = try await handle.saveCode(draft).reveal
        }
        if let code { parameters.append(("code", code)) }
        parameters += try await frontChannel(interaction, request, client: client, person: person, code: code)
        if request.wantsClientInfo {
            parameters.append(
                ("client_info", TokenIssuer.clientInfo(userID: person.user.id, tenantID: person.tenant.id)))
        }
        parameters.append(("session_state", person.session.id.lowercaseText))
        try await flow.database.audit(
            AuditEntry(
                tenantID: person.tenant.id, activity: .signIn, result: "granted", clientID: client.appID,
                userID: person.user.id, correlationID: interaction.context.correlationID.lowercaseText,
                detail: "authorize"))
        return AuthorizationAnswer(destination: request.destination, parameters: parameters)
            .response(pages: flow.pages, context: interaction.context, afterForm: interaction.isAfterForm)
    }

    /// The tokens of hybrid and implicit answers, which the registration has to allow; H.12.
    private func frontChannel(
        _ interaction: Interaction, _ request: AuthorizationRequest, client: Application, person: Person, code: String?
    ) async throws -> [(String, String)] {
        guard request.responseTypes.contains("id_token") || request.responseTypes.contains("token") else { return [] }
        let wish: UserTokens.Wish = request.resource.map { .resource($0) } ?? .scopes(request.scope ?? "openid")
        var grant = UserTokens.Grant(
            tenant: person.tenant, user: person.user, authenticated: person.authenticated, wish: wish,
            isPublicClient: true, grantType: "implicit")
        grant.sessionID = person.session.id
        grant.nonce = request.nonce
        grant.includesAuthenticationTime = request.maximumAge != nil
        let front = FrontChannelTokens(
            tokens: flow.tokens, authority: interaction.context.authority, now: interaction.now)
        return try await front.parameters(request, grant: grant, client: client, person: person, code: code)
    }
}

/// Writes the tokens that an authorize answer itself carries.
struct FrontChannelTokens: Sendable {
    let tokens: UserTokens
    let authority: Authority
    let now: Date

    func parameters(
        _ request: AuthorizationRequest, grant: UserTokens.Grant, client: Application, person: Person, code: String?
    ) async throws -> [(String, String)] {
        let decision = try await tokens.decide(grant, client: client, version: request.version)
        let issuer = tokens.issuer
        let subject = SignedInUser(
            record: person.user, directoryRoles: person.roles, authenticated: person.authenticated,
            methods: grant.methods, sessionID: person.session.id)
        var output: [(String, String)] = []
        var accessToken: String?
        if request.responseTypes.contains("token") {
            let lifetime = TokenLifetime.accessToken(issuer.fraction())
            let claims = AccessTokenClaims(
                audience: decision.resource.audience, resource: decision.resource.servicePrincipal,
                tenantID: person.tenant.id, client: client, proof: .none, subject: .user(subject),
                roles: decision.roles, scopes: decision.scopes, understandsChallenges: false, lifetime: lifetime,
                tokenID: issuer.tokenID(), address: nil)
            let text = try issuer.accessToken(claims, authority: authority, now: now)
            accessToken = text
            output += [
                ("access_token", text), ("token_type", "Bearer"), ("expires_in", String(lifetime)),
                (
                    "scope",
                    ScopeEcho.text(
                        items: decision.resource.items, granted: decision.scopes, openID: decision.openID)
                ),
            ]
        }
        if request.responseTypes.contains("id_token") {
            var claims = IDTokenClaims(
                version: request.version, tenantID: person.tenant.id, clientID: client.appID, user: subject,
                scopes: decision.openID, tokenID: issuer.tokenID())
            claims.nonce = request.nonce
            claims.includesAuthenticationTime = request.maximumAge != nil
            claims.code = code
            claims.accessToken = accessToken
            output.append(("id_token", try issuer.idToken(claims, authority: authority, now: now)))
        }
        return output
    }
}
