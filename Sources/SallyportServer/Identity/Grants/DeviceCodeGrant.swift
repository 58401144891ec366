import Foundation
import ServiceCore
import TenantStore

/// The polls of a device; identity.md B.4, RFC 8628 §3.4, H.39.
struct DeviceCodeGrant: Sendable {
    static let name = "urn:ietf:params:oauth:grant-type:device_code"

    let database: TenantDatabase
    let tokens: UserTokens

    func redeem(_ request: GrantRequest) async throws -> TokenAnswer {
        // MSAL sends the value under both names, v1 under `code` alone.
        guard let code = request.form["device_code"] ?? request.form["code"] else {
            throw IdentityFailure(
                .parameterMissing, "The request body must contain the following parameter: 'device_code'.")
        }
        try request.requireProof(isPublic: request.client.record.isFallbackPublicClient == true)
        let record = try Self.approved(
            try await database.pollDeviceCode(Secret(code), clientID: request.client.appID))
        guard let tenantID = record.tenantID, let userID = record.userID,
            request.segment.tenantRecord.map({ $0.id == tenantID }) ?? true
        else { throw Self.unknown }
        let (tenant, user) = try await database.livingUser(userID, tenantID: tenantID)
        var request = request
        request.claims = request.claims ?? record.claims
        var grant = UserTokens.Grant(
            tenant: tenant, user: user, authenticated: record.authenticatedDateTime ?? request.now,
            wish: record.resource.map { .resource($0) } ?? .scopes(record.scopes),
            isPublicClient: request.proof == .none, grantType: "device_code")
        grant.sessionID = record.sessionID
        let decision = try await tokens.decide(grant, client: request.client, version: request.version)
        return try await tokens.issue(grant, decision: decision, request: request)
    }

    /// What a poll says. A function of values.
    static func approved(_ poll: DeviceCodeRecord.Poll) throws -> DeviceCodeRecord {
        switch poll {
        case .approved(let record): return record
        case .pending:
            throw IdentityFailure(
                .devicePending,
                "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
        case .slowDown(let interval):
            throw IdentityFailure(
                Refusal.devicePending.under("slow_down"),
                "OAuth 2.0 device flow error. The device polls too fast – wait \(interval) seconds between polls.")
        case .tooMany:
            throw IdentityFailure(
                .tooManyFailures,
                "The server terminated an operation because it encountered a client request loop.", retryAfter: 60)
        case .declined:
            throw IdentityFailure(
                Refusal.consentDeclined.under("authorization_declined"),
                "OAuth 2.0 device flow error. The user declined the authorization.")
        case .expired:
            throw IdentityFailure(
                .deviceExpired, "OAuth 2.0 device flow error. The code has expired – start a new device flow.")
        case .unknown: throw unknown
        }
    }

    private static let unknown = IdentityFailure(
        .deviceUnknown,
        "OAuth 2.0 device flow error. The device code is unknown, was redeemed, or belongs to another client or tenant."
    )
}
