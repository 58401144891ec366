public import Foundation
import HTTPTypes
public import ServiceCore

/// What every ``HTTPTransport`` must do, given a server that knows these paths.
///
/// - `/echo` answers 200 with the method in `x-method` and the body as it came;
/// - `/redirect` answers 302 to `/echo`; `/status/{n}` answers with that status and no body.
public enum HTTPTransportContract: String, Sendable, CaseIterable {
    /// Method and body arrive, and the body comes back.
    case sendsAndReceives
    /// A redirect is returned and not followed.
    case returnsRedirects
    /// An error status is an answer and no error.
    case returnsErrorStatus
    /// A cancelled caller gets `CancellationError`.
    case cancellationPasses

    /// Checks a case.
    ///
    /// - Parameter base: The server's address without a path.
    /// - Throws: ``ContractViolation``; what the transport throws.
    public func check(_ transport: any HTTPTransport, base: URL) async throws {
        func send(_ method: HTTPRequest.Method, _ path: String, _ body: Data? = nil) async throws -> ServiceResponse {
            try await transport.send(
                ServiceRequest(method: method, url: base.appending(path: path), body: body), timeout: .seconds(100))
        }
        switch self {
        case .sendsAndReceives:
            let body = Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0) })
            let response = try await send(.post, "echo", body)
            try ContractViolation.require(response.status == .ok && response.body == body, "The body changed.")
            let method = HTTPField.Name("x-method").flatMap { response.headers[$0] }
            try ContractViolation.require(method == "POST", "The method did not arrive.")
        case .returnsRedirects:
            let response = try await send(.get, "redirect")
            try ContractViolation.require(response.status.code == 302, "The redirect was followed.")
        case .returnsErrorStatus:
            for code in [404, 429, 503] {
                let response = try await send(.get, "status/\(code)")
                try ContractViolation.require(response.status.code == code, "Status \(code) did not come through.")
            }
        case .cancellationPasses:
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await send(.get, "echo")
            }
            do {
                _ = try await task.value
                throw ContractViolation("A cancelled caller got an answer.")
            } catch is CancellationError {}
        }
    }
}
