import AsyncHTTPClientTransport
import Foundation
import HTTPTypes
import Logging
import ServiceCore
import Synchronization

/// Makes transports over the network, each on first use.
final class NetworkTransportFactory: TransportFactory {
    private let lent = Mutex<[ConnectionOptions: LentTransport]>([:])

    func transport(_ options: ConnectionOptions) throws -> any HTTPTransport {
        var network = TransportOptions(certificateAuthorityFile: options.trustedFile)
        network.withoutProxy = options.withoutProxy
        if let proxy = options.proxy { network.proxy = try TransportOptions.Proxy(parsing: proxy.absoluteString) }
        let settled = network
        return lent.withLock { lent in
            if let known = lent[options] { return known }
            let made = LentTransport(settled)
            lent[options] = made
            return made
        }
    }

    func shutDown() async {
        let all = lent.withLock { lent in
            defer { lent = [:] }
            return Array(lent.values)
        }
        for transport in all { await transport.giveBack() }
    }
}

/// A transport that its library lends to a closure, held open until it is given back.
private final class LentTransport: HTTPTransport {
    private let opened: Task<AsyncHTTPClientTransport, any Error>
    private let holder: Task<Void, any Error>
    private let end: AsyncStream<Void>.Continuation

    init(_ options: TransportOptions) {
        let (transports, handOver) = AsyncThrowingStream<AsyncHTTPClientTransport, any Error>.makeStream()
        let (ends, end) = AsyncStream<Void>.makeStream()
        self.end = end
        holder = Task {
            do {
                try await AsyncHTTPClientTransport.withTransport(options) { transport in
                    handOver.yield(transport)
                    for await _ in ends {}
                }
                handOver.finish()
            } catch {
                handOver.finish(throwing: error)
            }
        }
        opened = Task {
            for try await transport in transports { return transport }
            throw CancellationError()
        }
    }

    func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse {
        let transport = try await opened.value
        let response = try await transport.send(request, timeout: timeout)
        Logger.current.debug(
            "exchange",
            metadata: [
                "http.request": "\(request)", "http.status": "\(response.status.code)",
                "http.request-id": "\(response.headers[.requestID] ?? "")",
            ])
        return response
    }

    func giveBack() async {
        end.finish()
        _ = try? await holder.value
    }
}
