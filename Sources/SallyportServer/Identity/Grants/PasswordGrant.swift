import Foundation
import ServiceCore
import TenantStore

/// `password`: name and password straight from the client; identity.md B.3, H.42.
struct PasswordGrant: Sendable {
    let database: TenantDatabase
    let tokens: UserTokens

    func redeem(_ request: GrantRequest) async throws -> TokenAnswer {
        let name = try request.form.require("username")
        let password = try request.form.require("password")
        let wish: UserTokens.Wish =
            switch request.version {
            case .v1: .resource(try request.form.require("resource"))
            case .v2: .scopes(try request.form.require("scope"))
            }
        let isPublic = request.client.record.isFallbackPublicClient == true
        try request.requireProof(isPublic: isPublic)
        let tenant = try await tenant(of: name, request: request)
        guard tenant.allowsPasswordGrant else {
            throw IdentityFailure(
                .unsupportedGrant,
                "The grant type 'password' is turned off in this tenant – use an interactive or device code flow.")
        }
        let user = try await verify(name, Secret(password), tenant: tenant)
        let grant = UserTokens.Grant(
            tenant: tenant, user: user, authenticated: request.now, wish: wish, isPublicClient: isPublic,
            grantType: "password")
        let decision = try await tokens.decide(grant, client: request.client, version: request.version)
        return try await tokens.issue(grant, decision: decision, request: request)
    }

    private func tenant(of name: String, request: GrantRequest) async throws -> TenantRecord {
        switch request.segment {
        case .tenant(let tenant): return tenant
        case .organizations:
            guard let tenant = try await database.tenant(ofUserPrincipalName: name) else {
                throw Self.unknownUser(name, place: "any directory")
            }
            // Now that the tenant is known, so is whether the client may be used there.
            _ = try ClientAuthenticator.admit(request.client, clientID: request.client.appID, segment: .tenant(tenant))
            return tenant
        case .common, .consumers:
            throw IdentityFailure(
                .passwordGrantOnAlias,
                "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations "
                    + "or tenant-specific endpoint.")
        }
    }

    private func verify(_ name: String, _ password: Secret, tenant: TenantRecord) async throws -> UserRecord {
        let handle = database.handle(for: tenant.id)
        switch try await handle.verifyPassword(password, userPrincipalName: name) {
        case .verified(let user): return user
        case .wrongPassword:
            throw IdentityFailure(.wrongPassword, "Error validating credentials due to invalid username or password.")
        case .unknownUser:
            guard try await handle.user(userPrincipalName: name) == nil else {
                throw IdentityFailure(
                    .noPassword, "Invalid or null password: password does not exist in the directory for this user.")
            }
            throw Self.unknownUser(name, place: "the \(tenant.displayName) directory")
        case .locked:
            throw IdentityFailure(
                .lockedUser,
                "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.")
        case .disabled:
            throw IdentityFailure(.disabledUser, "The user account is disabled.")
        }
    }

    private static func unknownUser(_ name: String, place: String) -> IdentityFailure {
        IdentityFailure(
            .unknownUser,
            "The user account \(name.shortened) does not exist in \(place). To sign into this application, the account "
                + "must be added to the directory.")
    }
}
