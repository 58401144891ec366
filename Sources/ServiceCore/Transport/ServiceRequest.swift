public import Foundation
public import HTTPTypes

/// One HTTP request as a value: everything that a transport needs, and nothing about connections.
public struct ServiceRequest: Sendable {
    /// When a request may be sent a second time although the first answer is missing or bad.
    public enum Repeatability: Sendable, Hashable {
        /// Idempotent methods (RFC 9110 §9.2.2) are repeated; others only when the service surely did not act.
        case byMethod
        /// The request has no effect that could happen twice, whatever its method says.
        case safe
        /// Repeated only when the service surely did not act: one-time codes, machine actions.
        case onlyIfRefused
    }

    /// The method, `GET` unless said otherwise.
    public var method: HTTPRequest.Method

    /// The absolute address, always `https` outside tests.
    public var url: URL

    /// Header fields, without those that the pipeline and the transport add.
    public var headers: HTTPFields

    /// The whole body; requests of this package are never streamed.
    public var body: Data?

    /// When the retry policy may repeat this request.
    public var repeatability: Repeatability

    /// Makes a request.
    public init(
        method: HTTPRequest.Method = .get,
        url: URL,
        headers: HTTPFields = [:],
        body: Data? = nil,
        repeatability: Repeatability = .byMethod
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.repeatability = repeatability
    }

    /// Makes a request whose body is the JSON form of a value.
    ///
    /// - Throws: `EncodingError` when the value cannot be written as JSON.
    public static func json(
        _ method: HTTPRequest.Method,
        _ url: URL,
        body: some Encodable,
        encoder: JSONEncoder = JSONEncoder()
    ) throws -> ServiceRequest {
        var request = ServiceRequest(method: method, url: url, body: try encoder.encode(body))
        request.headers[.contentType] = "application/json"
        return request
    }
}

extension ServiceRequest: CustomStringConvertible {
    /// Method and address without the query, which may carry personal data.
    public var description: String { "\(method.rawValue) \(url.host() ?? "")\(url.path())" }
}
