import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Service principals, assignments, grants and consent, identity.md D.1, D.5")
struct ConsentTests {
    private let graph = ResourceApplication.microsoftGraph

    private func role(_ value: String) throws -> UUID { try #require(graph.appRole(value)).id }

    @Test("D.1: an assignment's identifier begins with the principal's GUID bytes, little-endian")
    func assignmentIdentifier() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let client = try await world.home.createServicePrincipal(appID: app.appID).servicePrincipal
        let resource = try #require(try await world.home.servicePrincipal(appID: graph.appID))
        let assignment = try await world.home.assignAppRole(
            try role("SecurityIncident.Read.All"), ofResource: resource.id, to: client.id)
        #expect(assignment.id.count == 43)
        #expect(DirectoryObjectID.parts(of: assignment.id)?.first == client.id)
        #expect(assignment.principalDisplayName == "Collector")
        #expect(assignment.resourceDisplayName == resource.displayName)
        #expect(assignment.record.principalType == .servicePrincipal)
        #expect(try await world.home.appRoleAssignments(ofPrincipal: client.id) == [assignment])
        #expect(try await world.home.appRoleAssignments(toResource: resource.id) == [assignment])
    }

    @Test("D.1: GUID bytes have the first three groups reversed")
    func guidLayout() throws {
        let id = try #require(UUID(uuidString: "00112233-4455-6677-8899-aabbccddeeff"))
        #expect(
            id.guidBytes == [
                0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF,
            ])
        #expect(UUID(guidBytes: id.guidBytes) == id)
        #expect(DirectoryObjectID.parts(of: DirectoryObjectID.joined(id, .zero)) == [id, .zero])
        #expect(DirectoryObjectID.parts(of: "no identifier") == nil)
    }

    @Test("An assignment exists once, for a role that the resource defines")
    func assignsOnce() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let client = try await world.home.createServicePrincipal(appID: app.appID).servicePrincipal
        let resource = try #require(try await world.home.servicePrincipal(appID: graph.appID))
        let read = try role("SecurityIncident.Read.All")
        _ = try await world.home.assignAppRole(read, ofResource: resource.id, to: client.id)
        for (id, principal, code) in [
            (read, client.id, StoreError.Code.conflict), (UUID(), client.id, .invalidValue),
            (.zero, client.id, .invalidValue), (read, UUID(), .notFound), (read, world.ada.id, .invalidValue),
        ] {
            let error = try await #require(throws: StoreError.self) {
                try await world.home.assignAppRole(id, ofResource: resource.id, to: principal)
            }
            #expect(error.code == code)
        }
    }

    @Test("D.1: one grant for each client, resource and principal; its identifier joins their GUID bytes")
    func grantsOnce() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let client = try await world.home.createServicePrincipal(appID: app.appID).servicePrincipal
        let resource = try #require(try await world.home.servicePrincipal(appID: graph.appID))
        for principal in [nil, world.ada.id] {
            let grant = try await world.home.createPermissionGrant(
                clientID: client.id, resourceID: resource.id, principalID: principal, scopes: ["User.Read", "openid"])
            #expect(DirectoryObjectID.parts(of: grant.id) == [client.id, resource.id] + (principal.map { [$0] } ?? []))
            #expect(grant.scope == "User.Read openid")
            let twice = try await #require(throws: StoreError.self) {
                try await world.home.createPermissionGrant(
                    clientID: client.id, resourceID: resource.id, principalID: principal, scopes: ["openid"])
            }
            #expect(twice.code == .conflict)
            try await world.home.updatePermissionGrant(id: grant.id, scopes: ["openid"])
            #expect(try await world.home.permissionGrant(id: grant.id)?.scopes == ["openid"])
        }
        #expect(try await world.home.permissionGrants(ofClient: client.id).count == 2)
        let unknown = try await #require(throws: StoreError.self) {
            try await world.home.updatePermissionGrant(
                id: DirectoryObjectID.joined(client.id, resource.id), scopes: ["No.Such.Scope"])
        }
        #expect(unknown.code == .invalidValue)
    }

    @Test("D.5: consent makes the client's service principal, joins scopes, assigns roles and leaves an audit row")
    func grantsConsent() async throws {
        let world = try await World.make()
        let app = try await world.application()
        func decide(_ scopes: [String], principal: UUID?, roles: [UUID] = []) async throws {
            _ = try await world.other.grantConsent(
                ConsentDecision(
                    clientAppID: app.appID, principalID: principal,
                    grants: [.init(resourceAppID: graph.appID, scopes: scopes, appRoleIDs: roles)],
                    deciderID: world.bob.id, correlationID: "c-1"))
        }
        let before = try await world.other.consentState(
            clientAppID: app.appID, resourceAppID: graph.appID, userID: world.bob.id)
        #expect(before.client == nil)
        #expect(before.resource != nil)
        try await decide(["User.Read"], principal: world.bob.id)
        try await decide(["openid", "User.Read"], principal: world.bob.id)
        try await decide(["profile"], principal: nil, roles: [try role("SecurityIncident.Read.All")])
        try await decide(["profile"], principal: nil, roles: [try role("SecurityIncident.Read.All")])
        let state = try await world.other.consentState(
            clientAppID: app.appID, resourceAppID: graph.appID, userID: world.bob.id)
        #expect(state.grantedToUser == ["User.Read", "openid"])
        #expect(state.grantedToAll == ["profile"])
        #expect(state.appRoles == ["SecurityIncident.Read.All"])
        #expect(state.scopes == ["User.Read", "openid", "profile"])
        let stranger = try await world.other.consentState(
            clientAppID: app.appID, resourceAppID: graph.appID, userID: UUID())
        #expect(stranger.scopes == ["profile"])
        let audit = try await world.other.auditEntries()
        #expect(audit.count == 4 && audit.allSatisfy { $0.activity == .consent && $0.correlationID == "c-1" })
    }

    @Test("Consent is all or nothing")
    func consentIsAtomic() async throws {
        let world = try await World.make()
        let app = try await world.application()
        let decision = ConsentDecision(
            clientAppID: app.appID, principalID: nil,
            grants: [
                .init(resourceAppID: graph.appID, scopes: ["User.Read"]),
                .init(resourceAppID: graph.appID, scopes: ["No.Such.Scope"]),
            ], deciderID: world.bob.id)
        await #expect(throws: StoreError.self) { try await world.other.grantConsent(decision) }
        #expect(try await world.other.servicePrincipal(appID: app.appID) == nil)
        #expect(try await world.other.permissionGrants().isEmpty)
        #expect(try await world.other.auditEntries().isEmpty)
    }

    @Test("E: a single-tenant application has no service principal elsewhere")
    func singleTenant() async throws {
        let world = try await World.make()
        let app = try await world.application(audience: .myOrganization)
        let error = try await #require(throws: StoreError.self) {
            try await world.other.createServicePrincipal(appID: app.appID)
        }
        #expect(error.code == .singleTenant)
        let unknown = try await #require(throws: StoreError.self) {
            try await world.other.createServicePrincipal(appID: UUID())
        }
        #expect(unknown.code == .notFound)
        let (made, isNew) = try await world.home.createServicePrincipal(appID: app.appID)
        let again = try await world.home.createServicePrincipal(appID: app.appID)
        #expect(isNew && !again.isNew && again.servicePrincipal.id == made.id)
    }

    @Test("D.5: scopes that a resource preauthorises need no consent")
    func preauthorized() async throws {
        let world = try await World.make()
        let client = try await world.application()
        var draft = ApplicationDraft(displayName: "API")
        let scope = PermissionDefinitionRecord(
            applicationID: .zero, kind: .scope, id: UUID(), value: "Things.Read", adminDisplayName: "Read",
            adminDescription: "Read things", needsAdmin: false)
        draft.permissions = [scope]
        draft.api.preAuthorizedApplications = [.init(appID: client.appID, permissionIDs: [scope.id])]
        let api = try await world.home.createApplication(draft)
        _ = try await world.home.createServicePrincipal(appID: api.appID)
        let state = try await world.home.consentState(
            clientAppID: client.appID, resourceAppID: api.appID, userID: world.ada.id)
        #expect(state.preauthorized == ["Things.Read"])
    }

    @Test(
        "B.2: a scope is split at the longest identifier",
        arguments: [
            ("https://graph.microsoft.com/User.Read", "User.Read"),
            ("https://graph.microsoft.com//.default", ".default"),
            ("00000003-0000-0000-c000-000000000000/User.Read", "User.Read"),
            ("api://00000003-0000-0000-C000-000000000000/.default", ".default"),
        ])
    func splitsScopes(scope: String, permission: String) async throws {
        let world = try await World.make()
        let found = try #require(try await world.home.resource(inScope: scope))
        #expect(found.servicePrincipal.appID == graph.appID)
        #expect(found.permission == permission)
        #expect(try await world.home.resource(inScope: "https://unknown.example/x") == nil)
    }
}
