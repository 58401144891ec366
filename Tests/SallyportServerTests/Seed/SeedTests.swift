import Foundation
import ServiceCore
import TenantStore
import Testing

@testable import SallyportServer

@Suite("Seed files")
struct SeedFileTests {
    @Test("The built-in world: a partner, two customers, the four kinds of users in each")
    func builtIn() throws {
        let world = try BuiltInSeed.world()
        #expect(world.tenants.map(\.kind) == [.partner, .customer, .customer])
        for tenant in world.tenants {
            #expect(
                tenant.users.map(\.roles) == [[.globalAdministrator], [.securityAdministrator], [.securityReader], []])
            #expect(
                tenant.users.allSatisfy {
                    $0.password == nil && $0.userPrincipalName.hasSuffix("@" + tenant.domains[0])
                })
            #expect(tenant.domains[0].hasSuffix(".example"), "Names that nobody can own.")
        }
        #expect(Set(world.tenants.flatMap(\.users).map(\.id)).count == 12)
        #expect(try BuiltInSeed.world() == world, "Identifiers follow from names.")
    }

    @Test("Everything that a file may say")
    func readsAll() throws {
        let world = try SeedFile(name: "s.yaml").parse(
            """
            version: 1
            tenants:
              - name: T
                kind: partner
                id: 11111111-1111-4111-8111-111111111111
                domains: [t.example, sub.t.example]
                country: FR
                passwordGrant: false
                userConsent: false
                refreshTokens: strict
                defender: false
                users:
                  - name: U
                    upn: u@sub.t.example
                    id: 22222222-2222-4222-8222-222222222222
                    givenName: G
                    surname: S
                    jobTitle: J
                    roles: [security reader, GlobalReader]
                    enabled: false
                    password: long enough
            """)
        let tenant = try #require(world.tenants.first)
        #expect(tenant.id.text == "11111111-1111-4111-8111-111111111111")
        #expect(tenant.domains == ["t.example", "sub.t.example"] && tenant.country == "FR" && tenant.kind == .partner)
        #expect(!tenant.allowsPasswordGrant && !tenant.allowsUserConsent && !tenant.isDefenderEnabled)
        #expect(tenant.refreshTokenMode == .strict)
        let user = try #require(tenant.users.first)
        #expect(user.roles == [.securityReader, .globalReader] && !user.isEnabled)
        #expect(user.password == Secret("long enough") && user.userPrincipalName == "u@sub.t.example")
    }

    @Test(
        "A wrong file is refused with file, line and path",
        arguments: [
            ("", "s.yaml: The file is empty"), ("tenants: [", "s.yaml:"),
            ("a: 1\na: 2", "s.yaml:1: A member is given twice"),
            ("tenants: []", "s.yaml:1: tenants: There must be at least one tenant"),
            ("version: 2\ntenants: []", "s.yaml:1: version: Only version 1 is known"),
            ("tenant: []", "s.yaml:1: The member 'tenant' is not known; known are version, tenants"),
            ("tenants:\n  - name: T", "s.yaml:2: tenants[0]: The member domain is missing"),
            ("tenants:\n  - name: T\n    domain: nodot", "s.yaml:3: tenants[0].domain: 'nodot' is no domain name"),
            ("tenants:\n  - domain: t.example", "s.yaml:2: tenants[0]: The member name is missing"),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    kind: enemy",
                "s.yaml:4: tenants[0].kind: 'enemy' is not known; known are customer, partner"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    id: x",
                "s.yaml:4: tenants[0].id: Here must stand a GUID"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n  - name: S\n    domain: T.example",
                "s.yaml:4: tenants[1]: The domain 't.example' is given twice, first in tenants[0] (line 2)"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    users:\n      - name: U\n        upn: u\n        roles: [God]",
                "s.yaml:7: tenants[0].users[0].roles[0]: 'God' is no directory role; known are Global Administrator"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    users:\n      - name: U\n        upn: u@s.example",
                "s.yaml:6: tenants[0].users[0].upn: 'u@s.example' is no name in a domain of the tenant (t.example)"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    users:\n      - {name: U, upn: u}\n      - {name: V, upn: U}",
                "s.yaml:6: tenants[0].users[1]: The upn 'u@t.example' is given twice, first in tenants[0].users[0] (line 5)"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    users:\n      - {name: U, upn: u, password: short}",
                "s.yaml:5: tenants[0].users[0].password: A password has at least 8 characters"
            ),
            (
                "tenants:\n  - name: T\n    domain: t.example\n    defender: maybe",
                "s.yaml:4: tenants[0].defender: Here must stand true or false"
            ),
        ])
    func refuses(text: String, message: String) throws {
        let error = try #require(throws: ServerError.self) { try SeedFile(name: "s.yaml").parse(text) }
        #expect(error.code == .invalidSeed)
        #expect(error.message.hasPrefix(message), "\(error.message)")
    }

    @Test("No refusal repeats a password")
    func hidesPasswords() throws {
        let text =
            "tenants:\n  - name: T\n    domain: t.example\n    users:\n      - {name: U, upn: u, password: canary7}"
        let error = try #require(throws: ServerError.self) { try SeedFile(name: "s.yaml").parse(text) }
        #expect(!error.message.contains("canary7"))
    }
}

@Suite("Seeding a state")
struct SeedApplierTests {
    private func database() throws -> TenantDatabase {
        try TenantDatabase.inMemory(time: TestClock(), random: TestRandom())
    }

    private let adminKey = AdminKey(bytes: [UInt8](repeating: 7, count: 32))

    @Test("Every tenant has its users with derived passwords, the APIs, and the client of sally with consent")
    func seeds() async throws {
        let database = try database()
        try await SeedApplier.seedIfNew(database: database, adminKey: adminKey, seedFile: nil)
        let tenants = try await database.tenants()
        #expect(tenants.map(\.kind) == [.partner, .customer, .customer])
        for tenant in tenants {
            let handle = database.handle(for: tenant.id)
            for user in try await handle.users() {
                #expect(user.hasGeneratedPassword)
                let outcome = try await handle.verifyPassword(
                    adminKey.password(of: user.id), userPrincipalName: user.userPrincipalName)
                guard case .verified = outcome else {
                    Issue.record("\(user.userPrincipalName): \(outcome)")
                    continue
                }
            }
            for resource in ResourceApplication.all {
                #expect(try await handle.servicePrincipal(appID: resource.appID) != nil)
                let consent = try await handle.consentState(
                    clientAppID: WellKnown.sallyCLI, resourceAppID: resource.appID, userID: nil)
                #expect(consent.scopes == Set(SeedApplier.sallyScopes[resource.appID] ?? []))
            }
            let sally = try #require(try await database.application(appID: WellKnown.sallyCLI))
            #expect(sally.record.isFallbackPublicClient == true)
        }
    }

    @Test("Identifiers are the same in two states; seeding again changes nothing; a finished state ignores a new file")
    func repeats() async throws {
        let (first, second) = (try database(), try database())
        for database in [first, second] {
            try await SeedApplier(database: database, adminKey: adminKey).apply(BuiltInSeed.world())
        }
        func identifiers(_ database: TenantDatabase) async throws -> [String] {
            var ids: [String] = []
            for tenant in try await database.tenants() {
                let handle = database.handle(for: tenant.id)
                ids.append(tenant.id.text)
                ids += try await handle.users().map(\.id.text)
                ids += try await handle.servicePrincipals().map(\.id.text)
                ids += try await handle.permissionGrants().map(\.id).sorted()
            }
            return ids
        }
        let before = try await identifiers(first)
        #expect(try await identifiers(second) == before)
        try await SeedApplier(database: first, adminKey: adminKey).apply(BuiltInSeed.world())
        #expect(try await identifiers(first) == before)
        try await SeedApplier.seedIfNew(database: first, adminKey: adminKey, seedFile: nil)
        try await SeedApplier.seedIfNew(
            database: first, adminKey: adminKey, seedFile: URL(fileURLWithPath: "/nonexistent/seed.yaml"))
        #expect(try await identifiers(first) == before)
    }

    @Test("A tenant without Defender has no service principals of it")
    func withoutDefender() async throws {
        let database = try database()
        let world = try SeedFile(name: "s").parse("tenants: [{name: T, domain: t.example, defender: false}]")
        try await SeedApplier(database: database, adminKey: adminKey).apply(world)
        let handle = database.handle(for: world.tenants[0].id)
        #expect(try await handle.servicePrincipal(appID: ResourceApplication.microsoftThreatProtection.appID) == nil)
        #expect(try await handle.servicePrincipal(appID: ResourceApplication.microsoftGraph.appID) != nil)
    }

    @Test("A missing seed file is named")
    func missingFile() async throws {
        let database = try database()
        let error = try await #require(throws: ServerError.self) {
            try await SeedApplier.seedIfNew(
                database: database, adminKey: adminKey, seedFile: URL(fileURLWithPath: "/nonexistent/seed.yaml"))
        }
        #expect(error.code == .invalidSeed && error.message.contains("/nonexistent/seed.yaml"))
    }
}
