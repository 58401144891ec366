import EntraIdentity
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import SallyportCLI

@Suite("The loopback listener, identity.md H.6 44")
struct LoopbackTests {
    private func parsed(_ text: String) -> LoopbackRequest? {
        guard case .request(let request) = LoopbackHead.parse(Array(text.utf8)) else { return nil }
        return request
    }

    @Test func readsTheRedirectOfABrowser() throws {
        let request = try #require(
            parsed("GET /?code=c&state=s HTTP/1.1\r\nHost: localhost:1234\r\nAccept: */*\r\n\r\n"))
        #expect(request.method == "GET" && request.target == "/?code=c&state=s" && request.host == "localhost:1234")
    }

    @Test func readsAPostedForm() throws {
        let request = try #require(
            parsed(
                "POST / HTTP/1.1\r\nHost: localhost:1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 6\r\n\r\ncode=cEXTRA"))
        #expect(request.body == Data("code=c".utf8))
        #expect(request.contentType == "application/x-www-form-urlencoded")
    }

    @Test(arguments: [
        "GET http://x/ HTTP/1.1\r\n\r\n", "GET / HTTP/2\r\n\r\n", "GET /\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nnonsense\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ])
    func refusesWhatNoBrowserSends(text: String) {
        guard case .malformed = LoopbackHead.parse(Array(text.utf8)) else {
            Issue.record("It was taken.")
            return
        }
    }

    @Test func goesOnAfterAWrongRequestAndEndsWithTheRightOne() async throws {
        let outcome: String = try await NetworkLoopbackReceiver().receive { port in
            try await Self.get("/wrong", port: port)
            try await Self.get("/right", port: port)
        } handle: { request in
            LoopbackReply(
                status: request.target == "/right" ? 200 : 404, page: "page",
                outcome: request.target == "/right" ? "done" : nil)
        }
        #expect(outcome == "done")
    }

    @Test func aBrowsersIdleConnectionDoesNotBlockTheRedirect() async throws {
        let outcome: Bool = try await NetworkLoopbackReceiver().receive { port in
            let idle = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            try await Self.get("/", port: port)
            try? await idle.close()
        } handle: { _ in
            LoopbackReply(status: 200, page: "page", outcome: true)
        }
        #expect(outcome)
    }

    private static func get(_ target: String, port: Int) async throws {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: "GET \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"))
            for try await _ in inbound {}
        }
    }
}
