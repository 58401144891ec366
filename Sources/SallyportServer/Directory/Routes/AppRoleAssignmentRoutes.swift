import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import ServiceCore
import TenantStore

/// App role assignments, seen from the resource and from the principal; identity.md D.6.
enum AppRoleAssignmentRoutes {
    static func add(to routes: DirectoryRouter) {
        routes.on(.get, "/servicePrincipals/:id/appRoleAssignments") { call in
            try call.require(.readAssignments)
            let principal = try await call.servicePrincipal()
            return try answer(try await call.tenant.appRoleAssignments(ofPrincipal: principal.id), call)
        }
        routes.on(.get, "/servicePrincipals/:id/appRoleAssignedTo") { call in
            try call.require(.readAssignments)
            let resource = try await call.servicePrincipal()
            return try answer(try await call.tenant.appRoleAssignments(toResource: resource.id), call)
        }
        routes.on(.post, "/servicePrincipals/:id/appRoleAssignments") { try await create($0, from: .principal) }
        routes.on(.post, "/servicePrincipals/:id/appRoleAssignedTo") { try await create($0, from: .resource) }
        for collection in ["appRoleAssignments", "appRoleAssignedTo"] {
            routes.on(.get, "/servicePrincipals/:id/\(collection)/:assignment") { call in
                try call.require(.readAssignments)
                let list = try list([try await assignment(call, collection)])
                return try list.entity(list.objects[0], for: call)
            }
            routes.on(.delete, "/servicePrincipals/:id/\(collection)/:assignment") { call in
                try await delete(call, collection)
            }
        }
        routes.on(.get, "/users/:id/appRoleAssignments") { call in
            try call.require(.readAssignments)
            let user = try await call.user()
            return try answer(try await call.tenant.appRoleAssignments(ofPrincipal: user.id), call)
        }
    }

    /// The end from which an assignment is written.
    private enum End { case principal, resource }

    private static func list(_ assignments: [TenantStore.AppRoleAssignment]) throws -> DirectoryList {
        DirectoryList(
            collection: "appRoleAssignments", type: "appRoleAssignment",
            objects: try assignments.map { try DirectoryJSON.tree(GraphAppRoleAssignment($0)) })
    }

    private static func answer(
        _ assignments: [TenantStore.AppRoleAssignment], _ call: DirectoryCall
    ) throws -> Response {
        try list(assignments).response(to: call)
    }

    private static func create(_ call: DirectoryCall, from end: End) async throws -> Response {
        try call.require(.writeAssignments)
        let anchor = try await call.servicePrincipal()
        let body = try call.model(GraphAppRoleAssignment.self)
        let principalID = try ApplicationBody.id(body.principalID, "principalId")
        let resourceID = try ApplicationBody.id(body.resourceID, "resourceId")
        guard (end == .principal ? principalID : resourceID) == anchor.id else {
            throw APIFailure.badRequest(
                "\(end == .principal ? "principalId" : "resourceId") must be the service principal of the path.")
        }
        let resource = end == .resource ? anchor : try await call.tenant.servicePrincipal(id: resourceID)
        if resource?.appID == ResourceApplication.microsoftGraph.appID { try call.require(.writeGraphAssignments) }
        let made = try await call.tenant.assignAppRole(
            try ApplicationBody.id(body.appRoleID, "appRoleId"), ofResource: resourceID, to: principalID)
        let list = try list([made])
        return try list.entity(list.objects[0], for: call, status: .created)
    }

    private static func delete(_ call: DirectoryCall, _ collection: String) async throws -> Response {
        try call.require(.writeAssignments)
        let found = try await assignment(call, collection)
        let resource = try await call.tenant.servicePrincipal(id: found.record.resourceID)
        if resource?.appID == ResourceApplication.microsoftGraph.appID { try call.require(.writeGraphAssignments) }
        try await call.tenant.removeAppRoleAssignment(id: found.id)
        return Response(status: .noContent)
    }

    /// The assignment of the path, when it hangs on the service principal of the path.
    private static func assignment(
        _ call: DirectoryCall, _ collection: String
    ) async throws -> TenantStore.AppRoleAssignment {
        let anchor = try await call.servicePrincipal()
        let id = try call.parameter("assignment")
        guard let found = try await call.tenant.appRoleAssignment(id: id) else { throw APIFailure.absent(id) }
        let end = collection == "appRoleAssignments" ? found.record.principalID : found.record.resourceID
        guard end == anchor.id else { throw APIFailure.absent(id) }
        return found
    }
}
