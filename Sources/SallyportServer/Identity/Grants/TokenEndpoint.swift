import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// `POST /{tenant}/oauth2/v2.0/token` and `/{tenant}/oauth2/token`; identity.md B.2, B.3, B.7.
struct TokenEndpoint: Sendable {
    let database: TenantDatabase
    let time: any TimeSource
    let authenticator: ClientAuthenticator
    let tokens: UserTokens

    init(dependencies: ServerDependencies, throttle: FailureThrottle) {
        database = dependencies.database
        time = dependencies.time
        authenticator = ClientAuthenticator(
            database: dependencies.database, issuers: dependencies.issuers, throttle: throttle,
            usedAssertions: dependencies.options.refusesRepeatedAssertions ? UsedAssertions() : nil)
        tokens = UserTokens(database: dependencies.database, issuer: TokenIssuer(dependencies: dependencies))
    }

    func add(to router: Router<TenantContext>) {
        for (path, version) in [("/:tenant/oauth2/v2.0/token", ProtocolVersion.v2), ("/:tenant/oauth2/token", .v1)] {
            router.on(RouterPath(path), method: .post) { try await respond($0, $1, version) }
            router.on(RouterPath(path), method: .options) { try await preflight($0, $1) }
            for method in [HTTPRequest.Method.get, .put, .patch, .delete] {
                router.on(RouterPath(path), method: method) { _, _ -> Response in throw Self.wrongMethod }
            }
        }
    }

    static let wrongMethod = IdentityFailure(
        .wrongMethod, "The endpoint only accepts POST requests. Received a request of another method.")

    private static let secretNames = [
        "client_secret", "client_assertion", "password", "refresh_token", "code", "code_verifier", "device_code",
    ]

    private func respond(_ request: Request, _ context: TenantContext, _ version: ProtocolVersion) async throws
        -> Response
    {
        let origin = request.headers[.origin]
        let now = time.now
        var client: Application?
        do {
            let answer = try await answer(request, context, version, now: now) { client = $0 }
            return cross(
                Response.json(answer.json(version: version, now: now), headers: .noStore), origin: origin,
                client: client)
        } catch let failure as IdentityFailure {
            return cross(failure.response(to: context, now: now), origin: origin, client: client)
        }
    }

    private func answer(
        _ request: Request, _ context: TenantContext, _ version: ProtocolVersion, now: Date,
        known: (Application) -> Void
    ) async throws -> TokenAnswer {
        let query = try request.queryFields()
        // URLs end up in logs and histories, H.52.
        guard Self.secretNames.allSatisfy({ query[raw: $0] == nil }) else {
            throw IdentityFailure(
                .malformedRequest, "Invalid request. Credentials and grants must be in the body, not in the query.")
        }
        let form = try await request.form(context)
        let segmentText = request.segment("tenant", context)
        let segment = try await TenantSegment.resolve(segmentText, in: database)
        let grantType = try form.require("grant_type")
        let credentials = try ClientCredentials(form: form, headers: request.headers)
        let client = try await authenticator.authenticate(
            credentials, segment: segment, segmentText: segmentText, context: context, now: now)
        known(client.application)
        let grant = GrantRequest(
            version: version, segment: segment, segmentText: segmentText, form: form, client: client.application,
            proof: client.proof, context: context, origin: request.headers[.origin], now: now, claims: form["claims"])
        _ = try ClaimsParameter.parse(grant.claims)
        do {
            return try await redeem(grantType, grant)
        } catch let failure as IdentityFailure {
            try await audit(failure, grant: grant, grantType: grantType)
            throw failure
        }
    }

    private func redeem(_ grantType: String, _ request: GrantRequest) async throws -> TokenAnswer {
        if request.version == .v2, request.form["resource"] != nil, request.form["scope"] == nil {
            throw ClientCredentialsGrant.resourceOnV2
        }
        switch grantType {
        case "client_credentials":
            return try await ClientCredentialsGrant(database: database, issuer: tokens.issuer).redeem(request)
        case "authorization_code":
            return try await AuthorizationCodeGrant(database: database, tokens: tokens).redeem(request)
        case "refresh_token":
            return try await RefreshTokenGrant(database: database, tokens: tokens).redeem(request)
        case DeviceCodeGrant.name, "device_code":
            return try await DeviceCodeGrant(database: database, tokens: tokens).redeem(request)
        case "password":
            return try await PasswordGrant(database: database, tokens: tokens).redeem(request)
        default:
            throw IdentityFailure(
                .unsupportedGrant,
                "The app requested an unsupported grant type '\(grantType.shortened)'.")
        }
    }

    /// Refused sign-ins are logged by number, H.54; a poll that goes on is none.
    private func audit(_ failure: IdentityFailure, grant: GrantRequest, grantType: String) async throws {
        guard failure.refusal.error != "authorization_pending", failure.refusal.error != "slow_down" else { return }
        try await database.audit(
            AuditEntry(
                tenantID: grant.segment.tenantRecord?.id, activity: .signIn,
                result: "AADSTS\(failure.refusal.number)", clientID: grant.client.appID,
                correlationID: grant.context.correlationID.lowercaseText, detail: grantType.shortened))
    }

    // MARK: Origins of single-page applications, H.13

    private func cross(_ response: Response, origin: String?, client: Application?) -> Response {
        guard let origin, let client, Self.origins(of: client).contains(origin.lowercased()) else { return response }
        var response = response
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.vary] = "Origin"
        return response
    }

    /// A preflight names no client: the origin must be one of any application's.
    private func preflight(_ request: Request, _ context: TenantContext) async throws -> Response {
        guard let origin = request.headers[.origin] else { throw Self.wrongMethod }
        for tenant in try await database.tenants() {
            for application in try await database.handle(for: tenant.id).applications()
            where Self.origins(of: application).contains(origin.lowercased()) {
                return Response(
                    status: .noContent,
                    headers: [
                        .accessControlAllowOrigin: origin, .accessControlAllowMethods: "POST, OPTIONS",
                        .accessControlAllowHeaders: "content-type, client-request-id, return-client-request-id",
                        .vary: "Origin",
                    ])
            }
        }
        return Response(status: .forbidden)
    }

    private static func origins(of application: Application) -> Set<String> {
        Set(application.redirectURIs(of: .spa).map(RedirectURI.origin(of:)))
    }
}
