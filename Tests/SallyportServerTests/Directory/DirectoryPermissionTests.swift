import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Who may do what in the directory, identity.md D.6 and D.5")
struct DirectoryPermissionTests {
    private static let none = "11111111-1111-4111-8111-111111111111"

    /// Every operation with the permissions that open it. 403 must come before anything else is told.
    static let operations: [(method: String, path: String, app: String, scope: String?)] = [
        ("GET", "/applications", "Application.Read.All", "Application.Read.All"),
        ("GET", "/applications/\(none)", "Application.Read.All", "Application.Read.All"),
        ("POST", "/applications", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("PATCH", "/applications/\(none)", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("DELETE", "/applications/\(none)", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("POST", "/applications/\(none)/addPassword", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("POST", "/applications/\(none)/removePassword", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("POST", "/applications/\(none)/addKey", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("GET", "/applications/\(none)/owners", "Application.Read.All", "Application.Read.All"),
        ("GET", "/servicePrincipals", "Application.Read.All", "Application.Read.All"),
        ("GET", "/servicePrincipals/\(none)", "Application.Read.All", "Application.Read.All"),
        ("PATCH", "/servicePrincipals/\(none)", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("DELETE", "/servicePrincipals/\(none)", "Application.ReadWrite.All", "Application.ReadWrite.All"),
        ("GET", "/servicePrincipals/\(none)/appRoleAssignments", "Application.Read.All", "Application.Read.All"),
        ("GET", "/servicePrincipals/\(none)/appRoleAssignedTo", "Application.Read.All", "Application.Read.All"),
        (
            "POST", "/servicePrincipals/\(none)/appRoleAssignedTo", "AppRoleAssignment.ReadWrite.All",
            "AppRoleAssignment.ReadWrite.All"
        ),
        (
            "DELETE", "/servicePrincipals/\(none)/appRoleAssignedTo/x", "AppRoleAssignment.ReadWrite.All",
            "AppRoleAssignment.ReadWrite.All"
        ),
        ("GET", "/oauth2PermissionGrants", "DelegatedPermissionGrant.Read.All", "Directory.Read.All"),
        (
            "POST", "/oauth2PermissionGrants", "DelegatedPermissionGrant.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All"
        ),
        (
            "DELETE", "/oauth2PermissionGrants/x", "DelegatedPermissionGrant.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All"
        ),
        ("GET", "/users", "User.Read.All", "User.ReadBasic.All"),
        ("GET", "/users/\(none)", "User.ReadBasic.All", "User.Read.All"),
        ("GET", "/organization", "Organization.Read.All", "User.Read"),
    ]

    @Test("Without a permission each operation answers 403, with the right one it does not", arguments: operations)
    func demands(method: String, path: String, app: String, scope: String?) async throws {
        let world = try await DirectoryWorld()
        let method = try #require(HTTPRequest.Method(rawValue: method))
        let body: JSONTree? = method == .get ? nil : [:]
        let none = try await world.send(method, path, as: .app(roles: ["SecurityIncident.Read.All"]), body: body)
        #expect(none.refusal == "403 Authorization_RequestDenied")
        let withRole = try await world.send(method, path, as: .app(roles: [app]), body: body)
        #expect(withRole.status != 403 && withRole.status != 401 && withRole.status != 405, "\(withRole.text)")
        guard let scope else { return }
        // A scope is no app role, and the other way round.
        let crossed = try await world.send(method, path, as: .user(world.world.admin, scopes: ["openid"]), body: body)
        #expect(crossed.refusal == "403 Authorization_RequestDenied")
        let admin = try await world.send(method, path, as: .user(world.world.admin, scopes: [scope]), body: body)
        #expect(admin.status != 403 && admin.status != 401, "\(admin.text)")
    }

    @Test("A plain user cannot do with her scopes what her directory roles do not allow")
    func limitsUsers() async throws {
        let world = try await DirectoryWorld()
        let plain = DirectoryWorld.Who.user(world.world.reader, scopes: DirectoryWorld.scopes)
        let foreign = try await world.register("Of an administrator")
        let (id, appID) = (foreign["id"]?.text_ ?? "", foreign["appId"]?.text_ ?? "")
        let mtp = try await world.servicePrincipal(of: .microsoftThreatProtection).text
        let attempts: [(HTTPRequest.Method, String, JSONTree)] = [
            (.patch, "/applications/\(id)", ["displayName": "Mine"]), (.delete, "/applications/\(id)", [:]),
            (.post, "/applications/\(id)/addPassword", [:]), (.post, "/servicePrincipals", ["appId": .string(appID)]),
            (.patch, "/servicePrincipals/\(mtp)", ["accountEnabled": false]),
            (.delete, "/servicePrincipals/\(mtp)", [:]),
            (
                .post, "/servicePrincipals/\(mtp)/appRoleAssignedTo",
                ["principalId": .string(mtp), "resourceId": .string(mtp), "appRoleId": .string(mtp)]
            ),
            (
                .post, "/oauth2PermissionGrants",
                ["clientId": .string(mtp), "resourceId": .string(mtp), "consentType": "AllPrincipals", "scope": "x"]
            ),
        ]
        for (method, path, body) in attempts {
            let answer = try await world.send(method, path, as: plain, body: body)
            #expect(answer.refusal == "403 Authorization_RequestDenied", "\(method) \(path)")
        }
        #expect(try await world.send(.get, "/applications/\(id)", as: plain).status == 200)
    }

    @Test("Users own what they register, and may change that")
    func owners() async throws {
        let world = try await DirectoryWorld()
        let plain = DirectoryWorld.Who.user(world.world.reader, scopes: DirectoryWorld.scopes)
        let own = try await world.register("Own", as: plain)
        let path = "/applications/\(own["id"]?.text_ ?? "")"
        #expect(try await world.send(.get, path + "/owners", as: plain).json().ids == [world.world.reader.id.text])
        #expect(try await world.send(.patch, path, as: plain, body: ["notes": "n"]).status == 204)
        let made = try await world.send(.post, "/servicePrincipals", as: plain, body: ["appId": own["appId"] ?? nil])
        #expect(made.status == 201, "\(made.text)")
        #expect(try await world.send(.delete, path, as: plain).status == 204)
    }

    @Test("OwnedBy: an application creates, and sees and changes what it owns, and nothing else")
    func ownedBy() async throws {
        let world = try await DirectoryWorld()
        let client = try await world.world.register("Registrar")
        let principal = try #require(try await world.home.servicePrincipal(appID: client.application.appID))
        let caller = DirectoryWorld.Who.app(roles: ["Application.ReadWrite.OwnedBy"], objectID: principal.id)
        let own = try await world.register("Own", as: caller)
        let foreign = try await world.register("Foreign")
        #expect(try await world.send(.get, "/applications", as: caller).json().ids == own["id"].map { [$0.text_] })
        let id = foreign["id"]?.text_ ?? ""
        let attempts: [(HTTPRequest.Method, JSONTree?)] = [(.get, .none), (.patch, ["notes": "n"]), (.delete, .none)]
        for (method, body) in attempts {
            let answer = try await world.send(method, "/applications/\(id)", as: caller, body: body)
            #expect(answer.refusal == "403 Authorization_RequestDenied")
        }
        let patched = try await world.send(
            .patch, "/applications/\(own["id"]?.text_ ?? "")", as: caller, body: ["notes": "n"])
        #expect(patched.status == 204)
    }

    @Test(
        "D.5: app roles of Graph are for global and privileged role administrators, others for application administrators"
    )
    func graphRoles() async throws {
        let world = try await DirectoryWorld()
        let client = try await world.world.register("Client")
        let principal = try #require(try await world.home.servicePrincipal(appID: client.application.appID))
        try await world.home.setRoles([.applicationAdministrator], ofUser: world.world.reader.id)
        let caller = DirectoryWorld.Who.user(world.world.reader, scopes: DirectoryWorld.scopes)
        for (resource, role, status) in [
            (ResourceApplication.microsoftGraph, "SecurityIncident.Read.All", 403),
            (.microsoftThreatProtection, "Incident.Read.All", 201),
        ] {
            let target = try await world.servicePrincipal(of: resource).text
            let answer = try await world.send(
                .post, "/servicePrincipals/\(target)/appRoleAssignedTo", as: caller,
                body: [
                    "principalId": .string(principal.id.text), "resourceId": .string(target),
                    "appRoleId": .string(try #require(resource.appRole(role)).id.text),
                ])
            #expect(answer.status == status, "\(answer.text)")
        }
    }

    @Test("401: no token, garbage, a token for another API")
    func unauthorized() async throws {
        let world = try await DirectoryWorld()
        let foreign = try await world.token(DirectoryWorld.registrar, audience: "https://api.security.microsoft.com")
        for header in [nil, "Bearer x.y.z", "Bearer \(foreign)", "Basic abc"] {
            var headers: HTTPFields = [:]
            headers[.authorization] = header
            let answer = try await world.world.get("/v1.0/applications", headers: headers)
            #expect(answer.refusal == "401 InvalidAuthenticationToken")
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
    }

    @Test("H.32: directory reads and changes never cross tenants")
    func isolation() async throws {
        let world = try await DirectoryWorld()
        let made = try await world.register()
        let id = made["id"]?.text_ ?? ""
        let other = world.world.fabrikam
        #expect(try await world.send(.get, "/applications", in: other).json().ids.isEmpty)
        #expect(try await world.send(.get, "/applications/\(id)", in: other).refusal == "404 Request_ResourceNotFound")
        #expect(
            try await world.send(.delete, "/applications/\(id)", in: other).refusal == "404 Request_ResourceNotFound")
        let users = try await world.send(.get, "/users", in: other).json()
        #expect(!users.ids.contains(world.world.admin.id.text) && !users.ids.isEmpty)
        let own = try await world.send(.get, "/organization", in: other).json()
        #expect(own.ids == [other.text])
    }
}
