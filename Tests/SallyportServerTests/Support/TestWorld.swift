import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceCore
import TenantStore

@testable import SallyportServer

/// Two customers and a partner with their people and applications, and the whole server in front of them, in process.
struct TestWorld: Sendable {
    static let password = Secret("correct horse 7 Battery")

    let clock: TestClock
    let random: TestRandom
    let database: TenantDatabase
    let dependencies: ServerDependencies
    let responder: SurfaceResponder

    let contoso: UUID
    let fabrikam: UUID
    let partner: UUID
    let admin: UserRecord
    let reader: UserRecord

    /// Signing keys are made once for all tests: RSA keys are slow to make.
    private static let keys = Result {
        try (0..<2).map { _ in
            let material = try SigningKey.generate(
                now: Date(timeIntervalSince1970: 1_790_000_000), lifetime: 10 * 365 * 86_400)
            return try SigningKey(privateKeyPEM: material.privateKeyPEM, certificateDER: material.certificate)
        }
    }

    init(
        options: (inout ServerOptions) -> Void = { _ in }, tenants: (inout TenantRecord) -> Void = { _ in },
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) async throws {
        let clock = TestClock()
        let random = TestRandom()
        let database = try TenantDatabase.inMemory(time: clock, random: random)
        try await database.installPlatform()
        var settings = ServerOptions(stateFolder: URL(fileURLWithPath: "/nonexistent"))
        options(&settings)
        let hosts = HostDirectory()
        dependencies = ServerDependencies(
            options: settings, database: database, time: clock, random: random, hosts: hosts,
            adminKey: AdminKey(bytes: [UInt8](repeating: 7, count: 32)),
            issuers: IssuerPolicy(hosts: hosts, formV1: settings.issuerFormV1),
            keys: KeyRing(keys: try Self.keys.get(), active: 0),
            logger: logger)
        responder = try SurfaceResponder(dependencies: dependencies)
        (self.clock, self.random, self.database) = (clock, random, database)

        func make(_ name: String, domain: String, kind: TenantRecord.Kind) async throws -> UUID {
            var tenant = TenantRecord(
                id: random.uuid(), displayName: name, kind: kind, createdDateTime: clock.now,
                allowsPasswordGrant: true)
            tenants(&tenant)
            try await database.createTenant(tenant, domains: [domain])
            let handle = database.handle(for: tenant.id)
            for resource in ResourceApplication.all where kind != .partner || resource == .microsoftGraph {
                _ = try await handle.createServicePrincipal(appID: resource.appID)
            }
            return tenant.id
        }
        let contoso = try await make("Contoso", domain: "contoso.example", kind: .customer)
        let fabrikam = try await make("Fabrikam", domain: "fabrikam.example", kind: .customer)
        let partner = try await make("Tailspin", domain: "tailspin.example", kind: .partner)

        func person(_ name: String, _ upn: String, in tenant: UUID, roles: Set<DirectoryRole>) async throws
            -> UserRecord
        {
            var draft = UserDraft(userPrincipalName: upn, displayName: name)
            draft.givenName = name
            draft.mail = upn
            draft.roles = roles
            return try await database.handle(for: tenant).createUser(draft, password: Self.password)
        }
        admin = try await person("Adele", "adele@contoso.example", in: contoso, roles: [.globalAdministrator])
        reader = try await person("Rita", "rita@contoso.example", in: contoso, roles: [.securityReader])
        _ = try await person("Fay", "fay@fabrikam.example", in: fabrikam, roles: [.globalAdministrator])
        (self.contoso, self.fabrikam, self.partner) = (contoso, fabrikam, partner)
        // Sessions count from the second after a person was made.
        clock.advance(by: 60)
    }

    // MARK: Registrations

    struct Registration: Sendable {
        let application: TenantStore.Application
        let secret: Secret
        var clientID: String { application.appID.uuidString.lowercased() }
    }

    /// Registers an application, with a secret, and with its service principal at home unless told otherwise.
    func register(
        _ name: String = "App", in tenant: UUID? = nil, roles: [String] = [], scopes: [String] = [],
        of resource: ResourceApplication = .microsoftThreatProtection,
        redirects: [RedirectURIRecord.Platform: [String]] = [:],
        isInstalled: Bool = true, configure: (inout ApplicationDraft) -> Void = { _ in }
    ) async throws -> Registration {
        let handle = database.handle(for: tenant ?? contoso)
        var draft = ApplicationDraft(displayName: name)
        let access =
            roles.compactMap { resource.appRole($0)?.id }.map {
                RequiredResourceAccess.Access(id: $0, kind: .appRole)
            } + scopes.compactMap { resource.scope($0)?.id }.map { RequiredResourceAccess.Access(id: $0, kind: .scope) }
        if !access.isEmpty {
            draft.requiredResourceAccess = [RequiredResourceAccess(resourceAppID: resource.appID, access: access)]
        }
        draft.redirectURIs = redirects
        configure(&draft)
        let application = try await handle.createApplication(draft)
        let secret = try await handle.addPassword(toApplication: application.id).secret
        if isInstalled { _ = try await handle.createServicePrincipal(appID: application.appID) }
        return Registration(application: application, secret: secret)
    }

    /// Grants what an administrator grants.
    func consent(
        _ registration: Registration, in tenant: UUID? = nil,
        resource: ResourceApplication = .microsoftThreatProtection,
        scopes: [String] = [], roles: [String] = []
    ) async throws {
        _ = try await database.handle(for: tenant ?? contoso).grantConsent(
            ConsentDecision(
                clientAppID: registration.application.appID, principalID: nil,
                grants: [
                    ConsentDecision.ResourceGrant(
                        resourceAppID: resource.appID, scopes: scopes,
                        appRoleIDs: roles.compactMap { resource.appRole($0)?.id })
                ], deciderID: admin.id))
    }

    // MARK: Requests

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        func json() throws -> JSONTree { try JSONReader.read(bytes) }
        var location: String? { headers[.location] }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, host: String = "localhost:8443", headers: HTTPFields = [:],
        body: [UInt8]? = nil
    ) async throws -> Answer {
        let request = Request(
            head: HTTPRequest(method: method, scheme: "https", authority: host, path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body ?? [])))
        let context = TenantContext(logger: dependencies.logger, remoteAddress: "127.0.0.1")
        let response = try await responder.respond(to: request, context: context)
        let writer = CollectingWriter()
        try await response.body.write(writer)
        return Answer(status: response.status.code, headers: response.headers, bytes: writer.bytes)
    }

    func get(_ path: String, host: String = "localhost:8443", headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, host: host, headers: headers)
    }

    func post(
        _ path: String, _ form: [(String, String)], host: String = "localhost:8443", headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await send(.post, path, host: host, headers: headers, body: Array(FormFields.query(form).utf8))
    }

    /// A request to the token endpoint of a tenant segment.
    func token(
        _ form: [(String, String)], at segment: String? = nil, version: ProtocolVersion = .v2,
        host: String = "localhost:8443", headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await post(
            "/\(segment ?? contoso.uuidString.lowercased())/\(version.infix)/token", form, host: host, headers: headers)
    }

    /// The ordinary app-only token.
    func appToken(
        _ registration: Registration, scope: String, at segment: String? = nil
    ) async throws -> Answer {
        try await token(
            [
                ("grant_type", "client_credentials"), ("client_id", registration.clientID),
                ("client_secret", registration.secret.reveal), ("scope", scope),
            ], at: segment)
    }

    private final class CollectingWriter: ResponseBodyWriter, @unchecked Sendable {
        // One task writes, and reads when it has finished.
        var bytes: [UInt8] = []
        func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer.readableBytesView) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

extension TestWorld.Answer {
    /// Status, OAuth code, number and suberror of a refusal, for tables.
    struct Refused: Equatable, CustomStringConvertible {
        let status: Int
        let error: String
        let number: Int
        var suberror: String?
        var description: String { "\(status) \(error) \(number) \(suberror ?? "-")" }
    }

    func refused() throws -> Refused {
        let body = try json()
        let number = body["error_codes"]?.arrayValue?.first?.integerValue ?? 0
        return Refused(
            status: status, error: body["error"]?.stringValue ?? text, number: Int(number),
            suberror: body["suberror"]?.stringValue)
    }

    /// The claims of the access token.
    func claims(_ member: String = "access_token") throws -> JSONTree {
        guard let token = try json()[member]?.stringValue else { return [:] }
        return try CompactJWS(parsing: token).payload
    }
}
