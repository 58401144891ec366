import Foundation
import Hummingbird
import Logging

/// What is known about a request on its way through the server.
struct TenantContext: RequestContext {
    var coreContext: CoreRequestContextStorage

    /// Our name for this exchange; sent back as `request-id` or `x-ms-request-id`, logged, and the trace ID of errors.
    var requestID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    /// The caller's name for its job, when it sent a GUID.
    var clientRequestID: UUID?

    /// The host the caller asked for, on the allow-list; documents and issuers are built from it.
    var authority = Authority(host: "localhost", port: nil)

    var surface = Surface.own

    /// The address of the peer, for the throttling of failures.
    var remoteAddress: String?

    /// Who calls, once the bearer token was accepted; always there on the routes of Graph and Defender.
    var caller: Caller?

    /// The largest body that is read, in bytes.
    var maxUploadSize: Int { surface == .identity ? 1 << 20 : 4 << 20 }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// For tests without a channel.
    init(logger: Logger, remoteAddress: String?) {
        coreContext = CoreRequestContextStorage(source: LoggerSource(logger: logger))
        self.remoteAddress = remoteAddress
    }

    private struct LoggerSource: RequestContextSource {
        let logger: Logger
    }
}
