import EntraIdentity
import Foundation
import ServiceCore
import Synchronization

/// A browser that answers on the listener at once, as a page of the authority would.
final class StubBrowser: BrowserOpener {
    private let content = Mutex<[URL]>([])

    /// What was opened.
    var opened: [URL] { content.withLock { $0 } }

    func open(_ url: URL) async throws { content.withLock { $0.append(url) } }

    /// The parameters of the address that was opened last.
    func request() throws -> AuthorizationRequest {
        try AuthorizationRequest(parsing: opened.last?.query(percentEncoded: true) ?? "")
    }
}

/// A listener without a socket: requests are made from what the browser was given.
struct StubReceiver: LoopbackReceiver {
    let port = 4_711
    let browser: StubBrowser
    /// Makes the requests in order from the parameters that the authority got.
    let requests: @Sendable (AuthorizationRequest) -> [LoopbackRequest]

    struct NoOutcome: Error {}

    func receive<Outcome: Sendable>(
        ready: @escaping @Sendable (Int) async throws -> Void,
        handle: @escaping @Sendable (LoopbackRequest) -> LoopbackReply<Outcome>
    ) async throws -> Outcome {
        try await ready(port)
        for request in requests(try browser.request()) {
            if let outcome = handle(request).outcome { return outcome }
        }
        // Nobody answers: wait as a real listener does, until the patience of the credential ends it.
        while !Task.isCancelled { await Task.yield() }
        throw CancellationError()
    }
}
