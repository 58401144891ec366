import Foundation
import Hummingbird
import NIOCore

extension Request {
    /// The form of a body that the first responder collected; a missing Content-Type is read as a form, clients.md.
    func form(_ context: TenantContext) async throws -> FormFields {
        let buffer = try await body.collect(upTo: context.maxUploadSize)
        guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
            throw IdentityFailure(.malformedRequest, "Invalid request. The body is not UTF-8 text.")
        }
        return try FormFields(parsing: text)
    }

    /// The parameters of the query.
    func queryFields() throws -> FormFields {
        let target = head.path ?? ""
        guard let mark = target.firstIndex(of: "?") else { return FormFields() }
        return try FormFields(parsing: target[target.index(after: mark)...])
    }

    /// The path segment of a route, with escapes decoded.
    func segment(_ name: String, _ context: TenantContext) -> String {
        let raw = context.parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }
}
