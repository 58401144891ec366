public import Foundation
import HTTPTypes

/// The error envelope of Graph and of the Defender APIs (defender-api B9 and C8), as it is written on the wire.
public struct ODataErrorBody: Sendable, Hashable, Codable {
    /// What the envelope holds.
    public struct Content: Sendable, Hashable, Codable {
        /// The service's code.
        public var code: String
        /// The service's text.
        public var message: String
        /// Defender: tracking identifier.
        public var target: String?
        /// Graph: identifiers of the exchange.
        public var innerError: InnerError?

        /// Makes a content.
        public init(code: String, message: String, target: String? = nil, innerError: InnerError? = nil) {
            self.code = code
            self.message = message
            self.target = target
            self.innerError = innerError
        }

        enum CodingKeys: String, CodingKey {
            case code, message, target, innerError
            case innererror
        }

        /// Reads both spellings of `innerError`, and a missing code or message as empty.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            code = (try? values.decodeIfPresent(String.self, forKey: .code)) ?? ""
            message = (try? values.decodeIfPresent(String.self, forKey: .message)) ?? ""
            target = try? values.decodeIfPresent(String.self, forKey: .target)
            innerError =
                (try? values.decodeIfPresent(InnerError.self, forKey: .innerError))
                ?? (try? values.decodeIfPresent(InnerError.self, forKey: .innererror))
        }

        /// Writes the spelling of Graph.
        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(code, forKey: .code)
            try values.encode(message, forKey: .message)
            try values.encodeIfPresent(target, forKey: .target)
            try values.encodeIfPresent(innerError, forKey: .innerError)
        }
    }

    /// Identifiers of one exchange with Graph.
    public struct InnerError: Sendable, Hashable, Codable {
        /// When, without zone; UTC.
        public var date: String?
        /// Chosen by the service.
        public var requestID: String?
        /// Chosen by the caller.
        public var clientRequestID: String?

        /// Makes the identifiers.
        public init(date: String? = nil, requestID: String? = nil, clientRequestID: String? = nil) {
            self.date = date
            self.requestID = requestID
            self.clientRequestID = clientRequestID
        }

        enum CodingKeys: String, CodingKey {
            case date
            case requestID = "request-id"
            case clientRequestID = "client-request-id"
        }
    }

    /// The content.
    public var error: Content

    /// Makes an envelope.
    public init(error: Content) { self.error = error }
}

extension APIError {
    /// Reads an answer that is no success.
    ///
    /// The body may be the envelope of Graph or Defender, an OAuth error, or anything else, for example a proxy's page.
    ///
    /// - Parameter now: The instant from which a date in `Retry-After` counts.
    public init(refusal response: ServiceResponse, now: Date) {
        let envelope = try? JSONDecoder().decode(ODataErrorBody.self, from: response.body)
        let plain = try? JSONDecoder().decode(PlainErrorBody.self, from: response.body)
        let inner = envelope?.error.innerError
        let code: Code
        let message: String
        if let content = envelope?.error, !content.code.isEmpty || !content.message.isEmpty {
            code = Code(rawValue: content.code.isEmpty ? "http.\(response.status.code)" : content.code)
            message = content.message
        } else if let plain, let word = plain.error ?? plain.message {
            code = Code(rawValue: plain.error ?? "http.\(response.status.code)")
            message = plain.description ?? plain.message ?? word
        } else {
            code = .unreadableError
            message = Self.text(ofUnreadable: response)
        }
        self.init(
            code: Code(rawValue: DisplayText.clean(code.rawValue, limit: 80)),
            message: DisplayText.clean(message),
            status: response.status,
            requestID: (inner?.requestID ?? response.headers[.requestID] ?? response.headers[.msRequestID])
                .map { DisplayText.clean($0, limit: 80) },
            clientRequestID: (inner?.clientRequestID ?? response.headers[.clientRequestID])
                .map { DisplayText.clean($0, limit: 80) },
            target: envelope?.error.target.map { DisplayText.clean($0, limit: 120) },
            retryAfter: RetryAfter.parse(response.headers, now: now)
        )
        remedy = Self.remedy(for: self)
    }

    /// An answer of success whose body cannot be read.
    static func malformed(_ response: ServiceResponse, expected: String, cause: any Error) -> APIError {
        APIError(
            code: .malformedResponse,
            message: "The answer is no \(expected): \(Self.reason(cause))",
            status: response.status,
            requestID: response.headers[.requestID] ?? response.headers[.msRequestID],
            clientRequestID: response.headers[.clientRequestID],
            remedy:
                "Check that the address is the service's own and not a proxy's page; else report it with the request ID.",
            cause: cause
        )
    }

    private static func text(ofUnreadable response: ServiceResponse) -> String {
        if (300..<400).contains(response.status.code) {
            return "The service answered with a redirect (\(response.status.code)), which is not followed."
        }
        return response.body.isEmpty
            ? "The service answered with status \(response.status.code) and no body."
            : "The service answered with status \(response.status.code) and a body that is no error envelope."
    }

    /// Where decoding failed, without the values of the body.
    private static func reason(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.isEmpty ? "its root" : context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context): "member “\(key.stringValue)” is missing at \(path(context))."
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "wrong type at \(path(context))."
        case .dataCorrupted(let context): "unreadable at \(path(context))."
        default: "it cannot be read."
        }
    }

    private struct PlainErrorBody: Decodable {
        var error: String?
        var description: String?
        var message: String?

        enum CodingKeys: String, CodingKey {
            case error, message
            case description = "error_description"
        }
    }
}
