import Foundation
import ServiceCore
import TenantStore

/// Whether the tenant of a token is there, and whether a token that can be challenged was revoked; H.37, F4.
struct TenantPresence: Sendable {
    let database: TenantDatabase

    /// - Throws: ``BearerAuthenticator/Refusal``.
    func check(_ caller: Caller) async throws {
        guard let tenant = try await database.tenant(id: caller.tenantID), tenant.kind != .platform else {
            throw BearerAuthenticator.Refusal.unknownTenant
        }
        guard caller.understandsChallenges, let userID = caller.userObjectID else { return }
        guard let user = try await database.handle(for: caller.tenantID).user(id: userID), user.accountEnabled else {
            throw BearerAuthenticator.Refusal.revoked(epoch: WireTime.epoch(database.time.now))
        }
        let validFrom = WireTime.epoch(user.signInSessionsValidFromDateTime)
        // `iat` of our tokens lies five minutes before the issue, B.8.
        guard caller.issuedAt + Int64(TokenLifetime.clockAllowance) >= validFrom else {
            throw BearerAuthenticator.Refusal.revoked(epoch: validFrom)
        }
    }
}
