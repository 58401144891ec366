import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("Applications, identity.md D.1 and D.3")
struct ApplicationTests {
    @Test("A registration makes no service principal")
    func makesNoServicePrincipal() async throws {
        let world = try await World.make()
        let app = try await world.application()
        #expect(try await world.home.servicePrincipal(appID: app.appID) == nil)
        #expect(app.id != app.appID)
    }

    @Test("An application reads back as it was written")
    func roundTrips() async throws {
        let world = try await World.make()
        var draft = ApplicationDraft(displayName: "Everything")
        draft.uniqueName = "everything"
        draft.description = "d"
        draft.notes = "n"
        draft.signInAudience = .multipleOrganizations
        draft.isFallbackPublicClient = true
        draft.tags = ["sallyport"]
        draft.web = WebSettings(homePageURL: "https://litware.example", issuesIDTokensImplicitly: true)
        draft.api = APISettings(
            requestedAccessTokenVersion: 2, preAuthorizedApplications: [.init(appID: UUID(), permissionIDs: [UUID()])])
        draft.requiredResourceAccess = [
            RequiredResourceAccess(
                resourceAppID: ResourceApplication.microsoftGraph.appID, access: [.init(id: UUID(), kind: .appRole)])
        ]
        draft.redirectURIs = [
            .web: ["https://litware.example/cb"], .publicClient: ["http://localhost", "myapp://auth"],
        ]
        draft.permissions = [
            PermissionDefinitionRecord(
                applicationID: .zero, kind: .scope, id: UUID(), value: "Things.Read", adminDisplayName: "Read",
                adminDescription: "Read things", needsAdmin: false)
        ]
        draft.optionalClaims = #"{"accessToken":[]}"#
        let made = try await world.home.createApplication(draft)
        #expect(try await world.home.application(id: made.id) == made)
        #expect(try await world.home.application(appID: made.appID) == made)
        #expect(try await world.database.application(appID: made.appID) == made)
        #expect(made.redirectURIs(of: .publicClient) == ["http://localhost", "myapp://auth"])
        #expect(made.record.publisherDomain == "litware.example")
        #expect(made.scope("Things.Read") != nil)
        #expect(made.scope("things.read") == nil)
    }

    @Test(
        "D.3: redirect URIs that are accepted",
        arguments: [
            (RedirectURIRecord.Platform.web, "https://litware.example/cb?x=1"), (.web, "http://localhost:8400/cb"),
            (.spa, "http://localhost"), (.publicClient, "http://127.0.0.1"), (.publicClient, "myapp://auth"),
            (.publicClient, "https://login.microsoftonline.com/common/oauth2/nativeclient"),
            (.publicClient, "urn:ietf:wg:oauth:2.0:oob"),
        ])
    func acceptsRedirectURI(platform: RedirectURIRecord.Platform, uri: String) async throws {
        let world = try await World.make()
        var draft = ApplicationDraft(displayName: "A")
        draft.redirectURIs = [platform: [uri]]
        #expect(try await world.home.createApplication(draft).redirectURIs(of: platform) == [uri])
    }

    @Test(
        "D.3, H.3: redirect URIs that are refused",
        arguments: [
            (RedirectURIRecord.Platform.web, "http://litware.example/cb"), (.web, "https://a.example/*"),
            (.web, "https://a.example/#x"), (.web, "https://u:p@a.example/"), (.web, "myapp://auth"),
            (.publicClient, "javascript://x"), (.publicClient, "data://x"), (.publicClient, "file://x"),
            (.publicClient, "vbscript://x"), (.publicClient, "blob://x"), (.publicClient, "http://[::1]/"),
            (.publicClient, "http://localhost.evil.example"),
            (.web, "https://a.example/" + String(repeating: "a", count: 240)),
            (.web, "https://a.example/(x)"), (.web, "relative"), (.web, ""),
        ])
    func refusesRedirectURI(platform: RedirectURIRecord.Platform, uri: String) async throws {
        let world = try await World.make()
        var draft = ApplicationDraft(displayName: "A")
        draft.redirectURIs = [platform: [uri]]
        let error = try await #require(throws: StoreError.self) { try await world.home.createApplication(draft) }
        #expect(error.code == .invalidValue)
        #expect(try await world.home.applications().isEmpty)
    }

    @Test("D.3: one loopback URI is not registered with two ports")
    func refusesTwoPorts() async throws {
        let world = try await World.make()
        var draft = ApplicationDraft(displayName: "A")
        draft.redirectURIs = [.publicClient: ["http://localhost:8400", "http://localhost:8401"]]
        await #expect(throws: StoreError.self) { try await world.home.createApplication(draft) }
    }

    @Test("D.1: identifier URIs: the client's own, a verified domain; not a foreign one, not twice")
    func identifierURIs() async throws {
        let world = try await World.make()
        let app = try await world.application()
        func set(_ uris: [String], on app: Application) async throws -> [String] {
            var changes = ApplicationChanges()
            changes.identifierURIs = .set(uris)
            return try await world.home.updateApplication(id: app.id, changes).identifierURIs
        }
        let good = ["api://\(app.appID.text)", "https://api.litware.example/x", "api://\(world.home.tenantID.text)/x"]
        #expect(try await set(good, on: app) == good)
        let foreign = try await #require(throws: StoreError.self) {
            try await set(["https://adatum.example/x"], on: app)
        }
        #expect(foreign.code == .unverifiedDomain)
        let other = try await world.application("Other")
        let taken = try await #require(throws: StoreError.self) { try await set([good[1]], on: other) }
        #expect(taken.code == .conflict)
        let found = try await world.home.createServicePrincipal(appID: app.appID).servicePrincipal
        #expect(try await world.home.servicePrincipal(identifier: "https://API.litware.example/X/")?.id == found.id)
        #expect(
            try await world.home.servicePrincipal(identifier: "api://\(app.appID.text.uppercased())")?.id == found.id)
    }

    @Test("D.1: a role or scope must be disabled before it can be removed", arguments: PermissionKind.allCasesForTests)
    func entitlements(kind: PermissionKind) async throws {
        let world = try await World.make()
        var permission = PermissionDefinitionRecord(
            applicationID: .zero, kind: kind, id: UUID(), value: "Things.Read", adminDisplayName: "Read",
            adminDescription: "Read things", needsAdmin: true, allowedMemberTypes: ["Application"])
        var draft = ApplicationDraft(displayName: "A")
        draft.permissions = [permission]
        let app = try await world.home.createApplication(draft)
        func set(_ permissions: [PermissionDefinitionRecord]) async throws {
            var changes = ApplicationChanges()
            if kind == .scope { changes.scopes = .set(permissions) } else { changes.appRoles = .set(permissions) }
            _ = try await world.home.updateApplication(id: app.id, changes)
        }
        let error = try await #require(throws: StoreError.self) { try await set([]) }
        #expect(error.code == .enabledEntitlement)
        permission.isEnabled = false
        try await set([permission])
        try await set([])
        #expect(try await world.home.application(id: app.id)?.scopes.isEmpty == true)
    }

    @Test("D.6: a deleted application is gone with its service principal at home, and can come back")
    func deletesSoftly() async throws {
        let world = try await World.make()
        let app = try await world.application()
        _ = try await world.home.createServicePrincipal(appID: app.appID)
        let (_, secret) = try await world.home.addPassword(toApplication: app.id)
        try await world.home.deleteApplication(id: app.id)
        #expect(try await world.database.application(appID: app.appID) == nil)
        #expect(try await world.home.servicePrincipal(appID: app.appID) == nil)
        #expect(try await world.database.verifySecret(secret, appID: app.appID) == .noSecrets)
        let error = try await #require(throws: StoreError.self) { try await world.home.deleteApplication(id: app.id) }
        #expect(error.code == .notFound)
        #expect(try await world.home.restoreApplication(id: app.id).appID == app.appID)
        #expect(try await world.database.application(appID: app.appID) != nil)
    }

    @Test("uniqueName is unique in the tenant and set once")
    func uniqueName() async throws {
        let world = try await World.make()
        var draft = ApplicationDraft(displayName: "A")
        draft.uniqueName = "a"
        let app = try await world.home.createApplication(draft)
        let twice = try await #require(throws: StoreError.self) { try await world.home.createApplication(draft) }
        #expect(twice.code == .conflict)
        var changes = ApplicationChanges()
        changes.uniqueName = .set("b")
        let changed = try await #require(throws: StoreError.self) {
            try await world.home.updateApplication(id: app.id, changes)
        }
        #expect(changed.code == .invalidValue)
    }
}

extension PermissionKind {
    static let allCasesForTests: [PermissionKind] = [.appRole, .scope]
}
