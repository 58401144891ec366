import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore
import Testing

@Suite("Pipeline: one way for every call")
struct ServicePipelineTests {
    let time = ManualTimeSource()

    func pipeline(_ transport: any HTTPTransport, _ credential: (any TokenCredential)? = nil) -> ServicePipeline {
        ServicePipeline(
            transport: transport, credential: credential,
            scopes: [Scope(rawValue: "https://api.security.microsoft.com/.default")], time: time,
            random: SeededRandomSource())
    }

    func request(_ method: HTTPRequest.Method = .get, _ address: String = "https://example.com/a") throws
        -> ServiceRequest
    {
        ServiceRequest(method: method, url: try #require(URL(string: address)))
    }

    @Test func addsRequestIDUserAgentAndBearer() async throws {
        try await StubTransport.with([.json(.get, "/a", "{}")]) { transport in
            _ = try await pipeline(transport, StubCredential()).send(try request())
            let sent = try #require(transport.requests.first)
            #expect(sent.headers[.authorization] == "Bearer token-1")
            #expect(sent.headers[.userAgent] == "sallyport")
            #expect(sent.headers[.clientRequestID].flatMap(UUID.init(uuidString:)) != nil)
        }
    }

    @Test func allAttemptsCarryOneRequestID() async throws {
        try await StubTransport.with([
            .json(.get, "/a", status: 503, "{}"), .failure(.get, "/a", .timeout), .json(.get, "/a", "{}"),
        ]) { transport in
            _ = try await pipeline(transport).send(try request())
            #expect(Set(transport.requests.map { $0.headers[.clientRequestID] }).count == 1)
            #expect(time.sleeps.count == 2)
        }
    }

    @Test func retryAfterWinsOverBackOff() async throws {
        let wait: HTTPFields = [.retryAfter: "17"]
        try await StubTransport.with([
            .json(.get, "/a", status: 429, headers: wait, "{}"), .json(.get, "/a", "{}"),
        ]) { transport in
            _ = try await pipeline(transport).send(try request())
            #expect(time.sleeps == [.seconds(17)])
        }
    }

    @Test func challengeIsAnsweredOnce() async throws {
        let challenge: HTTPFields = [
            .wwwAuthenticate: #"Bearer error="insufficient_claims", claims="eyJhIjoxfQ==""#
        ]
        let credential = StubCredential()
        try await StubTransport.with([
            .json(.get, "/a", status: 401, headers: challenge, limit: 2, #"{"error":{"code":"x","message":"y"}}"#)
        ]) { transport in
            let error = await #expect(throws: APIError.self) {
                try await pipeline(transport, credential).send(try request())
            }
            #expect(error?.status == .unauthorized)
            #expect(credential.contexts.map(\.claims) == [nil, #"{"a":1}"#])
            #expect(transport.requests.map { $0.headers[.authorization] } == ["Bearer token-1", "Bearer token-2"])
        }
    }

    @Test func ordinary401IsNotReplayed() async throws {
        let credential = StubCredential()
        try await StubTransport.with([.json(.get, "/a", status: 401, "{}")]) { transport in
            await #expect(throws: APIError.self) { try await pipeline(transport, credential).send(try request()) }
            #expect(credential.contexts.count == 1)
        }
    }

    @Test func redirectIsAnErrorAndNotFollowed() async throws {
        try await StubTransport.with([
            .json(.get, "/a", status: 302, headers: [.location: "https://evil.example/"], "")
        ]) { transport in
            let error = await #expect(throws: APIError.self) { try await pipeline(transport).send(try request()) }
            #expect(error?.message.contains("redirect") == true)
            #expect(transport.requests.count == 1)
        }
    }

    @Test func tokenTravelsOverHTTPSOnly() async throws {
        let credential = StubCredential()
        try await StubTransport.with([]) { transport in
            let error = await #expect(throws: TransportError.self) {
                try await pipeline(transport, credential).send(try request(.get, "http://example.com/a"))
            }
            #expect(error?.code == .invalidRequest)
            #expect(credential.contexts.isEmpty)
        }
    }

    @Test func tenantOfThePartnerContextReachesTheCredential() async throws {
        let credential = StubCredential()
        try await StubTransport.with([.json(.get, "/a", "{}")]) { transport in
            var pipeline = pipeline(transport, credential)
            pipeline.tenantID = "contoso.com"
            _ = try await pipeline.send(try request())
            #expect(credential.contexts.map(\.tenantID) == ["contoso.com"])
        }
    }

    @Test func errorsShowNoBearerToken() async throws {
        let token = AccessToken(token: Secret(Canary.make("bearer")), expiresOn: .distantFuture)
        try await StubTransport.with([.failure(.get, "/a", limit: nil, .connectionLost)]) { transport in
            let error = await #expect(throws: TransportError.self) {
                try await pipeline(transport, FixedTokenCredential(token)).send(try request())
            }
            let failure = try #require(error)
            #expect(Canary.leaks(in: failure).isEmpty)
        }
    }

    @Test func cancelledTaskSendsNothing() async throws {
        let transport = StubTransport([])
        let pipeline = pipeline(transport)
        let request = try request()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await pipeline.send(request)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(transport.requests.isEmpty)
    }
}
