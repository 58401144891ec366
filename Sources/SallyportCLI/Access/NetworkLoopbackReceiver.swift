import EntraIdentity
import Foundation
import NIOCore
import NIOPosix

/// Takes the browser's redirect on 127.0.0.1 (identity.md H.6 44). What is a right answer, EntraIdentity decides.
struct NetworkLoopbackReceiver: LoopbackReceiver {
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    func receive<Outcome: Sendable>(
        ready: @escaping @Sendable (_ port: Int) async throws -> Void,
        handle: @escaping @Sendable (LoopbackRequest) -> LoopbackReply<Outcome>
    ) async throws -> Outcome {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 8)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Connection(wrappingChannelSynchronously: channel)
                }
            }
        let port = server.channel.localAddress?.port ?? 0
        let (outcomes, arrived) = AsyncStream<Outcome>.makeStream()
        return try await withThrowingTaskGroup(of: Outcome?.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                try await Self.accept(from: server) { connection in
                    if let outcome = try await Self.serve(connection, handle) { arrived.yield(outcome) }
                }
                return nil
            }
            group.addTask {
                try await ready(port)
                return nil
            }
            group.addTask {
                for await outcome in outcomes { return outcome }
                throw CancellationError()
            }
            while let finished = try await group.next() {
                if let outcome = finished { return outcome }
            }
            throw CancellationError()
        }
    }

    /// Serves all connections at once: browsers open some that they never use.
    private static func accept(
        from server: NIOAsyncChannel<Connection, Never>, _ serve: @escaping @Sendable (Connection) async throws -> Void
    ) async throws {
        try await withThrowingDiscardingTaskGroup { tasks in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    // A connection that fails is a browser's, not the sign-in's.
                    tasks.addTask { try? await serve(connection) }
                }
            }
        }
    }

    private static func serve<Outcome: Sendable>(
        _ connection: Connection, _ handle: @Sendable (LoopbackRequest) -> LoopbackReply<Outcome>
    ) async throws -> Outcome? {
        try await connection.executeThenClose { inbound, outbound in
            var received = ByteBuffer()
            for try await var part in inbound {
                received.writeBuffer(&part)
                switch LoopbackHead.parse(received.readableBytesView) {
                case .needsMore: continue
                case .malformed:
                    try await outbound.write(answer(400, "<!doctype html><title>Bad request</title>"))
                    return nil
                case .request(let request):
                    let reply = handle(request)
                    try await outbound.write(answer(reply.status, reply.page))
                    return reply.outcome
                }
            }
            return nil
        }
    }

    private static func answer(_ status: Int, _ page: String) -> ByteBuffer {
        ByteBuffer(
            string:
                "HTTP/1.1 \(status) \(status == 200 ? "OK" : "Refused")\r\nContent-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: \(page.utf8.count)\r\nConnection: close\r\nCache-Control: no-store\r\n"
                + "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n" + page)
    }
}
