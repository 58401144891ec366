import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import ServiceCore
import TenantStore

/// `/servicePrincipals`: the presence of applications in the tenant; identity.md D.6.
enum ServicePrincipalRoutes {
    static func add(to routes: DirectoryRouter) {
        routes.on(.get, "/servicePrincipals", list)
        routes.on(.get, "/servicePrincipals/$count") { call in
            try call.require(.readApplications)
            return try collection(try await call.tenant.servicePrincipals()).count(for: call)
        }
        routes.on(.post, "/servicePrincipals", create)
        routes.on(.get, "/servicePrincipals/:id", get)
        routes.on(.patch, "/servicePrincipals/:id", update)
        routes.on(.delete, "/servicePrincipals/:id", delete)
    }

    private static func collection(_ principals: [TenantStore.ServicePrincipal]) throws -> DirectoryList {
        DirectoryList(
            collection: "servicePrincipals", type: "servicePrincipal",
            objects: try principals.map { try DirectoryJSON.tree(GraphServicePrincipal($0)) })
    }

    private static func entity(
        _ principal: TenantStore.ServicePrincipal, _ call: DirectoryCall, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let list = try collection([principal])
        return try list.entity(list.objects[0], for: call, status: status)
    }

    private static func list(_ call: DirectoryCall) async throws -> Response {
        try call.require(.readApplications)
        return try collection(try await call.tenant.servicePrincipals()).response(to: call)
    }

    private static func get(_ call: DirectoryCall) async throws -> Response {
        // An application that manages its own may look up what it needs for it.
        if !call.caller.allows(DirectoryPermission.ownedApplications) { try call.require(.readApplications) }
        return try entity(try await call.servicePrincipal(), call)
    }

    private struct CreateBody: Decodable {
        let appID: String
        let tags: [String]?
        let accountEnabled: Bool?
        let appRoleAssignmentRequired: Bool?

        enum CodingKeys: String, CodingKey {
            case appID = "appId"
            case tags
            case accountEnabled
            case appRoleAssignmentRequired
        }
    }

    private static func create(_ call: DirectoryCall) async throws -> Response {
        let body = try call.model(CreateBody.self)
        let appID = try ApplicationBody.id(body.appID, "appId")
        try await requireCreation(of: appID, call)
        let (principal, isNew) = try await call.tenant.createServicePrincipal(appID: appID, tags: body.tags ?? [])
        guard isNew else {
            throw APIFailure(
                .conflict, code: "Request_MultipleObjectsWithSameKeyValue",
                message:
                    "The service principal cannot be created, updated, or restored because the service principal name "
                    + "\(appID.text) is already in use.")
        }
        var changes = ServicePrincipalChanges()
        if let flag = body.accountEnabled { changes.accountEnabled = .set(flag) }
        if let flag = body.appRoleAssignmentRequired { changes.appRoleAssignmentRequired = .set(flag) }
        if body.accountEnabled != nil || body.appRoleAssignmentRequired != nil {
            try await call.tenant.updateServicePrincipal(id: principal.id, changes)
        }
        let made = try await call.tenant.servicePrincipal(id: principal.id) ?? principal
        var response = try entity(made, call, status: .created)
        response.headers[.location] =
            "\(call.root)/directoryObjects/\(principal.id.text)/Microsoft.DirectoryServices.ServicePrincipal"
        return response
    }

    /// Users who are no administrators, and applications with `OwnedBy`, bring in the applications they own.
    private static func requireCreation(of appID: UUID, _ call: DirectoryCall) async throws {
        let isForAll = call.caller.allows(DirectoryPermission.writeApplications.requirement)
        if !isForAll { try call.caller.requireInDirectory(DirectoryPermission.ownedApplications) }
        if isForAll, call.caller.isAppOnly || call.holdsRole(DirectoryPermission.applicationAdministrators) { return }
        guard let application = try await call.tenant.application(appID: appID), try await call.owns(application) else {
            throw Caller.denied
        }
    }

    private static func update(_ call: DirectoryCall) async throws -> Response {
        let principal = try await call.writableServicePrincipal()
        let known = ["accountEnabled", "appRoleAssignmentRequired", "tags", "notes"]
        let tree = try call.json()
        for member in tree.objectValue?.list ?? [] where !member.name.hasPrefix("@") && !known.contains(member.name) {
            throw APIFailure.badRequest("Property '\(member.name.prefix(100))' cannot be changed here.")
        }
        let model = try call.model(GraphServicePrincipal.self)
        var changes = ServicePrincipalChanges()
        if let flag = model.accountEnabled { changes.accountEnabled = .set(flag) }
        if let flag = model.appRoleAssignmentRequired { changes.appRoleAssignmentRequired = .set(flag) }
        if let tags = model.tags { changes.tags = .set(tags) }
        if tree["notes"] != nil { changes.notes = .set(model.notes) }
        try await call.tenant.updateServicePrincipal(id: principal.id, changes)
        return Response(status: .noContent)
    }

    private static func delete(_ call: DirectoryCall) async throws -> Response {
        let principal = try await call.writableServicePrincipal()
        try await call.tenant.deleteServicePrincipal(id: principal.id)
        return Response(status: .noContent)
    }
}

extension DirectoryCall {
    /// The service principal that the path names, by object ID or client ID.
    func servicePrincipal() async throws -> TenantStore.ServicePrincipal {
        let found: TenantStore.ServicePrincipal?
        let name: String
        switch try key() {
        case .id(let id): (found, name) = (try await tenant.servicePrincipal(id: id), id.text)
        case .appID(let id): (found, name) = (try await tenant.servicePrincipal(appID: id), id.text)
        case .uniqueName(let unique): throw APIFailure.invalidIdentifier(unique)
        }
        guard let found else { throw APIFailure.absent(name) }
        return found
    }

    /// The service principal of the path, for a caller who may change it.
    func writableServicePrincipal() async throws -> TenantStore.ServicePrincipal {
        let isForAll = caller.allows(DirectoryPermission.writeApplications.requirement)
        if !isForAll { try caller.requireInDirectory(DirectoryPermission.ownedApplications) }
        let principal = try await servicePrincipal()
        if isForAll, caller.isAppOnly || holdsRole(DirectoryPermission.applicationAdministrators) { return principal }
        guard principal.application.homeTenantID == caller.tenantID, try await owns(principal.application) else {
            throw Caller.denied
        }
        return principal
    }
}
