import Foundation
import HTTPTypes
import Logging
import ServiceCore
import SwiftASN1
import TenantStore
import Testing
import X509

@testable import SallyportServer

/// A folder of its own that goes away with the test.
struct TemporaryFolder: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("sallyport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: url.appendingPathComponent(path).path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }
}

@Suite("Certificates of a state")
struct TLSTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    @Test func areMadeOnceWithPrivateKeyFiles() throws {
        let folder = try TemporaryFolder()
        let certificates = CertificateFolder(state: folder.url)
        let first = try certificates.prepare(names: .local(), now: Self.now)
        let second = try certificates.prepare(names: .local(), now: Self.now.addingTimeInterval(86_400))
        #expect(first.certificatePEM == second.certificatePEM && first.keyPEM == second.keyPEM)
        #expect(first.authorityPEM == second.authorityPEM)
        #expect(try folder.mode("ca") == 0o700)
        #expect(try folder.mode("ca/ca.key") == 0o600 && folder.mode("ca/server.key") == 0o600)
    }

    @Test func holdForLoopbackAndEveryHostOfEveryCloud() throws {
        let folder = try TemporaryFolder()
        let material = try CertificateFolder(state: folder.url).prepare(names: .local(), now: Self.now)
        let leaf = try Certificate(pemEncoded: material.certificatePEM)
        let names = try #require(try leaf.extensions.subjectAlternativeNames)
        var hosts: Set<String> = []
        var addresses: [[UInt8]] = []
        for name in names {
            switch name {
            case .dnsName(let host): hosts.insert(host)
            case .ipAddress(let address): addresses.append(Array(address.bytes))
            default: Issue.record("an unexpected kind of name")
            }
        }
        #expect(hosts.contains("localhost"))
        for cloud in Cloud.builtIn { #expect(cloud.allHosts.subtracting(hosts).isEmpty, "\(cloud.name)") }
        #expect(!hosts.contains { $0.contains("*") || $0.isEmpty })
        #expect(addresses.contains([127, 0, 0, 1]))
        #expect(addresses.contains([UInt8](repeating: 0, count: 15) + [1]))
        let authority = try Certificate(pemEncoded: material.authorityPEM)
        #expect(authority.publicKey.isValidSignature(leaf.signature, for: leaf))
        #expect(leaf.issuer == authority.subject)
        // Browsers refuse more than 398 days.
        #expect(leaf.notValidAfter.timeIntervalSince(leaf.notValidBefore) < 398 * 86_400)
        #expect(
            try leaf.extensions.authorityKeyIdentifier?.keyIdentifier
                == authority.extensions.subjectKeyIdentifier?.keyIdentifier)
    }

    @Test func areIssuedAgainNearTheirEndAndForOtherNames() throws {
        let folder = try TemporaryFolder()
        let certificates = CertificateFolder(state: folder.url)
        let first = try certificates.prepare(names: .local(), now: Self.now)
        let named = try certificates.prepare(names: .local(additional: ["tenant.test"]), now: Self.now)
        #expect(named.certificatePEM != first.certificatePEM && named.authorityPEM == first.authorityPEM)
        let later = Self.now.addingTimeInterval(340 * 86_400)
        let renewed = try certificates.prepare(names: .local(additional: ["tenant.test"]), now: later)
        #expect(renewed.certificatePEM != named.certificatePEM && renewed.authorityPEM == first.authorityPEM)
        let leaf = try Certificate(pemEncoded: renewed.certificatePEM)
        #expect(leaf.notValidAfter > later.addingTimeInterval(300 * 86_400))
    }

    @Test func aDamagedAuthorityIsReportedAndNotReplaced() throws {
        let folder = try TemporaryFolder()
        let certificates = CertificateFolder(state: folder.url)
        _ = try certificates.prepare(names: .local(), now: Self.now)
        try Data("nonsense".utf8).write(to: folder.url.appendingPathComponent("ca/ca.key"))
        let error = try #require(throws: ServerError.self) { try certificates.prepare(names: .local(), now: Self.now) }
        #expect(error.code == .damagedState)
    }
}

@Suite("The server's process")
struct LocalTenantServerTests {
    private func open(
        _ folder: URL, port: Int = 0, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws -> LocalTenantServer {
        var options = ServerOptions(stateFolder: folder)
        options.port = port
        let clock = TestClock()
        return try await LocalTenantServer.open(
            options: options, time: clock, machineTime: clock, random: TestRandom(),
            logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() }, onListening: onListening)
    }

    @Test func reportsItsPortAndKeepsOthersFromItsState() async throws {
        let folder = try TemporaryFolder()
        let url = folder.url
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let server = try await open(url) { continuation.yield($0) }
        #expect(server.boundPort == nil)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let first = await ports.first { _ in true }
            let port = try #require(first)
            #expect(port > 0 && server.boundPort == port)
            let file = try #require(RunFile.read(state: url))
            #expect(file.port == port && file.url == "https://localhost:\(port)")
            let second = await #expect(throws: ServerError.self) { try await open(url) }
            #expect(second?.code == .stateInUse)
            let other = try TemporaryFolder()
            let taken = try await open(other.url, port: port)
            let error = await #expect(throws: ServerError.self) { try await taken.run() }
            #expect(error?.code == .portTaken)
            #expect(error?.message.contains("\(port)") == true)
            group.cancelAll()
            while let _ = try? await group.next() {}
        }
        #expect(RunFile.read(state: url) == nil)
    }

    @Test func seedsANewStateWithPrivateFiles() async throws {
        let folder = try TemporaryFolder()
        let server = try await open(folder.url)
        let tenants = try await server.database.tenants()
        #expect(tenants.count == 3)
        #expect(try folder.mode("admin.key") == 0o600 && folder.mode("sallyport.sqlite") == 0o600)
        #expect(server.dependencies.keys.published.count >= 2)
        let tenant = try #require(tenants.first)
        let handle = server.database.handle(for: tenant.id)
        let user = try #require(try await handle.users().first { $0.hasGeneratedPassword })
        let outcome = try await handle.verifyPassword(
            server.adminKey.password(of: user.id), userPrincipalName: user.userPrincipalName)
        guard case .verified = outcome else {
            Issue.record("the derived password does not work")
            return
        }
    }
}
