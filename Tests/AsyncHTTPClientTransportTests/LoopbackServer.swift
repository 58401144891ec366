import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SallyportTesting

/// An HTTP/1.1 server on a free loopback port, for the transport's contract.
///
/// `/echo` answers with method and body, `/redirect` with 302, `/status/{n}` with that status, `/never` not at all;
/// CONNECT is refused with 407.
enum LoopbackServer {
    typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

    /// Lends the port of a server to a closure.
    ///
    /// - Parameter certificate: For TLS; `nil` speaks plain text.
    static func with<Result: Sendable>(
        certificate: TestCertificate?, _ body: @escaping @Sendable (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let tls = try certificate.map { certificate in
            try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: [
                        .certificate(try NIOSSLCertificate(bytes: Array(certificate.certificateDER), format: .der))
                    ],
                    privateKey: .privateKey(
                        try NIOSSLPrivateKey(bytes: Array(certificate.keyPEM.utf8), format: .pem))))
        }
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
        let port = server.channel.localAddress?.port ?? 0
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    await withDiscardingTaskGroup { served in
                        do {
                            for try await connection in connections {
                                served.addTask { try? await serve(connection) }
                            }
                        } catch {}
                        served.cancelAll()
                    }
                }
                return nil
            }
            group.addTask { try await body(port) }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let result = finished { return result }
            }
            throw CancellationError()
        }
    }

    private static func serve(_ connection: Connection) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var head: HTTPRequestHead?
            var body = ByteBuffer()
            for try await part in inbound {
                switch part {
                case .head(let received):
                    head = received
                    body.clear()
                case .body(var chunk):
                    body.writeBuffer(&chunk)
                case .end:
                    guard let head, head.uri != "/never" else { continue }
                    try await answer(head, body, outbound)
                }
            }
        }
    }

    private static func answer(
        _ head: HTTPRequestHead, _ body: ByteBuffer, _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws {
        var status = HTTPResponseStatus.ok
        var headers: HTTPHeaders = ["x-method": head.method.rawValue, "connection": "keep-alive"]
        var content = body
        if head.method == .CONNECT {
            status = .proxyAuthenticationRequired
        } else if head.uri == "/redirect" {
            status = .found
            headers.add(name: "location", value: "/echo")
        } else if head.uri.hasPrefix("/status/") {
            status = HTTPResponseStatus(statusCode: Int(head.uri.dropFirst(8)) ?? 500)
            content.clear()
        }
        headers.add(name: "content-length", value: String(content.readableBytes))
        try await outbound.write(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers)))
        if content.readableBytes > 0 { try await outbound.write(.body(.byteBuffer(content))) }
        try await outbound.write(.end(nil))
    }
}
