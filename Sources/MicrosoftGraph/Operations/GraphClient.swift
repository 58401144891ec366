import Foundation
import HTTPTypes
public import ServiceCore

/// The directory of a tenant through Microsoft Graph: applications, service principals, grants, users.
///
/// A value without state that many tasks may use at once; tokens are asked for at each request.
public struct GraphClient: Sendable {
    let cloud: Cloud
    let pipeline: ServicePipeline

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - cloud: Where the service is.
    ///   - pipeline: What requests go through. Without scopes, those of Microsoft Graph are asked for.
    public init(cloud: Cloud, pipeline: ServicePipeline) {
        self.cloud = cloud
        var pipeline = pipeline
        if pipeline.scopes.isEmpty { pipeline.scopes = cloud.defaultScopes(of: .graph) }
        self.pipeline = pipeline
    }

    /// Registrations of applications.
    public var applications: Applications { Applications(client: self) }

    /// Presences of applications in this tenant.
    public var servicePrincipals: ServicePrincipals { ServicePrincipals(client: self) }

    /// Application permissions and roles that were given.
    public var appRoleAssignments: AppRoleAssignments { AppRoleAssignments(client: self) }

    /// Delegated permissions that were granted.
    public var oauth2PermissionGrants: PermissionGrants { PermissionGrants(client: self) }

    /// Users.
    public var users: Users { Users(client: self) }

    /// The tenant itself.
    public var organization: OrganizationInformation { OrganizationInformation(client: self) }
}

extension GraphClient {
    func url(_ path: String) throws -> URL { try cloud.url(.graph, path: "/v1.0/" + path) }

    /// An id as one segment of a path.
    static func segment(_ id: String) -> String { FormEncoding.percentEncoded(id) }

    /// `applications(appId='…')`: an object by another key than its id.
    static func alternateKey(_ name: String, _ value: String) -> String {
        "(\(name)='" + FormEncoding.percentEncoded(value.replacing("'", with: "''")) + "')"
    }

    func get<Value: Decodable>(_ path: String, as type: Value.Type) async throws -> Value {
        try await pipeline.send(ServiceRequest(url: url(path))).decoded(as: type)
    }

    /// The value at a path, or nil when the directory has none.
    func find<Value: Decodable>(_ path: String, as type: Value.Type) async throws -> Value? {
        do {
            return try await get(path, as: type)
        } catch let error as APIError where error.status == .notFound {
            return nil
        }
    }

    func post<Value: Decodable>(_ path: String, _ body: some Encodable, as type: Value.Type) async throws -> Value {
        try await send(.post, path, body).decoded(as: type)
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: some Encodable,
        repeatability: ServiceRequest.Repeatability = .byMethod
    ) async throws -> ServiceResponse {
        var request = try ServiceRequest.json(method, url(path), body: body)
        request.repeatability = repeatability
        return try await pipeline.send(request)
    }

    /// Deletes; what is absent counts as deleted.
    func delete(_ path: String) async throws {
        do {
            _ = try await pipeline.send(ServiceRequest(method: .delete, url: url(path)))
        } catch let error as APIError where error.status == .notFound {
            return
        }
    }

    /// A list that goes on by `@odata.nextLink`, which is called as it is.
    func list<Element: Decodable & Sendable>(
        _ path: String,
        _ query: ODataQuery,
        of type: Element.Type
    ) -> PagedSequence<Element> {
        PagedSequence { [self] token in
            let first = try url(query.appended(to: path))
            var request = ServiceRequest(url: first)
            if let token { request.url = try NextLink.url(token.rawValue, sameOriginAs: first) }
            // Counting and searching are answered from an index, Graph's advanced queries.
            if query.count == true || query.search != nil { request.headers[.consistencyLevel] = "eventual" }
            let page = try await pipeline.send(request).decoded(as: GraphList<Element>.self)
            return Page(
                elements: page.value,
                continuation: page.nextLink.map(ContinuationToken.init(rawValue:)),
                totalCount: page.count
            )
        }
    }
}
