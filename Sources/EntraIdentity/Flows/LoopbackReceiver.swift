public import Foundation

/// The seam to a listener on this machine that takes the browser's redirect (RFC 8252 §7.3).
///
/// An implementation binds 127.0.0.1, and `::1` when the name localhost resolves there, and nothing else; on a port that
/// the system chooses. It hands each request to the closure, sends its reply, and goes on until a reply has an outcome.
/// It limits sizes, closes each connection after the reply, and closes the listener in every case.
public protocol LoopbackReceiver: Sendable {
    /// Listens until a request brings the outcome.
    ///
    /// - Parameters:
    ///   - ready: Called once with the port, when the listener accepts connections.
    ///   - handle: Makes the reply to a request; a reply with an outcome ends the wait.
    /// - Returns: The outcome.
    /// - Throws: What `ready` throws; `CancellationError`; ``AuthenticationError`` when no port can be had.
    func receive<Outcome: Sendable>(
        ready: @escaping @Sendable (_ port: Int) async throws -> Void,
        handle: @escaping @Sendable (LoopbackRequest) -> LoopbackReply<Outcome>
    ) async throws -> Outcome
}

/// A request that came to the listener.
public struct LoopbackRequest: Sendable {
    /// `GET`, `POST`, …
    public var method: String
    /// Path and query as in the request line.
    public var target: String
    /// The header field `Host`.
    public var host: String?
    /// The header field `Content-Type`.
    public var contentType: String?
    /// The body, at most 64 KiB.
    public var body: Data

    /// Makes a request.
    public init(method: String, target: String, host: String?, contentType: String? = nil, body: Data = Data()) {
        self.method = method
        self.target = target
        self.host = host
        self.contentType = contentType
        self.body = body
    }
}

/// What the listener answers. The page is static: nothing of the request is in it.
public struct LoopbackReply<Outcome: Sendable>: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The page, HTML.
    public var page: String
    /// What ends the wait; `nil` goes on.
    public var outcome: Outcome?

    /// Makes a reply.
    public init(status: Int, page: String, outcome: Outcome? = nil) {
        self.status = status
        self.page = page
        self.outcome = outcome
    }
}

/// The seam to the system's browser.
public protocol BrowserOpener: Sendable {
    /// Opens an address; it is always https and built from the configured authority (identity H.46).
    ///
    /// - Throws: An error when no browser can be started.
    func open(_ url: URL) async throws
}
