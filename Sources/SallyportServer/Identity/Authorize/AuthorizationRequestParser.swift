import Foundation
import TenantStore

/// Reads authorize requests in the order of identity.md B.1: tenant and client come from the caller, then redirect URI,
/// response type, response mode, scope and the rest. Functions of values.
struct AuthorizationRequestParser: Sendable {
    let version: ProtocolVersion
    let segment: String
    let application: Application
    let allowsPlainChallenge: Bool
    let requiresChallenge: Bool

    /// - Throws: ``IdentityFailure`` for what only a page may tell, ``RedirectedFailure`` for the rest.
    func parse(_ fields: FormFields) throws -> AuthorizationRequest {
        let (redirect, platform) = try redirectURI(fields["redirect_uri"])
        let responseTypes = Set((fields["response_type"] ?? "").split(separator: " ").map(String.init))
        let isFrontChannel = responseTypes.contains("id_token") || responseTypes.contains("token")
        let destination = AuthorizationDestination(
            redirectURI: redirect,
            mode: fields["response_mode"].flatMap { AuthorizationRequest.ResponseMode(rawValue: $0) }
                ?? (isFrontChannel ? .fragment : .query),
            state: fields[raw: "state"])
        do {
            return try rest(
                fields, redirect: redirect, platform: platform, types: responseTypes, destination: destination)
        } catch let failure as IdentityFailure {
            throw RedirectedFailure(destination: destination, failure: failure)
        }
    }

    /// The redirect URI, which must be a registered one; H.1–H.3.
    ///
    /// - Throws: ``IdentityFailure`` 50011, 900971.
    func redirectURI(_ requested: String?) throws -> (String, RedirectURIRecord.Platform) {
        let registered = application.redirectURIs.filter { RedirectURI.isSafe($0.uri) }
        guard let requested else {
            guard let first = registered.first else {
                throw IdentityFailure(
                    .noRedirectURI, "No reply address provided, and none is registered for the application.")
            }
            return (first.uri, first.platform)
        }
        let match =
            registered.first { $0.uri == requested }
            ?? registered.first { RedirectURI.matches(requested, registered: $0.uri) }
        guard let match, RedirectURI.isSafe(requested) else {
            throw IdentityFailure(
                .redirectMismatch,
                "The redirect URI '\(requested.shortened)' specified in the request does not match the redirect URIs "
                    + "configured for the application '\(application.appID.lowercaseText)'. Make sure the redirect URI sent "
                    + "in the request matches one added to the application.")
        }
        return (requested, match.platform)
    }

    private func rest(
        _ fields: FormFields, redirect: String, platform: RedirectURIRecord.Platform, types: Set<String>,
        destination: AuthorizationDestination
    ) throws -> AuthorizationRequest {
        try checkResponseType(types)
        let mode = try responseMode(fields, types: types, fallback: destination.mode)
        for name in ["request", "request_uri"] where fields[name] != nil {
            throw IdentityFailure(
                Refusal.valueNotAllowed.under("\(name)_not_supported"), "Request objects are not supported.")
        }
        if version == .v2 {
            guard fields["resource"] == nil else { throw ClientCredentialsGrant.resourceOnV2 }
            guard fields["scope"] != nil else { throw missing("scope") }
        }
        if types.contains("id_token"), version == .v2 {
            guard fields["nonce"] != nil else { throw missing("nonce") }
            guard (fields["scope"] ?? "").split(separator: " ").contains("openid") else {
                throw IdentityFailure(.malformedScope, "The scope 'openid' is needed for an id_token.")
            }
        }
        let challenge = try CodeChallenge.parse(fields, allowsPlain: allowsPlainChallenge)
        if requiresChallenge, challenge == nil, types.contains("code"), platform != .web {
            throw IdentityFailure(
                .spaWithoutChallenge, "Proof Key for Code Exchange is required – send code_challenge with S256.")
        }
        _ = try ClaimsParameter.parse(fields["claims"])
        return AuthorizationRequest(
            isVersion1: version == .v1, segment: segment, clientID: application.appID,
            redirectURI: fields["redirect_uri"], effectiveRedirectURI: redirect, platform: platform,
            responseTypes: types, responseMode: mode, scope: fields["scope"], resource: fields["resource"],
            state: fields[raw: "state"], nonce: fields["nonce"], prompts: try prompts(fields),
            loginHint: fields["login_hint"], domainHint: fields["domain_hint"], codeChallenge: challenge?.value,
            codeChallengeMethod: challenge?.method.rawValue, claims: fields["claims"],
            maximumAge: fields["max_age"].flatMap { Int($0) }, wantsClientInfo: fields["client_info"] == "1")
    }

    private func checkResponseType(_ types: Set<String>) throws {
        guard !types.isEmpty else { throw missing("response_type") }
        let known: [Set<String>] = [
            ["code"], ["id_token"], ["code", "id_token"], ["id_token", "token"], ["token"],
            ["code", "id_token", "token"], ["code", "token"],
        ]
        guard known.contains(types) else {
            throw IdentityFailure(
                .unsupportedResponseType, "The response_type of the request is not supported – use 'code'.")
        }
        let web = application.record.web
        guard !types.contains("id_token") || web.issuesIDTokensImplicitly else {
            throw IdentityFailure(
                .idTokenNotEnabled, "response_type 'id_token' is not enabled for the application – use 'code'.")
        }
        guard !types.contains("token") || web.issuesAccessTokensImplicitly else {
            throw IdentityFailure(
                .unsupportedResponseType, "response_type 'token' is not enabled for the application – use 'code'.")
        }
    }

    private func responseMode(
        _ fields: FormFields, types: Set<String>, fallback: AuthorizationRequest.ResponseMode
    ) throws -> AuthorizationRequest.ResponseMode {
        guard let text = fields["response_mode"] else { return fallback }
        guard let mode = AuthorizationRequest.ResponseMode(rawValue: text) else {
            throw IdentityFailure(
                .unsupportedResponseMode,
                "'\(text.shortened)' is not a supported value of 'response_mode' – query, fragment or form_post.")
        }
        guard mode != .query || !(types.contains("id_token") || types.contains("token")) else {
            throw IdentityFailure(
                .unsupportedResponseMode,
                "'query' is not a supported value of 'response_mode' when a token is requested.")
        }
        return mode
    }

    private func prompts(_ fields: FormFields) throws -> Set<String> {
        let prompts = Set((fields["prompt"] ?? "").split(separator: " ").map(String.init))
        var known: Set<String> = ["login", "none", "consent", "select_account", "create"]
        if version == .v1 { known.formUnion(["admin_consent", "refresh_session"]) }
        let isPair = prompts == ["login", "consent"]
        guard prompts.isSubset(of: known), prompts.count <= 1 || isPair else {
            throw IdentityFailure(
                .valueNotAllowed, "The value of 'prompt' is not allowed – one of login, none, consent, select_account.")
        }
        return prompts
    }

    private func missing(_ name: String) -> IdentityFailure {
        IdentityFailure(
            .parameterMissing, "The request must contain the following parameter: '\(name)'.")
    }
}
