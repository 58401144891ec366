import Foundation
import ServiceCore

/// Polling for a device code, RFC 8628 §3.5, as a state machine without time and without network.
struct DeviceCodePolling: Sendable, Hashable {
    /// What happened.
    enum Event: Sendable, Hashable {
        /// The person was shown the code, or a wait is over.
        case ready
        /// The authority refused with a code.
        case refused(OAuthErrorCode)
        /// No answer, or one that says nothing: status 429 or 5xx.
        case unanswered(retryAfter: Duration?)
        /// The tokens came.
        case issued
    }

    /// What to do.
    enum Action: Sendable, Hashable {
        /// Wait, then report ``Event/ready``.
        case wait(Duration)
        /// Ask the token endpoint.
        case poll
        /// Go on with the tokens.
        case finish
        /// Hand the refusal to the caller.
        case stop
        /// Tell the caller that the time is over.
        case expire
    }

    /// What is added when the authority wants slower polls; RFC 8628 §3.5.
    static let slowDown = Duration.seconds(5)

    private(set) var interval: Duration
    private let end: Date
    private var hasWaited = false

    /// Begins with the answer of the device code endpoint.
    init(interval: Int, expiresIn: Int, now: Date) {
        // An interval of zero or a negative one would flood the authority.
        self.interval = .seconds(max(1, interval))
        end = now.addingTimeInterval(TimeInterval(max(0, expiresIn)))
    }

    /// The next step at an instant.
    mutating func next(_ event: Event, now: Date) -> Action {
        switch event {
        case .issued:
            return .finish
        case .ready:
            guard now < end else { return .expire }
            // The first poll comes after one interval, as each later one does.
            return hasWaited ? .poll : wait()
        case .refused(.authorizationPending):
            return now < end ? wait() : .expire
        case .refused(.slowDown):
            interval += Self.slowDown
            return now < end ? wait() : .expire
        case .refused(.expiredToken):
            return .expire
        case .refused:
            return .stop
        case .unanswered(let retryAfter):
            // RFC 8628 §3.5: on timeouts the client must poll less often.
            interval *= 2
            if let retryAfter, retryAfter > interval { interval = retryAfter }
            return now < end ? wait() : .expire
        }
    }

    private mutating func wait() -> Action {
        hasWaited = true
        return .wait(interval)
    }
}
