import NIOCore
import NIOPosix
import SallyportTesting
import Testing

@testable import SallyportServer

@Suite("The CONNECT proxy over sockets of this machine")
struct ConnectProxyTests {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// A server that sends back what it gets, in capitals, until the other side ends.
    private func withEcho<Result: Sendable>(_ body: @Sendable (Int) async throws -> Result) async throws -> Result {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Connection(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        let port = try #require(server.channel.localAddress?.port)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        try? await connection.executeThenClose { inbound, outbound in
                            for try await part in inbound {
                                try await outbound.write(ByteBuffer(string: String(buffer: part).uppercased()))
                            }
                            outbound.finish()
                        }
                    }
                }
            }
            let result = try await body(port)
            group.cancelAll()
            return result
        }
    }

    /// Sends bytes to a port, ends the sending side, and reads to the end.
    private static func talk(to port: Int, _ text: String) async throws -> String {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Connection(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            outbound.finish()
            var answer = ""
            for try await part in inbound { answer += String(buffer: part) }
            return answer
        }
    }

    @Test func aCloudHostIsTunnelledToTheTenantBothWays() async throws {
        let answer = try await withEcho { port in
            let proxy = ConnectProxy(
                options: .init(
                    tenantHost: "127.0.0.1", tenantPort: port,
                    policy: ProxyPolicy(cloudHosts: ["graph.microsoft.com"], allowsInternet: false)))
            return try await proxy.run { proxyPort in
                try await Self.talk(
                    to: proxyPort, "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: x\r\n\r\nhello tenant")
            }
        }
        #expect(answer == "HTTP/1.1 200 Connection Established\r\n\r\nHELLO TENANT")
    }

    @Test func anotherHostIsRefusedWithAReason() async throws {
        let proxy = ConnectProxy(
            options: .init(
                tenantHost: "127.0.0.1", tenantPort: 1,
                policy: ProxyPolicy(cloudHosts: ["graph.microsoft.com"], allowsInternet: false)))
        let answer = try await proxy.run { port in
            try await Self.talk(to: port, "CONNECT example.org:443 HTTP/1.1\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
        #expect(answer.contains("example.org is no host of a Microsoft cloud"))
    }

    @Test func aTenantThatDoesNotAnswerIsABadGateway() async throws {
        let closed = try ReservedPort()
        let proxy = ConnectProxy(
            options: .init(
                tenantHost: "127.0.0.1", tenantPort: closed.number,
                policy: ProxyPolicy(cloudHosts: ["a.example"], allowsInternet: false)))
        let answer = try await proxy.run { port in
            try await Self.talk(to: port, "CONNECT a.example:443 HTTP/1.1\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 502 "), "port \(closed.number)")
    }
}
