import Foundation
import HTTPTypes
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

/// One row of the table of operations and permissions, written down a second time, apart from the route table.
struct MatrixRow: Sendable, CustomTestStringConvertible {
    let method: HTTPRequest.Method
    let path: String
    let roles: Set<String>
    let scopes: Set<String>
    let writes: Bool

    var testDescription: String { "\(method.rawValue) \(path)" }
    var isGraph: Bool { path.hasPrefix("/v1.0") }

    static let xdr: [MatrixRow] = {
        let read: Set = ["Incident.Read.All", "Incident.ReadWrite.All"]
        let readScopes: Set = ["Incident.Read", "Incident.ReadWrite"]
        return [
            MatrixRow(method: .get, path: "/api/incidents", roles: read, scopes: readScopes, writes: false),
            MatrixRow(method: .get, path: "/api/incidents/1", roles: read, scopes: readScopes, writes: false),
            MatrixRow(
                method: .patch, path: "/api/incidents/1", roles: ["Incident.ReadWrite.All"],
                scopes: ["Incident.ReadWrite"], writes: true),
            MatrixRow(
                method: .post, path: "/api/advancedhunting/run", roles: ["AdvancedHunting.Read.All"],
                scopes: ["AdvancedHunting.Read"], writes: false),
        ]
    }()

    static let graph: [MatrixRow] = {
        func row(_ method: HTTPRequest.Method, _ path: String, _ names: Set<String>, writes: Bool = false) -> MatrixRow
        {
            MatrixRow(method: method, path: "/v1.0/security" + path, roles: names, scopes: names, writes: writes)
        }
        let incidents: Set = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"]
        let alerts = incidents.union(["SecurityAlert.Read.All", "SecurityAlert.ReadWrite.All"])
        return [
            row(.get, "/incidents", incidents), row(.get, "/incidents/1", incidents),
            row(.patch, "/incidents/1", ["SecurityIncident.ReadWrite.All"], writes: true),
            row(.post, "/incidents/1/comments", ["SecurityIncident.ReadWrite.All"], writes: true),
            row(.get, "/alerts_v2", alerts), row(.get, "/alerts_v2/da_x", alerts),
            row(.patch, "/alerts_v2/da_x", ["SecurityAlert.ReadWrite.All"], writes: true),
            row(.post, "/alerts_v2/da_x/comments", ["SecurityAlert.ReadWrite.All"], writes: true),
            row(.post, "/runHuntingQuery", ["ThreatHunting.Read.All"]),
            row(.post, "/microsoft.graph.security.runHuntingQuery", ["ThreatHunting.Read.All"]),
        ]
    }()
}

@Suite("Permissions of each operation")
struct PermissionMatrixTests {
    private static let xdrRoles = [
        "Incident.Read.All", "Incident.ReadWrite.All", "AdvancedHunting.Read.All", "CustomDetections.ReadWrite.All",
        "Machine.Read.All",
    ]
    private static let xdrScopes = [
        "Incident.Read", "Incident.ReadWrite", "AdvancedHunting.Read", "CustomDetections.ReadWrite",
        "Incident.Read.All",
    ]
    private static let graphNames = [
        "SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All", "SecurityAlert.Read.All",
        "SecurityAlert.ReadWrite.All", "ThreatHunting.Read.All", "SecurityEvents.Read.All", "User.Read",
    ]

    /// Past the permission the request may fail for its content, never with 401 or 403.
    private func isLetIn(_ row: MatrixRow, _ draft: SecurityWorld.TokenDraft, in world: SecurityWorld) async throws
        -> Bool
    {
        let answer = try await world.send(row.method, row.path, as: draft, body: row.method == .get ? nil : "{}")
        #expect(answer.status != 401)
        return answer.status != 403
    }

    @Test(arguments: MatrixRow.xdr + MatrixRow.graph)
    func applicationsNeedARole(row: MatrixRow) async throws {
        let world = try await SecurityWorld()
        let resource: ResourceApplication = row.isGraph ? .microsoftGraph : .microsoftThreatProtection
        for name in row.isGraph ? Self.graphNames : Self.xdrRoles {
            let isLetIn = try await isLetIn(row, .app(resource, name), in: world)
            #expect(isLetIn == row.roles.contains(name), "\(name)")
        }
        #expect(try await !isLetIn(row, .app(resource), in: world))
    }

    @Test(arguments: MatrixRow.xdr + MatrixRow.graph)
    func usersNeedAScopeAndADirectoryRole(row: MatrixRow) async throws {
        let world = try await SecurityWorld()
        let resource: ResourceApplication = row.isGraph ? .microsoftGraph : .microsoftThreatProtection
        let readers: [UUID] = [WellKnown.DirectoryRole.securityReader, WellKnown.DirectoryRole.globalReader]
        let responders: [UUID] = [
            WellKnown.DirectoryRole.securityOperator, WellKnown.DirectoryRole.securityAdministrator,
            WellKnown.DirectoryRole.globalAdministrator,
        ]
        for name in row.isGraph ? Self.graphNames : Self.xdrScopes {
            let suffices = row.scopes.contains(name)
            for role in readers {
                let isLetIn = try await isLetIn(row, .user(resource, [name], as: role), in: world)
                #expect(isLetIn == (suffices && !row.writes), "\(name)")
            }
            for role in responders {
                #expect(try await isLetIn(row, .user(resource, [name], as: role), in: world) == suffices, "\(name)")
            }
            #expect(try await !isLetIn(row, .user(resource, [name], as: WellKnown.DirectoryRole.user), in: world))
            #expect(try await !isLetIn(row, .user(resource, [name]), in: world))
        }
    }

    @Test("Roles in a user's token and scopes in an application's count for nothing")
    func aTokenIsOfOneKind() async throws {
        let world = try await SecurityWorld()
        var user = SecurityWorld.TokenDraft.user(
            .microsoftThreatProtection, ["AdvancedHunting.Read"], as: WellKnown.DirectoryRole.securityReader)
        user.roles = ["Incident.Read.All"]
        #expect(try await world.send(.get, "/api/incidents", as: user).status == 403)
    }

    @Test("Refusals in the service's words")
    func refusalsNameWhatIsRequiredAndWhatIsThere() async throws {
        let world = try await SecurityWorld()
        let app = try await world.send(.get, "/api/incidents", as: .xdrHunter).failure()
        #expect(app.code == "Forbidden")
        #expect(
            app.message == "Missing application roles. API required roles: Incident.Read.All,Incident.ReadWrite.All, "
                + "application roles: AdvancedHunting.Read.All.")
        let user = try await world.send(
            .get, "/api/incidents",
            as: .user(.microsoftThreatProtection, ["AdvancedHunting.Read"], as: WellKnown.DirectoryRole.securityReader)
        ).failure()
        #expect(
            user.message == "Missing application scopes. API required scopes: Incident.Read,Incident.ReadWrite, "
                + "application scopes: AdvancedHunting.Read.")
    }

    @Test(
        "A token of the wrong audience, an ended one, none", arguments: ["/api/incidents", "/v1.0/security/incidents"])
    func tokensThatAreNotForHereAreRefused(path: String) async throws {
        let world = try await SecurityWorld()
        let isGraph = path.hasPrefix("/v1.0")
        let code = isGraph ? "InvalidAuthenticationToken" : "Unauthorized"
        let foreign: SecurityWorld.TokenDraft = isGraph ? .xdrReader : .graphReader
        var ended: SecurityWorld.TokenDraft = isGraph ? .graphReader : .xdrReader
        ended.lifetime = -600
        for draft in [foreign, ended, nil] {
            let answer = try await world.send(.get, path, as: draft)
            #expect(answer.status == 401)
            #expect(try answer.failure().code == code)
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
    }

    @Test("A tenant without the product is told so", arguments: ["/api/incidents", "/v1.0/security/incidents"])
    func aTenantWithoutTheProduct(path: String) async throws {
        let world = try await SecurityWorld(tenants: { $0.isDefenderEnabled = false })
        let answer = try await world.send(.get, path, as: path.hasPrefix("/api") ? .xdrReader : .graphReader)
        #expect(answer.status == 403)
        #expect(try answer.failure() == ("Forbidden", "Unauthorized request - Account is not provisioned."))
    }

    @Test("The table of routes covers every operation once, and each row has a caller in this suite")
    func theRouteTableIsWhole() {
        #expect(Set(SecurityRoute.all.map(\.operation)) == Set(SecurityOperation.allCases))
        #expect(SecurityRoute.all.count == SecurityOperation.allCases.count)
        let rows = MatrixRow.xdr.count + MatrixRow.graph.count
        #expect(SecurityRoute.all.reduce(0) { $0 + $1.paths.count } == rows)
    }
}
