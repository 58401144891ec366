import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import ServiceCore
import TenantStore

/// `/oauth2PermissionGrants`: delegated consent; identity.md D.6.
enum PermissionGrantRoutes {
    static func add(to routes: DirectoryRouter) {
        routes.on(.get, "/oauth2PermissionGrants") { call in
            try call.require(.readGrants)
            return try list(try await call.tenant.permissionGrants()).response(to: call)
        }
        routes.on(.get, "/servicePrincipals/:id/oauth2PermissionGrants") { call in
            try call.require(.readGrants)
            let client = try await call.servicePrincipal()
            return try list(try await call.tenant.permissionGrants(ofClient: client.id)).response(to: call)
        }
        routes.on(.post, "/oauth2PermissionGrants", create)
        routes.on(.get, "/oauth2PermissionGrants/:grant") { call in
            try call.require(.readGrants)
            let id = try call.parameter("grant")
            guard let grant = try await call.tenant.permissionGrant(id: id) else { throw APIFailure.absent(id) }
            return try entity(grant, call)
        }
        routes.on(.patch, "/oauth2PermissionGrants/:grant", update)
        routes.on(.delete, "/oauth2PermissionGrants/:grant") { call in
            try call.require(.writeGrants)
            try await call.tenant.deletePermissionGrant(id: try call.parameter("grant"))
            return Response(status: .noContent)
        }
    }

    private static func list(_ grants: [OAuth2PermissionGrantRecord]) throws -> DirectoryList {
        DirectoryList(
            collection: "oauth2PermissionGrants", type: "oAuth2PermissionGrant",
            objects: try grants.map { try DirectoryJSON.tree(OAuth2PermissionGrant($0)) })
    }

    private static func entity(
        _ grant: OAuth2PermissionGrantRecord, _ call: DirectoryCall, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let list = try list([grant])
        return try list.entity(list.objects[0], for: call, status: status)
    }

    private static func create(_ call: DirectoryCall) async throws -> Response {
        try call.require(.writeGrants)
        let body = try call.model(OAuth2PermissionGrant.self)
        let principalID = try body.principalID.map { try ApplicationBody.id($0, "principalId") }
        switch body.consentType {
        case .allPrincipals where principalID == nil, .principal where principalID != nil: break
        case .allPrincipals: throw APIFailure.badRequest("principalId must be null when consentType is AllPrincipals.")
        case .principal: throw APIFailure.badRequest("principalId is required when consentType is Principal.")
        default: throw APIFailure.badRequest("consentType must be AllPrincipals or Principal.")
        }
        let grant = try await call.tenant.createPermissionGrant(
            clientID: try ApplicationBody.id(body.clientID, "clientId"),
            resourceID: try ApplicationBody.id(body.resourceID, "resourceId"), principalID: principalID,
            scopes: split(body.scope))
        return try entity(grant, call, status: .created)
    }

    private struct UpdateBody: Decodable {
        let scope: String
    }

    private static func update(_ call: DirectoryCall) async throws -> Response {
        try call.require(.writeGrants)
        for member in try call.json().objectValue?.list ?? []
        where member.name != "scope" && !member.name.hasPrefix("@") {
            throw APIFailure.badRequest("Only scope can be changed; delete the grant and create another one.")
        }
        let scopes = split(try call.model(UpdateBody.self).scope)
        try await call.tenant.updatePermissionGrant(id: try call.parameter("grant"), scopes: scopes)
        return Response(status: .noContent)
    }

    /// The values of a scope text; a leading blank is tolerated.
    private static func split(_ scope: String?) -> [String] {
        (scope ?? "").split(separator: " ").map(String.init)
    }
}
