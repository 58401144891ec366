public import HTTPTypes

/// When a request is sent again, and after how long: a function of values, without clock and without waiting
/// (principle 18, identity H.58).
public struct RetryPolicy: Sendable, Hashable {
    /// How an attempt ended.
    public enum Outcome: Sendable, Hashable {
        /// The service answered.
        case response(status: Int, retryAfter: Duration?)
        /// No answer came back.
        case failure(TransportError.Code)
    }

    /// What to do next.
    public enum Decision: Sendable, Hashable {
        /// Hand the outcome to the caller.
        case stop
        /// Send again after this time.
        case retry(after: Duration)
    }

    /// How often a request is sent again, 0 for never.
    public var maxRetries: Int

    /// The wait before the first repetition when the service names none; doubled each time.
    public var baseDelay: Duration

    /// The longest wait that back-off arrives at.
    public var maxDelay: Duration

    /// The longest wait that a service may ask for.
    public var maxRetryAfter: Duration

    /// Makes a policy; the defaults are those of principle 18.
    public init(
        maxRetries: Int = 3,
        baseDelay: Duration = .milliseconds(800),
        maxDelay: Duration = .seconds(60),
        maxRetryAfter: Duration = .seconds(3_600)
    ) {
        self.maxRetries = maxRetries
        self.baseDelay = baseDelay
        self.maxDelay = maxDelay
        self.maxRetryAfter = maxRetryAfter
    }

    /// Three retries from 0.8 s on.
    public static let standard = RetryPolicy()

    /// Never sends again.
    public static let none = RetryPolicy(maxRetries: 0)

    /// Decides after an attempt.
    ///
    /// - Parameters:
    ///   - retries: How often the request was already sent again, 0 after the first attempt.
    ///   - outcome: How the last attempt ended.
    ///   - method: The request's method.
    ///   - repeatability: What the request says about being sent twice.
    ///   - jitter: A random number in `0..<1`; back-off lies between half and all of its full length.
    public func decision(
        afterRetries retries: Int,
        outcome: Outcome,
        method: HTTPRequest.Method,
        repeatability: ServiceRequest.Repeatability,
        jitter: Double
    ) -> Decision {
        guard retries < maxRetries else { return .stop }
        let certainlyRefused: Bool
        var asked: Duration?
        switch outcome {
        case .response(let status, let retryAfter):
            asked = retryAfter
            switch status {
            case 429: certainlyRefused = true
            case 503: certainlyRefused = true
            case 408, 500, 502, 504: certainlyRefused = false
            case 400..<500 where retryAfter != nil: certainlyRefused = true
            default: return .stop
            }
        case .failure(let code):
            let error = TransportError(code: code, message: "")
            guard error.isTransient else { return .stop }
            certainlyRefused = error.isBeforeRequest
        }
        guard certainlyRefused || Self.mayRepeat(method, repeatability) else { return .stop }
        if let asked { return .retry(after: min(max(asked, .zero), maxRetryAfter)) }
        return .retry(after: backOff(retries: retries, jitter: jitter))
    }

    private func backOff(retries: Int, jitter: Double) -> Duration {
        var full = baseDelay
        for _ in 0..<retries where full < maxDelay { full *= 2 }
        full = min(full, maxDelay)
        return full / 2 + full / 2 * min(max(jitter, 0), 1)
    }

    private static func mayRepeat(
        _ method: HTTPRequest.Method, _ repeatability: ServiceRequest.Repeatability
    ) -> Bool {
        switch repeatability {
        case .safe: true
        case .onlyIfRefused: false
        case .byMethod: [.get, .head, .put, .delete, .options, .trace].contains(method)
        }
    }
}
