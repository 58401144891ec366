import Foundation
import ServiceCore
import Synchronization
import TenantStore

/// A clock that the test moves.
final class ManualTime: TimeSource {
    private let instant = Mutex(Date(timeIntervalSince1970: 1_750_000_000))

    var now: Date { instant.withLock { $0 } }

    func advance(by seconds: TimeInterval) { instant.withLock { $0 += seconds } }

    func sleep(for duration: Duration) async throws { advance(by: duration.inSeconds) }
}

/// A generator that gives the same bytes in every run (SplitMix64).
final class CountingRandom: RandomSource {
    private let state: Mutex<UInt64>

    init(seed: UInt64 = 1) { state = Mutex(seed) }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = state
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
            }
        }
    }

    func uuid() -> UUID { uuidOfBytes() }
}

/// Two tenants with a user each, the platform's applications, and a multi-tenant client of the first tenant.
struct World: Sendable {
    let time: ManualTime
    let random: CountingRandom
    let database: TenantDatabase
    let home: TenantHandle
    let other: TenantHandle
    let ada: UserRecord
    let bob: UserRecord

    static let password = Secret("correct horse 4 battery")

    /// An in-memory world, or one on disk.
    static func make(at url: URL? = nil) async throws -> World {
        let (time, random) = (ManualTime(), CountingRandom())
        let database =
            try url.map { try TenantDatabase.open(at: $0, time: time, random: random, cost: .negligible) }
            ?? TenantDatabase.inMemory(time: time, random: random)
        try await database.installPlatform()
        let home = try await tenant("Litware Partners", domain: "litware.example", kind: .partner, in: database)
        let other = try await tenant("Adatum", domain: "adatum.example", kind: .customer, in: database)
        var ada = UserDraft(userPrincipalName: "ada@litware.example", displayName: "Ada Admin")
        ada.roles = [.globalAdministrator]
        let bob = UserDraft(userPrincipalName: "bob@adatum.example", displayName: "Bob Reader")
        return World(
            time: time, random: random, database: database, home: home, other: other,
            ada: try await home.createUser(ada, password: password),
            bob: try await other.createUser(bob, password: password))
    }

    private static func tenant(
        _ name: String, domain: String, kind: TenantRecord.Kind, in database: TenantDatabase
    ) async throws -> TenantHandle {
        let id = database.random.uuid()
        try await database.createTenant(
            TenantRecord(id: id, displayName: name, kind: kind, createdDateTime: database.time.now), domains: [domain])
        let handle = database.handle(for: id)
        for resource in ResourceApplication.all { _ = try await handle.createServicePrincipal(appID: resource.appID) }
        return handle
    }

    /// Registers an application in the home tenant.
    func application(
        _ name: String = "Collector", audience: SignInAudience = .multipleOrganizations
    ) async throws -> Application {
        var draft = ApplicationDraft(displayName: name)
        draft.signInAudience = audience
        return try await home.createApplication(draft)
    }

    func family(_ id: UUID? = nil, client: UUID, isPublic: Bool = true) -> RefreshTokenFamilyRecord {
        RefreshTokenFamilyRecord(
            id: id ?? random.uuid(), userID: ada.id, clientID: client, grantType: "authorization_code",
            isPublicClient: isPublic, authenticatedDateTime: time.now)
    }

    func codeDraft(client: UUID) -> AuthorizationCodeDraft {
        var draft = AuthorizationCodeDraft(
            userID: ada.id, clientID: client, authority: home.tenantID.text, redirectURI: "http://localhost",
            redirectPlatform: .publicClient, scopes: "openid https://graph.microsoft.com/User.Read",
            authenticatedDateTime: time.now)
        draft.codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        draft.codeChallengeMethod = "S256"
        draft.nonce = "n-0S6_WzA2Mj"
        draft.sessionID = random.uuid()
        return draft
    }
}

/// A folder of its own for a test, removed at the end.
func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sallyport-store-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
