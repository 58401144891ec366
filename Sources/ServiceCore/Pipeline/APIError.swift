public import HTTPTypes

/// A refusal by a service, or an answer that could not be read.
public struct APIError: Error, Sendable, CustomStringConvertible {
    /// A kind of failure; services add kinds, so a `switch` needs a `default`.
    public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The service's own code, or one of ours, which are in lower case and dotted.
        public let rawValue: String

        /// Makes a code of any text, so that an unknown one survives a round trip.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Makes a code of a literal.
        public init(stringLiteral value: String) { rawValue = value }

        /// Generic refusal of a request's content.
        public static let badRequest: Self = "BadRequest"
        /// An OData option that the service cannot read.
        public static let odata: Self = "ODataError"
        /// A value that a parameter does not take.
        public static let invalidInput: Self = "InvalidInput"
        /// A body that is missing, malformed, or has members in the wrong letter case.
        public static let invalidRequestBody: Self = "InvalidRequestBody"
        /// Defender: the token is missing, has ended, or is not valid here.
        public static let unauthorized: Self = "Unauthorized"
        /// Graph: the same.
        public static let invalidAuthenticationToken: Self = "InvalidAuthenticationToken"
        /// Defender and Graph security: the token lacks a permission.
        public static let forbidden: Self = "Forbidden"
        /// Graph directory: the token or the user lacks a permission.
        public static let authorizationRequestDenied: Self = "Authorization_RequestDenied"
        /// No such object.
        public static let resourceNotFound: Self = "ResourceNotFound"
        /// Graph directory: no such object, or not yet replicated.
        public static let requestResourceNotFound: Self = "Request_ResourceNotFound"
        /// No such route or object.
        public static let notFound: Self = "NotFound"
        /// A quota is used up.
        public static let tooManyRequests: Self = "TooManyRequests"
        /// A failure inside the service.
        public static let internalServerError: Self = "InternalServerError"

        /// Ours: an error answer without a readable envelope.
        public static let unreadableError: Self = "api.unreadable-error"
        /// Ours: a success whose body has another form than documented.
        public static let malformedResponse: Self = "api.malformed-response"
        /// Ours: the next page is the page itself.
        public static let pagingStalled: Self = "api.paging-stalled"
        /// Ours: the next page is on another host, where the token must not go.
        public static let foreignNextLink: Self = "api.foreign-next-link"
    }

    /// The kind of failure.
    public var code: Code

    /// What the service said, control characters removed, or what we found.
    public var message: String

    /// The HTTP status, `nil` when the failure is ours.
    public var status: HTTPResponse.Status?

    /// The identifier under which the service logged the exchange; to be quoted to support.
    public var requestID: String?

    /// The identifier that we sent and that joins all attempts.
    public var clientRequestID: String?

    /// `target` of the Defender envelope: the service's tracking identifier.
    public var target: String?

    /// How long the service asks to wait.
    public var retryAfter: Duration?

    /// What to do about it, when we know.
    public var remedy: String?

    /// The error underneath.
    public var cause: (any Error)?

    /// Makes an error.
    public init(
        code: Code,
        message: String,
        status: HTTPResponse.Status? = nil,
        requestID: String? = nil,
        clientRequestID: String? = nil,
        target: String? = nil,
        retryAfter: Duration? = nil,
        remedy: String? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        self.clientRequestID = clientRequestID
        self.target = target
        self.retryAfter = retryAfter
        self.remedy = remedy
        self.cause = cause
    }

    /// One line for a log or a terminal.
    public var description: String {
        var text = "\(code.rawValue): \(message)"
        if let status { text = "HTTP \(status.code) " + text }
        if let remedy { text += " – \(remedy)" }
        if let requestID { text += " (request \(requestID))" }
        return text
    }
}
