import Foundation
public import HTTPTypes
public import ServiceCore
import Synchronization

/// A transport that answers from a list of stubs, in memory.
///
/// A request without a stub is an error, and so is a stub that was never called: ``with(_:_:)`` throws then.
public final class StubTransport: HTTPTransport {
    /// One prepared answer.
    public struct Stub: Sendable {
        let name: String
        let matches: @Sendable (ServiceRequest) -> Bool
        let respond: @Sendable (ServiceRequest) async throws -> ServiceResponse
        /// How often it answers; `nil` for any number from one.
        let limit: Int?

        /// Makes a stub.
        ///
        /// - Parameters:
        ///   - name: For messages.
        ///   - limit: How often it must be called; `nil` for once or more.
        public init(
            _ name: String,
            limit: Int? = 1,
            matches: @escaping @Sendable (ServiceRequest) -> Bool = { _ in true },
            respond: @escaping @Sendable (ServiceRequest) async throws -> ServiceResponse
        ) {
            self.name = name
            self.limit = limit
            self.matches = matches
            self.respond = respond
        }

        /// A stub for method and path that answers with JSON text.
        public static func json(
            _ method: HTTPRequest.Method,
            _ path: String,
            status: Int = 200,
            headers: HTTPFields = [:],
            limit: Int? = 1,
            _ body: String
        ) -> Stub {
            Stub("\(method.rawValue) \(path)", limit: limit) { request in
                request.method == method && request.url.path() == path
            } respond: { _ in
                .json(status: status, headers: headers, body)
            }
        }

        /// A stub for method and path that fails.
        public static func failure(
            _ method: HTTPRequest.Method, _ path: String, limit: Int? = 1, _ code: TransportError.Code
        ) -> Stub {
            Stub("\(method.rawValue) \(path)", limit: limit) { request in
                request.method == method && request.url.path() == path
            } respond: { _ in
                throw TransportError(code: code, message: "prepared failure")
            }
        }
    }

    /// What went wrong with stubs.
    public struct Mismatch: Error, CustomStringConvertible {
        /// What was not called, or not prepared.
        public let description: String
    }

    private struct State {
        var stubs: [(stub: Stub, calls: Int)]
        var requests: [ServiceRequest] = []
        var unexpected: [String] = []
    }

    private let state: Mutex<State>

    /// Makes a transport; call ``verify()`` at the end, or use ``with(_:_:)``.
    public init(_ stubs: [Stub]) { state = Mutex(State(stubs: stubs.map { ($0, 0) })) }

    /// Lends a transport to a closure and checks afterwards that each stub was called.
    ///
    /// - Throws: ``Mismatch``; what the closure throws.
    public static func with<Result>(
        _ stubs: [Stub], _ body: (StubTransport) async throws -> Result
    ) async throws -> Result {
        let transport = StubTransport(stubs)
        let result = try await body(transport)
        try transport.verify()
        return result
    }

    /// All requests so far.
    public var requests: [ServiceRequest] { state.withLock { $0.requests } }

    /// The form of a request by its number.
    public func form(_ index: Int) throws -> [String: String] {
        let requests = requests
        guard requests.indices.contains(index) else { throw Mismatch(description: "There was no request \(index).") }
        let text = String(decoding: requests[index].body ?? Data(), as: UTF8.self)
        let fields = FormEncoding.decode(text) ?? []
        return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Checks that each stub was called as often as it must, and nothing else was asked.
    ///
    /// - Throws: ``Mismatch``.
    public func verify() throws {
        let problems = state.withLock { state in
            state.unexpected.map { "not prepared: \($0)" }
                + state.stubs.filter { $0.calls < $0.stub.limit ?? 1 }
                .map { "called \($0.calls) times: \($0.stub.name)" }
        }
        guard problems.isEmpty else { throw Mismatch(description: problems.joined(separator: "; ")) }
    }

    /// Answers with the first stub that fits and may still answer.
    public func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse {
        let found = state.withLock { state -> Stub? in
            state.requests.append(request)
            let index = state.stubs.firstIndex { entry in
                entry.stub.limit.map { entry.calls < $0 } ?? true && entry.stub.matches(request)
            }
            guard let index else {
                state.unexpected.append(request.description)
                return nil
            }
            state.stubs[index].calls += 1
            return state.stubs[index].stub
        }
        guard let found else { throw Mismatch(description: "not prepared: \(request)") }
        try Task.checkCancellation()
        return try await found.respond(request)
    }
}

extension ServiceResponse {
    /// An answer with a JSON body.
    public static func json(status: Int = 200, headers: HTTPFields = [:], _ body: String) -> ServiceResponse {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        return ServiceResponse(status: .init(code: status), headers: headers, body: Data(body.utf8))
    }
}
