import Foundation
import HTTPTypes
import Hummingbird

/// A refusal of an identity endpoint, with the text that a person reads.
struct IdentityFailure: ServerFailure, CustomStringConvertible {
    var refusal: Refusal
    /// What is wrong and what to do; no secret, token or assertion.
    var message: String
    /// JSON text that a client sends back in an interactive request.
    var claims: String?
    /// Seconds after which a repetition makes sense.
    var retryAfter: Int?
    /// Basic was used, so that RFC 6749 §5.2 wants a challenge.
    var challengesBasic = false

    init(_ refusal: Refusal, _ message: String, claims: String? = nil, retryAfter: Int? = nil) {
        self.refusal = refusal
        self.message = message
        self.claims = claims
        self.retryAfter = retryAfter
    }

    var description: String { "AADSTS\(refusal.number): \(message)" }

    /// The text of `error_description`, with the identifiers of this request; identity.md C.1.
    func errorDescription(context: TenantContext, now: Date) -> String {
        "AADSTS\(refusal.number): \(message) Trace ID: \(context.requestID.lowercaseText) "
            + "Correlation ID: \(context.correlationID.lowercaseText) "
            + "Timestamp: \(WireTime.text(now, separator: " ", zone: "Z"))"
    }

    func response(to context: TenantContext, now: Date) -> Response {
        var body = JSONTree.Members()
        body["error"] = .string(refusal.error)
        body["error_description"] = .string(errorDescription(context: context, now: now))
        body["error_codes"] = [.integer(Int64(refusal.number))]
        body["timestamp"] = .string(WireTime.text(now, separator: " ", zone: "Z"))
        body["trace_id"] = .string(context.requestID.lowercaseText)
        body["correlation_id"] = .string(context.correlationID.lowercaseText)
        body["error_uri"] = .string("\(context.authority.origin)/error?code=\(refusal.number)")
        if let suberror = refusal.suberror { body["suberror"] = .string(suberror) }
        if let claims { body["claims"] = .string(claims) }
        var headers = HTTPFields.noStore
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if challengesBasic && refusal.status == 401 {
            headers[.wwwAuthenticate] = "Basic realm=\"\(context.authority.host)\""
        }
        return Response.json(.object(body), status: HTTPResponse.Status(code: refusal.status), headers: headers)
    }
}

extension TenantContext {
    /// The caller's name for the job, or the request's own.
    var correlationID: UUID { clientRequestID ?? requestID }
}

extension HTTPFields {
    /// Every answer of the token endpoint and every page; identity.md B.
    static var noStore: HTTPFields { [.cacheControl: "no-store", .pragma: "no-cache"] }
}
