/// No complete answer came back.
public struct TransportError: Error, Sendable, CustomStringConvertible {
    /// A kind of failure on the way; a `switch` needs a `default`.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The text of the code, dotted and stable.
        public let rawValue: String

        /// Makes a code of any text.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The host name did not resolve.
        public static let nameResolution = Self(rawValue: "transport.name")
        /// No connection could be made; the service has not seen the request.
        public static let connect = Self(rawValue: "transport.connect")
        /// The TLS handshake failed, as a rule because the certificate is not trusted.
        public static let tls = Self(rawValue: "transport.tls")
        /// The proxy refused or failed; the service has not seen the request.
        public static let proxy = Self(rawValue: "transport.proxy")
        /// The time was over; the service may have seen the request.
        public static let timeout = Self(rawValue: "transport.timeout")
        /// The connection ended before the answer was complete; the service may have seen the request.
        public static let connectionLost = Self(rawValue: "transport.lost")
        /// The answer was larger than the limit.
        public static let bodyTooLarge = Self(rawValue: "transport.body-too-large")
        /// The request cannot be sent: no `https`, no host.
        public static let invalidRequest = Self(rawValue: "transport.invalid-request")
    }

    /// The kind of failure.
    public var code: Code

    /// What failed, why, and what to do, without any secret.
    public var message: String

    /// Host and port that were addressed.
    public var host: String?

    /// The error underneath.
    public var cause: (any Error)?

    /// Makes an error.
    public init(code: Code, message: String, host: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.host = host
        self.cause = cause
    }

    /// Whether the service surely has not acted on the request.
    public var isBeforeRequest: Bool {
        [.nameResolution, .connect, .tls, .proxy, .invalidRequest].contains(code)
    }

    /// Whether sending again may help.
    public var isTransient: Bool {
        [.nameResolution, .connect, .timeout, .connectionLost, .proxy].contains(code)
    }

    /// One line for a log or a terminal.
    public var description: String { "\(code.rawValue): \(message)" }
}
