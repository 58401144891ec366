import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// The documents that anybody may read: OpenID configuration, keys, instances, user realm.
struct DiscoveryRoutes: Sendable {
    let dependencies: ServerDependencies

    func add(to router: Router<TenantContext>) {
        router.get("/:tenant/v2.0/.well-known/openid-configuration") { try await configuration($0, $1, .v2) }
        router.get("/:tenant/.well-known/openid-configuration") { try await configuration($0, $1, .v1) }
        router.get("/:tenant/discovery/v2.0/keys") { try await keys($0, $1, .v2) }
        router.get("/:tenant/discovery/keys") { try await keys($0, $1, .v1) }
        router.get("/:tenant/discovery/instance") { try instance($0, $1) }
        router.get("/:tenant/userrealm/:user") { try await userRealm($0, $1) }
    }

    /// CORS `*`, cacheable for a day; identity.md A.4, H.13.
    private static let publicHeaders: HTTPFields = [
        .accessControlAllowOrigin: "*", .accessControlAllowMethods: "GET, OPTIONS",
        .cacheControl: "max-age=86400, private",
    ]

    private func configuration(
        _ request: Request, _ context: TenantContext, _ version: ProtocolVersion
    ) async throws -> Response {
        let document = OpenIDDocument(
            version: version,
            segment: try await segment(request, context),
            authority: context.authority,
            issuers: dependencies.issuers,
            appID: try request.queryFields()["appid"]
        )
        return Response.json(document.json, headers: Self.publicHeaders)
    }

    private func keys(_ request: Request, _ context: TenantContext, _ version: ProtocolVersion) async throws -> Response
    {
        let segment = try await segment(request, context)
        let keys = dependencies.keys.published.map { key -> JSONTree in
            var members = key.publicMembers
            if version == .v2 {
                members["issuer"] = .string(
                    dependencies.issuers.issuerV2(
                        authority: context.authority,
                        tenant: segment == .consumers ? segment.issuerTenant : "{tenantid}"))
            }
            return .object(members)
        }
        return Response.json(["keys": .array(keys)], headers: Self.publicHeaders)
    }

    private func instance(_ request: Request, _ context: TenantContext) throws -> Response {
        let fields = try request.queryFields()
        guard let endpoint = fields["authorization_endpoint"] else {
            throw IdentityFailure(
                .parameterMissing, "The request must contain the following parameter: 'authorization_endpoint'.")
        }
        let discovery = InstanceDiscovery(hosts: dependencies.hosts, authority: context.authority)
        var headers = Self.publicHeaders
        headers[.cacheControl] = "max-age=86400, private"
        return Response.json(try discovery.json(authorizationEndpoint: endpoint), headers: headers)
    }

    /// Every user of a tenant here is managed: MSAL goes on with the password grant; identity.md A.6.
    private func userRealm(_ request: Request, _ context: TenantContext) async throws -> Response {
        let name = request.segment("user", context)
        let domain = name.split(separator: "@").last.map(String.init) ?? ""
        let isOurs = try await dependencies.database.tenant(ofUserPrincipalName: name) != nil
        let cloud = CloudNames(authority: context.authority)
        var body = JSONTree.Members()
        body["ver"] = "1.0"
        body["account_type"] = isOurs ? "Managed" : "Unknown"
        if isOurs { body["domain_name"] = .string(domain.lowercased()) }
        body["cloud_instance_name"] = .string(cloud.instance)
        body["cloud_audience_urn"] = "urn:federation:MicrosoftOnline"
        return Response.json(.object(body), headers: .noStore)
    }

    /// An unknown tenant is `invalid_tenant` here and `invalid_request` at the token endpoint; identity.md A.2.
    private func segment(_ request: Request, _ context: TenantContext) async throws -> TenantSegment {
        do {
            return try await TenantSegment.resolve(request.segment("tenant", context), in: dependencies.database)
        } catch var failure as IdentityFailure where failure.refusal == .unknownTenant {
            failure.refusal = Refusal.unknownTenant.under("invalid_tenant")
            throw failure
        }
    }
}
