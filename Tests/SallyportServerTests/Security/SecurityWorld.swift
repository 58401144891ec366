import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceCore
import TenantStore

@testable import SallyportServer

/// The security routes of the whole server, in process, with tokens made to measure.
struct SecurityWorld: Sendable {
    let world: TestWorld
    let responder: SurfaceResponder

    init(
        settings: SecuritySettings = SecuritySettings(), hunting: HuntingService = .unavailable,
        tenants: (inout TenantRecord) -> Void = { _ in }
    ) async throws {
        world = try await TestWorld(tenants: tenants)
        let dependencies = world.dependencies
        let api = Router(context: TenantContext.self)
        api.add(
            middleware: BearerMiddleware(
                authenticator: BearerAuthenticator(keys: dependencies.keys, issuers: dependencies.issuers),
                tenants: TenantPresence(database: dependencies.database),
                time: dependencies.time))
        addSecurityRoutes(to: api, dependencies: dependencies, settings: settings, hunting: hunting)
        let none = Router(context: TenantContext.self)
        responder = SurfaceResponder(
            hosts: dependencies.hosts, time: dependencies.time, random: dependencies.random,
            identity: none.buildResponder(), api: api.buildResponder(), own: none.buildResponder())
    }

    // MARK: Callers

    /// Who calls, as the token tells.
    struct TokenDraft: Sendable {
        var resource: ResourceApplication
        var audience: String?
        var roles: [String] = []
        /// Nil for an application.
        var scopes: [String]?
        var directoryRoles: [UUID] = []
        var lifetime: TimeInterval = 3600

        static func app(_ resource: ResourceApplication, _ roles: String...) -> Self {
            Self(resource: resource, roles: roles)
        }

        static func user(_ resource: ResourceApplication, _ scopes: [String], as roles: UUID...) -> Self {
            Self(resource: resource, scopes: scopes, directoryRoles: roles)
        }
    }

    static let appID = UUID(uuid: (0xA, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

    func token(_ draft: TokenDraft, in tenant: UUID? = nil) throws -> String {
        let tenant = tenant ?? world.contoso
        let now = WireTime.epoch(world.clock.now)
        let authority = Authority(host: "localhost", port: 8443)
        var claims = JSONTree.Members()
        claims["aud"] = .string(draft.audience ?? draft.resource.identifiers.first ?? "")
        claims["iss"] = .string(
            world.dependencies.issuers.issuerV1(authority: authority, tenant: tenant.lowercaseText))
        claims["iat"] = .integer(now - 300)
        claims["nbf"] = .integer(now - 300)
        claims["exp"] = .integer(now + Int64(draft.lifetime))
        claims["appid"] = .string(Self.appID.lowercaseText)
        claims["tid"] = .string(tenant.lowercaseText)
        claims["ver"] = "1.0"
        claims["uti"] = "test"
        if let scopes = draft.scopes {
            claims["scp"] = .string(scopes.joined(separator: " "))
            claims["oid"] = .string(world.reader.id.lowercaseText)
            claims["upn"] = .string(world.reader.userPrincipalName)
            claims["wids"] = JSONTree(strings: draft.directoryRoles.map(\.lowercaseText))
        } else {
            claims["oid"] = .string(Self.appID.lowercaseText)
            if !draft.roles.isEmpty { claims["roles"] = JSONTree(strings: draft.roles) }
        }
        return try world.dependencies.keys.signer.sign(.object(claims), withThumbprint: true)
    }

    // MARK: Requests

    func send(
        _ method: HTTPRequest.Method, _ path: String, as draft: TokenDraft?, in tenant: UUID? = nil,
        host: String = "localhost:8443", headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestWorld.Answer {
        var headers = headers
        if let draft { headers[.authorization] = "Bearer " + (try token(draft, in: tenant)) }
        if body != nil { headers[.contentType] = "application/json" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "https", authority: host, path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let context = TenantContext(logger: world.dependencies.logger, remoteAddress: "127.0.0.1")
        let response = try await responder.respond(to: request, context: context)
        let writer = BodyCollector()
        try await response.body.write(writer)
        return TestWorld.Answer(status: response.status.code, headers: response.headers, bytes: writer.bytes)
    }

    private final class BodyCollector: ResponseBodyWriter, @unchecked Sendable {
        // One task writes, and reads when it has finished.
        var bytes: [UInt8] = []
        func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer.readableBytesView) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    // MARK: What is there

    func store(_ tenant: UUID? = nil) -> TenantHandle { world.database.handle(for: tenant ?? world.contoso) }

    /// Records an incident with one alert that has, as a rule, a piece of evidence of each kind; a second per incident passes.
    @discardableResult
    func record(
        _ name: String = "Encoded command", severity: TenantStore.AlertSeverity = .high, in tenant: UUID? = nil,
        hasEvidence: Bool = true
    ) async throws -> Int64 {
        world.clock.advance(by: 1)
        var alert = AlertDraft(
            id: "da_\(name)", title: name, category: "Execution", severity: severity,
            firstActivityTime: Self.instant, lastActivityTime: Self.instant)
        alert.mitreTechniques = ["T1059.001"]
        alert.detectorID = "detector-1"
        alert.evidence = hasEvidence ? Self.evidence : []
        let draft = IncidentDraft(correlationKey: name, displayName: name, alerts: [alert])
        return try await store(tenant).record(draft).incidentID
    }

    /// An instant that a `Date` could not hold.
    static let instant = TickInstant(ticks: 639_081_000_000_000_007)

    private static var evidence: [EvidenceDraft] {
        var device = DeviceEntity(
            deviceID: "0123456789012345678901234567890123456789", dnsName: "ws-1.contoso.example",
            osPlatform: "Windows11", firstSeen: instant)
        device.loggedOnUsers = [LoggedOnUser(accountName: "rita", domainName: "CONTOSO")]
        var file = FileEntity(fileName: "sh.exe", folderPath: "C:\\Tools")
        file.sha1 = "aa"
        var process = ProcessEntity(processID: 7001, imageFile: file)
        process.commandLine = "sh.exe -c \"x\""
        process.createdTime = instant
        process.parentProcessID = 88
        process.user = UserEntity(accountName: "rita", domainName: "CONTOSO", userSID: "S-1-5-21-1")
        process.deviceID = device.deviceID
        var registry = RegistryEntity(hive: "HKEY_LOCAL_MACHINE", key: "SOFTWARE\\Run")
        registry.valueName = "a"
        var message = MessageEntity()
        message.sender = "a@evil.example"
        return [
            EvidenceDraft(.device(device)), EvidenceDraft(.process(process), verdict: .malicious),
            EvidenceDraft(.file(file), verdict: .suspicious),
            EvidenceDraft(.user(UserEntity(accountName: "rita"))), EvidenceDraft(.ip(IPEntity(address: "203.0.113.9"))),
            EvidenceDraft(.url(URLEntity(url: "https://evil.example"))), EvidenceDraft(.registryKey(registry)),
            EvidenceDraft(.registryValue(registry)),
            EvidenceDraft(.mailbox(MailboxEntity(primaryAddress: "rita@contoso.example"))),
            EvidenceDraft(.analyzedMessage(message)),
        ]
    }
}

extension TestWorld.Answer {
    /// Code and message of a refusal in either envelope.
    func failure() throws -> (code: String, message: String) {
        let error = try json()["error"]
        return (error?["code"]?.stringValue ?? "", error?["message"]?.stringValue ?? "")
    }

    /// The elements of a list.
    func elements() throws -> [JSONTree] { try json()["value"]?.arrayValue ?? [] }
}

extension SecurityWorld.TokenDraft {
    static let xdrReader = Self.app(.microsoftThreatProtection, "Incident.Read.All")
    static let xdrWriter = Self.app(.microsoftThreatProtection, "Incident.ReadWrite.All")
    static let xdrHunter = Self.app(.microsoftThreatProtection, "AdvancedHunting.Read.All")
    static let graphReader = Self.app(.microsoftGraph, "SecurityIncident.Read.All")
    static let graphWriter = Self.app(
        .microsoftGraph, "SecurityIncident.ReadWrite.All", "SecurityAlert.ReadWrite.All")
    static let graphHunter = Self.app(.microsoftGraph, "ThreatHunting.Read.All")
}
