import Synchronization

/// The sign-in that a listener waits for, once it has begun.
final class Started: Sendable {
    private let content = Mutex<(AuthorizationCodeFlow, Int)?>(nil)

    var value: (AuthorizationCodeFlow, Int)? { content.withLock { $0 } }

    func begin(_ flow: AuthorizationCodeFlow, _ port: Int) { content.withLock { $0 = (flow, port) } }
}
