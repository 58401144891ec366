import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Service principals, assignments, grants, users and the organization, identity.md D.6, D.7")
struct GrantRoutesTests {
    private func client(_ world: DirectoryWorld) async throws -> (appID: String, principal: String) {
        let made = try await world.register()
        let answer = try await world.send(.post, "/servicePrincipals", body: ["appId": made["appId"] ?? nil])
        #expect(answer.status == 201, "\(answer.text)")
        return (made["appId"]?.text_ ?? "", try answer.json()["id"]?.text_ ?? "")
    }

    @Test("A service principal follows its application, exists once, and a tenant has those of the APIs")
    func servicePrincipals() async throws {
        let world = try await DirectoryWorld()
        let (appID, id) = try await client(world)
        let again = try await world.send(.post, "/servicePrincipals", body: ["appId": .string(appID)])
        #expect(again.refusal == "409 Request_MultipleObjectsWithSameKeyValue")
        let unknown = try await world.send(
            .post, "/servicePrincipals", body: ["appId": "11111111-1111-4111-8111-111111111111"])
        #expect(unknown.refusal == "400 Request_BadRequest")
        let found = try await world.send(.get, "/servicePrincipals(appId='\(appID)')").json()
        #expect(found["id"]?.stringValue == id)
        #expect(found["appOwnerOrganizationId"]?.stringValue == world.world.contoso.text)
        #expect(found["servicePrincipalNames"] == [.string(appID)])
        let graph = try await world.send(
            .get,
            "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=appRoles,oauth2PermissionScopes"
        ).json()
        #expect(graph["appRoles"]?.arrayValue?.contains { $0["value"] == "SecurityIncident.Read.All" } == true)
        #expect(graph["oauth2PermissionScopes"]?.arrayValue?.contains { $0["value"] == "User.Read" } == true)
        #expect(graph["displayName"] == nil)
        let filtered = try await world.send(.get, "/servicePrincipals?$filter=appId eq '\(appID)'").json()
        #expect(filtered.ids == [id])
        let named = try await world.send(
            .get, "/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq 'https://api.security.microsoft.com')"
        ).json()
        #expect(named["value"]?.arrayValue?.first?["displayName"] == "Microsoft Threat Protection")
        #expect(try await world.send(.patch, "/servicePrincipals/\(id)", body: ["accountEnabled": false]).status == 204)
        #expect(try await world.send(.get, "/servicePrincipals/\(id)").json()["accountEnabled"] == false)
        #expect(try await world.send(.delete, "/servicePrincipals/\(id)").status == 204)
        #expect(try await world.send(.get, "/servicePrincipals/\(id)").refusal == "404 Request_ResourceNotFound")
    }

    @Test("D.7: an assigned role stands in the next token; both sides list it; DELETE takes it back")
    func assignments() async throws {
        let world = try await DirectoryWorld()
        let (_, principal) = try await client(world)
        let resource = try await world.servicePrincipal(of: .microsoftThreatProtection).text
        let role = try #require(ResourceApplication.microsoftThreatProtection.appRole("Incident.Read.All")).id.text
        let body: JSONTree = [
            "principalId": .string(principal), "resourceId": .string(resource), "appRoleId": .string(role),
        ]
        let made = try await world.send(.post, "/servicePrincipals/\(resource)/appRoleAssignedTo", body: body)
        #expect(made.status == 201, "\(made.text)")
        let id = try made.json()["id"]?.text_ ?? ""
        #expect(try made.json()["principalType"] == "ServicePrincipal")
        let again = try await world.send(.post, "/servicePrincipals/\(principal)/appRoleAssignments", body: body)
        #expect(again.refusal == "400 Request_BadRequest")
        #expect(again.text.contains("Permission being assigned already exists"))
        #expect(try await world.send(.get, "/servicePrincipals/\(principal)/appRoleAssignments").json().ids == [id])
        #expect(try await world.send(.get, "/servicePrincipals/\(resource)/appRoleAssignedTo").json().ids == [id])
        let wrongEnd = try await world.send(.delete, "/servicePrincipals/\(principal)/appRoleAssignedTo/\(id)")
        #expect(wrongEnd.refusal == "404 Request_ResourceNotFound")
        #expect(try await world.send(.delete, "/servicePrincipals/\(principal)/appRoleAssignments/\(id)").status == 204)
        #expect(try await world.send(.get, "/servicePrincipals/\(principal)/appRoleAssignments").json().ids.isEmpty)
        let other = try await world.send(.post, "/servicePrincipals/\(principal)/appRoleAssignedTo", body: body)
        #expect(other.refusal == "400 Request_BadRequest")
    }

    @Test("A delegated grant is made, listed, changed and taken back")
    func grants() async throws {
        let world = try await DirectoryWorld()
        let (_, principal) = try await client(world)
        let graph = try await world.servicePrincipal(of: .microsoftGraph).text
        func body(_ type: String, _ user: JSONTree, _ scope: String) -> JSONTree {
            [
                "clientId": .string(principal), "resourceId": .string(graph), "consentType": .string(type),
                "principalId": user, "scope": .string(scope),
            ]
        }
        let admin = JSONTree.string(world.world.admin.id.text)
        for wrong in [
            body("AllPrincipals", admin, "User.Read"), body("Principal", nil, "User.Read"),
            body("Everybody", nil, "User.Read"), body("AllPrincipals", nil, "No.Such"),
        ] {
            let answer = try await world.send(.post, "/oauth2PermissionGrants", body: wrong)
            #expect(answer.refusal == "400 Request_BadRequest", "\(answer.text)")
        }
        let made = try await world.send(
            .post, "/oauth2PermissionGrants", body: body("AllPrincipals", nil, " User.Read openid"))
        #expect(made.status == 201, "\(made.text)")
        let id = try made.json()["id"]?.text_ ?? ""
        #expect(try made.json()["scope"] == "User.Read openid")
        let twice = try await world.send(.post, "/oauth2PermissionGrants", body: body("AllPrincipals", nil, "openid"))
        #expect(twice.refusal == "409 Request_MultipleObjectsWithSameKeyValue")
        let filtered = try await world.send(.get, "/oauth2PermissionGrants?$filter=clientId eq '\(principal)'").json()
        #expect(filtered.ids == [id])
        #expect(try await world.send(.get, "/servicePrincipals/\(principal)/oauth2PermissionGrants").json().ids == [id])
        #expect(try await world.send(.patch, "/oauth2PermissionGrants/\(id)", body: ["scope": "openid"]).status == 204)
        #expect(try await world.send(.get, "/oauth2PermissionGrants/\(id)").json()["scope"] == "openid")
        #expect(try await world.send(.delete, "/oauth2PermissionGrants/\(id)").status == 204)
        #expect(try await world.send(.get, "/oauth2PermissionGrants/\(id)").refusal == "404 Request_ResourceNotFound")
    }

    @Test("/me shows the signed-in user; an app-only token has none")
    func me() async throws {
        let world = try await DirectoryWorld()
        let user = world.world.reader
        let body = try await world.send(.get, "/me", as: .user(user, scopes: ["User.Read"])).json()
        #expect(body["@odata.context"] == "https://localhost:8443/v1.0/$metadata#users/$entity")
        #expect(body["userPrincipalName"] == "rita@contoso.example")
        #expect(body["accountEnabled"] == nil, "Only selected members beyond the default ones.")
        let selected = try await world.send(
            .get, "/me?$select=accountEnabled,id", as: .user(user, scopes: ["User.Read"])
        ).json()
        #expect(selected["accountEnabled"] == true)
        #expect(try await world.send(.get, "/me").refusal == "400 BadRequest")
        let revoked = try await world.send(.post, "/me/revokeSignInSessions", as: .user(user, scopes: ["User.Read"]))
        #expect(try revoked.json()["value"] == true)
    }

    @Test("Users by object ID and name; ReadBasic shows names alone")
    func users() async throws {
        let world = try await DirectoryWorld()
        let rita = world.world.reader
        for path in ["/users/\(rita.id.text)", "/users/Rita@contoso.example", "/users/rita%40contoso.example"] {
            #expect(try await world.send(.get, path).json()["id"]?.stringValue == rita.id.text)
        }
        #expect(try await world.send(.get, "/users/nobody@contoso.example").refusal == "404 Request_ResourceNotFound")
        let all = try await world.send(.get, "/users?$filter=userPrincipalName eq 'rita@contoso.example'").json()
        #expect(all.ids == [rita.id.text])
        let basic = try await world.send(
            .get, "/users?$select=accountEnabled,displayName", as: .app(roles: ["User.ReadBasic.All"])
        ).json()
        #expect(basic["value"]?.arrayValue?.allSatisfy { $0["accountEnabled"] == .null } == true)
    }

    @Test("/organization tells the tenant with its domains")
    func organization() async throws {
        let world = try await DirectoryWorld()
        let body = try await world.send(.get, "/organization").json()
        let organization = try #require(body["value"]?.arrayValue?.first)
        #expect(organization["id"]?.stringValue == world.world.contoso.text)
        #expect(organization["tenantType"] == "AAD")
        let domain = try #require(organization["verifiedDomains"]?.arrayValue?.first)
        #expect(domain["name"] == "contoso.example" && domain["isDefault"] == true && domain["isInitial"] == true)
    }
}
