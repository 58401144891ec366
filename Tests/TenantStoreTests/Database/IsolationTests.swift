import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Tenants never see each other, identity.md H.32")
struct IsolationTests {
    /// A world whose home tenant has one of everything.
    struct Full {
        let world: World
        let app: Application
        let client: ServicePrincipal
        let assignment: AppRoleAssignment
        let grant: OAuth2PermissionGrantRecord
        let incident: Int64
        let file: ImportedFileRecord
        let segment: TelemetrySegmentRecord
        let secretKey: UUID
        let certificateKey: UUID
    }

    private func full() async throws -> Full {
        let world = try await World.make()
        let app = try await world.application(audience: .myOrganization)
        let client = try await world.home.createServicePrincipal(appID: app.appID).servicePrincipal
        let graph = try #require(try await world.home.servicePrincipal(appID: ResourceApplication.microsoftGraph.appID))
        let role = try #require(ResourceApplication.microsoftGraph.appRole("SecurityIncident.Read.All"))
        let key = KeyCredentialDraft(
            certificate: Data("der".utf8), startDateTime: world.time.now,
            endDateTime: world.time.now.addingTimeInterval(1000))
        let file = TelemetrySegmentTests.file(world)
        let segment = TelemetrySegmentTests.segment(world, file)
        _ = try await world.home.appendSegments([segment], of: file)
        try await world.home.addOwner(world.ada.id, toApplication: app.id)
        let machine = MachineRecord(
            tenantID: world.home.tenantID, id: "m1", computerDNSName: "ws-1", osPlatform: "Windows11",
            firstSeen: TickInstant(ticks: 1), lastSeen: TickInstant(ticks: 2))
        try await world.home.saveMachines([machine])
        try await world.database.audit(AuditEntry(tenantID: world.home.tenantID, activity: .signIn, result: "ok"))
        return Full(
            world: world, app: app, client: client,
            assignment: try await world.home.assignAppRole(role.id, ofResource: graph.id, to: client.id),
            grant: try await world.home.createPermissionGrant(
                clientID: client.id, resourceID: graph.id, principalID: world.ada.id, scopes: ["User.Read"]),
            incident: try await world.home.record(IncidentTests.draft("k")).incidentID, file: file, segment: segment,
            secretKey: try await world.home.addPassword(toApplication: app.id).credential.keyID,
            certificateKey: try await world.home.addKey(key, toApplication: app.id).keyID)
    }

    @Test("Reads of another tenant find nothing")
    func readsFindNothing() async throws {
        let full = try await full()
        let (world, other) = (full.world, full.world.other)
        let ownPrincipals = ResourceApplication.all.count
        #expect(try await other.users().map(\.id) == [world.bob.id])
        #expect(try await other.user(id: world.ada.id) == nil)
        #expect(try await other.user(userPrincipalName: "ada@litware.example") == nil)
        #expect(try await other.roles(ofUser: world.ada.id).isEmpty)
        #expect(try await other.applications().isEmpty)
        #expect(try await other.application(id: full.app.id) == nil)
        #expect(try await other.application(appID: full.app.appID) == nil)
        #expect(try await other.owners(ofApplication: full.app.id).isEmpty)
        #expect(try await other.servicePrincipals().count == ownPrincipals)
        #expect(try await other.servicePrincipal(id: full.client.id) == nil)
        #expect(try await other.servicePrincipal(appID: full.app.appID) == nil)
        #expect(try await other.servicePrincipal(identifier: full.app.appID.text) == nil)
        #expect(try await other.resource(inScope: "api://\(full.app.appID.text)/x") == nil)
        #expect(try await other.appRoleAssignments(ofPrincipal: full.client.id).isEmpty)
        #expect(try await other.appRoleAssignments(toResource: full.assignment.record.resourceID).isEmpty)
        #expect(try await other.appRoleAssignment(id: full.assignment.id) == nil)
        #expect(try await other.permissionGrants().isEmpty)
        #expect(try await other.permissionGrant(id: full.grant.id) == nil)
        #expect(try await other.permissionGrants(ofClient: full.client.id).isEmpty)
        let consent = try await other.consentState(
            clientAppID: full.app.appID, resourceAppID: ResourceApplication.microsoftGraph.appID, userID: world.ada.id)
        #expect(consent.client == nil && consent.scopes.isEmpty && consent.appRoles.isEmpty)
        #expect(try await other.auditEntries().isEmpty)
        #expect(try await other.incidents().elements.isEmpty)
        #expect(try await other.incident(id: full.incident) == nil)
        #expect(try await other.alerts().elements.isEmpty)
        #expect(try await other.alert(id: "dak_0") == nil)
        #expect(try await other.machines().isEmpty)
        #expect(try await other.machine(id: "m1") == nil)
        #expect(try await other.importedFiles().isEmpty)
        #expect(try await other.importedFile(contentHash: full.file.contentHash) == nil)
        #expect(try await other.segments(table: full.segment.tableName).isEmpty)
        #expect(try await other.rowCounts().isEmpty)
        #expect(try await other.segmentGeneration() == 0)
        #expect(try await other.verifiedDomains().map(\.name) == ["adatum.example"])
        let password = try await other.verifyPassword(World.password, userPrincipalName: "ada@litware.example")
        #expect(password == .unknownUser)
    }

    /// Every change that names an object of the home tenant, tried through the other tenant's handle.
    static let changes: [(name: String, run: @Sendable (IsolationTests.Full, TenantHandle) async throws -> Void)] = [
        ("updateApplication", { _ = try await $1.updateApplication(id: $0.app.id, ApplicationChanges()) }),
        ("deleteApplication", { try await $1.deleteApplication(id: $0.app.id) }),
        ("restoreApplication", { _ = try await $1.restoreApplication(id: $0.app.id) }),
        ("addOwner", { try await $1.addOwner($0.world.bob.id, toApplication: $0.app.id) }),
        ("addPassword", { _ = try await $1.addPassword(toApplication: $0.app.id) }),
        ("removePassword", { try await $1.removePassword(keyID: $0.secretKey, fromApplication: $0.app.id) }),
        ("removeKey", { try await $1.removeKey(keyID: $0.certificateKey, fromApplication: $0.app.id) }),
        ("createServicePrincipal", { _ = try await $1.createServicePrincipal(appID: $0.app.appID) }),
        ("updateServicePrincipal", { try await $1.updateServicePrincipal(id: $0.client.id, .init()) }),
        ("deleteServicePrincipal", { try await $1.deleteServicePrincipal(id: $0.client.id) }),
        (
            "assignAppRole",
            {
                _ = try await $1.assignAppRole(
                    $0.assignment.record.appRoleID, ofResource: $0.assignment.record.resourceID, to: $0.client.id)
            }
        ),
        ("removeAppRoleAssignment", { try await $1.removeAppRoleAssignment(id: $0.assignment.id) }),
        (
            "createPermissionGrant",
            {
                _ = try await $1.createPermissionGrant(
                    clientID: $0.client.id, resourceID: $0.grant.resourceID, principalID: nil, scopes: ["openid"])
            }
        ),
        ("updatePermissionGrant", { try await $1.updatePermissionGrant(id: $0.grant.id, scopes: ["openid"]) }),
        ("deletePermissionGrant", { try await $1.deletePermissionGrant(id: $0.grant.id) }),
        ("setPassword", { try await $1.setPassword(Secret("x"), ofUser: $0.world.ada.id) }),
        ("setAccountEnabled", { try await $1.setAccountEnabled(false, ofUser: $0.world.ada.id) }),
        ("revokeSignInSessions", { try await $1.revokeSignInSessions(ofUser: $0.world.ada.id) }),
        ("setRoles", { try await $1.setRoles([.globalAdministrator], ofUser: $0.world.ada.id) }),
        ("saveCode", { _ = try await $1.saveCode($0.world.codeDraft(client: $0.app.appID)) }),
        (
            "saveRefreshToken",
            { _ = try await $1.saveRefreshToken(family: $0.world.family(client: $0.app.appID), scopes: "") }
        ),
        ("updateIncident", { _ = try await $1.updateIncident(id: $0.incident, IncidentChanges(), actor: "x") }),
        ("addComment to incident", { _ = try await $1.addComment("c", toIncident: $0.incident, actor: "x") }),
        ("updateAlert", { _ = try await $1.updateAlert(id: "dak_0", AlertChanges(), actor: "x") }),
        ("addComment to alert", { _ = try await $1.addComment("c", toAlert: "dak_0", actor: "x") }),
        ("replaceSegments", { try await $1.replaceSegments(removing: [$0.segment.id], adding: []) }),
    ]

    @Test("Changes through another tenant's handle are refused and change nothing", arguments: changes.map(\.name))
    func changesAreRefused(name: String) async throws {
        let full = try await full()
        let change = try #require(Self.changes.first { $0.name == name })
        let before = try await full.world.database.dump()
        let error = try await #require(throws: StoreError.self) { try await change.run(full, full.world.other) }
        #expect([.notFound, .singleTenant].contains(error.code), "\(error)")
        #expect(try await full.world.database.dump() == before)
    }

    @Test("Deletions that succeed for the absent leave the other tenant's objects alone")
    func quietDeletions() async throws {
        let full = try await full()
        let other = full.world.other
        let before = try await full.world.database.dump()
        try await other.deleteUser(id: full.world.ada.id)
        try await other.removeOwner(full.world.ada.id, fromApplication: full.app.id)
        try await other.revokeRefreshTokens(ofUser: full.world.ada.id, clientID: nil, reason: .sessionsRevoked)
        #expect(try await full.world.database.dump() == before)
    }

    @Test("The same incident number, alert, device and file content may stand in two tenants")
    func sharesNothing() async throws {
        let full = try await full()
        let (world, other) = (full.world, full.world.other)
        #expect(try await other.record(IncidentTests.draft("k")).incidentID == full.incident)
        var file = TelemetrySegmentTests.file(world)
        file.name = "other.zip"
        #expect(try await other.appendSegments([TelemetrySegmentTests.segment(world, file)], of: file))
        var changes = IncidentChanges()
        changes.displayName = .set("Changed")
        _ = try await other.updateIncident(id: full.incident, changes, actor: "bob")
        #expect(try await world.home.incident(id: full.incident)?.record.displayName == "Incident k")
    }

    @Test(
        "A tenant is found by GUID and domain in any letter case; the platform's is not",
        arguments: [
            ("litware.example", true), ("LITWARE.Example", true), ("unknown.example", false), ("common", false),
            ("", false),
            (TenantRecord.platformID.uuidString, false), ("litware.example ", false),
        ])
    func findsTenants(segment: String, isFound: Bool) async throws {
        let world = try await World.make()
        #expect((try await world.database.tenant(matching: segment)?.id == world.home.tenantID) == isFound)
        let upper = world.home.tenantID.uuidString.uppercased()
        #expect(try await world.database.tenant(matching: upper)?.id == world.home.tenantID)
        #expect(try await world.database.tenants().map(\.id) == [world.home.tenantID, world.other.tenantID])
        let byName = try await world.database.tenant(ofUserPrincipalName: "x@\(segment)")
        #expect((byName?.id == world.home.tenantID) == isFound)
    }
}
