import Foundation
import HTTPTypes
import Hummingbird
import MicrosoftGraph
import ServiceCore
import TenantStore

/// `/users` and `/me`; identity.md D.6.
enum UserRoutes {
    /// What Graph shows of a user when nothing is selected.
    private static let shown: Set<String> = [
        "id", "userPrincipalName", "displayName", "mail", "givenName", "surname", "jobTitle", "mobilePhone",
        "officeLocation", "preferredLanguage", "businessPhones",
    ]

    /// What `User.ReadBasic.All` shows of other users.
    private static let basic: Set<String> = [
        "id", "userPrincipalName", "displayName", "mail", "givenName", "surname",
    ]

    static func add(to routes: DirectoryRouter) {
        routes.on(.get, "/me") { call in
            let user = try await me(call)
            return try entity(user, call, isFull: true)
        }
        routes.on(.post, "/me/revokeSignInSessions") { call in
            try await revoke(try await me(call), call)
        }
        routes.on(.get, "/users") { call in
            try call.require(.readUsers)
            let isFull = call.caller.allows(DirectoryPermission.readFullUsers)
            return try list(try await call.tenant.users(), isFull: isFull).response(to: call)
        }
        routes.on(.get, "/users/$count") { call in
            try call.require(.readUsers)
            return try list(try await call.tenant.users(), isFull: true).count(for: call)
        }
        routes.on(.get, "/users/:id") { call in
            // A user may always read herself with User.Read.
            let isSelf = try await call.namesCaller()
            try call.require(isSelf ? .readMe : .readUsers)
            let isFull = isSelf || call.caller.allows(DirectoryPermission.readFullUsers)
            return try entity(try await call.user(), call, isFull: isFull)
        }
        routes.on(.post, "/users/:id/revokeSignInSessions") { call in
            try call.require(.revokeSessions)
            return try await revoke(try await call.user(), call)
        }
    }

    private static func list(_ users: [UserRecord], isFull: Bool) throws -> DirectoryList {
        var objects = try users.map { try DirectoryJSON.tree(User($0)) }
        if !isFull {
            objects = objects.map { object in
                .object(
                    .init(
                        (object.objectValue?.list ?? []).map {
                            basic.contains($0.name) ? $0 : .init(name: $0.name, value: .null)
                        }))
            }
        }
        let names = Set(objects.first?.objectValue?.list.map(\.name) ?? [])
        return DirectoryList(
            collection: "users", type: "user", objects: objects, hidden: names.subtracting(shown))
    }

    private static func entity(_ user: UserRecord, _ call: DirectoryCall, isFull: Bool) throws -> Response {
        let list = try list([user], isFull: isFull)
        return try list.entity(list.objects[0], for: call)
    }

    /// - Throws: ``APIFailure`` 400 for a token without a user, as the service has it.
    private static func me(_ call: DirectoryCall) async throws -> UserRecord {
        guard let id = call.caller.userObjectID else {
            throw APIFailure(
                .badRequest, code: "BadRequest",
                message: "/me request is only valid with delegated authentication flow.")
        }
        try call.require(.readMe)
        guard let user = try await call.tenant.user(id: id) else { throw APIFailure.absent(id.text) }
        return user
    }

    private static func revoke(_ user: UserRecord, _ call: DirectoryCall) async throws -> Response {
        if user.id != call.caller.userObjectID { try call.require(.revokeSessions) }
        try await call.tenant.revokeSignInSessions(ofUser: user.id)
        return .json([
            "@odata.context": .string("\(call.root)/$metadata#Edm.Boolean"), "value": true,
        ])
    }
}

extension DirectoryCall {
    /// The user that the path names, by object ID or user principal name.
    func user() async throws -> UserRecord {
        let name = try parameter("id")
        let found: UserRecord?
        if let id = UUID(uuidString: name) {
            found = try await tenant.user(id: id)
        } else {
            found = try await tenant.user(userPrincipalName: name)
        }
        guard let found else { throw APIFailure.absent(name) }
        return found
    }

    /// Whether the path names the signed-in user.
    func namesCaller() async throws -> Bool {
        guard let id = caller.userObjectID else { return false }
        let name = try parameter("id")
        if let named = UUID(uuidString: name) { return named == id }
        return caller.userPrincipalName?.lowercased() == name.lowercased()
    }
}
