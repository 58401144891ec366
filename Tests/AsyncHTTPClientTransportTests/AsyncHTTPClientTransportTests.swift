import AsyncHTTPClientTransport
import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Transport over async-http-client")
struct AsyncHTTPClientTransportTests {
    static let certificate = Result { try TestCertificate(commonName: "localhost", dnsNames: ["localhost"]) }

    /// Lends a server and a transport that trusts it.
    func withServer(
        options change: @Sendable (inout TransportOptions) -> Void = { _ in },
        trusting: Bool = true,
        _ body: @escaping @Sendable (_ transport: AsyncHTTPClientTransport, _ base: URL) async throws -> Void
    ) async throws {
        let certificate = try Self.certificate.get()
        let file = FileManager.default.temporaryDirectory.appending(path: "sallyport-ca-\(UUID().uuidString).pem")
        try Data(certificate.certificatePEM.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        // A busy machine is no failure: nothing here may depend on how soon an answer comes.
        var options = TransportOptions(certificateAuthorityFile: trusting ? file : nil, connectTimeout: .seconds(100))
        change(&options)
        try await LoopbackServer.with(certificate: certificate) { [options] port in
            let base = try #require(URL(string: "https://localhost:\(port)"))
            try await AsyncHTTPClientTransport.withTransport(options) { transport in
                try await body(transport, base)
            }
        }
    }

    func failure(
        _ transport: AsyncHTTPClientTransport, _ url: URL, timeout: Duration = .seconds(100)
    ) async throws -> TransportError {
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(ServiceRequest(url: url), timeout: timeout)
        }
        return try #require(error)
    }

    @Test(arguments: HTTPTransportContract.allCases)
    func keepsTheContract(rule: HTTPTransportContract) async throws {
        try await withServer { transport, base in try await rule.check(transport, base: base) }
    }

    @Test("H.48: a certificate that nobody trusts is refused, and the remedy is named")
    func untrustedCertificateIsRefused() async throws {
        try await withServer(trusting: false) { transport, base in
            let error = try await failure(transport, base)
            #expect(error.code == .tls)
            #expect(error.message.contains("name its file"))
        }
    }

    @Test("H.48: a certificate for another name is refused")
    func otherNameIsRefused() async throws {
        try await withServer { transport, base in
            let port = try #require(base.port)
            let error = try await failure(transport, try #require(URL(string: "https://127.0.0.1:\(port)/echo")))
            #expect(error.code == .tls)
        }
    }

    @Test func refusedConnectionIsNamed() async throws {
        let reserved = try ReservedPort()
        let port = reserved.number
        defer { withExtendedLifetime(reserved) {} }
        try await AsyncHTTPClientTransport.withTransport { transport in
            let error = try await failure(transport, try #require(URL(string: "https://127.0.0.1:\(port)")))
            #expect(error.code == .connect)
            #expect(error.host == "127.0.0.1:\(port)")
            #expect(error.isBeforeRequest)
        }
    }

    @Test func serverWithoutTLSIsNamed() async throws {
        try await LoopbackServer.with(certificate: nil) { port in
            try await AsyncHTTPClientTransport.withTransport { transport in
                let error = try await failure(transport, try #require(URL(string: "https://127.0.0.1:\(port)")))
                #expect(error.code == .tls || error.code == .connectionLost)
            }
        }
    }

    @Test func answerThatNeverComesEndsWithTheTimeout() async throws {
        try await withServer { transport, base in
            let error = try await failure(transport, base.appending(path: "never"), timeout: .milliseconds(50))
            #expect(error.code == .timeout)
        }
    }

    @Test func bodyIsLimited() async throws {
        try await withServer(options: { $0.maximumBodyBytes = 1_000 }) { transport, base in
            let request = ServiceRequest(
                method: .post, url: base.appending(path: "echo"), body: Data(repeating: 0, count: 1_001))
            let error = await #expect(throws: TransportError.self) {
                try await transport.send(request, timeout: .seconds(100))
            }
            #expect(error?.code == .bodyTooLarge)
        }
    }

    @Test func nameIsReachedAtAnotherAddressAndStillVerified() async throws {
        try await withServer(options: { $0.resolve = ["login.test": "127.0.0.1"] }) { transport, base in
            let port = try #require(base.port)
            let error = try await failure(transport, try #require(URL(string: "https://login.test:\(port)/echo")))
            #expect(error.code == .tls)
        }
    }

    @Test func proxyThatRefusesIsNamed() async throws {
        try await LoopbackServer.with(certificate: nil) { port in
            let options = TransportOptions(
                proxy: .init(host: "127.0.0.1", port: port, username: "u", password: Secret(Canary.make("proxy"))))
            try await AsyncHTTPClientTransport.withTransport(options) { transport in
                let error = try await failure(transport, try #require(URL(string: "https://graph.microsoft.com/")))
                #expect(error.code == .proxy)
                #expect(Canary.leaks(in: error).isEmpty)
            }
        }
    }

    @Test func loopbackIsReachedWithoutTheProxy() async throws {
        try await withServer(options: { $0.proxy = .init(host: "127.0.0.1", port: 1) }) { transport, base in
            let response = try await transport.send(
                ServiceRequest(url: base.appending(path: "echo")), timeout: .seconds(100))
            #expect(response.body.isEmpty)
        }
    }

    @Test(arguments: ["/nonexistent/ca.pem", "/dev/null"])
    func unusableFileOfAuthoritiesIsNamed(path: String) async throws {
        let options = TransportOptions(certificateAuthorityFile: URL(filePath: path))
        let error = await #expect(throws: TransportError.self) {
            try await AsyncHTTPClientTransport.withTransport(options) { _ in }
        }
        #expect(error?.code == .tls)
        #expect(error?.message.contains(path) == true)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://localhost/x"])
    func otherSchemesAreRefused(address: String) async throws {
        try await AsyncHTTPClientTransport.withTransport { transport in
            let error = try await failure(transport, try #require(URL(string: address)))
            #expect(error.code == .invalidRequest)
        }
    }
}

@Suite("Proxy options")
struct ProxyOptionsTests {
    @Test(
        arguments: [
            ("http://proxy.test:3128", "proxy.test", 3_128, nil), ("proxy.test", "proxy.test", 80, nil),
            ("http://u:p%40w@proxy.test:1", "proxy.test", 1, "u"),
        ] as [(String, String, Int, String?)])
    func addressIsRead(text: String, host: String, port: Int, username: String?) throws {
        let proxy = try TransportOptions.Proxy(parsing: text)
        #expect(proxy.host == host)
        #expect(proxy.port == port)
        #expect(proxy.username == username)
    }

    @Test(arguments: ["https://proxy.test", "socks5://proxy.test", "http://", "http://CANARY-x:CANARY-y@"])
    func otherAddressesAreRefusedWithoutShowingThem(text: String) throws {
        let error = try #require(throws: TransportError.self) { _ = try TransportOptions.Proxy(parsing: text) }
        #expect(error.code == .proxy)
        #expect(Canary.leaks(in: error).isEmpty)
    }
}
