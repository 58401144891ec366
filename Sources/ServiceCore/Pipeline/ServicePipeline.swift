import Foundation
import HTTPTypes
import Logging

/// What every call to a service goes through: request identifier, user agent, bearer token, retry, one answer to a
/// claims challenge, decoding of errors.
///
/// A value without state; it asks the credential for every request and keeps no token.
public struct ServicePipeline: Sendable {
    /// Sends requests.
    public let transport: any HTTPTransport

    /// Where tokens come from; `nil` sends none.
    public var credential: (any TokenCredential)?

    /// Scopes that tokens are asked for.
    public var scopes: Set<Scope>

    /// The tenant that tokens are asked for, when it is not the credential's own.
    public var tenantID: String?

    /// When requests are sent again.
    public var retry: RetryPolicy

    /// Wall time and waiting.
    public let time: any TimeSource

    /// Identifiers and jitter.
    public let random: any RandomSource

    /// Value of `User-Agent`.
    public var userAgent: String

    /// The longest time of one attempt.
    public var timeout: Duration

    /// Makes a pipeline.
    public init(
        transport: any HTTPTransport,
        credential: (any TokenCredential)?,
        scopes: Set<Scope>,
        tenantID: String? = nil,
        retry: RetryPolicy = .standard,
        time: any TimeSource,
        random: any RandomSource,
        userAgent: String = "sallyport",
        timeout: Duration = .seconds(100)
    ) {
        self.transport = transport
        self.credential = credential
        self.scopes = scopes
        self.tenantID = tenantID
        self.retry = retry
        self.time = time
        self.random = random
        self.userAgent = userAgent
        self.timeout = timeout
    }

    /// Sends a request and returns a successful answer.
    ///
    /// All attempts carry one `client-request-id`. A 401 with a claims challenge is answered once with a new token.
    ///
    /// - Throws: ``APIError`` for an answer of status 400 and above, or a redirect, which is never followed;
    ///   ``TransportError`` without an answer; what the credential throws; `CancellationError`.
    public func send(_ request: ServiceRequest) async throws -> ServiceResponse {
        let response = try await exchange(request)
        guard (200..<300).contains(response.status.code) else {
            throw APIError(refusal: response, now: time.now)
        }
        return response
    }

    /// Sends a request and returns the last answer, of whatever status.
    ///
    /// - Throws: ``TransportError`` without an answer; what the credential throws; `CancellationError`.
    public func exchange(_ request: ServiceRequest) async throws -> ServiceResponse {
        var request = request
        let correlationID = prepare(&request)
        var context = TokenRequestContext(scopes: scopes, tenantID: tenantID, correlationID: correlationID)
        try await authorize(&request, context)
        let response = try await attempt(request)
        guard credential != nil, let claims = ClaimsChallenge(response)?.claims else { return response }
        Logger.current.debug("claims challenge", metadata: ["http.client-request-id": "\(correlationID)"])
        context.claims = claims
        try await authorize(&request, context)
        return try await attempt(request)
    }

    private func prepare(_ request: inout ServiceRequest) -> UUID {
        let correlationID =
            request.headers[.clientRequestID].flatMap(UUID.init(uuidString:)) ?? random.uuid()
        request.headers[.clientRequestID] = correlationID.uuidString.lowercased()
        if request.headers[.userAgent] == nil { request.headers[.userAgent] = userAgent }
        if request.headers[.accept] == nil { request.headers[.accept] = "application/json" }
        return correlationID
    }

    private func authorize(_ request: inout ServiceRequest, _ context: TokenRequestContext) async throws {
        guard let credential else { return }
        guard request.url.scheme == "https" else {
            throw TransportError(
                code: .invalidRequest, message: "A token is sent over https only; correct the address.",
                host: request.url.host())
        }
        let token = try await credential.token(for: context)
        request.headers[.authorization] = "Bearer \(token.token.reveal)"
    }

    private func attempt(_ request: ServiceRequest) async throws -> ServiceResponse {
        var retries = 0
        while true {
            try Task.checkCancellation()
            let outcome: RetryPolicy.Outcome
            let result: Result<ServiceResponse, TransportError>
            do {
                let response = try await transport.send(request, timeout: timeout)
                outcome = .response(
                    status: response.status.code, retryAfter: RetryAfter.parse(response.headers, now: time.now))
                result = .success(response)
            } catch let error as TransportError {
                outcome = .failure(error.code)
                result = .failure(error)
            }
            let decision = retry.decision(
                afterRetries: retries, outcome: outcome, method: request.method,
                repeatability: request.repeatability, jitter: random.unitInterval())
            guard case .retry(let delay) = decision else { return try result.get() }
            retries += 1
            Logger.current.debug(
                "retry", metadata: ["http.retry": "\(retries)", "http.retry.delay": "\(delay)"])
            try await time.sleep(for: delay)
        }
    }
}
