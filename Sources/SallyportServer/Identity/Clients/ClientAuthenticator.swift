import Foundation
import ServiceCore
import Synchronization
import TenantStore

/// Finds the client of a request and checks its proof; identity.md B.2, H.19–H.24.
struct ClientAuthenticator: Sendable {
    let database: TenantDatabase
    let issuers: IssuerPolicy
    let throttle: FailureThrottle
    let usedAssertions: UsedAssertions?

    /// What is known of a client after its proof was checked.
    struct Outcome: Sendable {
        let application: Application
        let proof: ClientProof
    }

    /// - Throws: ``IdentityFailure`` 700016, 50194, 7000215, 7000222, 70002x and 429.
    func authenticate(
        _ credentials: ClientCredentials, segment: TenantSegment, segmentText: String, context: TenantContext, now: Date
    ) async throws -> Outcome {
        let key = credentials.clientID.lowercaseText + "|" + (context.remoteAddress ?? "-")
        try throttle.check(key, now: now)
        do {
            let application = try await application(credentials, segment: segment)
            let proof = try await check(
                credentials.proof, of: application, segment: segment, segmentText: segmentText, context: context,
                now: now)
            if proof != .none { throttle.recordSuccess(key) }
            return Outcome(application: application, proof: proof)
        } catch var failure as IdentityFailure {
            if failure.refusal.status == 401 { throttle.recordFailure(key, now: now) }
            failure.challengesBasic = credentials.usesBasic
            throw failure
        }
    }

    private func application(_ credentials: ClientCredentials, segment: TenantSegment) async throws -> Application {
        let found = try await database.application(appID: credentials.clientID)
        do {
            return try Self.admit(found, clientID: credentials.clientID, segment: segment)
        } catch {
            // An unknown client takes as long as a wrong secret, H.20.
            if case .secret(let secret) = credentials.proof {
                _ = try await database.verifySecret(secret, appID: UUID.zero)
            }
            throw error
        }
    }

    /// Whether the application may be used through the tenant segment at all. A function of values.
    static func admit(_ application: Application?, clientID: UUID, segment: TenantSegment) throws -> Application {
        let place = segment.tenantRecord.map { "directory '\($0.displayName)'" } ?? "directory"
        let unknown = IdentityFailure(
            .unknownApplication,
            "Application with identifier '\(clientID.lowercaseText)' was not found in the \(place). This can happen if the "
                + "application has not been installed by the administrator of the tenant or consented to by any user in "
                + "the tenant. You may have sent your authentication request to the wrong tenant.")
        guard let application, application.record.deletedDateTime == nil else { throw unknown }
        let isMultiTenant = application.record.signInAudience.isMultiTenant
        switch segment {
        case .tenant(let tenant):
            guard isMultiTenant || application.homeTenantID == tenant.id else { throw unknown }
        case .common, .organizations, .consumers:
            guard isMultiTenant else {
                throw IdentityFailure(
                    .singleTenantApplication,
                    "Application '\(clientID.lowercaseText)' (\(application.displayName)) is not configured as a multi-tenant "
                        + "application. Usage of the /\(segment.canonical) endpoint is not supported for such "
                        + "applications. Use a tenant-specific endpoint or configure the application to be multi-tenant."
                )
            }
        }
        return application
    }

    private func check(
        _ proof: ClientCredentials.Proof, of application: Application, segment: TenantSegment, segmentText: String,
        context: TenantContext, now: Date
    ) async throws -> ClientProof {
        switch proof {
        case .none: return .none
        case .secret(let secret):
            try await checkSecret(secret, of: application)
            return .secret
        case .assertion(let text):
            let assertion = try ClientAssertion(parsing: text, clientID: application.appID)
            let keys = try await database.keyCredentials(
                appID: application.appID, thumbprint: Data(assertion.thumbprint))
            let audiences = try await audiences(segment: segment, segmentText: segmentText, context: context)
            try assertion.verify(keys: keys, audiences: audiences, now: now)
            try usedAssertions?.take(assertion.tokenID, client: application.appID, until: assertion.expires, now: now)
            return .certificate
        }
    }

    private func audiences(
        segment: TenantSegment, segmentText: String, context: TenantContext
    ) async throws -> Set<String> {
        guard let tenant = segment.tenantRecord else {
            let base = "\(context.authority.origin)/\(segmentText)"
            return ["\(base)/oauth2/v2.0/token", "\(base)/oauth2/token", "\(base)/v2.0"]
        }
        let domains = try await database.handle(for: tenant.id).verifiedDomains().map(\.name)
        return AssertionAudience.allowed(
            tenantID: tenant.id, domains: domains, segment: segmentText, authority: context.authority, issuers: issuers)
    }

    private func checkSecret(_ secret: Secret, of application: Application) async throws {
        let name = "'\(application.appID.lowercaseText)' (\(application.displayName))"
        switch try await database.verifySecret(secret, appID: application.appID) {
        case .verified: return
        case .expired(let keyID, _):
            throw IdentityFailure(
                .expiredSecret,
                "The provided client secret keys for app \(name) are expired (key '\(keyID.lowercaseText)'). Create a new "
                    + "secret, or use a certificate.")
        case .notYetValid, .wrong, .noSecrets:
            throw IdentityFailure(
                .wrongSecret,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, "
                    + "not the client secret ID, for a secret added to app \(name).")
        }
    }
}

/// The assertions that were taken, for the strict mode in which each counts once; identity.md B.2 (`jti`).
final class UsedAssertions: Sendable {
    private static let capacity = 100_000
    private let expiries = Mutex<[String: Date]>([:])

    /// - Throws: ``IdentityFailure`` 700024 for a repetition.
    func take(_ tokenID: String, client: UUID, until expiry: Date, now: Date) throws {
        let key = client.lowercaseText + "|" + tokenID
        let isNew = expiries.withLock { expiries in
            if expiries.count >= Self.capacity { expiries = expiries.filter { $0.value > now } }
            return expiries.updateValue(expiry, forKey: key) == nil
        }
        guard isNew else {
            throw IdentityFailure(.assertionTime, "The client assertion was used before; its 'jti' must be fresh.")
        }
    }
}
