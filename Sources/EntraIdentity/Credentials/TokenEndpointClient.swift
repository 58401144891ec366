import Foundation
import HTTPTypes
import ServiceCore

/// Posts forms to an authority and reads its answers.
struct TokenEndpointClient: Sendable {
    /// The largest answer that is read, in bytes (identity H.51).
    static let maximumBytes = 1_048_576

    let context: IdentityContext

    /// Sends a token request.
    ///
    /// - Throws: ``AuthenticationError`` for a refusal, an unreadable answer or none; `CancellationError`.
    func redeem(_ request: TokenRequest, at endpoint: URL, correlationID: UUID?) async throws -> TokenResponse {
        var post = form(request.fields, to: endpoint, correlationID: correlationID)
        if let header = request.authorizationHeader { post.headers[.authorization] = header }
        post.repeatability = request.repeatability
        let response = try await Self.exchange(post, through: context.pipeline, hiding: request.secrets)
        guard let tokens = try? JSONDecoder().decode(TokenResponse.self, from: response.body),
            !tokens.accessToken.reveal.isEmpty, tokens.tokenType.lowercased() == "bearer", tokens.expiresIn > 0
        else { throw Self.malformed(response, correlationID, "token answer") }
        return tokens
    }

    /// Asks for a device code.
    func deviceCode(
        _ request: DeviceAuthorizationRequest, at endpoint: URL, correlationID: UUID?
    ) async throws -> DeviceAuthorizationResponse {
        var post = form(request.fields, to: endpoint, correlationID: correlationID)
        post.repeatability = .safe
        let response = try await Self.exchange(post, through: context.pipeline, hiding: [])
        guard let answer = try? JSONDecoder().decode(DeviceAuthorizationResponse.self, from: response.body),
            !answer.deviceCode.reveal.isEmpty
        else { throw Self.malformed(response, correlationID, "device code answer") }
        return answer
    }

    private func form(_ fields: [FormEncoding.Field], to endpoint: URL, correlationID: UUID?) -> ServiceRequest {
        var request = ServiceRequest(method: .post, url: endpoint, body: Data(FormEncoding.encode(fields).utf8))
        request.headers[.contentType] = "application/x-www-form-urlencoded"
        request.headers[.clientRequestID] = (correlationID ?? context.random.uuid()).uuidString.lowercased()
        request.headers[.returnClientRequestID] = "true"
        // Without this the service may refuse loops with 400 instead of 429 (AADSTS50196).
        request.headers[.msLibraryCapability] = "retry-after, h429"
        return request
    }

    /// Sends a request to an authority and returns a successful answer.
    ///
    /// - Parameter secrets: Texts that are hidden in messages, should the answer repeat them.
    static func exchange(
        _ request: ServiceRequest, through pipeline: ServicePipeline, hiding secrets: [Secret]
    ) async throws -> ServiceResponse {
        let correlationID = request.headers[.clientRequestID].flatMap { UUID(uuidString: $0) }
        let response: ServiceResponse
        do {
            response = try await pipeline.exchange(request)
        } catch let error as TransportError {
            throw AuthenticationError(
                code: .network,
                message: "The authority \(request.url.host() ?? "") gave no answer: \(error.message)",
                remedy: error.code == .tls
                    ? "Name the file of the certificate authority, if a private one is in use." : nil,
                correlationID: correlationID,
                cause: error)
        }
        guard response.status.code == 200, response.body.count <= maximumBytes else {
            throw refusal(response, correlationID: correlationID, hiding: secrets, now: pipeline.time.now)
        }
        return response
    }

    /// Reads an answer that is no success; it may be anything, for example a proxy's page.
    static func refusal(
        _ response: ServiceResponse, correlationID: UUID?, hiding secrets: [Secret], now: Date
    ) -> AuthenticationError {
        let retryAfter = RetryAfter.parse(response.headers, now: now)
        guard let body = try? JSONDecoder().decode(OAuthErrorBody.self, from: response.body) else {
            var error = malformed(response, correlationID, "answer of Entra ID")
            error.retryAfter = retryAfter
            return error
        }
        let entry = body.number.flatMap { AADSTS.entry($0) }
        // Secrets are hidden before the text is cut, so that no part of one stays at the end. Texts below six characters
        // are none that a service gives out, and hiding them would tear words apart.
        func shown(_ text: String, limit: Int = 2_000) -> String {
            let hidden = secrets.map(\.reveal).filter { $0.utf8.count >= 6 }
                .reduce(text) { $0.replacing($1, with: Secret("").description) }
            return DisplayText.clean(hidden, limit: limit)
        }
        let message =
            body.errorDescription.map { description(of: shown($0)) } ?? entry?.message ?? "The authority refused."
        return AuthenticationError(
            code: OAuthErrorCode(rawValue: shown(body.error.rawValue, limit: 64)),
            message: message,
            remedy: entry?.remedy,
            aadsts: body.number,
            suberror: body.suberror.map { shown($0, limit: 64) },
            claims: body.claims,
            status: response.status.code,
            correlationID: body.correlationID.flatMap { UUID(uuidString: $0) } ?? correlationID,
            traceID: body.traceID.map { shown($0, limit: 64) } ?? response.headers[.msRequestID],
            retryAfter: retryAfter
        )
    }

    /// The text of a description without the number in front and the identifiers behind.
    private static func description(of text: String) -> String {
        var rest = text[...]
        if rest.hasPrefix("AADSTS"), let colon = rest.firstIndex(of: ":") {
            rest = rest[rest.index(after: colon)...]
        }
        if let trace = rest.range(of: "Trace ID:") { rest = rest[..<trace.lowerBound] }
        return rest.trimmingCharacters(in: .whitespaces)
    }

    private static func malformed(
        _ response: ServiceResponse, _ correlationID: UUID?, _ expected: String
    ) -> AuthenticationError {
        AuthenticationError(
            code: .malformedResponse,
            message: "The authority's answer (status \(response.status.code)) is no \(expected).",
            remedy: "Check the login host, and that no proxy answers in its place.",
            status: response.status.code,
            correlationID: correlationID,
            traceID: response.headers[.msRequestID]
        )
    }
}

extension HTTPField.Name {
    fileprivate static let msLibraryCapability = HTTPField.Name(constant: "x-ms-lib-capability")
}

extension TokenRequest {
    /// Codes and rotated refresh tokens are never sent again after an ambiguous failure, since the authority may have
    /// used them up; passwords neither, since attempts are counted (identity H.58).
    var repeatability: ServiceRequest.Repeatability {
        grantType == .clientCredentials ? .safe : .onlyIfRefused
    }

    /// Everything in the request that must not be seen.
    var secrets: [Secret] {
        var secrets = [code, codeVerifier, refreshToken, deviceCode, password, assertion].compactMap { $0 }
        switch authentication {
        case .none: break
        case .secretPost(let secret), .secretBasic(let secret), .assertion(_, let secret): secrets.append(secret)
        }
        return secrets
    }
}
