import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An error that knows how it is told to the caller of the surface where it happened.
protocol ServerFailure: Error, Sendable {
    func response(to context: TenantContext, now: Date) -> Response
}

/// A refusal of a route of Graph or Defender, printed in the envelope of that family; defender-api.md B9, C8.
struct APIFailure: ServerFailure, CustomStringConvertible {
    var status: HTTPResponse.Status
    /// The code that programs switch on, such as `ResourceNotFound`.
    var code: String
    var message: String
    /// Defender's tracking identifier; the request's own when it is absent.
    var target: String?
    /// Further members of Graph's `innerError`.
    var innerError: [String: String]
    /// Header fields of the answer, such as `Retry-After` or `WWW-Authenticate`.
    var headers: HTTPFields

    init(
        _ status: HTTPResponse.Status,
        code: String,
        message: String,
        target: String? = nil,
        innerError: [String: String] = [:],
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.target = target
        self.innerError = innerError
        self.headers = headers
    }

    var description: String { "\(status.code) \(code): \(message)" }

    func response(to context: TenantContext, now: Date) -> Response {
        let body: JSONTree =
            switch context.surface {
            case .defender, .own, .identity:
                [
                    "error": [
                        "code": .string(code), "message": .string(message),
                        "target": .string(target ?? context.requestID.lowercaseText),
                    ]
                ]
            case .graph:
                ["error": ["code": .string(code), "message": .string(message), "innerError": graphInner(context, now)]]
            }
        return Response.json(body, status: status, headers: headers)
    }

    private func graphInner(_ context: TenantContext, _ now: Date) -> JSONTree {
        var inner = JSONTree.Members()
        for (name, value) in innerError.sorted(by: { $0.key < $1.key }) { inner[name] = .string(value) }
        // The service prints this one instant without a zone.
        inner["date"] = .string(WireTime.text(now, separator: "T", zone: ""))
        inner["request-id"] = .string(context.requestID.lowercaseText)
        inner["client-request-id"] = .string((context.clientRequestID ?? context.requestID).lowercaseText)
        return .object(inner)
    }
}

extension APIFailure {
    static func notFound(_ surface: Surface) -> Self {
        switch surface {
        case .graph: Self(.notFound, code: "ResourceNotFound", message: "Resource not found for the segment.")
        default: Self(.notFound, code: "NotFound", message: "No such route – check the path and the method.")
        }
    }
}

extension UUID {
    /// GUIDs of tokens and answers are in lower case.
    var lowercaseText: String { uuidString.lowercased() }
}

extension Response {
    static func json(_ body: JSONTree, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes)))
    }

    static func text(_ text: String, status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n"))
        )
    }
}
