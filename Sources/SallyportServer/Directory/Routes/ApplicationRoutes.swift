import Foundation
import HTTPTypes
import Hummingbird
import ServiceCore
import TenantStore

/// `/applications`: registrations and their owners; identity.md D.6.
enum ApplicationRoutes {
    static func add(to routes: DirectoryRouter) {
        routes.on(.get, "/applications", list)
        routes.on(.get, "/applications/$count") { try await collection($0).count(for: $0) }
        routes.on(.post, "/applications", create)
        routes.on(.get, "/applications/:id", get)
        routes.on(.patch, "/applications/:id", update)
        routes.on(.delete, "/applications/:id", delete)
        routes.on(.post, "/directory/deletedItems/:id/restore", restore)
        routes.on(.get, "/applications/:id/owners", owners)
        routes.on(.post, "/applications/:id/owners/$ref", addOwner)
        routes.on(.delete, "/applications/:id/owners/:owner/$ref", removeOwner)
    }

    static func collection(_ applications: [TenantStore.Application], showsKeys: Bool = false) throws -> DirectoryList {
        DirectoryList(
            collection: "applications", type: "application",
            objects: try applications.map { try DirectoryJSON.tree(GraphApplication($0, showsKeys: showsKeys)) })
    }

    /// The applications that the caller may read: all of the tenant, or those that an `OwnedBy` caller owns.
    private static func collection(_ call: DirectoryCall) async throws -> DirectoryList {
        var applications = try await call.tenant.applications()
        if !call.caller.allows(DirectoryPermission.readApplications.requirement) {
            try call.caller.requireInDirectory(DirectoryPermission.ownedApplications)
            var owned: [TenantStore.Application] = []
            for application in applications where try await call.owns(application) { owned.append(application) }
            applications = owned
        }
        return try collection(applications)
    }

    private static func list(_ call: DirectoryCall) async throws -> Response {
        try await collection(call).response(to: call)
    }

    private static func get(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.readableApplication()
        let showsKeys = call.query.select.contains("keyCredentials")
        return try entity(application, call, showsKeys: showsKeys)
    }

    static func entity(
        _ application: TenantStore.Application, _ call: DirectoryCall, status: HTTPResponse.Status = .ok,
        showsKeys: Bool = false
    ) throws -> Response {
        let list = try collection([application], showsKeys: showsKeys)
        return try list.entity(list.objects[0], for: call, status: status)
    }

    /// Members may register applications, as is the service's default, and become their owners.
    private static func create(_ call: DirectoryCall) async throws -> Response {
        guard
            call.caller.allows(DirectoryPermission.writeApplications.requirement)
                || call.caller.allows(DirectoryPermission.ownedApplications)
        else { throw Caller.denied }
        let owner = call.caller.objectID.map { id in
            (id: id, type: call.caller.isAppOnly ? PrincipalType.servicePrincipal : .user)
        }
        let application = try await call.tenant.createApplication(try ApplicationBody(call).draft(owner: owner))
        var response = try entity(application, call, status: .created)
        response.headers[.location] =
            "\(call.root)/directoryObjects/\(application.id.text)/Microsoft.DirectoryServices.Application"
        return response
    }

    private static func update(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.writableApplication()
        let changes = try ApplicationBody(call).changes(to: application)
        _ = try await call.tenant.updateApplication(id: application.id, changes)
        return Response(status: .noContent)
    }

    private static func delete(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.writableApplication()
        try await call.tenant.deleteApplication(id: application.id)
        return Response(status: .noContent)
    }

    private static func restore(_ call: DirectoryCall) async throws -> Response {
        var permission = DirectoryPermission.writeApplications
        permission.roles = DirectoryPermission.applicationAdministrators
        try call.require(permission)
        return try entity(try await call.tenant.restoreApplication(id: try call.identifier("id")), call)
    }

    // MARK: Owners

    private static func owners(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.readableApplication()
        var objects: [JSONTree] = []
        for owner in try await call.tenant.owners(ofApplication: application.id) {
            switch owner.ownerType {
            case .user:
                guard let user = try await call.tenant.user(id: owner.ownerID) else { continue }
                objects.append([
                    "@odata.type": "#microsoft.graph.user", "id": .string(user.id.text),
                    "displayName": .string(user.displayName), "userPrincipalName": .string(user.userPrincipalName),
                ])
            case .servicePrincipal:
                guard let principal = try await call.tenant.servicePrincipal(id: owner.ownerID) else { continue }
                objects.append([
                    "@odata.type": "#microsoft.graph.servicePrincipal", "id": .string(principal.id.text),
                    "displayName": .string(principal.displayName), "appId": .string(principal.appID.text),
                ])
            }
        }
        return try DirectoryList(collection: "directoryObjects", type: "directoryObject", objects: objects)
            .response(to: call)
    }

    private static func addOwner(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.writableApplication()
        guard let reference = try call.json()["@odata.id"]?.stringValue,
            let id = reference.split(separator: "/").last.flatMap({ UUID(uuidString: String($0)) })
        else { throw APIFailure.badRequest("The body must hold @odata.id with the address of a directory object.") }
        try await call.tenant.addOwner(id, toApplication: application.id)
        return Response(status: .noContent)
    }

    private static func removeOwner(_ call: DirectoryCall) async throws -> Response {
        let application = try await call.writableApplication()
        try await call.tenant.removeOwner(try call.identifier("owner"), fromApplication: application.id)
        return Response(status: .noContent)
    }
}

// MARK: - Access to one application

extension DirectoryCall {
    /// Whether the caller, user or service principal, owns an application.
    func owns(_ application: TenantStore.Application) async throws -> Bool {
        guard let id = caller.objectID else { return false }
        return try await tenant.owners(ofApplication: application.id).contains { $0.ownerID == id }
    }

    /// The application that the path names, by object ID, client ID or unique name.
    func application() async throws -> TenantStore.Application {
        let found: TenantStore.Application?
        let name: String
        switch try key() {
        case .id(let id): (found, name) = (try await tenant.application(id: id), id.text)
        case .appID(let id): (found, name) = (try await tenant.application(appID: id), id.text)
        case .uniqueName(let unique):
            (found, name) = (try await tenant.applications().first { $0.record.uniqueName == unique }, unique)
        }
        guard let found else { throw APIFailure.absent(name) }
        return found
    }

    /// The application of the path, for a caller who may read it. Whoever may not learns nothing of its existence.
    func readableApplication() async throws -> TenantStore.Application {
        if caller.allows(DirectoryPermission.readApplications.requirement) { return try await application() }
        try caller.requireInDirectory(DirectoryPermission.ownedApplications)
        let application = try await application()
        guard try await owns(application) else { throw Caller.denied }
        return application
    }

    /// The application of the path, for a caller who may change it: an administrator, an application with the
    /// permission for all, or an owner.
    func writableApplication() async throws -> TenantStore.Application {
        if caller.allows(DirectoryPermission.writeApplications.requirement) {
            let application = try await application()
            if caller.isAppOnly || holdsRole(DirectoryPermission.applicationAdministrators) { return application }
            guard try await owns(application) else { throw Caller.denied }
            return application
        }
        try caller.requireInDirectory(DirectoryPermission.ownedApplications)
        let application = try await application()
        guard try await owns(application) else { throw Caller.denied }
        return application
    }
}
