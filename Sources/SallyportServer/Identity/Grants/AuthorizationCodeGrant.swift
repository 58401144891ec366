import Foundation
import ServiceCore
import TenantStore

/// `authorization_code`: redeems a code once, if it comes back from where it went; identity.md B.3, H.4–H.7.
struct AuthorizationCodeGrant: Sendable {
    let database: TenantDatabase
    let tokens: UserTokens

    func redeem(_ request: GrantRequest) async throws -> TokenAnswer {
        let code = try request.form.require("code")
        guard Self.looksLikeToken(code) else {
            throw IdentityFailure(.malformedGrant, "Invalid request. The code is malformed or truncated.")
        }
        let record: AuthorizationCodeRecord
        switch try await database.redeemCode(
            Secret(code), clientID: request.client.appID, check: { try Self.check($0, request: request) })
        {
        case .redeemed(let redeemed): record = redeemed
        case .replayed:
            throw IdentityFailure(
                .codeReused,
                "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing "
                    + "refresh token.")
        case .expired:
            throw IdentityFailure(
                .codeExpired,
                "The provided authorization code or refresh token has expired. Send a new interactive authorization request."
            )
        case .unknown:
            throw IdentityFailure(
                .invalidGrant, "The provided authorization code is not valid for this client. Start a new sign-in.")
        }
        var request = request
        request.claims = request.claims ?? record.claims
        let grant = try await grant(of: record, request: request)
        let decision = try await tokens.decide(grant, client: request.client, version: request.version)
        return try await tokens.issue(grant, decision: decision, request: request)
    }

    /// What a code is bound to, compared with the redemption. A function of values; a refusal leaves the code alive.
    static func check(_ code: AuthorizationCodeRecord, request: GrantRequest) throws {
        let isSPA = code.redirectPlatform == .spa
        try request.requireProof(isPublic: code.redirectPlatform != .web)
        switch (isSPA, request.origin) {
        case (true, nil):
            throw IdentityFailure(
                .spaWithoutOrigin,
                "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."
            )
        case (false, .some):
            throw IdentityFailure(
                .originWithoutSPA,
                "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.")
        default: break
        }
        try checkRedirect(code, form: request.form)
        try checkVerifier(code, form: request.form)
        let isSameSegment =
            code.authority.lowercased() == request.segmentText.lowercased()
            || request.segment.tenantRecord?.id == code.tenantID
        guard isSameSegment else {
            throw IdentityFailure(
                .codeOfOtherTenant,
                "Provided Authorization Code is intended to use against other tenant, thus rejected. Redeem it at the "
                    + "tenant segment of the authorize request.")
        }
    }

    private static func checkRedirect(_ code: AuthorizationCodeRecord, form: FormFields) throws {
        guard let expected = code.redirectURI else {
            guard form["redirect_uri"] == nil else { throw redirectDiffers }
            return
        }
        guard let redirect = form["redirect_uri"] else {
            throw IdentityFailure(
                .parameterMissing, "The request body must contain the following parameter: 'redirect_uri'.")
        }
        guard redirect == expected else { throw redirectDiffers }
    }

    private static let redirectDiffers = IdentityFailure(
        .redirectDiffers,
        "The reply address in the token request does not match the reply address used when requesting the authorization "
            + "code – send the identical redirect_uri in both.")

    private static func checkVerifier(_ code: AuthorizationCodeRecord, form: FormFields) throws {
        let mismatch = IdentityFailure(
            .verifierMismatch,
            "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
        let verifier = form["code_verifier"]
        guard let challenge = code.codeChallenge else {
            guard code.redirectPlatform != .spa else {
                throw IdentityFailure(
                    .spaWithoutChallenge,
                    "Proof Key for Code Exchange is required for cross-origin authorization code redemption.")
            }
            // A verifier without a challenge: somebody took the challenge out on the way, RFC 9700 §4.8.2.
            guard verifier == nil else { throw mismatch }
            return
        }
        let method = code.codeChallengeMethod.flatMap(CodeChallenge.Method.init(rawValue:)) ?? .plain
        guard let verifier, CodeChallenge(value: challenge, method: method).accepts(verifier) else { throw mismatch }
    }

    private func grant(of code: AuthorizationCodeRecord, request: GrantRequest) async throws -> UserTokens.Grant {
        let (tenant, user) = try await database.livingUser(code.userID, tenantID: code.tenantID)
        let wish: UserTokens.Wish
        if request.version == .v1, let resource = request.form["resource"] ?? code.resource {
            wish = .resource(resource)
        } else if let resource = code.resource, request.form["scope"] == nil {
            wish = .resource(resource)
        } else {
            wish = .scopes(request.form["scope"].map { Self.joined($0, code.scopes) } ?? code.scopes)
        }
        var grant = UserTokens.Grant(
            tenant: tenant, user: user, authenticated: code.authenticatedDateTime, wish: wish,
            isPublicClient: code.redirectPlatform != .web, grantType: "authorization_code")
        grant.sessionID = code.sessionID
        grant.nonce = code.nonce
        grant.familyID = code.familyID
        grant.takesFirstResource = request.form["scope"] == nil
        if code.redirectPlatform == .spa {
            grant.familyEnds = request.now.addingTimeInterval(TokenLifetime.refreshTokenOfSPA)
        }
        return grant
    }

    /// The scopes of a redemption, with the OpenID scopes of the authorize request, which need no repetition.
    private static func joined(_ scope: String, _ original: String) -> String {
        let present = Set(scope.split(separator: " ").map { $0.lowercased() })
        let inherited = original.split(separator: " ").map { $0.lowercased() }
            .filter { ScopeRequest.openIDScopes.contains($0) && !present.contains($0) }
        return ([scope] + inherited).joined(separator: " ")
    }

    /// Whether a text has the form of our codes and tokens at all.
    static func looksLikeToken(_ text: String) -> Bool {
        text.utf8.count == 43 && Base64URL.decode(text) != nil
    }
}

extension TenantDatabase {
    /// A user who may still sign in, with the tenant.
    ///
    /// - Throws: ``IdentityFailure`` 50034, 50057.
    func livingUser(_ userID: UUID, tenantID: UUID) async throws -> (TenantRecord, UserRecord) {
        guard let tenant = try await tenant(id: tenantID), let user = try await handle(for: tenantID).user(id: userID)
        else {
            throw IdentityFailure(.unknownUser, "The user account does not exist in the directory any more.")
        }
        guard user.accountEnabled else {
            throw IdentityFailure(.disabledUser, "The user account is disabled.")
        }
        return (tenant, user)
    }
}
