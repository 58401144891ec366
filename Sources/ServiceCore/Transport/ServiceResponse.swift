public import Foundation
public import HTTPTypes

/// One complete HTTP answer as a value.
public struct ServiceResponse: Sendable {
    /// The status.
    public var status: HTTPResponse.Status

    /// Header fields as received.
    public var headers: HTTPFields

    /// The whole body, empty when there was none.
    public var body: Data

    /// Makes an answer.
    public init(status: HTTPResponse.Status, headers: HTTPFields = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Reads the body as JSON.
    ///
    /// - Throws: ``APIError`` with code ``APIError/Code/malformedResponse`` when the body is of another form.
    public func decoded<Value: Decodable>(as type: Value.Type, decoder: JSONDecoder = JSONDecoder()) throws -> Value {
        do {
            return try decoder.decode(type, from: body)
        } catch {
            throw APIError.malformed(self, expected: String(describing: type), cause: error)
        }
    }
}
