package import NIOCore
import NIOPosix

/// A CONNECT proxy on loopback (RFC 9110 §9.3.6) that sends the hosts of the clouds to the local tenant.
///
/// It looks at nothing but the request line: TLS stays between the program and the tenant.
package struct ConnectProxy: Sendable {
    package struct Options: Sendable {
        /// Where the local tenant's TLS port is.
        package var tenantHost: String
        package var tenantPort: Int
        package var policy: ProxyPolicy
        /// Called with each decision, for `--verbose`: the target, and what became of it.
        package var observe: @Sendable (_ target: String, _ decision: ProxyPolicy.Decision) -> Void

        package init(
            tenantHost: String, tenantPort: Int, policy: ProxyPolicy,
            observe: @escaping @Sendable (String, ProxyPolicy.Decision) -> Void = { _, _ in }
        ) {
            self.tenantHost = tenantHost
            self.tenantPort = tenantPort
            self.policy = policy
            self.observe = observe
        }
    }

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let options: Options
    private let group: any EventLoopGroup

    package init(options: Options, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) {
        self.options = options
        self.group = group
    }

    /// Serves on a free port of 127.0.0.1 while `body` runs.
    ///
    /// - Parameter body: Gets the port.
    /// - Returns: What `body` returned. Open tunnels are cut then.
    package func run<Result: Sendable>(_ body: @Sendable (Int) async throws -> Result) async throws -> Result {
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture { try Self.wrap(channel) }
            }
        guard let port = server.channel.localAddress?.port else {
            throw ChannelError.unknownLocalAddress
        }
        return try await withThrowingTaskGroup(of: Result?.self) { tasks in
            tasks.addTask {
                try? await accept(from: server)
                return nil
            }
            let result: Result
            do {
                result = try await body(port)
            } catch {
                tasks.cancelAll()
                throw error
            }
            tasks.cancelAll()
            return result
        }
    }

    private func accept(from server: NIOAsyncChannel<Connection, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { tasks in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    // The failure of one connection is that program's, not the proxy's.
                    tasks.addTask { try? await serve(connection) }
                }
            }
        }
    }

    private func serve(_ connection: Connection) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var received = ByteBuffer()
            var parts = inbound.makeAsyncIterator()
            while true {
                switch ProxyRequest.parse(received.readableBytesView) {
                case .needsMore:
                    guard var part = try await parts.next() else { return }
                    received.writeBuffer(&part)
                case .malformed:
                    return try await answer(400, "sally exec: this is no HTTP request.", on: outbound)
                case .request(let request):
                    let decision = options.policy.decision(method: request.method, target: request.target)
                    options.observe(request.target, decision)
                    received.moveReaderIndex(forwardBy: request.length)
                    guard let (host, port) = destination(of: decision) else {
                        if case .refuse(let status, let text) = decision {
                            try await answer(status, text, on: outbound)
                        }
                        return
                    }
                    guard let peer = try? await connect(to: host, port: port) else {
                        return try await answer(502, "sally exec: cannot connect to \(host):\(port).", on: outbound)
                    }
                    try await tunnel(first: received, parts: parts, outbound: outbound, peer: peer)
                    return
                }
            }
        }
    }

    private func destination(of decision: ProxyPolicy.Decision) -> (host: String, port: Int)? {
        switch decision {
        case .localTenant: (options.tenantHost, options.tenantPort)
        case .direct(let host, let port): (host, port)
        case .refuse: nil
        }
    }

    private func connect(to host: String, port: Int) async throws -> Connection {
        try await ClientBootstrap(group: group)
            .connectTimeout(.seconds(20))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try Self.wrap(channel) }
            }
    }

    /// Carries bytes both ways until both sides have ended.
    private func tunnel(
        first: ByteBuffer,
        parts: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        peer: Connection
    ) async throws {
        try await peer.executeThenClose { peerInbound, peerOutbound in
            try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 Connection Established\r\n\r\n"))
            if first.readableBytes > 0 { try await peerOutbound.write(first) }
            async let backward: Void = Self.copy(peerInbound, to: outbound)
            var parts = parts
            while let part = try await parts.next() { try await peerOutbound.write(part) }
            peerOutbound.finish()
            try await backward
        }
    }

    private static func copy(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        for try await part in inbound { try await outbound.write(part) }
        outbound.finish()
    }

    private func answer(
        _ status: Int, _ text: String, on outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        let reason =
            [400: "Bad Request", 403: "Forbidden", 405: "Method Not Allowed", 502: "Bad Gateway"][status] ?? ""
        let body = text + "\n"
        try await outbound.write(
            ByteBuffer(
                string: "HTTP/1.1 \(status) \(reason)\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + body))
        outbound.finish()
    }

    private static func wrap(_ channel: any Channel) throws -> Connection {
        try Connection(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }
}
